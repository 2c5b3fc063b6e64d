import SimulationKernel

/// What runs in a process, as an explicit state that can be copied at any moment.
protocol Program: Sendable {
  /// Does a bounded piece of work, and says how to go on.
  mutating func step(_ process: inout ProcessView) -> ProgramStep

  /// Takes notice of a signal; false leaves it to the usual effect, which is the end of the process.
  mutating func receive(signal: Signal) -> Bool
}

extension Program {
  mutating func receive(signal: Signal) -> Bool { false }
}

enum ProgramStep: Sendable {
  /// There is more to do at once.
  case again
  case wait(Wait)
  case exit(Int)
  /// The process goes on as another program, as exec does.
  case become(any Program, arguments: [String])
}

/// What a process waits for.
enum Wait: Hashable, Sendable {
  case input(descriptor: Int)
  case inputOrTime(descriptor: Int, Instant)
  case time(Instant)
  case child(Int)
  case childOrTime(Int, Instant)
  /// The end of a command that the shell's host performs.
  case host
  case forever
}

enum Signal: Int, Sendable {
  case hangup = 1
  case interrupt = 2
  case quit = 3
  case kill = 9
  case user1 = 10
  case user2 = 12
  case pipe = 13
  case terminate = 15

  static let names: [(String, Int)] = [
    ("HUP", 1), ("INT", 2), ("QUIT", 3), ("ABRT", 6), ("KILL", 9), ("USR1", 10), ("SEGV", 11), ("USR2", 12),
    ("PIPE", 13), ("ALRM", 14), ("TERM", 15), ("CHLD", 17), ("CONT", 18), ("STOP", 19),
  ]

  /// `TERM`, `SIGTERM`, `15`.
  static func number(_ name: String) -> Int? {
    if let number = Int(name) { return (0...64).contains(number) ? number : nil }
    let upper = name.uppercased()
    let short = upper.hasPrefix("SIG") ? String(upper.dropFirst(3)) : upper
    return short == "EXIT" ? 0 : names.first { $0.0 == short }?.1
  }
}

/// Holds the place of a program while it runs.
struct VacantProgram: Program {
  mutating func step(_ process: inout ProcessView) -> ProgramStep { .wait(.forever) }
}

/// How much memory a process uses as time goes by, in bytes.
struct MemoryUse: Hashable, Sendable {
  var base: Int64 = 1 << 20
  var since = Instant.distantPast
  var growthPerMinute: Int64 = 0
  var ceiling: Int64?

  func bytes(at instant: Instant) -> Int64 {
    guard growthPerMinute > 0, instant > since else { return base }
    let grown = Double(growthPerMinute) * (instant - since).inSeconds / 60
    let limit = ceiling ?? (1 << 46)
    return grown >= Double(max(0, limit - base)) ? max(base, limit) : base + Int64(grown)
  }
}
