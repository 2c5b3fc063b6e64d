import SimulationKernel

/// BusyBox's wget.
enum WgetCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "qO:T:t:SUcP:Y:",
      names: [
        "spider": "spider", "timeout": "T", "quiet": "q", "output-document": "O", "tries": "t", "header": "header:",
        "no-check-certificate": "insecure", "post-data": "post:", "server-response": "S",
      ])
    return TimedCommand { process in run(options, &process) }
  }

  private static func error(_ text: String, after delay: Duration = .zero, code: Int = 1) -> (
    pieces: [TimedCommand.Piece], code: Int
  ) {
    ([TimedCommand.Piece(delay: delay, text: Array("wget: \(text)\n".utf8), isError: true)], code)
  }

  private static func run(_ options: CommandOptions, _ process: inout ProcessView) -> (
    pieces: [TimedCommand.Piece], code: Int
  ) {
    guard let address = options.operands.first else { return error("missing URL") }
    let place = URLText(address.contains("://") ? address : "http://" + address)
    guard place.scheme == "http" || place.scheme == "https" else { return error("not an http or ftp url: \(address)") }
    let limit =
      options.value("T").flatMap(DurationText.seconds).map { Duration.milliseconds(Int64(min($0, 1e9) * 1000)) }
      ?? .seconds(900)
    var headers = ["User-Agent": "Wget"]
    for header in options.values["header"] ?? [] {
      let parts = header.split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2 { headers[parts[0]] = String(parts[1].drop { $0 == " " }) }
    }
    let question = HTTPQuestion(
      method: options.has("spider") ? "HEAD" : options.has("post") ? "POST" : "GET", scheme: place.scheme,
      host: place.host,
      port: place.port, path: place.path, headers: headers, body: Array((options.value("post") ?? "").utf8))
    let outcome = process.surroundings.ask(question)
    var result: (pieces: [TimedCommand.Piece], code: Int)
    var peer: String?
    switch outcome {
    case .answered(let answer, let address):
      peer = address
      result = answered(answer, options, place, limit, &process)
    case .emptyReply(let address):
      peer = address
      result = error("error getting response")
    case .failed(let outcome): (result, peer) = notConnected(outcome, place, limit)
    }
    if let peer, !options.has("q") {
      let text = "Connecting to \(place.host)\(place.host.contains(":") ? "" : "") (\(peer):\(place.port))\n"
      result.pieces.insert(TimedCommand.Piece(delay: .zero, text: Array(text.utf8), isError: true), at: 0)
    }
    return result
  }

  private static func notConnected(
    _ outcome: ConnectionOutcome, _ place: URLText, _ limit: Duration
  ) -> ((pieces: [TimedCommand.Piece], code: Int), String?) {
    switch outcome {
    case .notResolved(let resolution):
      let delay: Duration = resolution == .timedOut ? min(limit, .seconds(10)) : .zero
      return (error("bad address '\(place.host)'", after: delay), nil)
    case .connected(let address): return (error("error getting response"), address)
    case .refused(let address): return (error("can't connect to remote host (\(address)): Connection refused"), address)
    case .timedOut(let address):
      if limit < .seconds(127) { return (error("download timed out", after: limit), address) }
      return (error("can't connect to remote host (\(address)): Operation timed out", after: .seconds(127)), address)
    case .noRoute(let address):
      return (
        error("can't connect to remote host (\(address)): No route to host", after: min(limit, .seconds(3))), address
      )
    }
  }

  private static func answered(
    _ answer: HTTPAnswer, _ options: CommandOptions, _ place: URLText, _ limit: Duration, _ process: inout ProcessView
  ) -> (pieces: [TimedCommand.Piece], code: Int) {
    if answer.latency > limit { return error("download timed out", after: limit) }
    if answer.status >= 400 {
      return error(
        "server returned error: HTTP/1.1 \(answer.status) \(HTTPText.reason(answer.status))", after: answer.latency)
    }
    var pieces: [TimedCommand.Piece] = []
    func say(_ text: String) {
      if !options.has("q") { pieces.append(TimedCommand.Piece(delay: .zero, text: Array(text.utf8), isError: true)) }
    }
    if options.has("S") {
      pieces.append(
        TimedCommand.Piece(
          delay: .zero, text: Array(HTTPText.head(answer, date: process.now).map { "  \($0)\n" }.joined().utf8),
          isError: true))
    }
    if options.has("spider") {
      say("remote file exists\n")
      return (pieces, 0)
    }
    let target = options.value("O")
    if target == "-" {
      say("writing to stdout\n")
      pieces.append(TimedCommand.Piece(delay: answer.latency, text: answer.body, isError: false))
      say(
        "-                    100% |********************************|  \(answer.body.count)  0:00:00 ETA\nwritten to stdout\n"
      )
      return (pieces, 0)
    }
    let last = FilePath.lastName(String(place.path.prefix { $0 != "?" }))
    let name = target ?? (last.isEmpty || last == "/" ? "index.html" : last)
    if target == nil, process.machine.files.exists(name, in: process.directory) {
      return error("can't open '\(name)': File exists")
    }
    do {
      if name != "/dev/null" {
        try process.machine.files.write(answer.body, to: name, in: process.directory, as: process.user, at: process.now)
      }
    } catch {
      return Self.error("can't open '\(name)': \(error.text)")
    }
    say("saving to '\(name)'\n")
    say(
      "\(name.prefix(20))\(String(repeating: " ", count: max(1, 21 - name.count)))100% |********************************|  \(answer.body.count)  0:00:00 ETA\n'\(name)' saved\n"
    )
    return (pieces, 0)
  }
}
