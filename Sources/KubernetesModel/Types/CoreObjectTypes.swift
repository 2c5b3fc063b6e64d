/// Read by `TypeTable`, which explains the form.
let coreObjectTypes = """
  core.v1.Binding = /v1/Binding
    metadata 1 meta.v1.ObjectMeta
    target 2 core.v1.ObjectReference !
    apiVersion - string
    kind - string
  core.v1.ClientIPConfig
    timeoutSeconds 1 int32 *
  core.v1.ComponentCondition
    type 1 string !
    status 2 string !
    message 3 string
    error 4 string
  core.v1.ComponentStatus = /v1/ComponentStatus
    metadata 1 meta.v1.ObjectMeta
    conditions 2 list:core.v1.ComponentCondition merge=type strategy=merge list=map keys=type
    apiVersion - string
    kind - string
  core.v1.ComponentStatusList = /v1/ComponentStatusList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.ComponentStatus !
    apiVersion - string
    kind - string
  core.v1.ConfigMap = /v1/ConfigMap
    metadata 1 meta.v1.ObjectMeta
    data 2 map:string
    binaryData 3 map:bytes
    immutable 4 bool *
    apiVersion - string
    kind - string
  core.v1.ConfigMapList = /v1/ConfigMapList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.ConfigMap !
    apiVersion - string
    kind - string
  core.v1.EndpointAddress map:atomic
    ip 1 string !
    targetRef 2 core.v1.ObjectReference *
    hostname 3 string
    nodeName 4 string *
  core.v1.EndpointPort map:atomic
    name 1 string
    port 2 int32 !
    protocol 3 string
    appProtocol 4 string *
  core.v1.EndpointSubset
    addresses 1 list:core.v1.EndpointAddress list=atomic
    notReadyAddresses 2 list:core.v1.EndpointAddress list=atomic
    ports 3 list:core.v1.EndpointPort list=atomic
  core.v1.Endpoints = /v1/Endpoints
    metadata 1 meta.v1.ObjectMeta
    subsets 2 list:core.v1.EndpointSubset list=atomic
    apiVersion - string
    kind - string
  core.v1.EndpointsList = /v1/EndpointsList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.Endpoints !
    apiVersion - string
    kind - string
  core.v1.Event = /v1/Event
    metadata 1 meta.v1.ObjectMeta !
    involvedObject 2 core.v1.ObjectReference !
    reason 3 string
    message 4 string
    source 5 core.v1.EventSource
    firstTimestamp 6 meta.v1.Time
    lastTimestamp 7 meta.v1.Time
    count 8 int32
    type 9 string
    eventTime 10 meta.v1.MicroTime
    series 11 core.v1.EventSeries *
    action 12 string
    related 13 core.v1.ObjectReference *
    reportingComponent 14 string always
    reportingInstance 15 string always
    apiVersion - string
    kind - string
  core.v1.EventList = /v1/EventList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.Event !
    apiVersion - string
    kind - string
  core.v1.EventSeries
    count 1 int32
    lastObservedTime 2 meta.v1.MicroTime
  core.v1.EventSource
    component 1 string
    host 2 string
  core.v1.LimitRange = /v1/LimitRange
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.LimitRangeSpec
    apiVersion - string
    kind - string
  core.v1.LimitRangeItem
    type 1 string !
    max 2 map:resource.Quantity
    min 3 map:resource.Quantity
    default 4 map:resource.Quantity
    defaultRequest 5 map:resource.Quantity
    maxLimitRequestRatio 6 map:resource.Quantity
  core.v1.LimitRangeList = /v1/LimitRangeList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.LimitRange !
    apiVersion - string
    kind - string
  core.v1.LimitRangeSpec
    limits 1 list:core.v1.LimitRangeItem ! list=atomic
  core.v1.List wire-only
    metadata 1 meta.v1.ListMeta
    items 2 list:runtime.RawExtension
  core.v1.LoadBalancerIngress
    ip 1 string
    hostname 2 string
    ipMode 3 string *
    ports 4 list:core.v1.PortStatus list=atomic
  core.v1.LoadBalancerStatus
    ingress 1 list:core.v1.LoadBalancerIngress list=atomic
  core.v1.LocalObjectReference map:atomic
    name 1 string
  core.v1.Namespace = /v1/Namespace
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.NamespaceSpec
    status 3 core.v1.NamespaceStatus
    apiVersion - string
    kind - string
  core.v1.NamespaceCondition
    type 1 string !
    status 2 string !
    lastTransitionTime 4 meta.v1.Time
    reason 5 string
    message 6 string
  core.v1.NamespaceList = /v1/NamespaceList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.Namespace !
    apiVersion - string
    kind - string
  core.v1.NamespaceSpec
    finalizers 1 list:string list=atomic
  core.v1.NamespaceStatus
    phase 1 string
    conditions 2 list:core.v1.NamespaceCondition merge=type strategy=merge list=map keys=type
  core.v1.ObjectReference map:atomic
    kind 1 string
    namespace 2 string
    name 3 string
    uid 4 string
    apiVersion 5 string
    resourceVersion 6 string
    fieldPath 7 string
  core.v1.PortStatus
    port 1 int32 !
    protocol 2 string !
    error 3 string *
  core.v1.Preconditions wire-only
    uid 1 string *
  core.v1.RangeAllocation wire-only
    metadata 1 meta.v1.ObjectMeta
    range 2 string always
    data 3 bytes
  core.v1.ReplicationController = /v1/ReplicationController
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.ReplicationControllerSpec
    status 3 core.v1.ReplicationControllerStatus
    apiVersion - string
    kind - string
  core.v1.ReplicationControllerCondition
    type 1 string !
    status 2 string !
    lastTransitionTime 3 meta.v1.Time
    reason 4 string
    message 5 string
  core.v1.ReplicationControllerList = /v1/ReplicationControllerList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.ReplicationController !
    apiVersion - string
    kind - string
  core.v1.ReplicationControllerSpec
    replicas 1 int32 *
    selector 2 map:string map=atomic
    template 3 core.v1.PodTemplateSpec *
    minReadySeconds 4 int32
  core.v1.ReplicationControllerStatus
    replicas 1 int32 !
    fullyLabeledReplicas 2 int32
    observedGeneration 3 int64
    readyReplicas 4 int32
    availableReplicas 5 int32
    conditions 6 list:core.v1.ReplicationControllerCondition merge=type strategy=merge list=map keys=type
  core.v1.ResourceQuota = /v1/ResourceQuota
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.ResourceQuotaSpec
    status 3 core.v1.ResourceQuotaStatus
    apiVersion - string
    kind - string
  core.v1.ResourceQuotaList = /v1/ResourceQuotaList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.ResourceQuota !
    apiVersion - string
    kind - string
  core.v1.ResourceQuotaSpec
    hard 1 map:resource.Quantity
    scopes 2 list:string list=atomic
    scopeSelector 3 core.v1.ScopeSelector *
  core.v1.ResourceQuotaStatus
    hard 1 map:resource.Quantity
    used 2 map:resource.Quantity
  core.v1.ScopeSelector map:atomic
    matchExpressions 1 list:core.v1.ScopedResourceSelectorRequirement list=atomic
  core.v1.ScopedResourceSelectorRequirement
    scopeName 1 string !
    operator 2 string !
    values 3 list:string list=atomic
  core.v1.Secret = /v1/Secret
    metadata 1 meta.v1.ObjectMeta
    data 2 map:bytes
    type 3 string
    stringData 4 map:string
    immutable 5 bool *
    apiVersion - string
    kind - string
  core.v1.SecretList = /v1/SecretList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.Secret !
    apiVersion - string
    kind - string
  core.v1.SerializedReference wire-only
    reference 1 core.v1.ObjectReference
  core.v1.Service = /v1/Service
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.ServiceSpec
    status 3 core.v1.ServiceStatus
    apiVersion - string
    kind - string
  core.v1.ServiceAccount = /v1/ServiceAccount
    metadata 1 meta.v1.ObjectMeta
    secrets 2 list:core.v1.ObjectReference merge=name strategy=merge list=map keys=name
    imagePullSecrets 3 list:core.v1.LocalObjectReference list=atomic
    automountServiceAccountToken 4 bool *
    apiVersion - string
    kind - string
  core.v1.ServiceAccountList = /v1/ServiceAccountList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.ServiceAccount !
    apiVersion - string
    kind - string
  core.v1.ServiceList = /v1/ServiceList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.Service !
    apiVersion - string
    kind - string
  core.v1.ServicePort
    name 1 string
    protocol 2 string
    port 3 int32 !
    targetPort 4 intstr.IntOrString
    nodePort 5 int32
    appProtocol 6 string *
  core.v1.ServiceProxyOptions wire-only
    path 1 string
  core.v1.ServiceSpec
    ports 1 list:core.v1.ServicePort merge=port strategy=merge list=map keys=port,protocol
    selector 2 map:string map=atomic
    clusterIP 3 string
    type 4 string
    externalIPs 5 list:string list=atomic
    sessionAffinity 7 string
    loadBalancerIP 8 string
    loadBalancerSourceRanges 9 list:string list=atomic
    externalName 10 string
    externalTrafficPolicy 11 string
    healthCheckNodePort 12 int32
    publishNotReadyAddresses 13 bool
    sessionAffinityConfig 14 core.v1.SessionAffinityConfig *
    ipFamilyPolicy 17 string *
    clusterIPs 18 list:string list=atomic
    ipFamilies 19 list:string list=atomic
    allocateLoadBalancerNodePorts 20 bool *
    loadBalancerClass 21 string *
    internalTrafficPolicy 22 string *
    trafficDistribution 23 string *
  core.v1.ServiceStatus
    loadBalancer 1 core.v1.LoadBalancerStatus
    conditions 2 list:meta.v1.Condition merge=type strategy=merge list=map keys=type
  core.v1.SessionAffinityConfig
    clientIP 1 core.v1.ClientIPConfig *
  core.v1.TypedLocalObjectReference map:atomic
    apiGroup 1 string *
    kind 2 string !
    name 3 string !
  core.v1.TypedObjectReference
    apiGroup 1 string *
    kind 2 string !
    name 3 string !
    namespace 4 string *
  """
