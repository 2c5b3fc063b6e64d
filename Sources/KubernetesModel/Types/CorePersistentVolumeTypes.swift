/// Read by `TypeTable`, which explains the form.
let corePersistentVolumeTypes = """
  core.v1.PersistentVolume = /v1/PersistentVolume
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.PersistentVolumeSpec
    status 3 core.v1.PersistentVolumeStatus
    apiVersion - string
    kind - string
  core.v1.PersistentVolumeClaim = /v1/PersistentVolumeClaim
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.PersistentVolumeClaimSpec
    status 3 core.v1.PersistentVolumeClaimStatus
    apiVersion - string
    kind - string
  core.v1.PersistentVolumeClaimCondition
    type 1 string !
    status 2 string !
    lastProbeTime 3 meta.v1.Time
    lastTransitionTime 4 meta.v1.Time
    reason 5 string
    message 6 string
  core.v1.PersistentVolumeClaimList = /v1/PersistentVolumeClaimList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.PersistentVolumeClaim !
    apiVersion - string
    kind - string
  core.v1.PersistentVolumeClaimSpec
    accessModes 1 list:string list=atomic
    resources 2 core.v1.VolumeResourceRequirements
    volumeName 3 string
    selector 4 meta.v1.LabelSelector *
    storageClassName 5 string *
    volumeMode 6 string *
    dataSource 7 core.v1.TypedLocalObjectReference *
    dataSourceRef 8 core.v1.TypedObjectReference *
    volumeAttributesClassName 9 string *
  core.v1.PersistentVolumeClaimStatus
    phase 1 string
    accessModes 2 list:string list=atomic
    capacity 3 map:resource.Quantity
    conditions 4 list:core.v1.PersistentVolumeClaimCondition merge=type strategy=merge list=map keys=type
    allocatedResources 5 map:resource.Quantity
    allocatedResourceStatuses 7 map:string
    currentVolumeAttributesClassName 8 string *
    modifyVolumeStatus 9 core.v1.ModifyVolumeStatus *
  core.v1.PersistentVolumeClaimTemplate
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.PersistentVolumeClaimSpec !
  core.v1.PersistentVolumeClaimVolumeSource
    claimName 1 string !
    readOnly 2 bool
  core.v1.PersistentVolumeList = /v1/PersistentVolumeList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.PersistentVolume !
    apiVersion - string
    kind - string
  core.v1.PersistentVolumeSpec
    < 2 core.v1.PersistentVolumeSource
    capacity 1 map:resource.Quantity
    accessModes 3 list:string list=atomic
    claimRef 4 core.v1.ObjectReference *
    persistentVolumeReclaimPolicy 5 string
    storageClassName 6 string
    mountOptions 7 list:string list=atomic
    volumeMode 8 string *
    nodeAffinity 9 core.v1.VolumeNodeAffinity *
    volumeAttributesClassName 10 string *
    awsElasticBlockStore - core.v1.AWSElasticBlockStoreVolumeSource
    azureDisk - core.v1.AzureDiskVolumeSource
    azureFile - core.v1.AzureFilePersistentVolumeSource
    cephfs - core.v1.CephFSPersistentVolumeSource
    cinder - core.v1.CinderPersistentVolumeSource
    csi - core.v1.CSIPersistentVolumeSource
    fc - core.v1.FCVolumeSource
    flexVolume - core.v1.FlexPersistentVolumeSource
    flocker - core.v1.FlockerVolumeSource
    gcePersistentDisk - core.v1.GCEPersistentDiskVolumeSource
    glusterfs - core.v1.GlusterfsPersistentVolumeSource
    hostPath - core.v1.HostPathVolumeSource
    iscsi - core.v1.ISCSIPersistentVolumeSource
    local - core.v1.LocalVolumeSource
    nfs - core.v1.NFSVolumeSource
    photonPersistentDisk - core.v1.PhotonPersistentDiskVolumeSource
    portworxVolume - core.v1.PortworxVolumeSource
    quobyte - core.v1.QuobyteVolumeSource
    rbd - core.v1.RBDPersistentVolumeSource
    scaleIO - core.v1.ScaleIOPersistentVolumeSource
    storageos - core.v1.StorageOSPersistentVolumeSource
    vsphereVolume - core.v1.VsphereVirtualDiskVolumeSource
  core.v1.PersistentVolumeStatus
    phase 1 string
    message 2 string
    reason 3 string
    lastPhaseTransitionTime 4 meta.v1.Time *
  """
