import APIServer
import KubernetesModel
import SimulationKernel

/// A command that runs in a container: what goes in, what comes out, how it ends.
struct ContainerStream {
  let context: CommandContext

  /// Opens `exec` or `attach` on a pod.
  func open(
    _ target: PodTarget, _ subresource: String, container: String, command: [String] = [], takesInput: Bool,
    isTerminal: Bool
  ) throws(KubectlError) -> APIResponse {
    var query: [(name: String, value: String)] = command.map { ("command", $0) }
    if !container.isEmpty { query.append(("container", container)) }
    // A terminal has one output for both.
    if !isTerminal { query.append(("stderr", "true")) }
    if takesInput { query.append(("stdin", "true")) }
    query.append(("stdout", "true"))
    if isTerminal { query.append(("tty", "true")) }
    do throws(KubectlError) {
      return try context.client.send(.get, target.path + "/" + subresource, query: query)
    } catch {
      // What goes wrong in the container's runtime comes on the stream, not as an answer of the server.
      guard let status = error.status, status.code == 500 else { throw error }
      throw .message(status.message)
    }
  }

  /// Copies what comes to `output` and gives what is typed or piped in, until the end. Returns the exit code.
  func run(
    _ response: APIResponse, input: [UInt8]?,
    output: (([UInt8], Bool) -> Void)? = nil
  ) throws(KubectlError) -> Int {
    guard case .stream(var stream) = response.body else { return 0 }
    let transport = context.environment.transport
    var input = input
    // What is piped in is there at once, and so is its end.
    if let bytes = input, !bytes.isEmpty {
      transport.write(bytes, to: &stream)
      transport.write(nil, to: &stream)
      input = nil
    }
    while true {
      switch transport.read(&stream, until: .distantFuture) {
      case .bytes(let bytes, let isError):
        if let output { output(bytes, isError) } else { context.environment.output.write(bytes, isError: isError) }
      case .wantsInput:
        if let bytes = input, !bytes.isEmpty { transport.write(bytes, to: &stream) }
        transport.write(nil, to: &stream)
        input = nil
      case .ended(let code): return code
      case .interrupted:
        transport.close(stream)
        throw .exit(130)
      case .watchEvents, .deadlineReached: continue
      }
    }
  }

  /// Turns the exit code of a command into kubectl's own.
  static func check(_ code: Int, _ context: CommandContext) throws(KubectlError) {
    if code == 0 { return }
    context.printError("command terminated with exit code \(code)")
    throw .exit(code)
  }
}
