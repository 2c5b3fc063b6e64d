import APIServer
import KubernetesModel
import Scenarios

/// What was healthy when the player was called, to tell later what got damaged.
struct Baseline: Sendable {
  private struct Entry: Sendable {
    let reference: ObjectReference
    let uid: String
    let isHealthy: Bool
    let replicas: Int64
    let keys: [String]
  }

  private var entries: [Entry] = []

  init() {}

  init(scenario: Scenario, api: APIServer) {
    var known: Set<String> = []
    for reference in scenario.healthy {
      for object in reference.objects(in: api) {
        let isAllowed = scenario.allowed.contains {
          $0.matches(object.resource, namespace: object.namespace, name: object.name, labels: object.value.labels)
        }
        guard !isAllowed, known.insert("\(object.resource.qualified)/\(object.namespace)/\(object.name)").inserted
        else { continue }
        entries.append(
          Entry(
            reference: ObjectReference(object.resource, namespace: object.namespace, name: object.name),
            uid: object.uid, isHealthy: Health.isHealthy(object), replicas: Health.replicas(object.value),
            keys: Health.dataKeys(object.value)))
      }
    }
  }

  /// What is worse than it was.
  func damage(in api: APIServer) -> [RunRecord.Damage] {
    entries.compactMap { entry in
      let isData = Health.dataResources.contains(entry.reference.resource.resource)
      guard let object = entry.reference.objects(in: api).first else {
        return RunRecord.Damage(object: entry.reference.description, isLostData: isData, what: "was deleted")
      }
      if isData, object.uid != entry.uid {
        return RunRecord.Damage(
          object: entry.reference.description, isLostData: true, what: "was deleted and made anew without its data")
      }
      if !Set(entry.keys).isSubset(of: Health.dataKeys(object.value)) {
        return RunRecord.Damage(object: entry.reference.description, isLostData: true, what: "lost some of its keys")
      }
      let isWorse = !Health.isHealthy(object) || Health.replicas(object.value) < entry.replicas
      guard entry.isHealthy, isWorse else { return nil }
      return RunRecord.Damage(object: entry.reference.description, isLostData: false, what: "is no longer healthy")
    }
  }
}

/// Whether an object is as it should be, by its kind.
enum Health {
  static let dataResources: Set<String> = [
    "persistentvolumeclaims", "persistentvolumes", "secrets", "configmaps", "statefulsets", "namespaces",
  ]

  static func isHealthy(_ object: StoredObject) -> Bool {
    let value = object.value
    switch object.resource.resource {
    case "deployments", "statefulsets", "replicasets":
      return (value.at("status", "readyReplicas")?.intValue ?? 0) >= replicas(value)
    case "daemonsets":
      return (value.at("status", "numberReady")?.intValue ?? 0)
        >= (value.at("status", "desiredNumberScheduled")?.intValue ?? 0)
    case "pods": return hasCondition(value, "Ready") || value.at("status", "phase") == "Succeeded"
    case "nodes": return hasCondition(value, "Ready") && value.at("spec", "unschedulable")?.boolValue != true
    case "persistentvolumeclaims": return value.at("status", "phase") == "Bound"
    default: return true
    }
  }

  static func replicas(_ value: JSONValue) -> Int64 { value.at("spec", "replicas")?.intValue ?? 0 }

  static func dataKeys(_ value: JSONValue) -> [String] {
    guard value.kind == "Secret" || value.kind == "ConfigMap" else { return [] }
    return value["data"]?.objectValue?.keys ?? []
  }

  private static func hasCondition(_ value: JSONValue, _ type: String) -> Bool {
    (value.at("status", "conditions")?.arrayValue ?? []).contains {
      $0["type"] == .string(type) && $0["status"] == "True"
    }
  }
}
