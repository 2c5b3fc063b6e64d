import ContainerShell
import HashTreeCollections
import KubernetesModel
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
      guard container.isRunning, let instance = container.instance, let process = instance.process,
        process.exit == nil
      else { return nil }
      let usage = ResourceUsage(cpu: process.cpuMillicores(at: now), memory: process.memoryBytes(at: now))
      let program = instance.image.reference.name
      let measured = UsageMeasurement(pod: uid, program: program, at: now).of(
        usage, memoryLimit: container.view.quantity("limits", "memory")?.value)
      return (name: container.name, usage: measured)
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

/// What a measurement makes of what a program is described to use: no two programs, pods or moments are alike.
private struct UsageMeasurement {
  private var program: RandomStream
  private var pod: RandomStream
  private var moment: RandomStream

  /// - Parameter program: the image's repository.
  init(pod uid: String, program repository: String, at now: Instant) {
    program = RandomStream(seed: 0, name: repository)
    pod = RandomStream(seed: 0, name: uid + repository)
    // Measured every 15 seconds.
    moment = RandomStream(seed: UInt64(clamping: now.seconds / 15), name: uid + repository)
  }

  func of(_ usage: ResourceUsage, memoryLimit: Int64?) -> ResourceUsage {
    var (program, pod, moment) = (program, pod, moment)
    var measured = usage
    // Of programs that nobody describes some are larger than others, as far as they may be.
    if usage.memory == MemoryBehaviour().start {
      let larger = usage.memory + Int64(program.below(30 << 20))
      measured.memory = max(usage.memory, min(larger, (memoryLimit ?? .max) / 4 * 3))
    }
    if usage.cpu == CPUBehaviour().idle { measured.cpu += Int64(program.below(9)) }
    // Less, never more, so that nothing seems to use more than it may.
    measured.memory -= measured.memory / 1000 * Int64(pod.below(50) + moment.below(12))
    measured.cpu -= measured.cpu * Int64(pod.below(30) + moment.below(30)) / 100
    return measured
  }
}
