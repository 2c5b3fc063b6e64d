package import APIServer
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// The kubelets of all nodes.
package struct Kubelets: Component {
  package let name = "kubelet"
  let nodes: TreeDictionary<String, NodeRuntime>

  package init(_ configurations: [NodeConfiguration]) {
    var nodes: TreeDictionary<String, NodeRuntime> = [:]
    for (index, configuration) in configurations.enumerated() {
      nodes[configuration.name] = NodeRuntime(objects: NodeObjects(configuration: configuration, index: index))
    }
    self.nodes = nodes
  }

  /// Registers every node and starts its heartbeats.
  package func start(_ configurations: [NodeConfiguration], api: inout APIServer, queue: inout WorkQueue) {
    for configuration in configurations {
      guard let node = nodes[configuration.name] else { continue }
      node.register(api: &api, at: queue.now)
      queue.add(
        WorkKey(task: Task.lease, name: configuration.name), after: queue.random.duration(from: .zero, to: .seconds(10))
      )
      queue.add(
        WorkKey(task: Task.heartbeat, name: configuration.name),
        after: queue.random.duration(from: .seconds(10), to: .seconds(300)))
    }
  }

  enum Task {
    static let lease = "lease"
    static let heartbeat = "heartbeat"
  }

  package mutating func observe(_ change: Change, queue: inout WorkQueue) {}

  package mutating func work(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) {
    guard let node = nodes[key.name] else { return }
    switch key.task {
    case Task.lease:
      node.renewLease(api: &api, at: queue.now)
      queue.add(key, after: .seconds(10))
    case Task.heartbeat:
      node.reportStatus(api: &api, at: queue.now)
      queue.add(key, after: .seconds(300))
    default: break
    }
  }
}
