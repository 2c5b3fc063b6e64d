/// Read by `TypeDescriptions`, which explains the form.
let networkingDescriptions = """
  core.v1.Service: A name and an address for a set of pods.
    spec: What it leads to.
    status: Addresses of its load balancer.
  core.v1.ServiceSpec: What a service leads to, and how it is reached.
    selector: Labels of the pods that it leads to.
    ports: The ports that it has.
    type: `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.
    clusterIP: Address in the cluster; `None` for a service without one.
    clusterIPs: Addresses in the cluster, one for each family.
    externalIPs: Addresses whose traffic the nodes take for the service.
    externalName: Name to which an `ExternalName` service leads.
    sessionAffinity: `ClientIP` sends a client to the same pod again.
    sessionAffinityConfig: How long that lasts.
    loadBalancerIP: Address that the load balancer should have.
    loadBalancerClass: Which load balancer is used.
    loadBalancerSourceRanges: Clients that the load balancer lets in.
    externalTrafficPolicy: `Local` sends traffic from outside to pods of the same node only.
    internalTrafficPolicy: `Local` sends traffic from inside to pods of the same node only.
    healthCheckNodePort: Port at which a load balancer asks nodes for pods.
    publishNotReadyAddresses: Whether pods that are not ready have names in DNS.
    ipFamilies: `IPv4`, `IPv6` or both.
    ipFamilyPolicy: Whether two families are wanted.
    allocateLoadBalancerNodePorts: Whether a load balancer's ports get node ports.
    trafficDistribution: Which pods are preferred.
  core.v1.ServicePort: A port of a service.
    name: Name of the port; needed when there are several.
    port: Number under which clients reach it.
    targetPort: Port of the pods, by number or by name; the same as `port` unless set.
    protocol: `TCP`, `UDP` or `SCTP`.
    nodePort: Port of every node that leads to it.
    appProtocol: Protocol of the application.
  core.v1.Endpoints: Addresses behind a service. EndpointSlices have replaced it.
    subsets: Addresses, and the ports that they have.
  discovery.v1.EndpointSlice: Some of the addresses behind a service.
    addressType: `IPv4`, `IPv6` or `FQDN`.
    endpoints: The addresses.
    ports: The ports that each of them has.
  discovery.v1.Endpoint: Addresses of one pod.
    addresses: The addresses.
    conditions: Whether it is ready, serves, or is about to end.
    targetRef: The pod.
    nodeName: Its node.
    zone: Its zone.
    hostname: Its host name.
  networking.v1.Ingress: Rules by which HTTP requests from outside reach services.
    spec: The rules.
    status: Addresses of the load balancer.
  networking.v1.IngressSpec: The rules of an Ingress.
    ingressClassName: Which controller serves it.
    defaultBackend: Where requests go that no rule fits.
    rules: Hosts and paths, and where they lead.
    tls: Certificates for hosts.
  networking.v1.IngressRule: The rule for one host.
    host: Name of the host; empty for all.
  networking.v1.IngressRuleValue: The rule's paths.
    http: Paths, and where they lead.
  networking.v1.HTTPIngressRuleValue: Paths of a host.
    paths: Each path, and where it leads.
  networking.v1.HTTPIngressPath: A path, and where it leads.
    path: Beginning of the request's path, or the whole.
    pathType: `Exact`, `Prefix` or `ImplementationSpecific`.
    backend: Where requests go.
  networking.v1.IngressBackend: Where requests go.
    service: A service.
    resource: Any other object.
  networking.v1.IngressServiceBackend: A port of a service.
    name: Name of the service.
    port: The port, by name or number.
  networking.v1.IngressTLS: A certificate for hosts.
    hosts: The hosts.
    secretName: Secret with the certificate and its key.
  networking.v1.IngressClass: Names a controller of Ingresses.
    spec: The controller and its parameters.
  networking.v1.NetworkPolicy: What traffic pods take part in.
    spec: The rules.
  networking.v1.NetworkPolicySpec: Rules for the traffic of some pods. Traffic in a direction that a policy speaks of must be allowed by a rule.
    podSelector: The pods; empty for all of the namespace.
    policyTypes: `Ingress`, `Egress` or both.
    ingress: What may come in.
    egress: What may go out.
  networking.v1.NetworkPolicyIngressRule: Traffic that may come in.
    from: Where from; from anywhere unless set.
    ports: To which ports; to all unless set.
  networking.v1.NetworkPolicyEgressRule: Traffic that may go out.
    to: Where to; anywhere unless set.
    ports: To which ports; to all unless set.
  networking.v1.NetworkPolicyPeer: The other side of the traffic.
    podSelector: Pods.
    namespaceSelector: Namespaces.
    ipBlock: Addresses.
  networking.v1.NetworkPolicyPort: Ports of the traffic.
    port: The port, by number or by name.
    endPort: The last port of a range.
    protocol: `TCP`, `UDP` or `SCTP`.
  networking.v1.IPBlock: A range of addresses.
    cidr: The range, as in `10.0.0.0/8`.
    except: Ranges within it that are left out.
  """
