package import ContainerShell
package import Nodes

/// What a cluster is made of when it starts.
package struct ClusterConfiguration: Sendable {
  package var nodes: [NodeConfiguration]
  /// What registries have.
  package var images: ImageCatalogue
  /// A bare cluster has a control plane and kubelets, and nothing else: no DNS, no metrics, no storage classes.
  package var isBare: Bool

  package init(nodes: [NodeConfiguration], images: ImageCatalogue = ImageCatalogue(), isBare: Bool = false) {
    self.nodes = nodes
    self.images = images
    self.isBare = isBare
  }

  /// The nodes with the images that their own services need.
  var preparedNodes: [NodeConfiguration] {
    if isBare { return nodes }
    return nodes.map { node in
      var node = node
      node.images += Addons.images.filter { !node.images.contains($0) }
      return node
    }
  }
}
