import APIServer
import KubernetesModel
import SimulationKernel

/// Kubelets for which every container runs and is ready, except those of the image `missing`.
struct SimpleKubelets: Component {
  let name = "kubelets"
  private var addresses = 0

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    guard change.resource == .pods, change.kind != .deleted else { return }
    let pod = Pod(change.object.value)
    let key = WorkKey(namespace: pod.namespace, name: pod.name)
    if pod.isBeingDeleted {
      queue.add(key, after: .seconds(1))
    } else if !pod.nodeName.isEmpty, pod.phase != "Running" {
      queue.add(key, after: .milliseconds(600))
    }
  }

  mutating func work(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) {
    guard let stored = api.get(.pods, namespace: key.namespace, key.name) else { return }
    var pod = Pod(stored.value)
    if pod.isBeingDeleted {
      try? api.delete(
        .pods, namespace: pod.namespace, pod.name, options: ["gracePeriodSeconds": 0],
        as: .kubelet(on: pod.nodeName), at: queue.now)
      return
    }
    guard !pod.isFinished, pod.phase != "Running" else { return }
    guard pod.containers.first?["image"]?.stringValue != "missing" else { return }
    addresses += 1
    pod.value.set("Running", at: "status", "phase")
    pod.value.set(.string("10.244.0.\(addresses)"), at: "status", "podIP")
    var conditions = pod.conditions
    conditions.set(Condition(type: "Ready", status: "True"), at: queue.now.rfc3339)
    pod.conditions = conditions
    _ = try? api.updateStatus(pod.value, in: .pods, as: .kubelet(on: pod.nodeName), at: queue.now)
  }
}
