package import APIServer
import KubernetesModel
import Scenarios
import SimulationKernel

/// What was healthy when the player was called, and what got damaged since.
struct Baseline: Sendable {
  /// How long a workload may be short of pods before that is damage: a pod that is replaced is none.
  private static let grace = Duration.seconds(30)

  /// As they were then: shared with the cluster as it was, so that many runs of a scenario have them in common.
  private var objects: [StoredObject] = []
  /// Of the scenario; goes without saying where objects are named.
  private var namespace = ""
  /// Since when workloads are not healthy.
  private var ailing: [Int: Instant] = [:]
  /// What was damaged at some time, even when it was mended later.
  private var happened: [Int: RunRecord.Damage] = [:]

  init() {}

  init(scenario: Scenario, api: APIServer) {
    namespace = scenario.namespace
    for object in scenario.healthy.flatMap({ $0.objects(in: api) }) {
      let isAllowed = scenario.allowed.contains {
        $0.matches(object.resource, namespace: object.namespace, name: object.name, labels: object.value.labels)
      }
      if !isAllowed, index(of: object) == nil { objects.append(object) }
    }
  }

  /// Which of them an object is, or stands in the place of.
  private func index(of object: StoredObject) -> Int? {
    objects.firstIndex {
      $0.name == object.name && $0.namespace == object.namespace && $0.resource == object.resource
    }
  }

  // MARK: As it happens

  /// When something has to be judged because time passed; nil while everything is healthy.
  var nextDeadline: Instant? { ailing.values.min().map { $0 + Self.grace } }

  var resources: Set<GroupResource> { Set(objects.map(\.resource)) }

  /// Judges an object that changed.
  mutating func observe(_ change: Change, api: APIServer, at instant: Instant) {
    guard let index = index(of: change.object), happened[index] == nil else { return }
    if change.kind == .deleted, change.object.uid == objects[index].uid {
      happened[index] = deletion(of: objects[index], at: instant)
      return
    }
    guard var damage = damage(of: objects[index], in: api) else {
      ailing[index] = nil
      return
    }
    damage.instant = instant
    switch damage.kind {
    case .gone, .lostData: happened[index] = damage
    case .unhealthy: ailing[index] = ailing[index] ?? instant
    }
  }

  /// Judges what has not been healthy for too long.
  mutating func settle(at instant: Instant) {
    for (index, since) in ailing.sorted(by: { $0.key < $1.key }) where instant - since >= Self.grace {
      ailing[index] = nil
      happened[index] = RunRecord.Damage(
        object: text(objects[index]), kind: .unhealthy, what: "was not healthy for a while",
        instant: since)
    }
  }

  // MARK: At the end

  /// What was damaged, in the words of how it is now.
  func damage(in api: APIServer) -> [RunRecord.Damage] {
    objects.enumerated().compactMap { index, object in
      guard var damage = damage(of: object, in: api) else { return happened[index] }
      damage.instant = happened[index]?.instant ?? ailing[index]
      return damage
    }
  }

  /// As the player writes it.
  private func text(_ object: StoredObject) -> String {
    ObjectReference(object.resource, namespace: object.namespace, name: object.name).description(in: namespace)
  }

  private func deletion(of object: StoredObject, at instant: Instant?) -> RunRecord.Damage {
    RunRecord.Damage(
      object: text(object), kind: Health.holdsData(object) ? .lostData : .gone, what: "was deleted", instant: instant)
  }

  private func damage(of before: StoredObject, in api: APIServer) -> RunRecord.Damage? {
    func damage(_ kind: RunRecord.Damage.Kind, _ what: String) -> RunRecord.Damage {
      RunRecord.Damage(object: text(before), kind: kind, what: what)
    }
    guard let object = api.get(before.resource, namespace: before.namespace, before.name) else {
      return deletion(of: before, at: nil)
    }
    if Health.holdsData(before), object.uid != before.uid {
      return damage(.lostData, "was deleted and made anew without its data")
    }
    if !Set(Health.dataKeys(before.value)).isSubset(of: Health.dataKeys(object.value)) {
      return damage(.lostData, "lost some of its keys")
    }
    guard Health.isHealthy(before) else { return nil }
    let isWorse = !Health.isHealthy(object) || Health.replicas(object.value) < Health.replicas(before.value)
    return isWorse ? damage(.unhealthy, "is no longer healthy") : nil
  }
}

/// Whether an object is as it should be, by its kind.
package enum Health {
  private static let dataResources: Set<String> = [
    "persistentvolumeclaims", "persistentvolumes", "secrets", "configmaps", "statefulsets", "namespaces",
  ]

  static func holdsData(_ object: StoredObject) -> Bool { dataResources.contains(object.resource.resource) }

  package static func isHealthy(_ object: StoredObject) -> Bool {
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
