import APIServer
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// kube-scheduler: finds a node for each pod that has none.
struct Scheduler: Component {
  let name = "default-scheduler"
  private var queue = SchedulingQueue()
  private var assigned: TreeDictionary<String, NodePods> = [:]
  private let recorder = SchedulerEvents()

  private static let cycle = WorkKey(task: "schedule", name: "")

  mutating func observe(_ change: Change, queue work: inout WorkQueue) {
    switch change.resource {
    case .pods: observePod(change, at: work.now)
    case .nodes: observeNode(change, at: work.now)
    case .persistentVolumeClaims, .persistentVolumes, .storageClasses: queue.wake([.volumeBinding], at: work.now)
    default: return
    }
    if let due = queue.nextDue(at: work.now) {
      let latency = work.random.duration(from: .milliseconds(3), to: .milliseconds(12))
      work.add(Self.cycle, at: max(due, work.now + latency))
    }
  }

  private mutating func observePod(_ change: Change, at now: Instant) {
    let pod = Pod(change.object.value)
    let key = WorkKey(namespace: pod.namespace, name: pod.name)
    trackAssignment(change, pod: pod, at: now)
    let waits = change.kind != .deleted && pod.nodeName.isEmpty && pod.isActive && isOurs(pod) && !isGated(pod)
    guard waits else {
      queue.remove(key)
      return
    }
    queue.add(key, priority: pod.priority, at: now)
    if let previous = change.previous?.value, previous["spec"] != pod.value["spec"] || previous.labels != pod.labels {
      queue.wake(key, at: now)
    }
  }

  private func isOurs(_ pod: Pod) -> Bool { ["", name].contains(pod.text("spec", "schedulerName")) }

  private func isGated(_ pod: Pod) -> Bool { !(pod.spec["schedulingGates"]?.arrayValue?.isEmpty ?? true) }

  /// Keeps book on which pods take up room on which node.
  private mutating func trackAssignment(_ change: Change, pod: Pod, at now: Instant) {
    let before = change.previous.map { Pod($0.value) }
    let wasThere = before.map(takesRoom) ?? false
    let isThere = change.kind != .deleted && takesRoom(pod)
    if wasThere, isThere, let before, before.value["spec"] == pod.value["spec"], before.labels == pod.labels,
      before.isBeingDeleted == pod.isBeingDeleted
    {
      return
    }
    if wasThere, let before { assigned[before.nodeName]?.remove(before.uid) }
    if isThere { assigned[pod.nodeName, default: NodePods()].insert(AssignedPod(pod)) }
    if wasThere && !isThere {
      queue.wake(
        [.nodeResourcesFit, .nodePorts, .volumeRestrictions, .interPodAffinity, .podTopologySpread], at: now)
    } else if isThere {
      queue.wake([.interPodAffinity, .podTopologySpread], at: now)
    }
  }

  private func takesRoom(_ pod: Pod) -> Bool { !pod.nodeName.isEmpty && !pod.isFinished }

  private mutating func observeNode(_ change: Change, at now: Instant) {
    guard change.kind == .modified, let previous = change.previous else {
      queue.wake(Self.nodePlugins, at: now)
      return
    }
    let (before, after) = (Node(previous.value), Node(change.object.value))
    var plugins: Set<SchedulerPlugin> = []
    if before.labels != after.labels {
      plugins.formUnion([.nodeAffinity, .podTopologySpread, .interPodAffinity, .volumeBinding])
    }
    if before.taints != after.taints { plugins.formUnion([.taintToleration, .podTopologySpread]) }
    if before.isUnschedulable != after.isUnschedulable { plugins.insert(.nodeUnschedulable) }
    if before.status["allocatable"] != after.status["allocatable"] { plugins.insert(.nodeResourcesFit) }
    if !plugins.isEmpty { queue.wake(plugins, at: now) }
  }

  private static let nodePlugins: Set<SchedulerPlugin> = [
    .nodeUnschedulable, .nodeName, .taintToleration, .nodeAffinity, .nodePorts, .nodeResourcesFit, .volumeRestrictions,
    .volumeBinding, .podTopologySpread, .interPodAffinity,
  ]

  mutating func work(_ key: WorkKey, api: inout APIServer, queue work: inout WorkQueue) {
    if let next = queue.next(at: work.now) {
      if let stored = api.get(.pods, namespace: next.namespace, next.name) {
        schedule(Pod(stored.value), key: next, api: &api, queue: &work)
      } else {
        queue.remove(next)
      }
    }
    guard let due = queue.nextDue(at: work.now) else { return }
    let latency = work.random.duration(from: .milliseconds(1), to: .milliseconds(5))
    work.add(Self.cycle, at: max(due, work.now + latency))
  }

  private enum Decision {
    case bind(String)
    case refuse(message: String, plugins: Set<SchedulerPlugin>, plan: Preemption.Plan?)
    case waitForVolumes([JSONValue], node: String)
  }

