import APIServer
import Cluster
import Kubectl
import KubernetesModel
import Scoring
import SimulationKernel

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
    let copy = ClusterCopy(cluster)
    let output = PrintedText()
    _ = Kubectl(KubectlEnvironment(transport: copy, files: NoFiles(), output: output)).run(arguments)
    exchanges = copy.exchanges
    screen = Screen(commandLine: "kubectl " + arguments.joined(separator: " "), output: output.text)
  }
}

/// A copy of the cluster that answers and in which no time passes.
private final class ClusterCopy: APITransport {
  private var cluster: Cluster
  private(set) var exchanges: [Exchange] = []

  init(_ cluster: Cluster) { self.cluster = cluster }

  var now: Instant { cluster.now }

  func send(_ request: APIRequest) -> APIResponse {
    let response = cluster.handle(request, at: now)
    exchanges.append(Exchange(request: request, response: response))
    return response
  }

  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent { .ended(exitCode: 0) }
  func write(_ bytes: [UInt8]?, to stream: inout APIStream) {}
  func close(_ stream: APIStream) {}
  func wait(until instant: Instant) -> Bool { false }
}

private final class PrintedText: OutputSink {
  private(set) var text = ""

  func write(_ bytes: [UInt8], isError: Bool) { text += String(decoding: bytes, as: UTF8.self) }
}

private final class NoFiles: KubectlFiles {
  func read(_ path: String) throws(FileProblem) -> [UInt8] { throw FileProblem("no such file or directory") }
  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) { throw FileProblem("permission denied") }
  func list(_ path: String) throws(FileProblem) -> [String] { throw FileProblem("no such file or directory") }
  func isDirectory(_ path: String) -> Bool { false }
}
