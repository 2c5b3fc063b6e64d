/// What the program of an image does, described as data; whatever it does at random comes from the container's seed.
///
/// Texts may hold `${NAME}` for a variable of the environment, and the names that the place offers: `${time}`,
/// `${uptime}`, `${hostname}`; in a need's lines `${host}`, `${port}`, `${error}`; in a request's line `${method}`,
/// `${path}`, `${status}`, `${latency}`, `${client}`.
package struct ProgramDescription: Hashable, Sendable {
  /// The time from the start of the process until it listens.
  package var startup: Duration
  /// Written when the process starts, before it looks at its needs.
  package var firstLines: [ProgramLine]
  /// Looked at in order, as the process starts and where they ask for it later.
  package var needs: [ProgramNeed]
  /// Written when the needs are met and the start-up time is over.
  package var readyLines: [ProgramLine]
  package var periodicLines: [PeriodicLine]
  package var listeners: [ProgramListener]
  package var memory: MemoryBehaviour
  package var cpu: CPUBehaviour
  /// How it ends by itself; nil for a program that stays up.
  package var ending: ProgramEnding?
  package var termination: TerminationBehaviour

  package init(
    startup: Duration = .zero, firstLines: [ProgramLine] = [], needs: [ProgramNeed] = [],
    readyLines: [ProgramLine] = [], periodicLines: [PeriodicLine] = [], listeners: [ProgramListener] = [],
    memory: MemoryBehaviour = MemoryBehaviour(), cpu: CPUBehaviour = CPUBehaviour(), ending: ProgramEnding? = nil,
    termination: TerminationBehaviour = TerminationBehaviour()
  ) {
    self.startup = startup
    self.firstLines = firstLines
    self.needs = needs
    self.readyLines = readyLines
    self.periodicLines = periodicLines
    self.listeners = listeners
    self.memory = memory
    self.cpu = cpu
    self.ending = ending
    self.termination = termination
  }
}

/// A line that a program writes.
package struct ProgramLine: Hashable, Sendable {
  package var text: String
  package var isError: Bool

  package init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}

/// Lines that a program writes again and again while it runs.
package struct PeriodicLine: Hashable, Sendable {
  package var interval: Duration
  /// One a time, in turn.
  package var lines: [ProgramLine]
  /// The need that must be met (or not) for the line to be written; nil for always.
  package var condition: NeedState?

  package init(interval: Duration, lines: [ProgramLine], condition: NeedState? = nil) {
    self.interval = interval
    self.lines = lines
    self.condition = condition
  }
}

/// How a program uses memory, in bytes.
package struct MemoryBehaviour: Hashable, Sendable {
  package var start: Int64
  package var growthPerMinute: Int64
  /// Where the growth stops; nil for never.
  package var ceiling: Int64?
  /// What each request leaves behind.
  package var perRequest: Int64

  package init(start: Int64 = 12 << 20, growthPerMinute: Int64 = 0, ceiling: Int64? = nil, perRequest: Int64 = 0) {
    self.start = start
    self.growthPerMinute = growthPerMinute
    self.ceiling = ceiling
    self.perRequest = perRequest
  }
}

/// How a program uses processors, in thousandths of a core.
package struct CPUBehaviour: Hashable, Sendable {
  package var idle: Int64
  /// While it starts; nil for as much as idle.
  package var startup: Int64?
  /// Milliseconds of processor time that one request costs.
  package var perRequest: Int64

  package init(idle: Int64 = 2, startup: Int64? = nil, perRequest: Int64 = 1) {
    self.idle = idle
    self.startup = startup
    self.perRequest = perRequest
  }
}

/// How a program ends by itself.
package struct ProgramEnding: Hashable, Sendable {
  /// Since it became ready.
  package var after: Duration
  package var code: Int
  package var lines: [ProgramLine]
  /// What it leaves in /dev/termination-log.
  package var message: String

  package init(after: Duration = .zero, code: Int = 0, lines: [ProgramLine] = [], message: String = "") {
    self.after = after
    self.code = code
    self.lines = lines
    self.message = message
  }
}

/// What a program does when it is asked to stop (SIGTERM).
package struct TerminationBehaviour: Hashable, Sendable {
  package var ignores: Bool
  /// From the signal to its end.
  package var duration: Duration
  package var code: Int
  package var lines: [ProgramLine]

  package init(ignores: Bool = false, duration: Duration = .zero, code: Int = 0, lines: [ProgramLine] = []) {
    self.ignores = ignores
    self.duration = duration
    self.code = code
    self.lines = lines
  }
}
