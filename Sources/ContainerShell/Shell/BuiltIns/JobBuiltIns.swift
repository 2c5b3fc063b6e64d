/// What a person at a shell asks about earlier commands and those in the background.
extension BuiltIns {
  /// More lines than this are not kept.
  static let historyLimit = 500

  static func showHistory(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    if arguments.first == "-c" {
      shell.history = []
      return
    }
    let count = max(0, arguments.first.flatMap { Int($0) } ?? shell.history.count)
    for (index, line) in shell.history.enumerated().suffix(count) {
      let number = String(index + 1)
      process.print(String(repeating: " ", count: max(0, 5 - number.count)) + "\(number)  \(line)\n")
    }
  }

  private static func background(_ process: ProcessView) -> [Process] {
    let own = process.number
    return process.machine.processes.values.filter { entry in
      if case .ended = entry.state { return false }
      return entry.parent == own && entry.isBackground
    }.sorted { $0.identifier < $1.identifier }
  }

  static func showJobs(_ process: inout ProcessView) {
    let jobs = background(process)
    for (index, job) in jobs.enumerated() {
      let mark = index == jobs.count - 1 ? "+" : index == jobs.count - 2 ? "-" : " "
      process.print("[\(index + 1)]\(mark)  Running                 \(job.arguments.joined(separator: " ")) &\n")
    }
  }

  /// `fg` waits for a command of the background; `bg` finds it running there already.
  static func resume(_ name: String, _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    let jobs = background(process)
    let wanted = arguments.first.map { $0.hasPrefix("%") ? String($0.dropFirst()) : $0 }
    let number = wanted.flatMap { Int($0) } ?? jobs.count
    guard jobs.indices.contains(number - 1) else {
      shell.report("\(name): \(wanted ?? "current"): no such job", &process)
      shell.status = 1
      return
    }
    let job = jobs[number - 1]
    guard name == "fg" else {
      shell.report("bg: job \(number) already in background", &process)
      return
    }
    process.print(job.arguments.joined(separator: " ") + "\n")
    process.machine.processes[job.identifier]?.isBackground = false
    shell.frames.append(.waiting([job.identifier]))
  }
}
