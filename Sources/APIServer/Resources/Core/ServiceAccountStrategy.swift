import KubernetesModel

/// Service accounts: a deletion answers with the object.
struct ServiceAccountStrategy: ResourceStrategy {
  var returnsDeletedObject: Bool { true }
}
