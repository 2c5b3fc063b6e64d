import KubernetesModel

/// A claim as the binder reads it.
struct PersistentClaim {
  static let bindCompleted = "pv.kubernetes.io/bind-completed"
  static let boundByController = "pv.kubernetes.io/bound-by-controller"

  /// Who is to make the claim's volume.
  static let provisioner = "volume.kubernetes.io/storage-provisioner"
  private static let formerProvisioner = "volume.beta.kubernetes.io/storage-provisioner"

  var value: JSONValue

  init(_ value: JSONValue) { self.value = value }

  private func text(_ path: String...) -> String { value.at(path[...])?.stringValue ?? "" }

  var volumeName: String { text("spec", "volumeName") }
  var className: String { text("spec", "storageClassName") }
  var isBound: Bool { value.annotations[Self.bindCompleted] != nil }
  /// The node that the scheduler found for the claim's first consumer.
  var selectedNode: String? { value.annotations["volume.kubernetes.io/selected-node"] }
  var requested: Quantity { Quantity(value.at("spec", "resources", "requests", "storage")) ?? .zero }

  /// The claim with its annotations for an external provisioner.
  func waiting(for provisioner: String) -> JSONValue {
    var claim = value
    for name in [Self.formerProvisioner, Self.provisioner] {
      claim.set(.string(provisioner), at: "metadata", "annotations", name)
    }
    return claim
  }

  /// The smallest available volume that has what the claim asks for; one that is reserved for it before all others.
  func match(among volumes: [JSONValue]) -> JSONValue? {
    if let reserved = volumes.first(where: { isReserved($0) }) { return reserved }
    return volumes.filter { $0.at("spec", "claimRef") == nil && fits($0) }.min { left, right in
      let sizes = [left, right].map(Self.capacity)
      return sizes[0] == sizes[1] ? left.name < right.name : sizes[0] < sizes[1]
    }
  }

  /// Whether the volume names the claim, and no other claim of that name.
  func isReserved(_ volume: JSONValue) -> Bool {
    guard let reference = volume.at("spec", "claimRef"), reference["name"]?.stringValue == value.name,
      reference["namespace"]?.stringValue == value.namespace
    else { return false }
    let uid = reference["uid"]?.stringValue ?? ""
    return uid.isEmpty || uid == value.uid
  }

  private func fits(_ volume: JSONValue) -> Bool {
    func mode(_ object: JSONValue) -> String { object.at("spec", "volumeMode")?.stringValue ?? "Filesystem" }
    let offered = Set((volume.at("spec", "accessModes")?.arrayValue ?? []).compactMap(\.stringValue))
    let wanted = Set((value.at("spec", "accessModes")?.arrayValue ?? []).compactMap(\.stringValue))
    let selector = value.at("spec", "selector").flatMap { try? LabelSelector(object: $0) }
    return !volume.isBeingDeleted && mode(volume) == mode(value) && offered.isSuperset(of: wanted)
      && (volume.at("spec", "storageClassName")?.stringValue ?? "") == className
      && !(Self.capacity(volume) < requested) && selector?.matches(volume.labels) ?? true
  }

  private static func capacity(_ volume: JSONValue) -> Quantity {
    Quantity(volume.at("spec", "capacity", "storage")) ?? .zero
  }
}
