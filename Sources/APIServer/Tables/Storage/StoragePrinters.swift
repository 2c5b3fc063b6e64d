import KubernetesModel

enum StoragePrinters {
  static let claim = TablePrinter(
    """
    Name:string/name Status:string Volume:string Capacity:string Access_Modes:string StorageClass:string
    VolumeAttributesClass:string Age:string +VolumeMode:string
    """
  ) { object, now in
    let volume = object.text("spec", "volumeName")
    let capacity = object.at("status", "capacity", "storage").flatMap { Quantity($0) }?.description ?? ""
    return [
      .string(object.name), .string(object.isBeingDeleted ? "Terminating" : object.text("status", "phase")),
      .string(volume), .string(volume.isEmpty ? "" : capacity),
      .string(volume.isEmpty ? "" : modes(object.list("status", "accessModes"))), .string(storageClass(object)),
      .string(object.text("spec", "volumeAttributesClassName").ifEmpty("<unset>")), .string(object.age(now)),
      .string(object.text("spec", "volumeMode").ifEmpty("<unset>")),
    ]
  }

  static let volume = TablePrinter(
    """
    Name:string/name Capacity:string Access_Modes:string Reclaim_Policy:string Status:string Claim:string
    StorageClass:string VolumeAttributesClass:string Reason:string Age:string +VolumeMode:string
    """
  ) { object, now in
    let claim = object.at("spec", "claimRef").map { $0.text("namespace") + "/" + $0.text("name") } ?? ""
    return [
      .string(object.name),
      .string(object.at("spec", "capacity", "storage").flatMap { Quantity($0) }?.description ?? ""),
      .string(modes(object.list("spec", "accessModes"))), .string(object.text("spec", "persistentVolumeReclaimPolicy")),
      .string(object.isBeingDeleted ? "Terminating" : object.text("status", "phase")), .string(claim),
      .string(storageClass(object)), .string(object.text("spec", "volumeAttributesClassName").ifEmpty("<unset>")),
      .string(object.text("status", "reason")), .string(object.age(now)),
      .string(object.text("spec", "volumeMode").ifEmpty("<unset>")),
    ]
  }

  private static func storageClass(_ object: JSONValue) -> String {
    object.annotations["volume.beta.kubernetes.io/storage-class"] ?? object.text("spec", "storageClassName")
  }

  private static func modes(_ modes: [JSONValue]) -> String {
    let present = Set(modes.compactMap(\.stringValue))
    return [
      ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP"),
    ].filter { present.contains($0.0) }.map(\.1).joined(separator: ",")
  }

  static let storageClass = TablePrinter(
    """
    Name:string/name Provisioner:string ReclaimPolicy:string VolumeBindingMode:string AllowVolumeExpansion:string
    Age:string
    """
  ) { object, now in
    let isDefault = [
      "storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class",
    ].contains { object.annotations[$0] == "true" }
    return [
      .string(object.name + (isDefault ? " (default)" : "")), .string(object.text("provisioner")),
      .string(object.text("reclaimPolicy").ifEmpty("Delete")),
      .string(object.text("volumeBindingMode").ifEmpty("Immediate")),
      .bool(object["allowVolumeExpansion"]?.boolValue ?? false), .string(object.age(now)),
    ]
  }

  static let driver = TablePrinter(
    """
    Name:string/name AttachRequired:boolean PodInfoOnMount:boolean StorageCapacity:boolean TokenRequests:string
    RequiresRepublish:boolean Modes:string Age:string
    """
  ) { object, now in
    func flag(_ key: String, _ fallback: Bool) -> JSONValue { .bool(object.at("spec", key)?.boolValue ?? fallback) }
    let tokens = object.list("spec", "tokenRequests").map { $0.text("audience") }.joined(separator: ",")
    let modes = object.list("spec", "volumeLifecycleModes").compactMap(\.stringValue).joined(separator: ",")
    return [
      .string(object.name), flag("attachRequired", true), flag("podInfoOnMount", false), flag("storageCapacity", false),
      .string(tokens.ifEmpty("<unset>")), flag("requiresRepublish", false), .string(modes.ifEmpty("<none>")),
      .string(object.age(now)),
    ]
  }

  static let node = TablePrinter("Name:string/name Drivers:integer Age:string") { object, now in
    [.string(object.name), JSONValue(object.list("spec", "drivers").count), .string(object.age(now))]
  }

  static let attachment = TablePrinter(
    "Name:string/name Attacher:string/name PV:string Node:string Attached:boolean Age:string"
  ) { object, now in
    [
      .string(object.name), .string(object.text("spec", "attacher")),
      .string(object.text("spec", "source", "persistentVolumeName")), .string(object.text("spec", "nodeName")),
      .bool(object.at("status", "attached")?.boolValue ?? false), .string(object.age(now)),
    ]
  }

  static let attributesClass = TablePrinter("Name:string/name DriverName:string Age:string") { object, now in
    [.string(object.name), .string(object.text("driverName")), .string(object.age(now))]
  }
}
