import SimulationKernel

/// What a described program answers to a request.
enum RequestAnswer {
  static func answer(
    _ question: HTTPQuestion, client: String, _ listener: ProgramListener, _ program: DescribedProgram,
    _ process: inout ProcessView
  ) -> HTTPAnswer {
    let path = String(question.path.prefix { $0 != "?" })
    var chosen: RouteAnswer?
    for route in listener.routes where chosen == nil && matches(route, path, question.method) {
      for answer in route.answers where chosen == nil && holds(answer, program, &process) { chosen = answer }
    }
    var body: [UInt8]?
    if chosen == nil, let folder = listener.folder { (chosen, body) = file(path, in: folder, process) }
    let answer = chosen ?? listener.fallback
    var values = [
      "method": question.method, "path": question.path, "status": String(answer.status), "client": client,
      "agent": question.headers["User-Agent"] ?? "-", "host": question.host,
      "latency": NumberText.fixed(answer.latency.inSeconds * 1000, 1) + "ms",
    ]
    let bytes = body ?? Array(program.expand(answer.body, values, process).utf8)
    values["bytes"] = String(bytes.count)
    program.write(answer.lines, values, &process)
    if let line = listener.requestLine { program.write([line], values, &process) }
    var headers = listener.headers.merging(answer.headers) { $1 }
    let isHead = question.method == "HEAD"
    if isHead, headers["Content-Length"] == nil { headers["Content-Length"] = String(bytes.count) }
    return HTTPAnswer(status: answer.status, headers: headers, body: isHead ? [] : bytes, latency: answer.latency)
  }

  private static func matches(_ route: ProgramRoute, _ path: String, _ method: String) -> Bool {
    if let wanted = route.method, wanted != method { return false }
    return route.path.hasSuffix("*") ? path.hasPrefix(route.path.dropLast()) : path == route.path
  }

  private static func holds(_ answer: RouteAnswer, _ program: DescribedProgram, _ process: inout ProcessView) -> Bool {
    for condition in answer.conditions {
      let isTrue: Bool
      switch condition {
      case .need(let state):
        let need = program.description.needs.first { $0.name == state.need }
        isTrue = (need.map { NeedCheck.check($0.condition, process).isMet } ?? true) == state.isMet
      case .uptimeAtLeast(let duration): isTrue = process.now - program.started >= duration
      case .uptimeBelow(let duration): isTrue = process.now - program.started < duration
      case .chance(let share): isTrue = process.machine.random.below(1000) < share
      }
      if !isTrue { return false }
    }
    return true
  }

  private static func file(_ path: String, in folder: String, _ process: ProcessView) -> (RouteAnswer?, [UInt8]?) {
    let place = FilePath.absolute("." + path, in: folder)
    guard place == folder || place.hasPrefix(folder + "/"), let node = try? process.machine.files.node(place) else {
      return (nil, nil)
    }
    let name = node.isDirectory ? place + "/index.html" : place
    do {
      let bytes = try process.contents(of: name)
      let kind = name.hasSuffix(".html") ? "text/html" : name.hasSuffix(".json") ? "application/json" : "text/plain"
      return (RouteAnswer(headers: ["Content-Type": kind]), bytes)
    } catch {
      return error == .notFound && !node.isDirectory
        ? (nil, nil) : (RouteAnswer(status: 403, body: "403 Forbidden\n"), nil)
    }
  }
}
