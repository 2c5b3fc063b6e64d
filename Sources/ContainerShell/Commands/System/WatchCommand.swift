import SimulationKernel

/// Runs a command again and again until it is interrupted, and prints each round.
struct WatchCommand: Program {
  private let interval: Double
  private let command: String
  private let showsTitle: Bool
  private var child: Int?
  private var isPausing = false

  private static let width = 80

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "n:dtbecgxw", names: ["interval": "n", "differences": "d", "no-title": "t", "color": "c"],
      stopsAtOperand: true)
    let interval = options.value("n").map { Double($0) } ?? 2
    guard let interval, interval.isFinite, !options.operands.isEmpty else {
      return Commands.instant([]) { _, process in
        process.printError(
          options.operands.isEmpty
            ? "Usage:\n watch [options] command\n" : "watch: failed to parse argument: '\(options.value("n") ?? "")'\n")
        return 1
      }
    }
    return WatchCommand(
      interval: max(0.1, min(interval, 1e6)), command: options.operands.joined(separator: " "),
      showsTitle: !options.has("t"))
  }

  private init(interval: Double, command: String, showsTitle: Bool) {
    self.interval = interval
    self.command = command
    self.showsTitle = showsTitle
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    if let running = child {
      guard process.machine.reap(running) != nil else { return .wait(.child(running)) }
      child = nil
      isPausing = true
      return .wait(.time(process.now + .microseconds(Int64(interval * 1e6))))
    }
    if isPausing {
      isPausing = false
      process.print("\n")
    }
    if showsTitle { process.print(title(process) + "\n\n") }
    guard case .success(let number) = process.launch(["sh", "-c", command]) else {
      process.printError("watch: cannot run sh\n")
      return .exit(1)
    }
    child = number
    return .wait(.child(number))
  }

  private func title(_ process: ProcessView) -> String {
    let left = "Every \(NumberText.fixed(interval, 1))s: \(command)"
    let date = DateText.format(process.now, "%a %b %e %H:%M:%S %Y")
    let right = process.machine.isBusyBox ? date : "\(process.machine.hostname): \(date)"
    return left + String(repeating: " ", count: max(1, Self.width - left.count - right.count)) + right
  }
}
