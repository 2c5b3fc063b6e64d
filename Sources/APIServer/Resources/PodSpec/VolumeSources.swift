import KubernetesModel

/// What a volume can be made of: the kinds of sources in the order in which Kubernetes looks at them, and what each must say.
enum VolumeSources {
  static let ofPods = [
    "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi",
    "glusterfs", "flocker", "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc",
    "flexVolume", "configMap", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk",
    "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
  ]

  static let ofPersistentVolumes = [
    "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "glusterfs", "flocker", "nfs", "rbd", "quobyte", "cephfs",
    "iscsi", "cinder", "fc", "flexVolume", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume",
    "azureDisk", "scaleIO", "local", "storageos", "csi",
  ]

  /// Names under which messages know a source otherwise than the API does.
  private static let shownNames = ["cephfs": "cephFS", "downwardAPI": "downwarAPI"]

  /// The source of a volume that may have one.
  static func checkOne(
    of kinds: [String], _ volume: JSONValue, _ path: String, _ errors: inout FieldErrors
  ) -> String? {
    let given = kinds.filter { volume[$0].map { !$0.isNull } ?? false }
    for kind in given.dropFirst() {
      errors.forbidden("\(path).\(shownNames[kind] ?? kind)", "may not specify more than 1 volume type")
    }
    if given.isEmpty { errors.required(path, "must specify a volume type") }
    return given.first
  }

  /// What may not be left out.
  private static let required: [String: [String]] = [
    "gitRepo": ["repository"], "gcePersistentDisk": ["pdName"], "awsElasticBlockStore": ["volumeID"],
    "nfs": ["server", "path"], "iscsi": ["targetPortal", "iqn"], "glusterfs": ["endpoints", "path"],
    "persistentVolumeClaim": ["claimName"], "rbd": ["monitors", "image"], "cinder": ["volumeID"],
    "cephfs": ["monitors"], "quobyte": ["volume"], "flexVolume": ["driver"],
    "azureFile": ["secretName", "shareName"], "vsphereVolume": ["volumePath"], "photonPersistentDisk": ["pdID"],
    "portworxVolume": ["volumeID"], "azureDisk": ["diskName", "diskURI"],
    "scaleIO": ["gateway", "system", "volumeName"], "local": ["path"], "hostPath": ["path"],
    "storageos": ["volumeName"], "image": ["reference"],
  ]

  static func check(_ kind: String, _ source: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let path = "\(path).\(kind == "gcePersistentDisk" ? "persistentDisk" : kind)"
    for key in required[kind] ?? [] where source.text(key).isEmpty && source.list(key).isEmpty {
      errors.required("\(path).\(key)")
    }
    let target = source.text("path")
    switch kind {
    case "hostPath" where !target.isEmpty:
      PathRules.checkNoBacksteps(target, path + ".path", &errors)
      errors.checkChoice(
        source["type"], path + ".type",
        [
          "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket",
        ], missing: .isAllowed)
    case "local" where !target.isEmpty: PathRules.checkNoBacksteps(target, path + ".path", &errors)
    case "nfs":
      if !target.hasPrefix("/") { errors.invalid(path + ".path", target, "must be an absolute path") }
    case "gitRepo": PathRules.checkDescending(source.text("directory"), path + ".directory", &errors)
    case "iscsi": errors.checkRange(source["lun"], path + ".lun", 0...255)
    case "flocker": checkFlocker(source, path, &errors)
    case "fc": checkFibreChannel(source, path, &errors)
    case "image":
      if source["pullPolicy"] != nil {
        errors.checkChoice(source["pullPolicy"], path + ".pullPolicy", ["Always", "IfNotPresent", "Never"])
      }
    default: break
    }
  }

  static func checkDriver(_ name: String, _ field: String, _ errors: inout FieldErrors) {
    if name.isEmpty { errors.required(field) }
    if name.utf8.count > 63 { errors.tooLong(field, 63) }
    errors.invalid(field, name, all: NameRules.subdomain(name.lowercased()))
  }

  private static func checkFlocker(_ source: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let given = ["datasetName", "datasetUUID"].filter { !source.text($0).isEmpty }
    if given.isEmpty { errors.required(path, "one of datasetName and datasetUUID is required") }
    if given.count == 2 {
      errors.invalid(path, "resource", "datasetName and datasetUUID can not be specified simultaneously")
    }
  }

  private static func checkFibreChannel(_ source: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let names = source.list("targetWWNs")
    if names.isEmpty, source.list("wwids").isEmpty {
      errors.required(path + ".targetWWNs", "must specify either targetWWNs or wwids, but not both")
    }
    guard !names.isEmpty else { return }
    if !source.list("wwids").isEmpty {
      errors.invalid(
        path + ".targetWWNs", .array(names), "targetWWNs and wwids can not be specified simultaneously")
    }
    if source["lun"]?.intValue == nil {
      errors.required(path + ".lun", "lun is required if targetWWNs is specified")
    }
    errors.checkRange(source["lun"], path + ".lun", 0...255)
  }
}
