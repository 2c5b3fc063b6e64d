package import KubernetesModel

/// Where packets come from.
package enum NetworkSource: Hashable, Sendable {
  case pod(Pod)
  /// A process of a node itself: its kubelet, a player's shell.
  case node(String)

  /// The pod, unless it uses its node's network: then no policy is about it.
  var networkedPod: Pod? {
    if case .pod(let pod) = self, !pod.isOnHostNetwork { pod } else { nil }
  }

  var nodeName: String {
    switch self {
    case .pod(let pod): pod.nodeName
    case .node(let name): name
    }
  }
}

package enum Transport: String, Hashable, Sendable {
  case tcp = "TCP"
  case udp = "UDP"
}
