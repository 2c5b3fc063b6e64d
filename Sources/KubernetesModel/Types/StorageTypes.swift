/// Read by `TypeTable`, which explains the form.
let storageTypes = """
  storage.v1.CSIDriver = storage.k8s.io/v1/CSIDriver
    metadata 1 meta.v1.ObjectMeta
    spec 2 storage.v1.CSIDriverSpec !
    apiVersion - string
    kind - string
  storage.v1.CSIDriverList = storage.k8s.io/v1/CSIDriverList
    metadata 1 meta.v1.ListMeta
    items 2 list:storage.v1.CSIDriver !
    apiVersion - string
    kind - string
  storage.v1.CSIDriverSpec
    attachRequired 1 bool *
    podInfoOnMount 2 bool *
    volumeLifecycleModes 3 list:string list=set
    storageCapacity 4 bool *
    fsGroupPolicy 5 string *
    tokenRequests 6 list:storage.v1.TokenRequest list=atomic
    requiresRepublish 7 bool *
    seLinuxMount 8 bool *
    nodeAllocatableUpdatePeriodSeconds 9 int64 *
    serviceAccountTokenInSecrets 10 bool *
    preventPodSchedulingIfMissing 11 bool *
  storage.v1.CSINode = storage.k8s.io/v1/CSINode
    metadata 1 meta.v1.ObjectMeta
    spec 2 storage.v1.CSINodeSpec !
    apiVersion - string
    kind - string
  storage.v1.CSINodeDriver
    name 1 string !
    nodeID 2 string !
    topologyKeys 3 list:string list=atomic
    allocatable 4 storage.v1.VolumeNodeResources *
  storage.v1.CSINodeList = storage.k8s.io/v1/CSINodeList
    metadata 1 meta.v1.ListMeta
    items 2 list:storage.v1.CSINode !
    apiVersion - string
    kind - string
  storage.v1.CSINodeSpec
    drivers 1 list:storage.v1.CSINodeDriver ! merge=name strategy=merge list=map keys=name
  storage.v1.CSIStorageCapacity = storage.k8s.io/v1/CSIStorageCapacity
    metadata 1 meta.v1.ObjectMeta
    nodeTopology 2 meta.v1.LabelSelector *
    storageClassName 3 string !
    capacity 4 resource.Quantity *
    maximumVolumeSize 5 resource.Quantity *
    apiVersion - string
    kind - string
  storage.v1.CSIStorageCapacityList = storage.k8s.io/v1/CSIStorageCapacityList
    metadata 1 meta.v1.ListMeta
    items 2 list:storage.v1.CSIStorageCapacity !
    apiVersion - string
    kind - string
  storage.v1.StorageClass = storage.k8s.io/v1/StorageClass
    metadata 1 meta.v1.ObjectMeta
    provisioner 2 string !
    parameters 3 map:string
    reclaimPolicy 4 string *
    mountOptions 5 list:string list=atomic
    allowVolumeExpansion 6 bool *
    volumeBindingMode 7 string *
    allowedTopologies 8 list:core.v1.TopologySelectorTerm list=atomic
    apiVersion - string
    kind - string
  storage.v1.StorageClassList = storage.k8s.io/v1/StorageClassList
    metadata 1 meta.v1.ListMeta
    items 2 list:storage.v1.StorageClass !
    apiVersion - string
    kind - string
  storage.v1.TokenRequest
    audience 1 string !
    expirationSeconds 2 int64 *
  storage.v1.VolumeAttachment = storage.k8s.io/v1/VolumeAttachment
    metadata 1 meta.v1.ObjectMeta
    spec 2 storage.v1.VolumeAttachmentSpec !
    status 3 storage.v1.VolumeAttachmentStatus
    apiVersion - string
    kind - string
  storage.v1.VolumeAttachmentList = storage.k8s.io/v1/VolumeAttachmentList
    metadata 1 meta.v1.ListMeta
    items 2 list:storage.v1.VolumeAttachment !
    apiVersion - string
    kind - string
  storage.v1.VolumeAttachmentSource
    persistentVolumeName 1 string *
    inlineVolumeSpec 2 core.v1.PersistentVolumeSpec *
  storage.v1.VolumeAttachmentSpec
    attacher 1 string !
    source 2 storage.v1.VolumeAttachmentSource !
    nodeName 3 string !
  storage.v1.VolumeAttachmentStatus
    attached 1 bool !
    attachmentMetadata 2 map:string
    attachError 3 storage.v1.VolumeError *
    detachError 4 storage.v1.VolumeError *
  storage.v1.VolumeAttributesClass = storage.k8s.io/v1/VolumeAttributesClass
    metadata 1 meta.v1.ObjectMeta
    driverName 2 string !
    parameters 3 map:string
    apiVersion - string
    kind - string
  storage.v1.VolumeAttributesClassList = storage.k8s.io/v1/VolumeAttributesClassList
    metadata 1 meta.v1.ListMeta
    items 2 list:storage.v1.VolumeAttributesClass !
    apiVersion - string
    kind - string
  storage.v1.VolumeError
    time 1 meta.v1.Time
    message 2 string
    errorCode 3 int32 *
  storage.v1.VolumeNodeResources
    count 1 int32 *
  """
