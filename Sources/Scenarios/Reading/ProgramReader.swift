import ContainerShell

/// Reads what a program does.
enum ProgramReader {
  private static let keys = [
    "startup", "logs", "needs", "ready", "every", "listen", "memory", "cpu", "ends", "stop",
  ]

  static func program(_ node: SourceNode) throws(ScenarioProblem) -> ProgramDescription {
    let map = try MapReader(node, "a program", keys: keys)
    var program = ProgramDescription(startup: try map.duration("startup", or: .zero))
    program.firstLines = try lines(map, "logs")
    program.readyLines = try lines(map, "ready")
    for node in try map.list("needs") { program.needs.append(try need(node)) }
    for node in try map.list("every") { program.periodicLines.append(try periodic(node)) }
    for node in try map.list("listen") { program.listeners.append(try listener(node)) }
    if let memory = map["memory"] { program.memory = try self.memory(memory) }
    if let cpu = map["cpu"] { program.cpu = try self.cpu(cpu) }
    if let ends = map["ends"] {
      let map = try MapReader(ends, "an end", keys: ["after", "code", "logs", "message"])
      program.ending = ProgramEnding(
        after: try map.duration("after", or: .zero), code: try map["code"]?.whole() ?? 0,
        lines: try lines(map, "logs"), message: try map.text("message", or: ""))
    }
    if let stop = map["stop"] {
      let map = try MapReader(stop, "a stop", keys: ["ignores", "after", "code", "logs"])
      program.termination = TerminationBehaviour(
        ignores: try map.flag("ignores", or: false), duration: try map.duration("after", or: .zero),
        code: try map["code"]?.whole() ?? 0, lines: try lines(map, "logs"))
    }
    return program
  }

  /// Lines for standard output; a map with the one key `error` is a line for standard error.
  private static func lines(_ map: MapReader, _ key: String) throws(ScenarioProblem) -> [ProgramLine] {
    var lines: [ProgramLine] = []
    for node in try map.list(key) { lines.append(try line(node)) }
    return lines
  }

  private static func line(_ node: SourceNode) throws(ScenarioProblem) -> ProgramLine {
    guard case .map = node.content else { return ProgramLine(try node.text()) }
    let map = try MapReader(node, "a log line", keys: ["error"])
    return ProgramLine(try map.text("error"), isError: true)
  }

  private static func periodic(_ node: SourceNode) throws(ScenarioProblem) -> PeriodicLine {
    let map = try MapReader(node, "a repeated line", keys: ["interval", "lines", "when", "unless"])
    let interval = try map.duration("interval")
    guard interval >= .seconds(1) else {
      throw ScenarioProblem("an interval must be at least 1s", at: try map.need("interval").position)
    }
    var texts: [ProgramLine] = []
    for node in try map.filledList("lines") { texts.append(try line(node)) }
    return PeriodicLine(interval: interval, lines: texts, condition: try needState(map))
  }

  private static func needState(_ map: MapReader) throws(ScenarioProblem) -> NeedState? {
    guard let (key, node) = try map.atMostOne(of: ["when", "unless"]) else { return nil }
    return NeedState(need: try node.text(), isMet: key == "when")
  }

  // MARK: Needs

  private enum Otherwise: String, CaseIterable {
    case exit, retry, unhealthy
  }

  private static func need(_ node: SourceNode) throws(ScenarioProblem) -> ProgramNeed {
    let map = try MapReader(
      node, "a need",
      keys: [
        "name", "variable", "file", "reach", "ask", "matches", "status", "otherwise", "after", "every", "attempts",
        "code", "logs", "met", "message",
      ])
    return ProgramNeed(
      name: try map.text("name", or: ""), condition: try condition(map), reaction: try reaction(map),
      lines: try lines(map, "logs"), metLines: try lines(map, "met"), message: try map.text("message", or: ""))
  }

