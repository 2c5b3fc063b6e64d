import APIServer
import Cluster
import Kubectl
import KubernetesModel
import Scoring
import SimulationKernel

/// A copy of the cluster that answers kubectl describe, in which no time passes. One object may look different in it.
final class DescribingTransport: APITransport {
  private var cluster: Cluster
  /// Takes the place of the object with the same uid.
  private let substitute: JSONValue?
  private(set) var exchanges: [Exchange] = []

  init(_ cluster: Cluster, substitute: JSONValue? = nil) {
    self.cluster = cluster
    self.substitute = substitute
  }

  /// What `kubectl` prints with these arguments.
  func output(of arguments: [String]) -> String {
    let output = PrintedText()
    _ = Kubectl(KubectlEnvironment(transport: self, files: NoFiles(), output: output)).run(arguments)
    return output.text
  }

  var now: Instant { cluster.now }

  func send(_ request: APIRequest) -> APIResponse {
    var response = cluster.handle(request, at: now)
    exchanges.append(Exchange(request: request, response: response))
    guard let substitute else { return response }
    switch response.body {
    case .value(let value): response.body = .value(value.replacing(substitute))
    case .stored(let stored): response.body = .value(stored.tree.replacing(substitute))
    case .none, .bytes, .stream, .connect: break
    }
    return response
  }

  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent { .ended(exitCode: 0) }
  func write(_ bytes: [UInt8]?, to stream: inout APIStream) {}
  func close(_ stream: APIStream) {}
  func wait(until instant: Instant) -> Bool { false }
}

extension JSONValue {
  /// The object, or the list, with an object in it that has the same uid as `other` replaced by it.
  fileprivate func replacing(_ other: JSONValue) -> JSONValue {
    let uid = other.at("metadata", "uid")
    if self.at("metadata", "uid") == uid { return other }
    guard let items = self["items"]?.arrayValue else { return self }
    var copy = self
    copy["items"] = .array(items.map { $0.at("metadata", "uid") == uid ? other : $0 })
    return copy
  }
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
