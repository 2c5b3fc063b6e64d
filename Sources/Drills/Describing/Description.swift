import APIServer
import Cluster
import KubernetesModel
import Scoring

/// What `kubectl describe` prints about what a client's own kubectl reads: found by describing it in a copy of the
/// cluster.
struct Description {
  /// Read by describers beside what they describe.
  private static let helpers: Set<String> = ["leases", "events", "endpointslices"]

  let exchanges: [Exchange]
  let screen: Screen

  /// Nil for requests that only add to what is described.
  init?(of asked: JournaledRequest, in cluster: Cluster) {
    let place = asked.place
    // What describers read by themselves they ask for in protobuf, in newer versions.
    guard place.subresource.isEmpty, !Self.helpers.contains(place.resource.resource),
      !asked.accept.hasPrefix("application/vnd.kubernetes.protobuf")
    else { return nil }
    var arguments = ["describe", place.resource.qualified]
    if !place.name.isEmpty { arguments.append(place.name) }
    if !place.namespace.isEmpty { arguments += ["-n", place.namespace] }
    if place.namespace.isEmpty, place.name.isEmpty { arguments.append("-A") }
    if let selector = asked.parameter("labelSelector") { arguments += ["-l", selector] }
    let transport = DescribingTransport(cluster)
    let output = transport.output(of: arguments)
    exchanges = transport.exchanges
    screen = Screen(commandLine: "kubectl " + arguments.joined(separator: " "), output: output)
  }
}
