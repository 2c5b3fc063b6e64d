import APIServer
import KubernetesModel
import SimulationKernel

extension CommandContext {
  /// Calls `use` with the type and the object of each event of a watch, until the watch ends or `--request-timeout` is over.
  func follow(
    _ response: APIResponse, _ use: (_ type: String, _ object: JSONValue) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    guard case .stream(var stream) = response.body else { return }
    let transport = environment.transport
    let deadline = client.deadline(from: now)
    while true {
      switch transport.read(&stream, until: deadline) {
      case .watchEvents(let events):
        for event in events { try use(event.text("type"), event["object"] ?? .null) }
      case .bytes, .wantsInput: break
      case .ended, .deadlineReached: return
      case .interrupted:
        transport.close(stream)
        throw .exit(130)
      case .failed(let text): throw .message(text)
      }
    }
  }
}
