import APIServer
import Cluster
import Kubectl
import KubernetesModel
import Scoring
import SimulationKernel

/// A copy of the cluster that answers kubectl describe, in which no time passes.
final class DescribingTransport: APITransport {
  private var cluster: Cluster
  private(set) var exchanges: [Exchange] = []

  init(_ cluster: Cluster) { self.cluster = cluster }

  /// What `kubectl` prints with these arguments.
  func output(of arguments: [String]) -> String {
    let output = PrintedText()
    _ = Kubectl(KubectlEnvironment(transport: self, files: NoFiles(), output: output)).run(arguments)
    return output.text
  }

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
