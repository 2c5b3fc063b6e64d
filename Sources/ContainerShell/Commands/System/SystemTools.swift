import SimulationKernel

enum SleepCommand {
  static func make(_ arguments: [String]) -> any Program {
    var total = 0.0
    for argument in arguments {
      guard let seconds = DurationText.seconds(argument) else {
        return Commands.instant([]) { _, process in
          process.printError(
            process.machine.isBusyBox
              ? "sleep: invalid number '\(argument)'\n" : "sleep: invalid time interval '\(argument)'\n")
          return 1
        }
      }
      total += seconds
    }
    let duration = Duration.microseconds(Int64(min(total, 1e12) * 1e6))
    return TimedCommand(pieces: [TimedCommand.Piece(delay: duration, text: [], isError: false)], code: 0)
  }
}

enum DurationText {
  /// `5`, `0.5`, `2m`, `1h`, `infinity`.
  static func seconds(_ text: String) -> Double? {
    if text == "infinity" || text == "inf" { return 1e12 }
    let scales: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let last = text.last else { return nil }
    let scale = scales[last]
    let digits = scale == nil ? text[...] : text.dropLast()
    guard let first = digits.first, first.isNumber || first == ".", let value = Double(digits), value >= 0 else {
      return nil
    }
    return min(1e12, value * (scale ?? 1))
  }
}

enum EnvironmentCommand {
  static func make(_ arguments: [String], _ environment: [String: String], _ process: ProcessView) -> any Program {
    var variables = arguments.first == "-i" ? [:] : environment
    var rest = arguments.first == "-i" ? arguments.dropFirst() : arguments[...]
    while rest.first == "-u", rest.count > 1 {
      variables[rest[rest.startIndex + 1]] = nil
      rest = rest.dropFirst(2)
    }
    while let first = rest.first, let mark = first.firstIndex(of: "=") {
      variables[String(first[..<mark])] = String(first[first.index(after: mark)...])
      rest = rest.dropFirst()
    }
    let (final, command) = (variables, Array(rest))
    if command.isEmpty {
      return Commands.instant([]) { _, view in
        view.print(final.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined())
        return 0
      }
    }
    switch Executables.find(command, environment: final, path: final["PATH"], process) {
    case .found(let program): return RelabelledProgram(program: program, words: command, environment: final)
    default:
      return Commands.instant([]) { _, view in
        let isBusyBox = view.machine.isBusyBox
        view.printError(
          isBusyBox
            ? "env: can't execute '\(command[0])': No such file or directory\n"
            : "env: '\(command[0])': No such file or directory\n")
        return 127
      }
    }
  }

  static func printOnly(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let variables = process.environment
    if arguments.isEmpty {
      process.print(variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined())
      return 0
    }
    var code = 0
    for name in arguments {
      if let value = variables[name] { process.print(value + "\n") } else { code = 1 }
    }
    return code
  }

  /// A program that takes over the process under its own name and variables.
  private struct RelabelledProgram: Program {
    let program: any Program
    let words: [String]
    let environment: [String: String]

    mutating func step(_ process: inout ProcessView) -> ProgramStep {
      process.machine.processes[process.number]?.environment = environment
      return .become(program, arguments: words)
    }
  }
}

enum IdentityCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let user = process.user
    if arguments.contains("-u") {
      process.print(arguments.contains("-n") ? ListCommand.name(of: user.user, process) + "\n" : "\(user.user)\n")
    } else if arguments.contains("-un") || arguments.contains("-nu") {
      process.print(ListCommand.name(of: user.user, process) + "\n")
    } else if arguments.contains("-g") {
      process.print("\(user.group)\n")
    } else {
      func label(_ number: Int) -> String {
        let name = ListCommand.name(of: number, process)
        return name == String(number) ? name : "\(number)(\(name))"
      }
      let groups =
        user.group == 0 && user.user == 0 && process.machine.isBusyBox ? "0(root),10(wheel)" : label(user.group)
      process.print("uid=\(label(user.user)) gid=\(label(user.group)) groups=\(groups)\n")
    }
    return 0
  }

  static func runName(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let name = ListCommand.name(of: process.user.user, process)
    if name == String(process.user.user) {
      process.printError(
        process.machine.isBusyBox ? "whoami: unknown uid \(name)\n" : "whoami: cannot find name for user ID \(name)\n")
      return 1
    }
    process.print(name + "\n")
    return 0
  }
}

