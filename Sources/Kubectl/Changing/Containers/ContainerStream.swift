import APIServer
import KubernetesModel
import SimulationKernel

/// A command that runs in a container: what goes in, what comes out, how it ends.
struct ContainerStream {
  let context: CommandContext
  /// What Ctrl-C sends.
  private static let endOfText: UInt8 = 0x03

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

  /// What goes in.
  enum Input {
    case none
    case bytes([UInt8])
    /// What the user types, while the command wants it; if `echoes`, it comes back, and the user has seen it already.
    case keyboard(() -> [UInt8]?, echoes: Bool)
  }

  /// The input of a command that was asked for with `-i`.
  func input(isTerminal: Bool) -> Input {
    if let read = context.environment.readInput {
      return .keyboard(read, echoes: isTerminal && context.environment.showsTyping)
    }
    return .bytes(context.environment.standardInput)
  }

  /// Copies what comes to `output` and gives what is typed or piped in, until the end. Returns the exit code.
  func run(
    _ response: APIResponse, input: Input, output: (([UInt8], Bool) -> Void)? = nil
  ) throws(KubectlError) -> Int {
    guard case .stream(var stream) = response.body else { return 0 }
    let transport = context.environment.transport
    var echo = TerminalEcho()
    var lastInterruption: Instant?
    // What is piped in is there at once, and so is its end.
    if case .bytes(let bytes) = input {
      if !bytes.isEmpty { transport.write(bytes, to: &stream) }
      transport.write(nil, to: &stream)
    }
    while true {
      switch transport.read(&stream, until: .distantFuture) {
      case .bytes(let bytes, let isError):
        let shown = echo.removed(from: bytes)
        if let output { output(shown, isError) } else { context.environment.output.write(shown, isError: isError) }
      case .wantsInput:
        switch input {
        case .keyboard(let read, let echoes):
          let typed = read()
          if echoes { echo.expect(typed ?? []) }
          transport.write(typed, to: &stream)
        case .none, .bytes: transport.write(nil, to: &stream)
        }
      case .ended(let code): return code
      case .interrupted:
        // At a terminal it is for what runs there; where that takes no notice, there is no second one at the same time.
        if case .keyboard(_, echoes: true) = input, lastInterruption != transport.now, transport.takeInterruption() {
          lastInterruption = transport.now
          echo.expectInterruption()
          transport.write([Self.endOfText], to: &stream)
          continue
        }
        transport.close(stream)
        throw .exit(130)
      case .failed(let text): throw .message(text)
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

/// Takes the echo of a container's terminal out of its output: the user's own terminal has shown what was typed.
struct TerminalEcho {
  private var expected: ArraySlice<UInt8> = []

  mutating func expect(_ typed: [UInt8]) {
    for byte in typed {
      switch byte {
      case 0x0A: expected += Self.lineEnd
      case 0x03: expected += Self.interruption + Self.lineEnd
      default: expected.append(byte)
      }
    }
  }

  /// Ctrl-C while something runs, of which the user's terminal has shown that much.
  mutating func expectInterruption() { expected += Self.interruption }

  private static let lineEnd: [UInt8] = [0x0D, 0x0A]
  private static let interruption = Array("^C".utf8)

  mutating func removed(from bytes: [UInt8]) -> [UInt8] {
    let count = zip(expected, bytes).prefix { $0 == $1 }.count
    expected = count == bytes.count ? expected.dropFirst(count) : []
    return Array(bytes.dropFirst(count))
  }
}
