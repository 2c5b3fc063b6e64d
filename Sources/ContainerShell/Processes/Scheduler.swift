import SimulationKernel

extension ProcessView {
  /// Steps that all processes together may take at one instant; a busy loop must wait for its next chance then.
  private static let budget = 2_000
  private static let longestPatience = Duration.seconds(300)

  /// Runs everything that can run at the machine's instant.
  mutating func runReady() {
    if let resume = machine.resume {
      guard machine.now >= resume else { return }
      machine.resume = nil
    }
    var steps = 0
    while let next = nextReady(after: number) {
      number = next
      runOne()
      steps += 1
      if steps >= Self.budget { return pause() }
    }
    machine.patience = .milliseconds(10)
    // A terminal takes a flood no faster than somebody could break it off.
    if machine.consoles.values.contains(where: \.isFull) { machine.resume = machine.now + .milliseconds(50) }
  }

  private mutating func pause() {
    machine.resume = machine.now + machine.patience
    machine.patience = min(Self.longestPatience, machine.patience * 2)
  }

  /// Round robin: the next process after the one that ran last.
  private func nextReady(after last: Int) -> Int? {
    var first: Int?
    var following: Int?
    for (number, process) in machine.processes where machine.isReady(process) {
      if number > last { following = min(following ?? number, number) }
      first = min(first ?? number, number)
    }
    return following ?? first
  }

  private mutating func runOne() {
    guard var program = machine.processes[number]?.program else { return }
    machine.processes[number]?.program = VacantProgram()
    machine.processes[number]?.state = .ready
    machine.running = number
    let step = program.step(&self)
    machine.running = nil
    // It may have been killed meanwhile, by itself even.
    guard machine.status(of: number) == nil else { return }
    machine.processes[number]?.program = program
    switch step {
    case .again: break
    case .wait(let wait): machine.processes[number]?.state = .waiting(wait)
    case .exit(let status): machine.end(number, status: status)
    case .become(let other, let arguments):
      machine.processes[number]?.program = other
      machine.processes[number]?.arguments = arguments
    }
    if case .exit = step { return }
    for signal in machine.processes[number]?.pendingSignals ?? [] { machine.send(signal, to: number) }
    machine.processes[number]?.pendingSignals = []
    if machine.processes[number]?.hasBrokenPipe == true {
      machine.processes[number]?.hasBrokenPipe = false
      machine.send(Signal.pipe.rawValue, to: number)
    }
    if let process = machine.processes[number], case .ready = process.state, machine.isOutputFull(process) {
      machine.processes[number]?.state = .blocked
    }
  }
}

extension Machine {
  func isReady(_ process: Process) -> Bool {
    switch process.state {
    case .ready: true
    case .ended: false
    case .blocked: !isOutputFull(process)
    case .waiting(let wait): isOver(wait, process)
    }
  }

  private func isOver(_ wait: Wait, _ process: Process) -> Bool {
    switch wait {
    case .time(let instant): now >= instant
    case .input(let descriptor): hasInput(process, descriptor)
    case .inputOrTime(let descriptor, let instant): now >= instant || hasInput(process, descriptor)
    case .child(let child): status(of: child) != nil
    case .childOrTime(let child, let instant): now >= instant || status(of: child) != nil
    case .host, .forever: false
    }
  }

  private func hasInput(_ process: Process, _ descriptor: Int) -> Bool {
    guard let file = process.descriptors[descriptor], let entry = openFiles[file] else { return true }
    switch entry.target {
    case .pipeReader(let pipe):
      guard let state = pipes[pipe] else { return true }
      return state.count > 0 || state.writers <= 0
    case .console(let console, _):
      guard let state = consoles[console] else { return true }
      return !state.input.isEmpty || state.isInputClosed || state.pendingEnds > 0
    case .device(.terminal): return false
    default: return true
    }
  }

  func isOutputFull(_ process: Process) -> Bool {
    process.descriptors.values.contains { file in
      switch openFiles[file]?.target {
      case .pipeWriter(let pipe)?:
        guard let state = pipes[pipe] else { return false }
        return state.count > Pipe.capacity && state.readers > 0
      case .console(let console, _)?: return consoles[console]?.isFull ?? false
      default: return false
      }
    }
  }

  /// When something happens by itself next.
  var nextWake: Instant? {
    if let resume { return resume }
    return processes.values.compactMap { process -> Instant? in
      if isReady(process) { return now }
      switch process.state {
      case .waiting(.time(let instant)), .waiting(.inputOrTime(_, let instant)),
        .waiting(.childOrTime(_, let instant)):
        return instant
      default: return nil
      }
    }.min()
  }
}
