import KubernetesModel

/// The annotations in which a Deployment keeps book on its ReplicaSets.
enum RevisionAnnotation {
  static let revision = "deployment.kubernetes.io/revision"
  static let history = "deployment.kubernetes.io/revision-history"
  static let desiredReplicas = "deployment.kubernetes.io/desired-replicas"
  static let maxReplicas = "deployment.kubernetes.io/max-replicas"

  /// Those of a Deployment that its ReplicaSets do not take over.
  private static let ownOnly: Set<String> = [
    revision, history, desiredReplicas, maxReplicas, "kubectl.kubernetes.io/last-applied-configuration",
    "deprecated.deployment.rollback.to",
  ]

  /// The most characters of old revisions that are kept.
  private static let historyLimit = 2000

  /// Copies the Deployment's annotations to its new ReplicaSet and raises the ReplicaSet's revision to `revision`.
  static func update(_ set: inout ReplicaSet, for deployment: Deployment, revision: Int64) {
    for (key, text) in deployment.annotations.sorted(by: { $0.key < $1.key }) where !ownOnly.contains(key) {
      set.setAnnotation(key, text)
    }
    let before = set.annotations[Self.revision]
    guard set.revision < revision else { return }
    set.setAnnotation(Self.revision, String(revision))
    guard let before else { return }
    var past = (set.annotations[history] ?? "").split(separator: ",").map(String.init) + [before]
    while past.count > 1, past.joined(separator: ",").utf8.count > historyLimit { past.removeFirst() }
    set.setAnnotation(history, past.joined(separator: ","))
  }

  /// Notes for which size of the Deployment the ReplicaSet was sized.
  static func updateSizes(_ set: inout ReplicaSet, for deployment: Deployment) {
    set.setAnnotation(desiredReplicas, String(deployment.replicas))
    set.setAnnotation(maxReplicas, String(deployment.replicas + deployment.maxSurge))
  }
}

extension ReplicaSet {
  /// 0 when it has none.
  var revision: Int64 { Int64(annotations[RevisionAnnotation.revision] ?? "") ?? 0 }
  var desiredReplicas: Int64? { annotations[RevisionAnnotation.desiredReplicas].flatMap { Int64($0) } }
  var maxReplicas: Int64? { annotations[RevisionAnnotation.maxReplicas].flatMap { Int64($0) } }

  func isOlder(than other: ReplicaSet) -> Bool {
    let times = (text("metadata", "creationTimestamp"), other.text("metadata", "creationTimestamp"))
    return times.0 == times.1 ? name < other.name : times.0 < times.1
  }
}

extension Deployment {
  private var rolling: JSONValue? { value.at("spec", "strategy", "rollingUpdate") }

  /// Pods above `replicas` that a rollout may have.
  var maxSurge: Int64 {
    isRecreate ? 0 : min(Int64(Int32.max), max(0, scaled(rolling?["maxSurge"], of: replicas, roundingUp: true)))
  }

  /// Pods that may be missing during a rollout. Surge and unavailability cannot both be 0.
  var maxUnavailable: Int64 {
    guard !isRecreate, replicas > 0 else { return 0 }
    let unavailable = scaled(rolling?["maxUnavailable"], of: replicas, roundingUp: false)
    return min(replicas, max(unavailable, maxSurge == 0 ? 1 : 0))
  }
}