enum HostnameCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    if arguments.first == "-i" || arguments.first == "-I" {
      if case .addresses(let addresses, _) = process.surroundings.resolve(process.machine.hostname) {
        process.print(addresses.joined(separator: " ") + " \n")
      }
      return 0
    }
    process.print(process.machine.hostname + "\n")
    return 0
  }

  static func runUname(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let host = process.machine.hostname
    switch arguments.first {
    case "-a": process.print("Linux \(host) 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 x86_64 GNU/Linux\n")
    case "-r": process.print("6.1.0-28-amd64\n")
    case "-m": process.print("x86_64\n")
    case "-n": process.print(host + "\n")
    default: process.print("Linux\n")
    }
    return 0
  }

  static func runTerminal(_ arguments: [String], _ process: inout ProcessView) -> Int {
    process.print(process.isTerminal(0) ? "/dev/pts/0\n" : "not a tty\n")
    return process.isTerminal(0) ? 0 : 1
  }
}

enum ProcessListCommand {
  private static func running(_ process: ProcessView) -> [Process] {
    process.machine.processes.values.filter { if case .ended = $0.state { false } else { true } }
      .sorted { $0.identifier < $1.identifier }
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let isBusyBox = process.machine.isBusyBox
    let isLong = arguments.contains { $0.contains("a") || $0.contains("e") || $0.contains("f") }
    process.print(
      isBusyBox
        ? "PID   USER     TIME  COMMAND\n"
        : isLong ? "UID          PID    PPID  C STIME TTY          TIME CMD\n" : "    PID TTY          TIME CMD\n")
    for entry in running(process) {
      let command = entry.arguments.joined(separator: " ")
      let user = ListCommand.name(of: entry.user.user, process)
      if isBusyBox {
        process.print("\(right(String(entry.identifier), 5)) \(left(String(user.prefix(8)), 8))  0:00 \(command)\n")
      } else if isLong {
        let time = DateText.format(entry.started, "%H:%M")
        process.print(
          "\(left(user, 8))\(right(String(entry.identifier), 8))\(right(String(max(0, entry.parent)), 8))  0 \(time) ?        00:00:00 \(command)\n"
        )
      } else {
        process.print(
          "\(right(String(entry.identifier), 7)) ?        00:00:00 \(FilePath.lastName(entry.arguments.first ?? ""))\n")
      }
    }
    return 0
  }

  static func runTop(_ arguments: [String], _ process: inout ProcessView) -> Int {
    process.print("Mem: 3632416K used, 4512816K free, 1204K shrd, 142360K buff, 1731844K cached\n")
    process.print("CPU:   2% usr   1% sys   0% nic  96% idle   0% io   0% irq   0% sirq\n")
    process.print("Load average: 0.08 0.03 0.01 1/214 \(process.number)\n")
    process.print("  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND\n")
    for entry in running(process) {
      let size = entry.memory.bytes(at: process.now) / 1024
      process.print(
        "\(right(String(entry.identifier), 5)) \(right(String(max(0, entry.parent)), 5)) "
          + "\(left(ListCommand.name(of: entry.user.user, process), 8)) S    \(right(String(size), 6))   0%   0   \(entry.cpu / 20)% "
          + entry.arguments.joined(separator: " ") + "\n")
    }
    return 0
  }
}

