import SimulationKernel

/// The parameters that a shell sets itself.
struct SpecialParameters: Sendable {
  private let status: Int
  private let options: ShellProgram.Options
  private let background: Int?
  private let shell: String
  private let number: Int
  private let ownNumber: Int
  private let line: Int
  private let parent: Int
  private let now: Instant
  private let started: Instant
  private let user: Int
  private let isBash: Bool
  private let isInteractive: Bool
  /// Of a shell that asks for its first random number.
  let random: RandomStream

  init(_ program: ShellProgram, _ process: ProcessView) {
    status = program.status
    options = program.options
    background = program.lastBackground
    shell = program.name
    number = process.number
    ownNumber = program.ownNumber ?? process.number
    line = program.line
    parent = process.machine.processes[process.number]?.parent ?? 0
    now = process.now
    started = process.machine.processes[program.ownNumber ?? process.number]?.started ?? process.now
    user = process.user.user
    isBash = program.dialect.isBash
    isInteractive = program.isInteractive
    random = RandomStream(seed: process.machine.seed, name: "shell \(process.number) \(process.now.microseconds)")
  }

  func value(_ name: String) -> String? {
    switch name {
    case "?": String(status)
    case "$": String(ownNumber)
    case "!": background.map(String.init) ?? ""
    case "0": shell
    case "-": flags
    case "PPID": String(max(0, parent))
    case "LINENO": String(line)
    default: isBash ? bashValue(name) : nil
    }
  }

  private var flags: String {
    let set = [
      (options.exitsOnError, "e"), (options.ignoresPatterns, "f"), (isBash, "h"), (isInteractive, "i"),
      (isInteractive && isBash, "m"), (options.requiresVariables, "u"), (options.tracesCommands, "x"), (isBash, "B"),
      (isInteractive && isBash, "H"),
    ]
    return set.filter(\.0).map(\.1).joined()
  }

  private func bashValue(_ name: String) -> String? {
    switch name {
    case "BASHPID": String(number)
    case "BASH_VERSION": "5.2.15(1)-release"
    case "EPOCHSECONDS": String(now.seconds)
    case "SECONDS": String(max(0, now.seconds - started.seconds))
    case "UID", "EUID": String(user)
    default: nil
    }
  }
}