  private mutating func schedule(_ pod: Pod, key: WorkKey, api: inout APIServer, queue work: inout WorkQueue) {
    switch decide(pod, api: api, random: &work.random) {
    case .bind(let node): bind(pod, key: key, to: node, api: &api, at: work.now)
    case .refuse(let message, let plugins, let plan):
      queue.refuse(key, by: plugins, at: work.now)
      let nominated = plan.map { preempt($0, for: pod, api: &api, at: work.now) }
      reportRefusal(pod, message: message, nominated: nominated, api: &api, at: work.now)
    case .waitForVolumes(let claims, let node):
      queue.refuse(key, by: [.volumeBinding], at: work.now)
      for claim in claims {
        var updated = claim
        updated.set(.string(node), at: "metadata", "annotations", "volume.kubernetes.io/selected-node")
        guard updated != claim else { continue }
        _ = try? api.update(updated, in: .persistentVolumeClaims, as: .scheduler, at: work.now)
      }
    }
  }

  private func decide(_ pod: Pod, api: APIServer, random: inout RandomStream) -> Decision {
    let nodes = api.list(.nodes).map { NodeState(Node($0.value), assigned[$0.name] ?? NodePods()) }
    if nodes.isEmpty {
      return .refuse(message: "no nodes available to schedule pods", plugins: Self.nodePlugins, plan: nil)
    }
    let placement = Placement(pod: pod, nodes: nodes, api: api)
    if let obstacle = placement.obstacle {
      let message = FitReport.sentence(nodes: nodes.count, obstacle: obstacle)
      return .refuse(message: message, plugins: [.volumeBinding], plan: nil)
    }
    let rejections = nodes.map { placement.rejection(by: $0, among: nodes) }
    let feasible = zip(nodes, rejections).filter { $0.1 == nil }.map(\.0)
    let best = placement.best(of: feasible)
    guard !best.isEmpty else { return refusal(placement, rejections.compactMap(\.self)) }
    let node = feasible[best[random.below(best.count)]].node.name
    let waiting = placement.waitingClaims
    return waiting.isEmpty ? .bind(node) : .waitForVolumes(waiting, node: node)
  }

  private func refusal(_ placement: Placement, _ rejections: [Placement.Rejection]) -> Decision {
    var message = FitReport.sentence(nodes: placement.nodes.count, reasons: rejections.flatMap(\.reasons))
    var plan: Preemption.Plan?
    switch Preemption(placement: placement, rejections: rejections).outcome() {
    case .plan(let found): plan = found
    case .refused(let why): message += " no new claims to deallocate, preemption: " + why
    }
    return .refuse(message: message, plugins: Set(rejections.map(\.plugin)), plan: plan)
  }

  private mutating func bind(_ pod: Pod, key: WorkKey, to node: String, api: inout APIServer, at now: Instant) {
    let binding: JSONValue = [
      "apiVersion": "v1", "kind": "Binding",
      "metadata": [
        "name": .string(pod.name), "namespace": .string(pod.namespace), "uid": .string(pod.uid),
      ],
      "target": ["kind": "Node", "name": .string(node)],
    ]
    do throws(APIStatus) {
      try api.create(binding, in: .pods, subresource: "binding", as: .scheduler, at: now)
      queue.remove(key)
      let message = "Successfully assigned \(pod.namespace)/\(pod.name) to \(node)"
      recorder.record(pod, .normal, "Scheduled", action: "Binding", message, api: &api, at: now)
    } catch {
      queue.refuse(key, by: [.nodeResourcesFit], at: now)
      let message = "binding rejected: \(error.message)"
      recorder.record(pod, .warning, "FailedScheduling", action: "Scheduling", message, api: &api, at: now)
    }
  }

  /// Says in the pod's PodScheduled condition and in an event why it has no node.
  private func reportRefusal(
    _ pod: Pod, message: String, nominated: String?, api: inout APIServer, at now: Instant
  ) {
    recorder.record(pod, .warning, "FailedScheduling", action: "Scheduling", message, api: &api, at: now)
    var updated = pod
    var condition = Condition(type: "PodScheduled", status: "False", reason: "Unschedulable", message: message)
    condition.value["lastProbeTime"] = .some(.null)
    if pod.generation > 0 { condition.value["observedGeneration"] = .integer(pod.generation) }
    var conditions = pod.conditions
    conditions.set(condition, at: now.rfc3339)
    updated.conditions = conditions
    if let nominated { updated.value.set(.string(nominated), at: "status", "nominatedNodeName") }
    guard updated != pod else { return }
    _ = try? api.updateStatus(updated.value, in: .pods, as: .scheduler, at: now)
  }

  /// Deletes the victims; returns the node that the pod is to have once they are gone.
  private func preempt(_ plan: Preemption.Plan, for pod: Pod, api: inout APIServer, at now: Instant) -> String {
    for victim in plan.victims where !victim.isBeingDeleted {
      var marked = Pod(api.get(.pods, namespace: victim.namespace, victim.name)?.value ?? victim.value)
      var condition = Condition(
        type: "DisruptionTarget", status: "True", reason: "PreemptionByScheduler",
        message: "\(name): preempting to accommodate a higher priority pod")
      condition.value["lastProbeTime"] = .some(.null)
      if marked.generation > 0 { condition.value["observedGeneration"] = .integer(marked.generation) }
      var conditions = marked.conditions
      conditions.set(condition, at: now.rfc3339)
      marked.conditions = conditions
      _ = try? api.updateStatus(marked.value, in: .pods, as: .scheduler, at: now)
      _ = try? api.delete(.pods, namespace: victim.namespace, victim.name, as: .scheduler, at: now)
      let message = "Preempted by pod \(pod.uid) on node \(plan.node)"
      recorder.record(victim, .normal, "Preempted", action: "Preempting", message, related: pod, api: &api, at: now)
    }
    return plan.node
  }
}
