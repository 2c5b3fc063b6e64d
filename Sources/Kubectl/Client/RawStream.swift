import APIServer
import KubernetesModel
import SimulationKernel

/// Copies a stream to standard output until it ends.
struct RawStream {
  let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// Does nothing where the response is no stream.
  func copy(_ response: APIResponse) throws(KubectlError) {
    guard case .stream(var stream) = response.body else { return }
    let transport = context.environment.transport
    let deadline = context.client.deadline(from: context.now)
    while true {
      switch transport.read(&stream, until: deadline) {
      case .watchEvents(let events): for event in events { context.write(JSONWriter.bytes(event) + [0x0A]) }
      case .bytes(let bytes, let isError): context.environment.output.write(bytes, isError: isError)
      case .wantsInput: transport.write(nil, to: &stream)
      case .ended, .deadlineReached: return
      case .interrupted:
        transport.close(stream)
        throw .exit(130)
      case .failed(let text): throw .message(text)
      }
    }
  }
}
