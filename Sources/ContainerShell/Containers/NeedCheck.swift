import KubernetesModel

/// Looks whether a program's need is met, and why not.
enum NeedCheck {
  struct Result {
    var isMet: Bool
    /// For the lines: host, port, address, error.
    var values: [String: String] = [:]
    /// How long it takes to find out that it is not.
    var delay = Duration.zero
  }

  private static let timeout = Duration.seconds(5)

  static func check(_ condition: NeedCondition, _ process: ProcessView) -> Result {
    switch condition {
    case .variable(let name, let pattern):
      let value = process.environment[name] ?? ""
      let isMet = !value.isEmpty && matches(value, pattern)
      return Result(isMet: isMet, values: ["variable": name, "value": value])
    case .file(let path, let pattern):
      let absolute = ProgramText.expand(path) { process.environment[$0] }
      do {
        let content = String(decoding: try process.contents(of: absolute), as: UTF8.self)
        return Result(isMet: matches(content, pattern), values: ["path": absolute, "error": "unexpected content"])
      } catch {
        return Result(isMet: false, values: ["path": absolute, "error": error.text.lowercased()])
      }
    case .reachable(let endpoint): return connect(endpoint, process)
    case .answers(let endpoint, let status): return ask(endpoint, status, process)
    }
  }

  private static func matches(_ text: String, _ pattern: String?) -> Bool {
    guard let pattern else { return true }
    guard let expression = try? RegularExpression(pattern, syntax: .extended) else { return false }
    return expression.matches(text)
  }

  private static func connect(_ endpoint: ProgramEndpoint, _ process: ProcessView) -> Result {
    let place = URLText(
      ProgramText.expand(endpoint.address) { process.environment[$0] }, defaultPort: endpoint.defaultPort)
    let outcome = process.surroundings.connect(to: place.host, port: place.port, transport: .tcp)
    return failure(outcome, place)
  }

  private static func ask(_ endpoint: ProgramEndpoint, _ status: Int?, _ process: ProcessView) -> Result {
    let place = URLText(
      ProgramText.expand(endpoint.address) { process.environment[$0] }, defaultPort: endpoint.defaultPort)
    let question = HTTPQuestion(scheme: place.scheme, host: place.host, port: place.port, path: place.path)
    switch process.surroundings.ask(question) {
    case .answered(let answer, let address):
      let isMet = status.map { $0 == answer.status } ?? (answer.status < 400)
      return Result(
        isMet: isMet,
        values: values(place).merging([
          "address": address, "status": String(answer.status), "error": "status \(answer.status)",
        ]) { $1 })
    case .emptyReply(let address):
      return Result(isMet: false, values: values(place).merging(["address": address, "error": "EOF"]) { $1 })
    case .failed(let outcome): return failure(outcome, place)
    }
  }

  private static func values(_ place: URLText) -> [String: String] {
    ["host": place.host, "port": String(place.port), "url": place.text]
  }

  private static func failure(_ outcome: ConnectionOutcome, _ place: URLText) -> Result {
    var result = Result(isMet: false, values: values(place))
    switch outcome {
    case .connected(let address):
      result.isMet = true
      result.values["address"] = address
    case .notResolved(.timedOut):
      result.delay = timeout
      result.values["error"] = "lookup \(place.host): i/o timeout"
    case .notResolved: result.values["error"] = "lookup \(place.host): no such host"
    case .refused(let address):
      result.values["address"] = address
      result.values["error"] = "connection refused"
    case .timedOut(let address):
      result.delay = timeout
      result.values["address"] = address
      result.values["error"] = "i/o timeout"
    case .noRoute(let address):
      result.values["address"] = address
      result.values["error"] = "no route to host"
    }
    return result
  }
}

/// A URL, or a host with a port, taken apart.
struct URLText: Hashable, Sendable {
  let text: String
  var scheme = "http"
  var host: String
  var port: Int
  var path = "/"
  var user: String?
  /// The host as it was written: with its port where that was given.
  private(set) var authority: String

  private static let ports = [
    "http": 80, "https": 443, "postgres": 5432, "postgresql": 5432, "redis": 6379, "mysql": 3306, "mongodb": 27017,
    "amqp": 5672, "nats": 4222, "grpc": 443,
  ]

  init(_ text: String, defaultPort: Int? = nil) {
    self.text = text
    var rest = text[...]
    var isNamed = false
    if let mark = text.range(of: "://") {
      scheme = text[..<mark.lowerBound].lowercased()
      rest = text[mark.upperBound...]
      isNamed = true
    }
    if let slash = rest.firstIndex(where: { "/?#".contains($0) }) {
      path = String(rest[slash...].prefix { $0 != "#" })
      if !path.hasPrefix("/") { path = "/" + path }
      rest = rest[..<slash]
    }
    if let at = rest.lastIndex(of: "@") {
      user = String(rest[..<at])
      rest = rest[rest.index(after: at)...]
    }
    let implied = isNamed ? Self.ports[scheme.split(separator: "+").first.map(String.init) ?? scheme] : nil
    port = defaultPort ?? implied ?? 80
    host = String(rest)
    authority = host
    if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
      host = String(rest[..<colon])
      port = Int(rest[rest.index(after: colon)...]) ?? 0
    }
  }

  /// Where a redirection leads from here: an address of its own, or a path on the same server.
  func following(_ location: String) -> String {
    if location.contains("://") { return location }
    let origin = "\(scheme)://\(authority)"
    if location.hasPrefix("/") { return origin + location }
    let directory = path.prefix { $0 != "?" }
    let end = directory.lastIndex(of: "/") ?? directory.startIndex
    return origin + directory[...end] + location
  }
}