enum KillCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    var signal = 15
    var operands = arguments
    if let first = operands.first, first.hasPrefix("-"), first.count > 1 {
      operands.removeFirst()
      if first == "-l" {
        process.print(Signal.names.map(\.0).joined(separator: " ") + "\n")
        return 0
      }
      let name = first == "-s" && !operands.isEmpty ? operands.removeFirst() : String(first.dropFirst())
      guard let number = Signal.number(name) else {
        process.printError("kill: bad signal name '\(name)'\n")
        return 1
      }
      signal = number
    }
    var code = 0
    for operand in operands {
      guard let target = Int(operand.hasPrefix("%") ? String(operand.dropFirst()) : operand) else {
        process.printError("kill: invalid number '\(operand)'\n")
        code = 1
        continue
      }
      if target > 0, !process.machine.send(signal, to: target) {
        process.printError(
          process.machine.isBusyBox
            ? "kill: can't kill pid \(target): No such process\n" : "kill: (\(target)) - No such process\n")
        code = 1
      }
    }
    return code
  }
}

enum MemoryCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let isMega = arguments.contains("-m")
    let isHuman = arguments.contains("-h")
    func cell(_ kilobytes: Int) -> String {
      let text = isHuman ? ListCommand.human(kilobytes * 1024) : String(isMega ? kilobytes / 1024 : kilobytes)
      return String(repeating: " ", count: max(0, 12 - text.count)) + text
    }
    process.print("              total        used        free      shared  buff/cache   available\n")
    process.print("Mem:   " + [8_145_232, 1_758_212, 4_512_816, 1_204, 1_874_204, 6_230_472].map(cell).joined() + "\n")
    process.print("Swap:  " + [0, 0, 0].map(cell).joined() + "\n")
    return 0
  }

  static func runUptime(_ arguments: [String], _ process: inout ProcessView) -> Int {
    process.print(
      " \(DateText.format(process.now, "%H:%M:%S")) up 11 days,  4:20,  0 users,  load average: 0.08, 0.03, 0.01\n")
    return 0
  }
}

enum WhichCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    var code = 0
    for name in arguments where name != "-a" {
      if let path = Executables.path(of: name, path: process.environment["PATH"], process) {
        process.print(path + "\n")
      } else {
        code = 1
      }
    }
    return code
  }
}

enum TestCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    do {
      return try TestExpression.evaluate(arguments, TestExpression.View(process)) ? 0 : 1
    } catch {
      process.printError("test: \(error.message)\n")
      return 2
    }
  }

  static func runBracket(_ arguments: [String], _ process: inout ProcessView) -> Int {
    guard arguments.last == "]" else {
      process.printError("[: missing ]\n")
      return 2
    }
    return run(arguments.dropLast(), &process)
  }
}

/// Runs a command and ends it when it takes too long.
struct TimeoutCommand: Program {
  private let limit: Duration
  private let signal: Int
  private let command: [String]
  private var child: Int?
  private var deadline = Instant.distantFuture

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "s:k:t:", names: ["signal": "s", "kill-after": "k"], stopsAtOperand: true)
    guard let text = options.value("t") ?? options.operands.first, let seconds = DurationText.seconds(text) else {
      return Commands.instant([]) { _, process in
        process.printError("timeout: invalid time interval '\(options.operands.first ?? "")'\n")
        return 125
      }
    }
    return TimeoutCommand(
      limit: .microseconds(Int64(min(seconds, 1e12) * 1e6)), signal: options.value("s").flatMap(Signal.number) ?? 15,
      command: Array(options.operands.dropFirst(options.has("t") ? 0 : 1)))
  }

  private init(limit: Duration, signal: Int, command: [String]) {
    self.limit = limit
    self.signal = signal
    self.command = command
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    guard let running = child else {
      guard !command.isEmpty else { return .exit(125) }
      switch process.launch(command) {
      case .success(let number):
        child = number
        deadline = process.now + limit
        return .again
      case .failure(let status):
        process.printError(
          "timeout: \(process.machine.isBusyBox ? "can't execute" : "failed to run command") '\(command[0])': No such file or directory\n"
        )
        return .exit(status)
      }
    }
    if let status = process.machine.reap(running) { return .exit(status) }
    guard process.now >= deadline else {
      // The end of the child is looked for often enough to be seen when it comes.
      return .wait(.childOrTime(running, deadline))
    }
    process.machine.send(signal, to: running)
    if process.machine.status(of: running) == nil { process.machine.send(9, to: running) }
    _ = process.machine.reap(running)
    return .exit(signal == 9 ? 137 : process.machine.isBusyBox ? 143 : 124)
  }
}
