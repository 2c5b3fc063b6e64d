package import SimulationKernel

/// How a container ended.
package struct ContainerExit: Hashable, Sendable {
  package let code: Int
  /// The signal that ended it, when one did: 15, 9.
  package let signal: Int?
  package let isOutOfMemory: Bool
  package let instant: Instant
  /// What it wrote to its termination log.
  package let message: String

  package init(code: Int, signal: Int? = nil, isOutOfMemory: Bool = false, instant: Instant, message: String = "") {
    self.code = code
    self.signal = signal
    self.isOutOfMemory = isOutOfMemory
    self.instant = instant
    self.message = message
  }
}

/// Why the runtime could not start a container, in runc's words, as in
/// `exec: "nope": executable file not found in $PATH`.
package struct ContainerStartFailure: Error, Hashable, Sendable {
  package let message: String

  package init(message: String) { self.message = message }
}
