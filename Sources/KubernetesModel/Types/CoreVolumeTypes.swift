/// Read by `TypeTable`, which explains the form.
let coreVolumeTypes = """
  core.v1.AttachedVolume
    name 1 string !
    devicePath 2 string !
  core.v1.CSIVolumeSource
    driver 1 string !
    readOnly 2 bool *
    fsType 3 string *
    volumeAttributes 4 map:string
    nodePublishSecretRef 5 core.v1.LocalObjectReference *
  core.v1.ClusterTrustBundleProjection
    name 1 string *
    signerName 2 string *
    labelSelector 3 meta.v1.LabelSelector *
    path 4 string !
    optional 5 bool *
  core.v1.ConfigMapProjection
    < 1 core.v1.LocalObjectReference
    items 2 list:core.v1.KeyToPath list=atomic
    optional 4 bool *
    name - string
  core.v1.ConfigMapVolumeSource
    < 1 core.v1.LocalObjectReference
    items 2 list:core.v1.KeyToPath list=atomic
    defaultMode 3 int32 *
    optional 4 bool *
    name - string
  core.v1.DownwardAPIProjection
    items 1 list:core.v1.DownwardAPIVolumeFile list=atomic
  core.v1.DownwardAPIVolumeFile
    path 1 string !
    fieldRef 2 core.v1.ObjectFieldSelector *
    resourceFieldRef 3 core.v1.ResourceFieldSelector *
    mode 4 int32 *
  core.v1.DownwardAPIVolumeSource
    items 1 list:core.v1.DownwardAPIVolumeFile list=atomic
    defaultMode 2 int32 *
  core.v1.EmptyDirVolumeSource
    medium 1 string
    sizeLimit 2 resource.Quantity *
  core.v1.EphemeralVolumeSource
    volumeClaimTemplate 1 core.v1.PersistentVolumeClaimTemplate *
  core.v1.GitRepoVolumeSource
    repository 1 string !
    revision 2 string
    directory 3 string
  core.v1.HostPathVolumeSource
    path 1 string !
    type 2 string *
  core.v1.ImageVolumeSource
    reference 1 string
    pullPolicy 2 string
  core.v1.ImageVolumeStatus
    imageRef 1 string !
  core.v1.KeyToPath
    key 1 string !
    path 2 string !
    mode 3 int32 *
  core.v1.LocalVolumeSource
    path 1 string !
    fsType 2 string *
  core.v1.ModifyVolumeStatus
    targetVolumeAttributesClassName 1 string
    status 2 string !
  core.v1.NFSVolumeSource
    server 1 string !
    path 2 string !
    readOnly 3 bool
  core.v1.PodCertificateProjection
    signerName 1 string !
    keyType 2 string !
    maxExpirationSeconds 3 int32 *
    credentialBundlePath 4 string
    keyPath 5 string
    certificateChainPath 6 string
    userAnnotations 7 map:string
  core.v1.ProjectedVolumeSource
    sources 1 list:core.v1.VolumeProjection list=atomic
    defaultMode 2 int32 *
  core.v1.SecretProjection
    < 1 core.v1.LocalObjectReference
    items 2 list:core.v1.KeyToPath list=atomic
    optional 4 bool *
    name - string
  core.v1.SecretReference map:atomic
    name 1 string
    namespace 2 string
  core.v1.SecretVolumeSource
    secretName 1 string
    items 2 list:core.v1.KeyToPath list=atomic
    defaultMode 3 int32 *
    optional 4 bool *
  core.v1.ServiceAccountTokenProjection
    audience 1 string
    expirationSeconds 2 int64 *
    path 3 string !
  core.v1.TopologySelectorLabelRequirement
    key 1 string !
    values 2 list:string ! list=atomic
  core.v1.TopologySelectorTerm map:atomic
    matchLabelExpressions 1 list:core.v1.TopologySelectorLabelRequirement list=atomic
  core.v1.Volume
    < 2 core.v1.VolumeSource
    name 1 string !
    awsElasticBlockStore - core.v1.AWSElasticBlockStoreVolumeSource
    azureDisk - core.v1.AzureDiskVolumeSource
    azureFile - core.v1.AzureFileVolumeSource
    cephfs - core.v1.CephFSVolumeSource
    cinder - core.v1.CinderVolumeSource
    configMap - core.v1.ConfigMapVolumeSource
    csi - core.v1.CSIVolumeSource
    downwardAPI - core.v1.DownwardAPIVolumeSource
    emptyDir - core.v1.EmptyDirVolumeSource
    ephemeral - core.v1.EphemeralVolumeSource
    fc - core.v1.FCVolumeSource
    flexVolume - core.v1.FlexVolumeSource
    flocker - core.v1.FlockerVolumeSource
    gcePersistentDisk - core.v1.GCEPersistentDiskVolumeSource
    gitRepo - core.v1.GitRepoVolumeSource
    glusterfs - core.v1.GlusterfsVolumeSource
    hostPath - core.v1.HostPathVolumeSource
    image - core.v1.ImageVolumeSource
    iscsi - core.v1.ISCSIVolumeSource
    nfs - core.v1.NFSVolumeSource
    persistentVolumeClaim - core.v1.PersistentVolumeClaimVolumeSource
    photonPersistentDisk - core.v1.PhotonPersistentDiskVolumeSource
    portworxVolume - core.v1.PortworxVolumeSource
    projected - core.v1.ProjectedVolumeSource
    quobyte - core.v1.QuobyteVolumeSource
    rbd - core.v1.RBDVolumeSource
    scaleIO - core.v1.ScaleIOVolumeSource
    secret - core.v1.SecretVolumeSource
    storageos - core.v1.StorageOSVolumeSource
    vsphereVolume - core.v1.VsphereVirtualDiskVolumeSource
  core.v1.VolumeDevice
    name 1 string !
    devicePath 2 string !
  core.v1.VolumeMount
    name 1 string !
    readOnly 2 bool
    mountPath 3 string !
    subPath 4 string
    mountPropagation 5 string *
    subPathExpr 6 string
    recursiveReadOnly 7 string *
  core.v1.VolumeMountStatus
    name 1 string !
    mountPath 2 string !
    readOnly 3 bool
    recursiveReadOnly 4 string *
    volumeStatus 5 core.v1.VolumeStatus *
  core.v1.VolumeNodeAffinity
    required 1 core.v1.NodeSelector *
  core.v1.VolumeProjection
    secret 1 core.v1.SecretProjection *
    downwardAPI 2 core.v1.DownwardAPIProjection *
    configMap 3 core.v1.ConfigMapProjection *
    serviceAccountToken 4 core.v1.ServiceAccountTokenProjection *
    clusterTrustBundle 5 core.v1.ClusterTrustBundleProjection *
    podCertificate 6 core.v1.PodCertificateProjection *
  core.v1.VolumeResourceRequirements
    limits 1 map:resource.Quantity
    requests 2 map:resource.Quantity
  core.v1.VolumeSource wire-only
    hostPath 1 core.v1.HostPathVolumeSource *
    emptyDir 2 core.v1.EmptyDirVolumeSource *
    gcePersistentDisk 3 core.v1.GCEPersistentDiskVolumeSource *
    awsElasticBlockStore 4 core.v1.AWSElasticBlockStoreVolumeSource *
    gitRepo 5 core.v1.GitRepoVolumeSource *
    secret 6 core.v1.SecretVolumeSource *
    nfs 7 core.v1.NFSVolumeSource *
    iscsi 8 core.v1.ISCSIVolumeSource *
    glusterfs 9 core.v1.GlusterfsVolumeSource *
    persistentVolumeClaim 10 core.v1.PersistentVolumeClaimVolumeSource *
    rbd 11 core.v1.RBDVolumeSource *
    flexVolume 12 core.v1.FlexVolumeSource *
    cinder 13 core.v1.CinderVolumeSource *
    cephfs 14 core.v1.CephFSVolumeSource *
    flocker 15 core.v1.FlockerVolumeSource *
    downwardAPI 16 core.v1.DownwardAPIVolumeSource *
    fc 17 core.v1.FCVolumeSource *
    azureFile 18 core.v1.AzureFileVolumeSource *
    configMap 19 core.v1.ConfigMapVolumeSource *
    vsphereVolume 20 core.v1.VsphereVirtualDiskVolumeSource *
    quobyte 21 core.v1.QuobyteVolumeSource *
    azureDisk 22 core.v1.AzureDiskVolumeSource *
    photonPersistentDisk 23 core.v1.PhotonPersistentDiskVolumeSource *
    portworxVolume 24 core.v1.PortworxVolumeSource *
    scaleIO 25 core.v1.ScaleIOVolumeSource *
    projected 26 core.v1.ProjectedVolumeSource *
    storageos 27 core.v1.StorageOSVolumeSource *
    csi 28 core.v1.CSIVolumeSource *
    ephemeral 29 core.v1.EphemeralVolumeSource *
    image 30 core.v1.ImageVolumeSource *
  core.v1.VolumeStatus
    image 1 core.v1.ImageVolumeStatus *
  """
