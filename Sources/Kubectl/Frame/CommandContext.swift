import SimulationKernel

/// What a running command has at hand.
struct CommandContext {
  let environment: KubectlEnvironment
  let flags: FlagValues
  let arguments: [String]
  /// How many of the arguments stood before `--`; nil when there was none.
  let argumentsBeforeDash: Int?
  /// `kubectl rollout status`
  let path: String
  let client: APIClient

  /// The client's clock, from which ages are computed.
  var now: Instant { environment.transport.now }

  /// The namespace that `-n` names, or the context's.
  var namespace: String {
    let named = flags.string("namespace")
    return named.isEmpty ? environment.access.namespace : named
  }

  /// Whether the namespace was named on the command line.
  var isNamespaceExplicit: Bool { !flags.string("namespace").isEmpty }

  func print(_ text: String, terminator: String = "\n") {
    environment.output.write(Array((text + terminator).utf8), isError: false)
  }

  func printError(_ text: String, terminator: String = "\n") {
    environment.output.write(Array((text + terminator).utf8), isError: true)
  }

  func write(_ bytes: [UInt8]) { environment.output.write(bytes, isError: false) }

  func warn(_ text: String) { printError("Warning: " + text) }
}
