package import APIServer
import KubernetesModel
import Scenarios
import SimulationKernel

/// What was healthy when the player was called, and what got damaged since.
struct Baseline: Sendable {
  private struct Entry: Sendable {
    let reference: ObjectReference
    /// As the player writes it.
    let text: String
    let uid: String
    let isHealthy: Bool
    let replicas: Int64
    let keys: [String]

    var isData: Bool { Health.dataResources.contains(reference.resource.resource) }
  }

  private struct Key: Hashable, Sendable {
    let resource: GroupResource
    let namespace: String
    let name: String
  }

  /// How long a workload may be short of pods before that is damage: a pod that is replaced is none.
  private static let grace = Duration.seconds(30)

  private var entries: [Entry] = []
  private var indices: [Key: Int] = [:]
  /// Since when workloads are not healthy.
  private var ailing: [Int: Instant] = [:]
  /// What was damaged at some time, even when it was mended later.
  private var happened: [Int: RunRecord.Damage] = [:]

  init() {}

  init(scenario: Scenario, api: APIServer) {
    for reference in scenario.healthy {
      for object in reference.objects(in: api) {
        let isAllowed = scenario.allowed.contains {
          $0.matches(object.resource, namespace: object.namespace, name: object.name, labels: object.value.labels)
        }
        let key = Key(resource: object.resource, namespace: object.namespace, name: object.name)
        guard !isAllowed, indices[key] == nil else { continue }
        indices[key] = entries.count
        let own = ObjectReference(object.resource, namespace: object.namespace, name: object.name)
        entries.append(
          Entry(
            reference: own, text: own.description(in: scenario.namespace), uid: object.uid,
            isHealthy: Health.isHealthy(object), replicas: Health.replicas(object.value),
            keys: Health.dataKeys(object.value)))
      }
    }
  }

  // MARK: As it happens

  /// When something has to be judged because time passed; nil while everything is healthy.
  var nextDeadline: Instant? { ailing.values.min().map { $0 + Self.grace } }

  var resources: Set<GroupResource> { Set(indices.keys.map(\.resource)) }

  /// Judges an object that changed.
  mutating func observe(_ change: Change, api: APIServer, at instant: Instant) {
    let object = change.object
    let key = Key(resource: object.resource, namespace: object.namespace, name: object.name)
    guard let index = indices[key], happened[index] == nil else { return }
    if change.kind == .deleted, object.uid == entries[index].uid {
      happened[index] = deletion(of: entries[index], at: instant)
      return
    }
    guard var damage = damage(of: entries[index], in: api) else {
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
        object: entries[index].text, kind: .unhealthy, what: "was not healthy for a while",
        instant: since)
    }
  }

  // MARK: At the end

  /// What was damaged, in the words of how it is now.
  func damage(in api: APIServer) -> [RunRecord.Damage] {
    entries.enumerated().compactMap { index, entry in
      guard var damage = damage(of: entry, in: api) else { return happened[index] }
      damage.instant = happened[index]?.instant ?? ailing[index]
      return damage
    }
  }

  private func deletion(of entry: Entry, at instant: Instant?) -> RunRecord.Damage {
    RunRecord.Damage(
      object: entry.text, kind: entry.isData ? .lostData : .gone, what: "was deleted", instant: instant
    )
  }

  private func damage(of entry: Entry, in api: APIServer) -> RunRecord.Damage? {
    func damage(_ kind: RunRecord.Damage.Kind, _ what: String) -> RunRecord.Damage {
      RunRecord.Damage(object: entry.text, kind: kind, what: what)
    }
    guard let object = entry.reference.objects(in: api).first else {
      return deletion(of: entry, at: nil)
    }
    if entry.isData, object.uid != entry.uid { return damage(.lostData, "was deleted and made anew without its data") }
    if !Set(entry.keys).isSubset(of: Health.dataKeys(object.value)) {
      return damage(.lostData, "lost some of its keys")
    }
    let isWorse = !Health.isHealthy(object) || Health.replicas(object.value) < entry.replicas
    return entry.isHealthy && isWorse ? damage(.unhealthy, "is no longer healthy") : nil
  }
}

/// Whether an object is as it should be, by its kind.
package enum Health {
  static let dataResources: Set<String> = [
    "persistentvolumeclaims", "persistentvolumes", "secrets", "configmaps", "statefulsets", "namespaces",
  ]

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
