import SimulationKernel

/// The program of a described image as a process.
struct DescribedProgram: Program {
  enum Phase: Hashable, Sendable {
    case beginning
    /// Looks at the need with this number, for the so-manieth time.
    case needs(Int, attempts: Int)
    /// Ends with a code at that time.
    case failing(code: Int, at: Instant)
    case starting(until: Instant)
    case running
    case stopping(at: Instant)
  }

  private let shared: Shared<ProgramDescription>
  private(set) var phase = Phase.beginning
  private(set) var started = Instant.distantPast
  private var ready = Instant.distantPast
  private var wake = Instant.distantPast
  /// The needs that are met, by name.
  private(set) var met: [String: Bool] = [:]
  private var periods: [Int: (next: Instant, count: Int)] = [:]
  private var rechecks: [Int: Instant] = [:]
  private var isAskedToStop = false
  private(set) var requests: Int64 = 0

  init(_ description: Shared<ProgramDescription>) { shared = description }

  var description: ProgramDescription { shared.value }

  /// Whether it accepts connections: from the end of its start-up on.
  var isListening: Bool {
    switch phase {
    case .running, .stopping: true
    default: false
    }
  }

  mutating func receive(signal: Signal) -> Bool {
    guard signal == .terminate || signal == .interrupt else { return false }
    if !description.termination.ignores { isAskedToStop = true }
    return true
  }

