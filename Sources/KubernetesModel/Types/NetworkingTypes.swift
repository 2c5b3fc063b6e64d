/// Read by `TypeTable`, which explains the form.
let networkingTypes = """
  networking.v1.HTTPIngressPath
    path 1 string
    backend 2 networking.v1.IngressBackend !
    pathType 3 string * !
  networking.v1.HTTPIngressRuleValue
    paths 1 list:networking.v1.HTTPIngressPath ! list=atomic
  networking.v1.IPAddress = networking.k8s.io/v1/IPAddress
    metadata 1 meta.v1.ObjectMeta
    spec 2 networking.v1.IPAddressSpec !
    apiVersion - string
    kind - string
  networking.v1.IPAddressList = networking.k8s.io/v1/IPAddressList
    metadata 1 meta.v1.ListMeta
    items 2 list:networking.v1.IPAddress !
    apiVersion - string
    kind - string
  networking.v1.IPAddressSpec
    parentRef 1 networking.v1.ParentReference * !
  networking.v1.IPBlock
    cidr 1 string !
    except 2 list:string list=atomic
  networking.v1.Ingress = networking.k8s.io/v1/Ingress
    metadata 1 meta.v1.ObjectMeta
    spec 2 networking.v1.IngressSpec
    status 3 networking.v1.IngressStatus
    apiVersion - string
    kind - string
  networking.v1.IngressBackend
    resource 3 core.v1.TypedLocalObjectReference *
    service 4 networking.v1.IngressServiceBackend *
  networking.v1.IngressClass = networking.k8s.io/v1/IngressClass
    metadata 1 meta.v1.ObjectMeta
    spec 2 networking.v1.IngressClassSpec
    apiVersion - string
    kind - string
  networking.v1.IngressClassList = networking.k8s.io/v1/IngressClassList
    metadata 1 meta.v1.ListMeta
    items 2 list:networking.v1.IngressClass !
    apiVersion - string
    kind - string
  networking.v1.IngressClassParametersReference
    apiGroup 1 string *
    kind 2 string !
    name 3 string !
    scope 4 string *
    namespace 5 string *
  networking.v1.IngressClassSpec
    controller 1 string
    parameters 2 networking.v1.IngressClassParametersReference *
  networking.v1.IngressList = networking.k8s.io/v1/IngressList
    metadata 1 meta.v1.ListMeta
    items 2 list:networking.v1.Ingress !
    apiVersion - string
    kind - string
  networking.v1.IngressLoadBalancerIngress
    ip 1 string
    hostname 2 string
    ports 4 list:networking.v1.IngressPortStatus list=atomic
  networking.v1.IngressLoadBalancerStatus
    ingress 1 list:networking.v1.IngressLoadBalancerIngress list=atomic
  networking.v1.IngressPortStatus
    port 1 int32 !
    protocol 2 string !
    error 3 string *
  networking.v1.IngressRule
    < 2 networking.v1.IngressRuleValue
    host 1 string
    http - networking.v1.HTTPIngressRuleValue
  networking.v1.IngressRuleValue wire-only
    http 1 networking.v1.HTTPIngressRuleValue *
  networking.v1.IngressServiceBackend
    name 1 string !
    port 2 networking.v1.ServiceBackendPort
  networking.v1.IngressSpec
    defaultBackend 1 networking.v1.IngressBackend *
    tls 2 list:networking.v1.IngressTLS list=atomic
    rules 3 list:networking.v1.IngressRule list=atomic
    ingressClassName 4 string *
  networking.v1.IngressStatus
    loadBalancer 1 networking.v1.IngressLoadBalancerStatus
  networking.v1.IngressTLS
    hosts 1 list:string list=atomic
    secretName 2 string
  networking.v1.NetworkPolicy = networking.k8s.io/v1/NetworkPolicy
    metadata 1 meta.v1.ObjectMeta
    spec 2 networking.v1.NetworkPolicySpec
    apiVersion - string
    kind - string
  networking.v1.NetworkPolicyEgressRule
    ports 1 list:networking.v1.NetworkPolicyPort list=atomic
    to 2 list:networking.v1.NetworkPolicyPeer list=atomic
  networking.v1.NetworkPolicyIngressRule
    ports 1 list:networking.v1.NetworkPolicyPort list=atomic
    from 2 list:networking.v1.NetworkPolicyPeer list=atomic
  networking.v1.NetworkPolicyList = networking.k8s.io/v1/NetworkPolicyList
    metadata 1 meta.v1.ListMeta
    items 2 list:networking.v1.NetworkPolicy !
    apiVersion - string
    kind - string
  networking.v1.NetworkPolicyPeer
    podSelector 1 meta.v1.LabelSelector *
    namespaceSelector 2 meta.v1.LabelSelector *
    ipBlock 3 networking.v1.IPBlock *
  networking.v1.NetworkPolicyPort
    protocol 1 string *
    port 2 intstr.IntOrString *
    endPort 3 int32 *
  networking.v1.NetworkPolicySpec
    podSelector 1 meta.v1.LabelSelector
    ingress 2 list:networking.v1.NetworkPolicyIngressRule list=atomic
    egress 3 list:networking.v1.NetworkPolicyEgressRule list=atomic
    policyTypes 4 list:string list=atomic
  networking.v1.ParentReference
    group 1 string
    resource 2 string !
    namespace 3 string
    name 4 string !
  networking.v1.ServiceBackendPort map:atomic
    name 1 string
    number 2 int32
  networking.v1.ServiceCIDR = networking.k8s.io/v1/ServiceCIDR
    metadata 1 meta.v1.ObjectMeta
    spec 2 networking.v1.ServiceCIDRSpec
    status 3 networking.v1.ServiceCIDRStatus
    apiVersion - string
    kind - string
  networking.v1.ServiceCIDRList = networking.k8s.io/v1/ServiceCIDRList
    metadata 1 meta.v1.ListMeta
    items 2 list:networking.v1.ServiceCIDR !
    apiVersion - string
    kind - string
  networking.v1.ServiceCIDRSpec
    cidrs 1 list:string list=atomic
  networking.v1.ServiceCIDRStatus
    conditions 1 list:meta.v1.Condition merge=type strategy=merge list=map keys=type
  """
