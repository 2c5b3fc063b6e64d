import KubernetesModel
import SimulationKernel

/// `kubectl rollout status`
struct RolloutStatus: KubectlCommand {
  let name = "status"
  let flags =
    Rollout.selecting + [
      .integer("revision"), ChangeFlags.timeout,
      .bool("watch", short: "w", default: true),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let query = try Rollout.query(context)
    let revision = context.flags.integer("revision")
    if revision < 0 { throw .message("revision must be a positive integer: \(revision)") }
    let found = try context.fetch(query)
    if let error = KubectlError.joined(found.errors) { throw error }
    if found.items.isEmpty { context.printError("No resources found in \(context.namespace) namespace.") }
    let timeout = context.flags.duration("timeout")
    let deadline = timeout > .zero ? context.now + timeout : nil
    for item in found.items { try follow(item, revision: revision, until: deadline, context) }
  }

  private func follow(
    _ item: ResourceItem, revision: Int, until deadline: Instant?, _ context: CommandContext
  ) throws(KubectlError) {
    guard Rollout.has(["Deployment", "DaemonSet", "StatefulSet"], item) else {
      throw .message("no status viewer has been implemented for \(Rollout.groupKind(item))")
    }
    let watches = context.flags.bool("watch")
    let outcome = try ObjectWatch(client: context.client, item: item).follow(until: deadline) {
      (event) throws(KubectlError) in
      switch event {
      case .present(let object):
        let state = try RolloutState(of: object, revision: revision)
        if !state.text.isEmpty { context.print(state.text) }
        return state.isDone || !watches
      case .deleted: throw .message("object has been deleted")
      case .absent: return false
      }
    }
    if case .timedOut = outcome { throw .message("timed out waiting for the condition") }
  }
}

/// How far a rollout is, in kubectl's words.
struct RolloutState: Equatable {
  let text: String
  let isDone: Bool

  private init(_ text: String, isDone: Bool = false) {
    self.text = text
    self.isDone = isDone
  }

  /// Throws when the rollout failed, or cannot be followed.
  init(of object: JSONValue, revision: Int) throws(KubectlError) {
    switch object.kind {
    case "Deployment": self = try Self.deployment(object, revision: revision)
    case "DaemonSet": self = try Self.daemonSet(object)
    default: self = try Self.statefulSet(object)
    }
  }

  private static func number(_ object: JSONValue, _ field: String) -> Int64 {
    object.at("status", field)?.intValue ?? 0
  }

  private static func deployment(_ object: JSONValue, revision: Int) throws(KubectlError) -> RolloutState {
    let name = object.name.goQuoted
    if revision > 0 {
      let current = object.annotations[Rollout.revisionAnnotation].flatMap { Int($0) } ?? 0
      guard current == revision else {
        throw .message("desired revision (\(revision)) is different from the running revision (\(current))")
      }
    }
    guard object.generation <= number(object, "observedGeneration") else {
      return RolloutState("Waiting for deployment spec update to be observed...")
    }
    if Deployment(object).conditions["Progressing"]?.reason == "ProgressDeadlineExceeded" {
      throw .message("deployment \(name) exceeded its progress deadline")
    }
    let updated = number(object, "updatedReplicas")
    let lead = "Waiting for deployment \(name) rollout to finish: "
    if let wanted = object.at("spec", "replicas")?.intValue, updated < wanted {
      return RolloutState(lead + "\(updated) out of \(wanted) new replicas have been updated...")
    }
    let old = number(object, "replicas") - updated
    if old > 0 { return RolloutState(lead + "\(old) old replicas are pending termination...") }
    let available = number(object, "availableReplicas")
    if available < updated {
      return RolloutState(lead + "\(available) of \(updated) updated replicas are available...")
    }
    return RolloutState("deployment \(name) successfully rolled out", isDone: true)
  }

  private static func requireRollingUpdate(_ object: JSONValue) throws(KubectlError) {
    guard object.at("spec", "updateStrategy", "type")?.stringValue == "RollingUpdate" else {
      throw .message("rollout status is only available for RollingUpdate strategy type")
    }
  }

  private static func daemonSet(_ object: JSONValue) throws(KubectlError) -> RolloutState {
    try requireRollingUpdate(object)
    guard object.generation <= number(object, "observedGeneration") else {
      return RolloutState("Waiting for daemon set spec update to be observed...")
    }
    let name = object.name.goQuoted
    let wanted = number(object, "desiredNumberScheduled")
    let lead = "Waiting for daemon set \(name) rollout to finish: "
    let updated = number(object, "updatedNumberScheduled")
    if updated < wanted { return RolloutState(lead + "\(updated) out of \(wanted) new pods have been updated...") }
    let available = number(object, "numberAvailable")
    if available < wanted { return RolloutState(lead + "\(available) of \(wanted) updated pods are available...") }
    return RolloutState("daemon set \(name) successfully rolled out", isDone: true)
  }

  private static func statefulSet(_ object: JSONValue) throws(KubectlError) -> RolloutState {
    try requireRollingUpdate(object)
    let observed = number(object, "observedGeneration")
    if observed == 0 || object.generation > observed {
      return RolloutState("Waiting for statefulset spec update to be observed...")
    }
    let wanted = object.at("spec", "replicas")?.intValue
    let ready = number(object, "readyReplicas")
    if let wanted, ready < wanted { return RolloutState("Waiting for \(wanted - ready) pods to be ready...") }
    let updated = number(object, "updatedReplicas")
    if let rolling = object.at("spec", "updateStrategy", "rollingUpdate"), rolling.objectValue != nil {
      if let wanted, let partition = rolling["partition"]?.intValue, updated < wanted - partition {
        return RolloutState(
          "Waiting for partitioned roll out to finish: \(updated) out of \(wanted - partition) new pods have been updated..."
        )
      }
      return RolloutState("partitioned roll out complete: \(updated) new pods have been updated...", isDone: true)
    }
    let next = object.at("status", "updateRevision")?.stringValue ?? ""
    let current = object.at("status", "currentRevision")?.stringValue ?? ""
    if next != current {
      return RolloutState(
        "waiting for statefulset rolling update to complete \(updated) pods at revision \(next)...")
    }
    return RolloutState(
      "statefulset rolling update complete \(number(object, "currentReplicas")) pods at revision \(current)...",
      isDone: true)
  }
}