  mutating func countRequest() { requests += 1 }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    if isAskedToStop { return stop(&process) }
    switch phase {
    case .beginning:
      started = process.now
      let memory = description.memory
      process.machine.processes[process.number]?.memory = MemoryUse(
        base: memory.start, since: started, growthPerMinute: memory.growthPerMinute, ceiling: memory.ceiling)
      process.machine.processes[process.number]?.cpu = description.cpu.startup ?? description.cpu.idle
      write(description.firstLines, [:], &process)
      phase = .needs(0, attempts: 0)
      return .again
    case .needs(let number, let attempts): return look(at: number, attempts, &process)
    case .failing(let code, let instant): return process.now >= instant ? .exit(code) : .wait(.time(instant))
    case .starting(let instant):
      guard process.now >= instant else { return .wait(.time(instant)) }
      becomeReady(&process)
      return .again
    case .running: return run(&process)
    case .stopping(let instant):
      return process.now >= instant ? .exit(description.termination.code) : .wait(.time(instant))
    }
  }

  // MARK: Starting

  private mutating func look(at number: Int, _ attempts: Int, _ process: inout ProcessView) -> ProgramStep {
    guard number < description.needs.count else {
      phase = .starting(
        until: started + description.startup > process.now ? started + description.startup : process.now)
      return .again
    }
    if process.now < wake { return .wait(.time(wake)) }
    let need = description.needs[number]
    let result = NeedCheck.check(need.condition, process)
    met[need.name] = result.isMet
    guard !result.isMet else {
      if attempts > 0 { write(need.metLines, result.values, &process) }
      phase = .needs(number + 1, attempts: 0)
      return .again
    }
    // A connection that gets no answer takes its time before it fails.
    write(need.lines, result.values, &process)
    switch need.reaction {
    case .exit(let code, let delay):
      leave(need.message, result.values, &process)
      phase = .failing(code: code, at: process.now + delay + result.delay)
    case .retry(let interval, let limit, let code):
      if let limit, attempts + 1 >= limit {
        leave(need.message, result.values, &process)
        phase = .failing(code: code, at: process.now + result.delay)
      } else {
        phase = .needs(number, attempts: attempts + 1)
        wake = process.now + max(.milliseconds(10), interval) + result.delay
      }
    case .runUnhealthy(let interval):
      rechecks[number] = process.now + max(.milliseconds(100), interval)
      phase = .needs(number + 1, attempts: 0)
    }
    return .again
  }

  private mutating func becomeReady(_ process: inout ProcessView) {
    ready = process.now
    phase = .running
    process.machine.processes[process.number]?.cpu = description.cpu.idle
    write(description.readyLines, [:], &process)
    for (index, period) in description.periodicLines.enumerated() {
      periods[index] = (process.now + max(.milliseconds(10), period.interval), 0)
    }
    for (index, need) in description.needs.enumerated() {
      if case .runUnhealthy(let interval) = need.reaction, rechecks[index] == nil {
        rechecks[index] = process.now + max(.milliseconds(100), interval)
      }
    }
  }

  // MARK: Running

  private mutating func run(_ process: inout ProcessView) -> ProgramStep {
    if let ending = description.ending, process.now >= ready + ending.after {
      write(ending.lines, [:], &process)
      leave(ending.message, [:], &process)
      return .exit(ending.code)
    }
    for index in rechecks.keys.sorted() { recheck(index, &process) }
    for index in periods.keys.sorted() { writePeriodic(index, &process) }
    var next = (rechecks.values.map { $0 } + periods.values.map(\.next)).min()
    if let ending = description.ending { next = min(next ?? .distantFuture, ready + ending.after) }
    return .wait(next.map { .time($0) } ?? .forever)
  }

  private mutating func recheck(_ index: Int, _ process: inout ProcessView) {
    guard let due = rechecks[index], process.now >= due, index < description.needs.count else { return }
    let need = description.needs[index]
    guard case .runUnhealthy(let interval) = need.reaction else { return }
    let result = NeedCheck.check(need.condition, process)
    if result.isMet, met[need.name] != true { write(need.metLines, result.values, &process) }
    if !result.isMet { write(need.lines, result.values, &process) }
    met[need.name] = result.isMet
    rechecks[index] = process.now + max(.milliseconds(100), interval)
  }

  private mutating func writePeriodic(_ index: Int, _ process: inout ProcessView) {
    guard let (due, count) = periods[index], process.now >= due, index < description.periodicLines.count else { return }
    let period = description.periodicLines[index]
    periods[index] = (due + max(.milliseconds(10), period.interval), count + 1)
    if let condition = period.condition, (met[condition.need] ?? true) != condition.isMet { return }
    guard !period.lines.isEmpty else { return }
    write([period.lines[count % period.lines.count]], [:], &process)
  }

  private mutating func stop(_ process: inout ProcessView) -> ProgramStep {
    isAskedToStop = false
    if case .stopping(let instant) = phase { return .wait(.time(instant)) }
    write(description.termination.lines, [:], &process)
    phase = .stopping(at: process.now + description.termination.duration)
    return .again
  }

  // MARK: Writing

  func write(_ lines: [ProgramLine], _ values: [String: String], _ process: inout ProcessView) {
    for line in lines {
      process.print(expand(line.text, values, process) + "\n", line.isError ? 2 : 1)
    }
  }

  private func leave(_ message: String, _ values: [String: String], _ process: inout ProcessView) {
    guard !message.isEmpty else { return }
    let text = expand(message, values, process)
    try? process.machine.files.write(Array(text.utf8), to: process.machine.terminationMessagePath, at: process.now)
  }

  func expand(_ text: String, _ values: [String: String], _ process: ProcessView) -> String {
    ProgramText.expand(text) { name in
      if let value = values[name] { return value }
      switch name {
      case "time": return DateText.rfc3339(process.now)
      case "time:nginx": return DateText.format(process.now, "%Y/%m/%d %H:%M:%S")
      case "time:clf": return DateText.format(process.now, "%d/%b/%Y:%H:%M:%S +0000")
      case "time:clock": return DateText.format(process.now, "%H:%M:%S")
      case "time:log": return DateText.format(process.now, "%Y-%m-%d %H:%M:%S,") + DateText.fraction(process.now, 3)
      case "uptime": return String(Int((process.now - started).inSeconds))
      case "hostname": return process.machine.hostname
      default:
        if name.hasPrefix("time:") { return DateText.format(process.now, String(name.dropFirst(5))) }
        return process.environment[name]
      }
    }
  }
}

/// Texts with `${NAME}` in them.
enum ProgramText {
  /// Replaces what the closure knows; other names become nothing, as in a shell.
  static func expand(_ text: String, _ value: (String) -> String?) -> String {
    guard text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "$") {
      result += rest[..<start]
      let after = rest.index(after: start)
      guard after < rest.endIndex, rest[after] == "{", let end = rest[after...].firstIndex(of: "}") else {
        result.append("$")
        rest = rest[after...]
        continue
      }
      result += value(String(rest[rest.index(after: after)..<end])) ?? ""
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
