package import Nodes

/// What a cluster is made of when it starts.
package struct ClusterConfiguration: Sendable {
  package var nodes: [NodeConfiguration]
  /// A bare cluster has a control plane and kubelets, and nothing else: no DNS, no metrics, no storage classes.
  package var isBare: Bool

  package init(nodes: [NodeConfiguration], isBare: Bool = false) {
    self.nodes = nodes
    self.isBare = isBare
  }
}
