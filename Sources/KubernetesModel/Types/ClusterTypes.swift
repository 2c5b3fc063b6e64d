/// Read by `TypeTable`, which explains the form.
let clusterTypes = """
  coordination.v1.Lease = coordination.k8s.io/v1/Lease
    metadata 1 meta.v1.ObjectMeta
    spec 2 coordination.v1.LeaseSpec
    apiVersion - string
    kind - string
  coordination.v1.LeaseList = coordination.k8s.io/v1/LeaseList
    metadata 1 meta.v1.ListMeta
    items 2 list:coordination.v1.Lease !
    apiVersion - string
    kind - string
  coordination.v1.LeaseSpec
    holderIdentity 1 string *
    leaseDurationSeconds 2 int32 *
    acquireTime 3 meta.v1.MicroTime *
    renewTime 4 meta.v1.MicroTime *
    leaseTransitions 5 int32 *
    strategy 6 string *
    preferredHolder 7 string *
  discovery.v1.Endpoint
    addresses 1 list:string ! list=set
    conditions 2 discovery.v1.EndpointConditions
    hostname 3 string *
    targetRef 4 core.v1.ObjectReference *
    deprecatedTopology 5 map:string
    nodeName 6 string *
    zone 7 string *
    hints 8 discovery.v1.EndpointHints *
  discovery.v1.EndpointConditions
    ready 1 bool *
    serving 2 bool *
    terminating 3 bool *
  discovery.v1.EndpointHints
    forZones 1 list:discovery.v1.ForZone list=atomic
    forNodes 2 list:discovery.v1.ForNode list=atomic
  discovery.v1.EndpointPort map:atomic
    name 1 string *
    protocol 2 string *
    port 3 int32 *
    appProtocol 4 string *
  discovery.v1.EndpointSlice = discovery.k8s.io/v1/EndpointSlice
    metadata 1 meta.v1.ObjectMeta
    endpoints 2 list:discovery.v1.Endpoint list=atomic
    ports 3 list:discovery.v1.EndpointPort list=atomic
    addressType 4 string !
    apiVersion - string
    kind - string
  discovery.v1.EndpointSliceList = discovery.k8s.io/v1/EndpointSliceList
    metadata 1 meta.v1.ListMeta
    items 2 list:discovery.v1.EndpointSlice !
    apiVersion - string
    kind - string
  discovery.v1.ForNode
    name 1 string !
  discovery.v1.ForZone
    name 1 string !
  events.v1.Event = events.k8s.io/v1/Event
    metadata 1 meta.v1.ObjectMeta
    eventTime 2 meta.v1.MicroTime !
    series 3 events.v1.EventSeries *
    reportingController 4 string
    reportingInstance 5 string
    action 6 string
    reason 7 string
    regarding 8 core.v1.ObjectReference
    related 9 core.v1.ObjectReference *
    note 10 string
    type 11 string
    deprecatedSource 12 core.v1.EventSource
    deprecatedFirstTimestamp 13 meta.v1.Time
    deprecatedLastTimestamp 14 meta.v1.Time
    deprecatedCount 15 int32
    apiVersion - string
    kind - string
  events.v1.EventList = events.k8s.io/v1/EventList
    metadata 1 meta.v1.ListMeta
    items 2 list:events.v1.Event !
    apiVersion - string
    kind - string
  events.v1.EventSeries
    count 1 int32 !
    lastObservedTime 2 meta.v1.MicroTime !
  metrics.v1beta1.ContainerMetrics wire-only
    name 1 string always
    usage 2 map:resource.Quantity
  metrics.v1beta1.NodeMetrics wire-only
    metadata 1 meta.v1.ObjectMeta
    timestamp 2 meta.v1.Time
    window 3 meta.v1.Duration
    usage 4 map:resource.Quantity
  metrics.v1beta1.NodeMetricsList wire-only
    metadata 1 meta.v1.ListMeta
    items 2 list:metrics.v1beta1.NodeMetrics
  metrics.v1beta1.PodMetrics wire-only
    metadata 1 meta.v1.ObjectMeta
    timestamp 2 meta.v1.Time
    window 3 meta.v1.Duration
    containers 4 list:metrics.v1beta1.ContainerMetrics
  metrics.v1beta1.PodMetricsList wire-only
    metadata 1 meta.v1.ListMeta
    items 2 list:metrics.v1beta1.PodMetrics
  node.v1.Overhead
    podFixed 1 map:resource.Quantity
  node.v1.RuntimeClass = node.k8s.io/v1/RuntimeClass
    metadata 1 meta.v1.ObjectMeta
    handler 2 string !
    overhead 3 node.v1.Overhead *
    scheduling 4 node.v1.Scheduling *
    apiVersion - string
    kind - string
  node.v1.RuntimeClassList = node.k8s.io/v1/RuntimeClassList
    metadata 1 meta.v1.ListMeta
    items 2 list:node.v1.RuntimeClass !
    apiVersion - string
    kind - string
  node.v1.Scheduling
    nodeSelector 1 map:string map=atomic
    tolerations 2 list:core.v1.Toleration list=atomic
  scheduling.v1.PriorityClass = scheduling.k8s.io/v1/PriorityClass
    metadata 1 meta.v1.ObjectMeta
    value 2 int32 always
    globalDefault 3 bool
    description 4 string
    preemptionPolicy 5 string *
    apiVersion - string
    kind - string
  scheduling.v1.PriorityClassList = scheduling.k8s.io/v1/PriorityClassList
    metadata 1 meta.v1.ListMeta
    items 2 list:scheduling.v1.PriorityClass !
    apiVersion - string
    kind - string
  """
