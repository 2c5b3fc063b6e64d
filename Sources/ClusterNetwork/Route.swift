/// Where packets to an address and a port end up.
package enum Route: Hashable, Sendable {
  /// At a port of a pod. Whether anything listens there is the pod's business.
  case pod(namespace: String, name: String, address: String, port: Int)
  /// At a port of a node: a process of the node, or of a pod that uses the node's network.
  case node(name: String, address: String, port: Int)
  /// Back at the source, by its loopback interface.
  case loopback(port: Int)
  case apiServer(address: String, port: Int)
  /// At a host outside of the cluster.
  case external(address: String, port: Int)
  /// Somebody says that nobody is there: a Service without endpoints.
  case refused(address: String)
  /// Nobody says anything: a policy, a dead node, an address that nobody has.
  case timedOut(address: String)
}