  private static func condition(_ map: MapReader) throws(ScenarioProblem) -> NeedCondition {
    let pattern = try map["matches"]?.text()
    let (key, node) = try map.one(of: ["variable", "file", "reach", "ask"])
    switch key {
    case "variable": return .variable(try node.text(), matching: pattern)
    case "file": return .file(try node.text(), matching: pattern)
    case "reach": return .reachable(ProgramEndpoint(try node.text()))
    default: return .answers(ProgramEndpoint(try node.text()), status: try map["status"]?.whole())
    }
  }

  private static func reaction(_ map: MapReader) throws(ScenarioProblem) -> UnmetReaction {
    let code = try map["code"]?.whole() ?? 1
    switch try map["otherwise"]?.choice("reaction", of: Otherwise.self) ?? .exit {
    case .exit: return .exit(code: code, after: try map.duration("after", or: .zero))
    case .retry:
      return .retry(
        every: try map.duration("every", or: .seconds(5)), attempts: try map["attempts"]?.whole(), code: code)
    case .unhealthy: return .runUnhealthy(recheck: try map.duration("every", or: .seconds(10)))
    }
  }

  // MARK: Listeners

  private static func listener(_ node: SourceNode) throws(ScenarioProblem) -> ProgramListener {
    let map = try MapReader(
      node, "a listener", keys: ["port", "variable", "protocol", "loopback", "routes", "log", "answer"])
    let port = try map.whole("port", or: 8080, in: 1...65_535)
    var listener = ProgramListener(port: .fixed(port), isLoopbackOnly: try map.flag("loopback", or: false))
    if let variable = map["variable"] { listener.port = .variable(try variable.text(), defaultPort: port) }
    if let name = map["protocol"] { listener.listenerProtocol = try name.choice("protocol", of: ListenerProtocol.self) }
    if let log = map["log"] { listener.requestLine = try line(log) }
    if let node = map["answer"] { listener.fallback = try answer(node) }
    for route in try map.list("routes") {
      let map = try MapReader(route, "a route", keys: ["path", "method", "answers"])
      var answers: [RouteAnswer] = []
      for node in try map.filledList("answers") { answers.append(try answer(node)) }
      listener.routes.append(
        ProgramRoute(path: try map.text("path"), method: try map["method"]?.text(), answers: answers))
    }
    return listener
  }

  private static func answer(_ node: SourceNode) throws(ScenarioProblem) -> RouteAnswer {
    let map = try MapReader(
      node, "an answer", keys: ["when", "unless", "status", "headers", "body", "latency", "logs"])
    var answer = RouteAnswer(
      status: try map["status"]?.whole() ?? 200, headers: try map.textMap("headers"),
      body: try map.text("body", or: ""), latency: try map.duration("latency", or: .milliseconds(4)),
      lines: try lines(map, "logs"))
    if let state = try needState(map) { answer.conditions = [.need(state)] }
    return answer
  }

  // MARK: Resources

  private static func memory(_ node: SourceNode) throws(ScenarioProblem) -> MemoryBehaviour {
    let map = try MapReader(node, "memory", keys: ["start", "growthPerMinute", "ceiling", "perRequest"])
    return MemoryBehaviour(
      start: try map["start"]?.quantity(thousandths: false) ?? 12 << 20,
      growthPerMinute: try map["growthPerMinute"]?.quantity(thousandths: false) ?? 0,
      ceiling: try map["ceiling"]?.quantity(thousandths: false),
      perRequest: try map["perRequest"]?.quantity(thousandths: false) ?? 0)
  }

  private static func cpu(_ node: SourceNode) throws(ScenarioProblem) -> CPUBehaviour {
    let map = try MapReader(node, "cpu", keys: ["idle", "startup"])
    return CPUBehaviour(
      idle: try map["idle"]?.quantity(thousandths: true) ?? 2, startup: try map["startup"]?.quantity(thousandths: true))
  }
}
