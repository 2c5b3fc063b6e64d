import SimulationKernel

/// BusyBox's wget: what it says goes to standard error, as it happens; the file is opened once the head of the answer
/// has come.
struct WgetCommand {
  private struct Failure: Error {
    var message: String
    var delay = Duration.zero
  }

  private let options: CommandOptions
  private let limit: Duration
  private var pieces: [TimedCommand.Piece] = []
  /// The file of `-O` was begun by an earlier address.
  private var hasBegunFile = false

  private static let redirections = 5
  private static let descriptor = 3

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "cqSO:o:P:Y:U:T:t:n",
      names: [
        "spider": "spider", "timeout": "T", "quiet": "q", "output-document": "O", "tries": "t", "header": "header:",
        "no-check-certificate": "insecure", "post-data": "post:", "server-response": "S", "continue": "c",
        "directory-prefix": "P", "user-agent": "U", "proxy": "Y", "no-verbose": "n", "no-cache": "n",
        "no-clobber": "n", "no-parent": "n",
      ])
    return TimedCommand { process in
      var command = WgetCommand(options)
      let code = command.run(&process)
      return (command.pieces, code)
    }
  }

  private init(_ options: CommandOptions) {
    self.options = options
    let seconds = options.value("T").flatMap(DurationText.seconds)
    limit = seconds.map { Duration.milliseconds(Int64(min($0, 1e9) * 1000)) } ?? .seconds(900)
  }

  private mutating func run(_ process: inout ProcessView) -> Int {
    if let unknown = options.unknown { return fail(Self.complaint(of: unknown) + "\n" + Self.usage) }
    guard !options.operands.isEmpty else { return fail(Self.usage) }
    do throws(Failure) {
      for address in options.operands { try fetch(address, redirections: Self.redirections, &process) }
      return 0
    } catch {
      return fail("wget: \(error.message)\n", after: error.delay)
    }
  }

  private static func complaint(of option: String) -> String {
    option.hasPrefix("--")
      ? "wget: unrecognized option '\(option)'" : "wget: invalid option -- '\(option.dropFirst())'"
  }

  private static let usage =
    "BusyBox v1.36.1 multi-call binary.\n\n"
    + "Usage: wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n"
    + "\t[--post-data STR | --post-file FILE] [-Y on/off]\n\t[-P DIR] [-U AGENT] [-T SEC] URL...\n"

  private mutating func fail(_ text: String, after delay: Duration = .zero) -> Int {
    pieces.append(TimedCommand.Piece(delay: delay, text: Array(text.utf8), isError: true))
    return 1
  }

  private mutating func say(_ text: String, after delay: Duration = .zero) {
    pieces.append(TimedCommand.Piece(delay: delay, text: Array(text.utf8), isError: true))
  }

  /// What `-q` leaves out.
  private mutating func inform(_ text: String) {
    if !options.has("q") { say(text) }
  }

  // MARK: Asking

  private mutating func fetch(
    _ address: String, redirections: Int, _ process: inout ProcessView
  ) throws(Failure) {
    let place = URLText(address.contains("://") ? address : "http://" + address)
    guard place.scheme == "http" || place.scheme == "https" else {
      throw Failure(message: "not an http or ftp url: \(address)")
    }
    switch process.ask(question(place)) {
    case .answered(let answer, let peer):
      sayConnecting(place, peer)
      try take(answer, place, redirections: redirections, &process)
    case .emptyReply(let peer):
      sayConnecting(place, peer)
      throw Failure(message: "error getting response")
    case .failed(let outcome): throw failure(outcome, place)
    }
  }

  private func question(_ place: URLText) -> HTTPQuestion {
    var headers = ["User-Agent": options.value("U") ?? "Wget"]
    for header in options.values["header"] ?? [] {
      let parts = header.split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2 { headers[parts[0]] = String(parts[1].drop { $0 == " " }) }
    }
    return HTTPQuestion(
      method: options.has("spider") ? "HEAD" : options.has("post") ? "POST" : "GET", scheme: place.scheme,
      host: place.host, port: place.port, path: place.path, headers: headers,
      body: Array((options.value("post") ?? "").utf8))
  }

  private mutating func sayConnecting(_ place: URLText, _ peer: String) {
    inform("Connecting to \(place.authority) (\(peer):\(place.port))\n")
  }

  private mutating func failure(_ outcome: ConnectionOutcome, _ place: URLText) -> Failure {
    switch outcome {
    case .notResolved(let resolution):
      let delay: Duration = resolution == .timedOut ? min(limit, .seconds(10)) : .zero
      return Failure(message: "bad address '\(place.authority)'", delay: delay)
    case .connected(let address):
      sayConnecting(place, address)
      return Failure(message: "error getting response")
    case .refused(let address):
      sayConnecting(place, address)
      return Failure(message: "can't connect to remote host (\(address)): Connection refused")
    case .timedOut(let address):
      sayConnecting(place, address)
      if limit < .seconds(127) { return Failure(message: "download timed out", delay: limit) }
      let message = "can't connect to remote host (\(address)): Operation timed out"
      return Failure(message: message, delay: .seconds(127))
    case .noRoute(let address):
      sayConnecting(place, address)
      let message = "can't connect to remote host (\(address)): No route to host"
      return Failure(message: message, delay: min(limit, .seconds(3)))
    }
  }

  // MARK: Taking the answer

  private mutating func take(
    _ answer: HTTPAnswer, _ place: URLText, redirections: Int, _ process: inout ProcessView
  ) throws(Failure) {
    if answer.latency > limit { throw Failure(message: "download timed out", delay: limit) }
    say("", after: answer.latency)
    let head = HTTPText.head(answer, date: process.now)
    let isError = answer.status >= 400 || answer.status < 200
    if options.has("S") {
      // The first line of an error is all that it reads of it.
      say(isError ? "  \(head[0])\n" : head.map { "  \($0)\n" }.joined() + "  \n")
    }
    if isError { throw Failure(message: "server returned error: \(head[0])") }
    if answer.status >= 300, let location = answer.headers["Location"] {
      if redirections <= 1 { throw Failure(message: "too many redirections") }
      try fetch(place.following(location), redirections: redirections - 1, &process)
    } else if options.has("spider") {
      inform("remote file exists\n")
    } else {
      try save(answer.body, place, &process)
    }
  }

  private mutating func save(_ body: [UInt8], _ place: URLText, _ process: inout ProcessView) throws(Failure) {
    let target = options.value("O")
    if target == "-" {
      inform("writing to stdout\n")
      pieces.append(TimedCommand.Piece(delay: .zero, text: body, isError: false))
      inform(Self.bar("-", body.count) + "written to stdout\n")
      return
    }
    let name = target ?? fileName(of: place)
    if target == nil, !options.has("c"), process.machine.files.exists(name, in: process.directory) {
      throw Failure(message: "can't open '\(name)': File exists")
    }
    do throws(FileError) {
      try write(body, to: name, &process)
    } catch .noSpace {
      throw Failure(message: "short write: No space left on device")
    } catch {
      throw Failure(message: "can't open '\(name)': \(error.text)")
    }
    inform("saving to '\(name)'\n" + Self.bar(FilePath.lastName(name), body.count) + "'\(name)' saved\n")
  }

  private func fileName(of place: URLText) -> String {
    let last = place.path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let name = last.isEmpty ? "index.html" : last
    return options.value("P").map { $0.hasSuffix("/") ? $0 + name : $0 + "/" + name } ?? name
  }

  private mutating func write(_ body: [UInt8], to name: String, _ process: inout ProcessView) throws(FileError) {
    let file = try process.open(name, hasBegunFile ? .append : .write)
    hasBegunFile = options.has("O")
    process.attach(file, Self.descriptor)
    defer { process.close(Self.descriptor) }
    try process.write(body, Self.descriptor)
  }

  /// The bar that shows how far a download is, at its end.
  private static func bar(_ name: String, _ count: Int) -> String {
    var size = count
    var units = " kMGTP"[...]
    while size >= 100_000, units.count > 1 {
      size >>= 10
      units.removeFirst()
    }
    let number = String(size)
    let label = name.prefix(20) + String(repeating: " ", count: max(1, 21 - name.count))
    return label + "100% |" + String(repeating: "*", count: 32) + "| "
      + String(repeating: " ", count: max(0, 5 - number.count)) + number + units.prefix(1) + " 0:00:00 ETA\n"
  }
}
