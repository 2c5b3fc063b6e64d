/// Read by `TypeTable`, which explains the form.
let coreNodeTypes = """
  core.v1.AvoidPods wire-only
    preferAvoidPods 1 list:core.v1.PreferAvoidPodsEntry
  core.v1.ContainerImage
    names 1 list:string list=atomic
    sizeBytes 2 int64
  core.v1.DaemonEndpoint
    Port 1 int32 !
  core.v1.Node = /v1/Node
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.NodeSpec
    status 3 core.v1.NodeStatus
    apiVersion - string
    kind - string
  core.v1.NodeAddress
    type 1 string !
    address 2 string !
  core.v1.NodeAffinity
    requiredDuringSchedulingIgnoredDuringExecution 1 core.v1.NodeSelector *
    preferredDuringSchedulingIgnoredDuringExecution 2 list:core.v1.PreferredSchedulingTerm list=atomic
  core.v1.NodeAllocatableResourceClaimStatus
    resourceClaimName 1 string !
    containers 2 list:string list=set
    resources 3 map:resource.Quantity !
  core.v1.NodeCondition
    type 1 string !
    status 2 string !
    lastHeartbeatTime 3 meta.v1.Time
    lastTransitionTime 4 meta.v1.Time
    reason 5 string
    message 6 string
  core.v1.NodeConfigSource
    configMap 2 core.v1.ConfigMapNodeConfigSource *
  core.v1.NodeConfigStatus
    assigned 1 core.v1.NodeConfigSource *
    active 2 core.v1.NodeConfigSource *
    lastKnownGood 3 core.v1.NodeConfigSource *
    error 4 string
  core.v1.NodeDaemonEndpoints
    kubeletEndpoint 1 core.v1.DaemonEndpoint
  core.v1.NodeFeatures
    supplementalGroupsPolicy 1 bool *
  core.v1.NodeList = /v1/NodeList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.Node !
    apiVersion - string
    kind - string
  core.v1.NodeProxyOptions wire-only
    path 1 string
  core.v1.NodeRuntimeHandler
    name 1 string always
    features 2 core.v1.NodeRuntimeHandlerFeatures *
  core.v1.NodeRuntimeHandlerFeatures
    recursiveReadOnlyMounts 1 bool *
    userNamespaces 2 bool *
  core.v1.NodeSelector map:atomic
    nodeSelectorTerms 1 list:core.v1.NodeSelectorTerm ! list=atomic
  core.v1.NodeSelectorRequirement
    key 1 string !
    operator 2 string !
    values 3 list:string list=atomic
  core.v1.NodeSelectorTerm map:atomic
    matchExpressions 1 list:core.v1.NodeSelectorRequirement list=atomic
    matchFields 2 list:core.v1.NodeSelectorRequirement list=atomic
  core.v1.NodeSpec
    podCIDR 1 string
    externalID 2 string
    providerID 3 string
    unschedulable 4 bool
    taints 5 list:core.v1.Taint list=atomic
    configSource 6 core.v1.NodeConfigSource *
    podCIDRs 7 list:string strategy=merge list=set
  core.v1.NodeStatus
    capacity 1 map:resource.Quantity
    allocatable 2 map:resource.Quantity
    phase 3 string
    conditions 4 list:core.v1.NodeCondition merge=type strategy=merge list=map keys=type
    addresses 5 list:core.v1.NodeAddress merge=type strategy=merge list=map keys=type
    daemonEndpoints 6 core.v1.NodeDaemonEndpoints
    nodeInfo 7 core.v1.NodeSystemInfo
    images 8 list:core.v1.ContainerImage list=atomic
    volumesInUse 9 list:string list=atomic
    volumesAttached 10 list:core.v1.AttachedVolume list=atomic
    config 11 core.v1.NodeConfigStatus *
    runtimeHandlers 12 list:core.v1.NodeRuntimeHandler list=atomic
    features 13 core.v1.NodeFeatures *
    declaredFeatures 14 list:string list=atomic
  core.v1.NodeSwapStatus
    capacity 1 int64 *
  core.v1.NodeSystemInfo
    machineID 1 string !
    systemUUID 2 string !
    bootID 3 string !
    kernelVersion 4 string !
    osImage 5 string !
    containerRuntimeVersion 6 string !
    kubeletVersion 7 string !
    kubeProxyVersion 8 string !
    operatingSystem 9 string !
    architecture 10 string !
    swap 11 core.v1.NodeSwapStatus *
  core.v1.PreferAvoidPodsEntry wire-only
    podSignature 1 core.v1.PodSignature
    evictionTime 2 meta.v1.Time
    reason 3 string
    message 4 string
  core.v1.Taint
    key 1 string !
    value 2 string
    effect 3 string !
    timeAdded 4 meta.v1.Time *
  """
