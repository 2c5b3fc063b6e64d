/// Read by `TypeTable`, which explains the form.
let resourceTypes = """
  resource.Quantity scalar:string
    ~ string 1 string
  resource.QuantityValue wire-only
    string 1 string
  resource.v1.AllocatedDeviceStatus
    driver 1 string !
    pool 2 string !
    device 3 string !
    conditions 4 list:meta.v1.Condition list=map keys=type
    data 5 runtime.RawExtension *
    networkData 6 resource.v1.NetworkDeviceData *
    shareID 7 string *
  resource.v1.AllocationResult
    devices 1 resource.v1.DeviceAllocationResult
    nodeSelector 3 core.v1.NodeSelector *
    allocationTimestamp 5 meta.v1.Time *
  resource.v1.CELDeviceSelector
    expression 1 string !
  resource.v1.CapacityRequestPolicy
    default 1 resource.Quantity *
    validValues 3 list:resource.Quantity list=atomic
    validRange 4 resource.v1.CapacityRequestPolicyRange *
  resource.v1.CapacityRequestPolicyRange
    min 1 resource.Quantity * !
    max 2 resource.Quantity *
    step 3 resource.Quantity *
  resource.v1.CapacityRequirements
    requests 1 map:resource.Quantity
  resource.v1.Counter
    value 1 resource.Quantity !
  resource.v1.CounterSet
    name 1 string !
    counters 2 map:resource.v1.Counter !
  resource.v1.Device
    name 1 string !
    attributes 2 map:resource.v1.DeviceAttribute
    capacity 3 map:resource.v1.DeviceCapacity
    consumesCounters 4 list:resource.v1.DeviceCounterConsumption list=atomic
    nodeName 5 string *
    nodeSelector 6 core.v1.NodeSelector *
    allNodes 7 bool *
    taints 8 list:resource.v1.DeviceTaint list=atomic
    bindsToNode 9 bool *
    bindingConditions 10 list:string list=atomic
    bindingFailureConditions 11 list:string list=atomic
    allowMultipleAllocations 12 bool *
    nodeAllocatableResourceMappings 13 map:resource.v1.NodeAllocatableResourceMapping
  resource.v1.DeviceAllocationConfiguration
    < 3 resource.v1.DeviceConfiguration
    source 1 string !
    requests 2 list:string list=atomic
    opaque - resource.v1.OpaqueDeviceConfiguration
  resource.v1.DeviceAllocationResult
    results 1 list:resource.v1.DeviceRequestAllocationResult list=atomic
    config 2 list:resource.v1.DeviceAllocationConfiguration list=atomic
  resource.v1.DeviceAttribute
    int 2 int64 *
    bool 3 bool *
    string 4 string *
    version 5 string *
    ints 6 list:int64 list=atomic
    bools 7 list:bool list=atomic
    strings 8 list:string list=atomic
    versions 9 list:string list=atomic
  resource.v1.DeviceCapacity
    value 1 resource.Quantity !
    requestPolicy 2 resource.v1.CapacityRequestPolicy *
  resource.v1.DeviceClaim
    requests 1 list:resource.v1.DeviceRequest list=atomic
    constraints 2 list:resource.v1.DeviceConstraint list=atomic
    config 3 list:resource.v1.DeviceClaimConfiguration list=atomic
  resource.v1.DeviceClaimConfiguration
    < 2 resource.v1.DeviceConfiguration
    requests 1 list:string list=atomic
    opaque - resource.v1.OpaqueDeviceConfiguration
  resource.v1.DeviceClass = resource.k8s.io/v1/DeviceClass
    metadata 1 meta.v1.ObjectMeta
    spec 2 resource.v1.DeviceClassSpec !
    apiVersion - string
    kind - string
  resource.v1.DeviceClassConfiguration
    < 1 resource.v1.DeviceConfiguration
    opaque - resource.v1.OpaqueDeviceConfiguration
  resource.v1.DeviceClassList = resource.k8s.io/v1/DeviceClassList
    metadata 1 meta.v1.ListMeta
    items 2 list:resource.v1.DeviceClass !
    apiVersion - string
    kind - string
  resource.v1.DeviceClassSpec
    selectors 1 list:resource.v1.DeviceSelector list=atomic
    config 2 list:resource.v1.DeviceClassConfiguration list=atomic
    extendedResourceName 4 string *
  resource.v1.DeviceConfiguration wire-only
    opaque 1 resource.v1.OpaqueDeviceConfiguration *
  resource.v1.DeviceConstraint
    requests 1 list:string list=atomic
    matchAttribute 2 string *
    distinctAttribute 3 string *
  resource.v1.DeviceCounterConsumption
    counterSet 1 string !
    counters 2 map:resource.v1.Counter !
  resource.v1.DeviceRequest
    name 1 string !
    exactly 2 resource.v1.ExactDeviceRequest *
    firstAvailable 3 list:resource.v1.DeviceSubRequest list=atomic
  resource.v1.DeviceRequestAllocationResult
    request 1 string !
    driver 2 string !
    pool 3 string !
    device 4 string !
    adminAccess 5 bool *
    tolerations 6 list:resource.v1.DeviceToleration list=atomic
    bindingConditions 7 list:string list=atomic
    bindingFailureConditions 8 list:string list=atomic
    shareID 9 string *
    consumedCapacity 10 map:resource.Quantity
  resource.v1.DeviceSelector
    cel 1 resource.v1.CELDeviceSelector *
  resource.v1.DeviceSubRequest
    name 1 string !
    deviceClassName 2 string !
    selectors 3 list:resource.v1.DeviceSelector list=atomic
    allocationMode 4 string
    count 5 int64
    tolerations 6 list:resource.v1.DeviceToleration list=atomic
    capacity 7 resource.v1.CapacityRequirements *
  resource.v1.DeviceTaint
    key 1 string !
    value 2 string
    effect 3 string !
    timeAdded 4 meta.v1.Time *
  resource.v1.DeviceToleration
    key 1 string
    operator 2 string
    value 3 string
    effect 4 string
    tolerationSeconds 5 int64 *
  resource.v1.ExactDeviceRequest
    deviceClassName 1 string !
    selectors 2 list:resource.v1.DeviceSelector list=atomic
    allocationMode 3 string
    count 4 int64
    adminAccess 5 bool *
    tolerations 6 list:resource.v1.DeviceToleration list=atomic
    capacity 7 resource.v1.CapacityRequirements *
  resource.v1.NetworkDeviceData
    interfaceName 1 string
    ips 2 list:string list=atomic
    hardwareAddress 3 string
  resource.v1.NodeAllocatableResourceMapping
    capacityKey 1 string *
    allocationMultiplier 2 resource.Quantity *
  resource.v1.OpaqueDeviceConfiguration
    driver 1 string !
    parameters 2 runtime.RawExtension !
  resource.v1.ResourceClaim = resource.k8s.io/v1/ResourceClaim
    metadata 1 meta.v1.ObjectMeta
    spec 2 resource.v1.ResourceClaimSpec !
    status 3 resource.v1.ResourceClaimStatus
    apiVersion - string
    kind - string
  resource.v1.ResourceClaimConsumerReference
    apiGroup 1 string
    resource 3 string !
    name 4 string !
    uid 5 string !
  resource.v1.ResourceClaimList = resource.k8s.io/v1/ResourceClaimList
    metadata 1 meta.v1.ListMeta
    items 2 list:resource.v1.ResourceClaim !
    apiVersion - string
    kind - string
  resource.v1.ResourceClaimSpec
    devices 1 resource.v1.DeviceClaim
  resource.v1.ResourceClaimStatus
    allocation 1 resource.v1.AllocationResult *
    reservedFor 2 list:resource.v1.ResourceClaimConsumerReference merge=uid strategy=merge list=map keys=uid
    devices 4 list:resource.v1.AllocatedDeviceStatus list=map keys=driver,device,pool,shareID
  resource.v1.ResourceClaimTemplate = resource.k8s.io/v1/ResourceClaimTemplate
    metadata 1 meta.v1.ObjectMeta
    spec 2 resource.v1.ResourceClaimTemplateSpec !
    apiVersion - string
    kind - string
  resource.v1.ResourceClaimTemplateList = resource.k8s.io/v1/ResourceClaimTemplateList
    metadata 1 meta.v1.ListMeta
    items 2 list:resource.v1.ResourceClaimTemplate !
    apiVersion - string
    kind - string
  resource.v1.ResourceClaimTemplateSpec
    metadata 1 meta.v1.ObjectMeta
    spec 2 resource.v1.ResourceClaimSpec !
  resource.v1.ResourcePool
    name 1 string !
    generation 2 int64 !
    resourceSliceCount 3 int64 !
  resource.v1.ResourceSlice = resource.k8s.io/v1/ResourceSlice
    metadata 1 meta.v1.ObjectMeta
    spec 2 resource.v1.ResourceSliceSpec !
    apiVersion - string
    kind - string
  resource.v1.ResourceSliceList = resource.k8s.io/v1/ResourceSliceList
    metadata 1 meta.v1.ListMeta
    items 2 list:resource.v1.ResourceSlice !
    apiVersion - string
    kind - string
  resource.v1.ResourceSliceSpec
    driver 1 string !
    pool 2 resource.v1.ResourcePool !
    nodeName 3 string *
    nodeSelector 4 core.v1.NodeSelector *
    allNodes 5 bool *
    devices 6 list:resource.v1.Device list=atomic
    perDeviceNodeSelection 7 bool *
    sharedCounters 8 list:resource.v1.CounterSet list=atomic
  """
