import ContainerShell
import HashTreeCollections
package import SimulationKernel

/// What something uses.
package struct ResourceUsage: Hashable, Sendable {
  /// Thousandths of a core.
  package var cpu: Int64
  /// Bytes.
  package var memory: Int64
}

extension Kubelets {
  /// What each running container of a pod uses, by name; nil when no kubelet has the pod.
  package func usage(ofPod uid: String, at now: Instant) -> [(name: String, usage: ResourceUsage)]? {
    guard let pod = pods[uid], nodes[pod.node]?.isRunning == true else { return nil }
    return pod.containers.compactMap { container in
      guard container.isRunning, let process = container.instance?.process, process.exit == nil else { return nil }
      let usage = ResourceUsage(cpu: process.cpuMillicores(at: now), memory: process.memoryBytes(at: now))
      return (name: container.name, usage: usage)
    }.sorted { $0.name < $1.name }
  }

  /// What a node's pods and its own services use; nil for a node that does not answer.
  package func usage(ofNode name: String, at now: Instant) -> ResourceUsage? {
    guard let node = nodes[name], node.isRunning else { return nil }
    var total = ResourceUsage(cpu: 45, memory: 380 << 20)
    for pod in pods.all where pod.node == name {
      for (_, usage) in self.usage(ofPod: pod.uid, at: now) ?? [] {
        total.cpu += usage.cpu
        total.memory += usage.memory
      }
    }
    let capacity = node.objects.configuration
    return ResourceUsage(cpu: min(total.cpu, capacity.cpu), memory: min(total.memory, capacity.memory))
  }
}
