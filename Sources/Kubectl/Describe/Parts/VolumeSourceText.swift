import KubernetesModel

/// The kinds of volumes with what is said of each.
struct VolumeSourceText: Sendable {
  struct Field: Sendable {
    enum Form: Sendable {
      case plain, flag, list, reference
      case number
    }

    let label: String
    let path: [String]
    let form: Form
    let absent: String
    let isPersistentOnly: Bool

    init(
      _ label: String, _ path: String..., form: Form = .plain, absent: String = "", persistentOnly: Bool = false
    ) {
      self.label = label.hasSuffix(" ") ? String(label.dropLast()) : label + ":"
      self.path = path
      self.form = form
      self.absent = absent
      isPersistentOnly = persistentOnly
    }

    func value(_ source: JSONValue) -> String {
      let value = source.at(path[...]) ?? .null
      switch form {
      case .plain: return value.isNull ? absent : GoText.value(value)
      case .flag: return value.boolValue == true ? "true" : "false"
      case .number: return value.isNull ? "0" : GoText.value(value)
      case .list: return (value.arrayValue ?? []).compactMap(\.stringValue).joined(separator: ", ")
      case .reference:
        return value.isNull ? "nil" : "&LocalObjectReference{Name:\(value.text("name")),}"
      }
    }
  }

  let title: String
  let fields: [Field]

  init(_ title: String, _ fields: Field...) {
    self.title = title
    self.fields = fields
  }

  private static let readOnly = Field("ReadOnly", "readOnly", form: .flag)
  private static let fileSystem = Field("FSType", "fsType")

  /// In the order in which kubectl looks for them.
  static let sources: [(key: String, source: VolumeSourceText)] = [
    (
      "hostPath",
      VolumeSourceText(
        "HostPath (bare host directory volume)", Field("Path", "path"), Field("HostPathType", "type", absent: "<none>"))
    ),
    (
      "emptyDir",
      VolumeSourceText(
        "EmptyDir (a temporary directory that shares a pod's lifetime)", Field("Medium", "medium"),
        Field("SizeLimit", "sizeLimit", absent: "<unset>"))
    ),
    (
      "gcePersistentDisk",
      VolumeSourceText(
        "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)", Field("PDName", "pdName"),
        fileSystem, Field("Partition", "partition", form: .number), readOnly)
    ),
    (
      "awsElasticBlockStore",
      VolumeSourceText(
        "AWSElasticBlockStore (a Persistent Disk resource in AWS)", Field("VolumeID", "volumeID"), fileSystem,
        Field("Partition", "partition", form: .number), readOnly)
    ),
    (
      "gitRepo",
      VolumeSourceText(
        "GitRepo (a volume that is pulled from git when the pod is created)", Field("Repository", "repository"),
        Field("Revision", "revision"))
    ),
    (
      "secret",
      VolumeSourceText(
        "Secret (a volume populated by a Secret)", Field("SecretName", "secretName"),
        Field("Optional", "optional", form: .flag))
    ),
    (
      "configMap",
      VolumeSourceText(
        "ConfigMap (a volume populated by a ConfigMap)", Field("Name", "name"),
        Field("Optional", "optional", form: .flag))
    ),
    (
      "nfs",
      VolumeSourceText(
        "NFS (an NFS mount that lasts the lifetime of a pod)", Field("Server", "server"), Field("Path", "path"),
        readOnly)
    ),
    (
      "iscsi",
      VolumeSourceText(
        "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
        Field("TargetPortal", "targetPortal"), Field("IQN", "iqn"), Field("Lun", "lun", form: .number),
        Field("ISCSIInterface ", "iscsiInterface"), fileSystem, readOnly, Field("Portals", "portals", absent: "[]"),
        Field("DiscoveryCHAPAuth", "chapAuthDiscovery", form: .flag),
        Field("SessionCHAPAuth", "chapAuthSession", form: .flag), Field("SecretRef", "secretRef", form: .reference),
        Field("InitiatorName", "initiatorName", absent: "<none>"))
    ),
    (
      "glusterfs",
      VolumeSourceText(
        "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)", Field("EndpointsName", "endpoints"),
        Field("EndpointsNamespace", "endpointsNamespace", absent: "<unset>", persistentOnly: true),
        Field("Path", "path"), readOnly)
    ),
    (
      "persistentVolumeClaim",
      VolumeSourceText(
        "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
        Field("ClaimName", "claimName"), readOnly)
    ),
    (
      "azureDisk",
      VolumeSourceText(
        "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)", Field("DiskName", "diskName"),
        Field("DiskURI", "diskURI"), Field("Kind: ", "kind"), fileSystem, Field("CachingMode", "cachingMode"), readOnly)
    ),
    (
      "vsphereVolume",
      VolumeSourceText(
        "vSphereVolume (a Persistent Disk resource in vSphere)", Field("VolumePath", "volumePath"), fileSystem,
        Field("StoragePolicyName", "storagePolicyName"))
    ),
    (
      "cinder",
      VolumeSourceText(
        "Cinder (a Persistent Disk resource in OpenStack)", Field("VolumeID", "volumeID"), fileSystem, readOnly,
        Field("SecretRef", "secretRef", form: .reference))
    ),
    (
      "local",
      VolumeSourceText("LocalVolume (a persistent volume backed by local storage on a node)", Field("Path", "path"))
    ),
    (
      "cephfs",
      VolumeSourceText(
        "CephFS (a CephFS mount on the host that shares a pod's lifetime)", Field("Monitors", "monitors", absent: "[]"),
        Field("Path", "path"), Field("User", "user"), Field("SecretFile", "secretFile"),
        Field("SecretRef", "secretRef", form: .reference), readOnly)
    ),
    (
      "fc",
      VolumeSourceText(
        "FC (a Fibre Channel disk)", Field("TargetWWNs", "targetWWNs", form: .list),
        Field("LUN", "lun", absent: "<none>"), fileSystem, readOnly)
    ),
    (
      "azureFile",
      VolumeSourceText(
        "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
        Field("SecretName", "secretName"), Field("SecretNamespace", "secretNamespace", persistentOnly: true),
        Field("ShareName", "shareName"), readOnly)
    ),
    (
      "csi",
      VolumeSourceText(
        "CSI (a Container Storage Interface (CSI) volume source)", Field("Driver", "driver"), fileSystem,
        Field("VolumeHandle", "volumeHandle", persistentOnly: true), readOnly)
    ),
    (
      "image",
      VolumeSourceText(
        "Image (a container image or OCI artifact)", Field("Reference", "reference"), Field("PullPolicy", "pullPolicy"))
    ),
  ]
}
