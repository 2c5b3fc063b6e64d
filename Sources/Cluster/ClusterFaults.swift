import Nodes

/// What happens to a cluster from outside.
extension Cluster {
  /// Switches a machine off, or on again. While it is off its kubelet says nothing, its pods stand still and nobody
  /// reaches them. A node that the cluster does not have is ignored.
  package mutating func setNode(_ name: String, isRunning: Bool) {
    withKubelets { kubelets, _, queue in kubelets.setNode(name, isRunning: isRunning, queue: &queue) }
  }
}
