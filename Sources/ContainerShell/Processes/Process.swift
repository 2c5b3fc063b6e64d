import SimulationKernel

/// A process of a machine.
struct Process: Sendable {
  enum State: Hashable, Sendable {
    case ready
    case waiting(Wait)
    /// A reader must take something out of a pipe or a console first.
    case blocked
    case ended(Int)
  }

  let identifier: Int
  var parent: Int
  var program: any Program
  var arguments: [String]
  /// Numbers of open files, by descriptor.
  var descriptors: [Int: Int]
  var environment: [String: String]
  var directory: String
  var user: FileUser
  var state = State.ready
  var started: Instant
  var memory = MemoryUse()
  /// Thousandths of a core.
  var cpu: Int64 = 0
  /// The console whose terminal interrupts it.
  var console: Int
  /// Started with `&`: the terminal's interrupt spares it.
  var isBackground = false
  /// What it sent itself in its step.
  var pendingSignals: [Int] = []
  /// It wrote where nobody reads any more.
  var hasBrokenPipe = false
}
