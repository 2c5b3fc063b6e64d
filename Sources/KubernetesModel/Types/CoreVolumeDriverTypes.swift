/// Read by `TypeTable`, which explains the form.
let coreVolumeDriverTypes = """
  core.v1.AWSElasticBlockStoreVolumeSource
    volumeID 1 string !
    fsType 2 string
    partition 3 int32
    readOnly 4 bool
  core.v1.AzureDiskVolumeSource
    diskName 1 string !
    diskURI 2 string !
    cachingMode 3 string *
    fsType 4 string *
    readOnly 5 bool *
    kind 6 string *
  core.v1.AzureFilePersistentVolumeSource
    secretName 1 string !
    shareName 2 string !
    readOnly 3 bool
    secretNamespace 4 string *
  core.v1.AzureFileVolumeSource
    secretName 1 string !
    shareName 2 string !
    readOnly 3 bool
  core.v1.CSIPersistentVolumeSource
    driver 1 string !
    volumeHandle 2 string !
    readOnly 3 bool
    fsType 4 string
    volumeAttributes 5 map:string
    controllerPublishSecretRef 6 core.v1.SecretReference *
    nodeStageSecretRef 7 core.v1.SecretReference *
    nodePublishSecretRef 8 core.v1.SecretReference *
    controllerExpandSecretRef 9 core.v1.SecretReference *
    nodeExpandSecretRef 10 core.v1.SecretReference *
  core.v1.CephFSPersistentVolumeSource
    monitors 1 list:string ! list=atomic
    path 2 string
    user 3 string
    secretFile 4 string
    secretRef 5 core.v1.SecretReference *
    readOnly 6 bool
  core.v1.CephFSVolumeSource
    monitors 1 list:string ! list=atomic
    path 2 string
    user 3 string
    secretFile 4 string
    secretRef 5 core.v1.LocalObjectReference *
    readOnly 6 bool
  core.v1.CinderPersistentVolumeSource
    volumeID 1 string !
    fsType 2 string
    readOnly 3 bool
    secretRef 4 core.v1.SecretReference *
  core.v1.CinderVolumeSource
    volumeID 1 string !
    fsType 2 string
    readOnly 3 bool
    secretRef 4 core.v1.LocalObjectReference *
  core.v1.FCVolumeSource
    targetWWNs 1 list:string list=atomic
    lun 2 int32 *
    fsType 3 string
    readOnly 4 bool
    wwids 5 list:string list=atomic
  core.v1.FlexPersistentVolumeSource
    driver 1 string !
    fsType 2 string
    secretRef 3 core.v1.SecretReference *
    readOnly 4 bool
    options 5 map:string
  core.v1.FlexVolumeSource
    driver 1 string !
    fsType 2 string
    secretRef 3 core.v1.LocalObjectReference *
    readOnly 4 bool
    options 5 map:string
  core.v1.FlockerVolumeSource
    datasetName 1 string
    datasetUUID 2 string
  core.v1.GCEPersistentDiskVolumeSource
    pdName 1 string !
    fsType 2 string
    partition 3 int32
    readOnly 4 bool
  core.v1.GlusterfsPersistentVolumeSource
    endpoints 1 string !
    path 2 string !
    readOnly 3 bool
    endpointsNamespace 4 string *
  core.v1.GlusterfsVolumeSource
    endpoints 1 string !
    path 2 string !
    readOnly 3 bool
  core.v1.ISCSIPersistentVolumeSource
    targetPortal 1 string !
    iqn 2 string !
    lun 3 int32 !
    iscsiInterface 4 string
    fsType 5 string
    readOnly 6 bool
    portals 7 list:string list=atomic
    chapAuthDiscovery 8 bool
    secretRef 10 core.v1.SecretReference *
    chapAuthSession 11 bool
    initiatorName 12 string *
  core.v1.ISCSIVolumeSource
    targetPortal 1 string !
    iqn 2 string !
    lun 3 int32 !
    iscsiInterface 4 string
    fsType 5 string
    readOnly 6 bool
    portals 7 list:string list=atomic
    chapAuthDiscovery 8 bool
    secretRef 10 core.v1.LocalObjectReference *
    chapAuthSession 11 bool
    initiatorName 12 string *
  core.v1.PersistentVolumeSource wire-only
    gcePersistentDisk 1 core.v1.GCEPersistentDiskVolumeSource *
    awsElasticBlockStore 2 core.v1.AWSElasticBlockStoreVolumeSource *
    hostPath 3 core.v1.HostPathVolumeSource *
    glusterfs 4 core.v1.GlusterfsPersistentVolumeSource *
    nfs 5 core.v1.NFSVolumeSource *
    rbd 6 core.v1.RBDPersistentVolumeSource *
    iscsi 7 core.v1.ISCSIPersistentVolumeSource *
    cinder 8 core.v1.CinderPersistentVolumeSource *
    cephfs 9 core.v1.CephFSPersistentVolumeSource *
    fc 10 core.v1.FCVolumeSource *
    flocker 11 core.v1.FlockerVolumeSource *
    flexVolume 12 core.v1.FlexPersistentVolumeSource *
    azureFile 13 core.v1.AzureFilePersistentVolumeSource *
    vsphereVolume 14 core.v1.VsphereVirtualDiskVolumeSource *
    quobyte 15 core.v1.QuobyteVolumeSource *
    azureDisk 16 core.v1.AzureDiskVolumeSource *
    photonPersistentDisk 17 core.v1.PhotonPersistentDiskVolumeSource *
    portworxVolume 18 core.v1.PortworxVolumeSource *
    scaleIO 19 core.v1.ScaleIOPersistentVolumeSource *
    local 20 core.v1.LocalVolumeSource *
    storageos 21 core.v1.StorageOSPersistentVolumeSource *
    csi 22 core.v1.CSIPersistentVolumeSource *
  core.v1.PhotonPersistentDiskVolumeSource
    pdID 1 string !
    fsType 2 string
  core.v1.PortworxVolumeSource
    volumeID 1 string !
    fsType 2 string
    readOnly 3 bool
  core.v1.QuobyteVolumeSource
    registry 1 string !
    volume 2 string !
    readOnly 3 bool
    user 4 string
    group 5 string
    tenant 6 string
  core.v1.RBDPersistentVolumeSource
    monitors 1 list:string ! list=atomic
    image 2 string !
    fsType 3 string
    pool 4 string
    user 5 string
    keyring 6 string
    secretRef 7 core.v1.SecretReference *
    readOnly 8 bool
  core.v1.RBDVolumeSource
    monitors 1 list:string ! list=atomic
    image 2 string !
    fsType 3 string
    pool 4 string
    user 5 string
    keyring 6 string
    secretRef 7 core.v1.LocalObjectReference *
    readOnly 8 bool
  core.v1.ScaleIOPersistentVolumeSource
    gateway 1 string !
    system 2 string !
    secretRef 3 core.v1.SecretReference * !
    sslEnabled 4 bool
    protectionDomain 5 string
    storagePool 6 string
    storageMode 7 string
    volumeName 8 string
    fsType 9 string
    readOnly 10 bool
  core.v1.ScaleIOVolumeSource
    gateway 1 string !
    system 2 string !
    secretRef 3 core.v1.LocalObjectReference * !
    sslEnabled 4 bool
    protectionDomain 5 string
    storagePool 6 string
    storageMode 7 string
    volumeName 8 string
    fsType 9 string
    readOnly 10 bool
  core.v1.StorageOSPersistentVolumeSource
    volumeName 1 string
    volumeNamespace 2 string
    fsType 3 string
    readOnly 4 bool
    secretRef 5 core.v1.ObjectReference *
  core.v1.StorageOSVolumeSource
    volumeName 1 string
    volumeNamespace 2 string
    fsType 3 string
    readOnly 4 bool
    secretRef 5 core.v1.LocalObjectReference *
  core.v1.VsphereVirtualDiskVolumeSource
    volumePath 1 string !
    fsType 2 string
    storagePolicyName 3 string
    storagePolicyID 4 string
  """
