package import SimulationKernel

/// Asks over HTTP, with curl's texts and exit codes.
enum CurlCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "sSvikIfLo:w:m:H:X:d:u:A:46gN#OT:F:b:c:e:r:x:",
      names: [
        "silent": "s", "show-error": "S", "verbose": "v", "include": "i", "insecure": "k", "head": "I", "fail": "f",
        "location": "L", "output": "o", "write-out": "w", "max-time": "m", "connect-timeout": "connect:", "header": "H",
        "request": "X", "data": "d", "user": "u", "user-agent": "A", "retry": "retry:", "data-raw": "d",
        "data-binary": "d",
        "resolve": "resolve:", "no-progress-meter": "s", "http1.1": "http", "cacert": "cacert:", "compressed": "z",
      ])
    return TimedCommand { process in run(options, &process) }
  }

  private static func run(_ options: CommandOptions, _ process: inout ProcessView) -> (
    pieces: [TimedCommand.Piece], code: Int
  ) {
    guard let address = options.operands.first else {
      return failed(
        "curl: try 'curl --help' or 'curl --manual' for more information", 2, options, .zero, isAlwaysShown: true)
    }
    if let unknown = options.unknown {
      return failed(
        "curl: option \(unknown): is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information", 2,
        options, .zero,
        isAlwaysShown: true)
    }
    var place = URLText(address)
    if !address.contains("://") { place = URLText("http://" + address) }
    guard place.scheme == "http" || place.scheme == "https" else {
      return failed("curl: (1) Protocol \"\(place.scheme)\" not supported", 1, options, .zero)
    }
    guard !place.host.isEmpty, place.port > 0, place.port < 65_536 else {
      return failed("curl: (3) URL using bad/illegal format or missing URL", 3, options, .zero)
    }
    let question = question(options, place)
    switch process.ask(question) {
    case .answered(let answer, let peer): return answered(answer, peer, question, place, options, &process)
    case .emptyReply(let peer):
      let pieces =
        options.has("v")
        ? [verbose("* Connected to \(place.host) (\(peer)) port \(place.port)\n* Empty reply from server\n")] : []
      let result = failed("curl: (52) Empty reply from server", 52, options, .milliseconds(1))
      return (pieces + result.pieces, 52)
    case .failed(let outcome): return notConnected(outcome, place, options)
    }
  }

  private static func question(_ options: CommandOptions, _ place: URLText) -> HTTPQuestion {
    var headers = ["User-Agent": options.value("A") ?? "curl/8.5.0", "Accept": "*/*"]
    for header in options.values["H"] ?? [] {
      let parts = header.split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2 { headers[parts[0]] = String(parts[1].drop { $0 == " " }) }
    }
    let body = options.values["d"]?.joined(separator: "&") ?? ""
    if options.has("d"), headers["Content-Type"] == nil {
      headers["Content-Type"] = "application/x-www-form-urlencoded"
    }
    let method = options.value("X") ?? (options.has("I") ? "HEAD" : options.has("d") ? "POST" : "GET")
    return HTTPQuestion(
      method: method, scheme: place.scheme, host: place.host, port: place.port, path: place.path, headers: headers,
      body: Array(body.utf8))
  }

  private static func limits(_ options: CommandOptions) -> (total: Duration?, connect: Duration?) {
    func duration(_ text: String?) -> Duration? {
      text.flatMap(DurationText.seconds).map { .milliseconds(Int64(min($0, 1e9) * 1000)) }
    }
    return (duration(options.value("m")), duration(options.value("connect")))
  }

  private static func verbose(_ text: String) -> TimedCommand.Piece {
    TimedCommand.Piece(delay: .zero, text: Array(text.utf8), isError: true)
  }

  private static func failed(
    _ text: String, _ code: Int, _ options: CommandOptions, _ delay: Duration, isAlwaysShown: Bool = false
  ) -> (pieces: [TimedCommand.Piece], code: Int) {
    let isShown = isAlwaysShown || !options.has("s") || options.has("S")
    var pieces = [TimedCommand.Piece(delay: delay, text: Array((isShown ? text + "\n" : "").utf8), isError: true)]
    if let format = options.value("w"), !isAlwaysShown {
      pieces.insert(
        TimedCommand.Piece(delay: delay, text: Array(written(format, 0, 0, delay).utf8), isError: false), at: 0)
      pieces[1].delay = .zero
    }
    return (pieces, code)
  }

  private static func notConnected(
    _ outcome: ConnectionOutcome, _ place: URLText, _ options: CommandOptions
  ) -> (pieces: [TimedCommand.Piece], code: Int) {
    let limits = limits(options)
    let limit = [limits.total, limits.connect].compactMap { $0 }.min()
    func timedOut(_ usual: Duration, _ before: String) -> (pieces: [TimedCommand.Piece], code: Int) {
      let milliseconds = ((limit ?? usual).microseconds / 1000) + 1
      if limit == nil {
        return failed(
          "curl: (28) Failed to connect to \(place.host) port \(place.port) after \(milliseconds) ms: Couldn't connect to server",
          28, options, usual)
      }
      return failed("curl: (28) \(before) timed out after \(milliseconds) milliseconds", 28, options, limit ?? usual)
    }
    switch outcome {
    case .notResolved(.timedOut):
      if let limit, limit < .seconds(10) { return timedOut(limit, "Resolving") }
      return failed("curl: (6) Could not resolve host: \(place.host)", 6, options, .seconds(10))
    case .notResolved, .connected:
      return failed("curl: (6) Could not resolve host: \(place.host)", 6, options, .milliseconds(2))
    case .refused:
      return failed(
        "curl: (7) Failed to connect to \(place.host) port \(place.port) after 0 ms: Couldn't connect to server", 7,
        options, .zero)
    case .timedOut: return timedOut(.seconds(135), "Connection")
    case .noRoute:
      if let limit, limit < .seconds(3) { return timedOut(limit, "Connection") }
      return failed(
        "curl: (7) Failed to connect to \(place.host) port \(place.port) after 3062 ms: Couldn't connect to server", 7,
        options, .milliseconds(3062))
    }
  }

  private static func answered(
    _ answer: HTTPAnswer, _ peer: String, _ question: HTTPQuestion, _ place: URLText, _ options: CommandOptions,
    _ process: inout ProcessView
  ) -> (pieces: [TimedCommand.Piece], code: Int) {
    if let total = limits(options).total, answer.latency > total {
      return failed(
        "curl: (28) Operation timed out after \(total.microseconds / 1000) milliseconds with 0 bytes received", 28,
        options, total)
    }
    var pieces: [TimedCommand.Piece] = []
    let head = HTTPText.head(answer, date: process.now)
    if options.has("v") {
      let asked =
        ["Host: " + place.host + (place.port == 80 ? "" : ":\(place.port)")]
        + question.headers.sorted { $0.key > $1.key }.map { "\($0.key): \($0.value)" }
      let lines =
        "*   Trying \(peer):\(place.port)...\n* Connected to \(place.host) (\(peer)) port \(place.port)\n"
        + "> \(question.method) \(question.path) HTTP/1.1\n" + asked.map { "> \($0)\n" }.joined() + ">\n"
        + head.map { "< \($0)\n" }.joined() + "<\n"
      pieces.append(verbose(lines))
    }
    if options.has("f"), answer.status >= 400 {
      let result = failed("curl: (22) The requested URL returned error: \(answer.status)", 22, options, answer.latency)
      return (pieces + result.pieces, 22)
    }
    var output: [UInt8] = []
    if options.has("i") || options.has("I") { output += Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) }
    if question.method != "HEAD" { output += answer.body }
    if let path = options.value("o") {
      if path != "/dev/null" {
        try? process.machine.files.write(output, to: path, in: process.directory, as: process.user, at: process.now)
      }
      output = []
    }
    if let format = options.value("w") {
      output += Array(written(format, answer.status, answer.body.count, answer.latency).utf8)
    }
    pieces.append(TimedCommand.Piece(delay: answer.latency, text: output, isError: false))
    return (pieces, 0)
  }

  private static func written(_ format: String, _ status: Int, _ size: Int, _ time: Duration) -> String {
    let code = status == 0 ? "000" : String(status)
    let seconds = NumberText.fixed(time.inSeconds, 6)
    let values = [
      "http_code": code, "response_code": code, "size_download": String(size), "time_total": seconds,
      "time_connect": status == 0 ? "0.000000" : "0.000412", "time_namelookup": "0.000211",
      "time_starttransfer": seconds,
    ]
    var text = EscapeText.decode(format)
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      text = text.split(separator: "%{\(name)}", omittingEmptySubsequences: false).joined(separator: value)
    }
    return text
  }
}

/// The head of an answer as it goes over the wire.
package enum HTTPText {
  package static func reason(_ status: Int) -> String {
    let reasons = [
      200: "OK", 201: "Created", 204: "No Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified",
      308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
      405: "Method Not Allowed", 413: "Request Entity Too Large", 429: "Too Many Requests",
      500: "Internal Server Error",
      502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]
    return reasons[status] ?? ""
  }

  /// Without the empty line at its end.
  package static func head(_ answer: HTTPAnswer, date: Instant) -> [String] {
    var headers = answer.headers
    if headers["Date"] == nil { headers["Date"] = DateText.format(date, "%a, %d %b %Y %H:%M:%S GMT") }
    if headers["Content-Length"] == nil { headers["Content-Length"] = String(answer.body.count) }
    return ["HTTP/1.1 \(answer.status) \(reason(answer.status))"]
      + headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
  }
}
