import APIServer
import KubernetesModel
import SimulationKernel

/// Kubelets for which every container runs and is ready, except those of the image `missing`; those of `succeeds` and
/// `fails` end after a second.
struct SimpleKubelets: Component {
  let name = "kubelets"
  private var addresses = 0

  private static func lease(of node: String) -> WorkKey {
    WorkKey(task: "lease", namespace: "kube-node-lease", name: node)
  }

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == .nodes, change.kind == .added { queue.add(Self.lease(of: change.object.name)) }
    guard change.resource == .pods, change.kind != .deleted else { return }
    let pod = Pod(change.object.value)
    let key = WorkKey(namespace: pod.namespace, name: pod.name)
    if pod.isBeingDeleted {
      queue.add(key, after: .seconds(1))
    } else if !pod.nodeName.isEmpty, !pod.isFinished {
      queue.add(key, after: pod.phase == "Running" ? .seconds(1) : .milliseconds(600))
    }
  }

  mutating func work(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) {
    if key.task == "lease" { return renewLease(key, api: &api, queue: &queue) }
    guard let stored = api.get(.pods, namespace: key.namespace, key.name) else { return }
    var pod = Pod(stored.value)
    if pod.isBeingDeleted {
      try? api.delete(
        .pods, namespace: pod.namespace, pod.name, options: ["gracePeriodSeconds": 0],
        as: .kubelet(on: pod.nodeName), at: queue.now)
      return
    }
    guard !pod.isFinished else { return }
    if pod.phase == "Running" { return end(pod, api: &api, at: queue.now) }
    guard pod.containers.first?["image"]?.stringValue != "missing" else { return }
    addresses += 1
    pod.value.set("Running", at: "status", "phase")
    pod.value.set(.string("10.244.0.\(addresses)"), at: "status", "podIP")
    var conditions = pod.conditions
    conditions.set(Condition(type: "Ready", status: "True"), at: queue.now.rfc3339)
    pod.conditions = conditions
    _ = try? api.updateStatus(pod.value, in: .pods, as: .kubelet(on: pod.nodeName), at: queue.now)
  }

  private func end(_ pod: Pod, api: inout APIServer, at now: Instant) {
    let phases = ["succeeds": "Succeeded", "fails": "Failed"]
    guard let phase = phases[pod.containers.first?["image"]?.stringValue ?? ""] else { return }
    var pod = pod
    pod.value.set(.string(phase), at: "status", "phase")
    var conditions = pod.conditions
    conditions.set(Condition(type: "Ready", status: "False"), at: now.rfc3339)
    pod.conditions = conditions
    _ = try? api.updateStatus(pod.value, in: .pods, as: .kubelet(on: pod.nodeName), at: now)
  }

  /// Every 10 s; a node with the label `silent` renews no more.
  private func renewLease(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) {
    guard let node = api.get(.nodes, key.name), node.value.labels["silent"] == nil else { return }
    queue.add(key, after: .seconds(10))
    var lease = api.get(.leases, namespace: key.namespace, key.name)?.value ?? [:]
    lease.set(.string(key.name), at: "metadata", "name")
    lease.set(.string(key.namespace), at: "metadata", "namespace")
    lease.set(.string(queue.now.rfc3339Micro), at: "spec", "renewTime")
    if lease.uid.isEmpty {
      _ = try? api.create(lease, in: .leases, as: .kubelet(on: key.name), at: queue.now)
    } else {
      _ = try? api.update(lease, in: .leases, as: .kubelet(on: key.name), at: queue.now)
    }
  }
}
