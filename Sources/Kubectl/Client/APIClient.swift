import APIServer
import KubernetesModel
import SimulationKernel

/// Sends requests as this command line wants them sent (as whom, how long to wait), prints the server's warnings, and
/// turns refusals into errors.
final class APIClient {
  /// What typed clients accept; others take JSON alone.
  static let typedAccept = "application/vnd.kubernetes.protobuf,application/json"
  static let protobuf = "application/vnd.kubernetes.protobuf"

  let environment: KubectlEnvironment
  private let openAPI = OpenAPIClient()
  private let impersonated: UserInfo?
  private let treatsWarningsAsErrors: Bool
  private var warned: Set<String> = []
  private(set) var warningCount = 0

  /// Throws when the flags make no sense: a group to act as without a user.
  init(environment: KubectlEnvironment, flags: FlagValues) throws(KubectlError) {
    self.environment = environment
    let own = environment.access.credentials
    let user = flags.isSet("as") ? flags.string("as") : own.actsAs
    let uid = flags.isSet("as-uid") ? flags.string("as-uid") : own.actsAsUID
    let groups = flags.isSet("as-group") ? flags.list("as-group") : own.actsAsGroups
    guard !user.isEmpty || (groups.isEmpty && uid.isEmpty) else {
      throw .message(
        "requesting uid, groups or user-extra for \(environment.access.user) without impersonating a user")
    }
    impersonated = user.isEmpty ? nil : UserInfo(name: user, uid: uid, groups: groups)
    treatsWarningsAsErrors = flags.bool("warnings-as-errors")
  }

  /// Sends a request and returns the answer, whatever it is. The query is ordered by name, as Go writes it.
  func exchange(
    _ method: APIRequest.Method, _ path: String, query: [(name: String, value: String)] = [],
    accept: String = "application/json", contentType: String = "application/json", body: APIRequest.Body = .none
  ) throws(KubectlError) -> APIResponse {
    var query = query
    if let timeout = environment.access.timeout, !query.contains(where: { $0.name == "timeout" }) {
      query.append(("timeout", timeout.goText))
    }
    let ordered = query.enumerated().sorted {
      ($0.element.name, $0.offset) < ($1.element.name, $1.offset)
    }.map(\.element)
    var request = APIRequest(
      method, path, query: ordered, accept: accept, contentType: contentType, body: body,
      userAgent: "kubectl/v1.33.1 (linux/amd64) kubernetes/8adc0f0")
    request.impersonated = impersonated
    let response: APIResponse
    do throws(TransportFailure) { response = try environment.transport.send(request) } catch {
      throw .connection(error)
    }
    for warning in response.warnings { warn(warning) }
    return response
  }

  /// Sends a request; an answer that is no success becomes an error. `asked` names what was asked for, as in
  /// `pods web-0`, for answers that say nothing themselves.
  func send(
    _ method: APIRequest.Method, _ path: String, query: [(name: String, value: String)] = [],
    accept: String = "application/json", contentType: String = "application/json", body: APIRequest.Body = .none,
    asked: String = ""
  ) throws(KubectlError) -> APIResponse {
    let response = try exchange(method, path, query: query, accept: accept, contentType: contentType, body: body)
    if response.isSuccess { return response }
    throw .server(Self.failure(response, method: method, asked: asked))
  }

  /// Sends a request and returns the object that it was answered with.
  func object(
    _ method: APIRequest.Method, _ path: String, query: [(name: String, value: String)] = [],
    accept: String = "application/json", contentType: String = "application/json", body: APIRequest.Body = .none,
    asked: String = ""
  ) throws(KubectlError) -> JSONValue {
    let response = try send(
      method, path, query: query, accept: accept, contentType: contentType, body: body, asked: asked)
    guard let object = response.object else { throw .message("couldn't get version/kind; json parse error") }
    return object
  }

  static func failure(_ response: APIResponse, method: APIRequest.Method, asked: String) -> APIStatus {
    if let object = response.object, let status = APIStatus(object: object) { return status }
    let body = String(decoding: response.bytes, as: UTF8.self)
    return APIStatus.unexplained(
      code: response.status, method: method, body: body.trimmingBlanks,
      asked: asked.isEmpty ? "" : method.rawValue.lowercased() + " " + asked)
  }

  /// The OpenAPI document of a group and version; nil when the server lists none.
  func openAPIDocument(for groupVersion: GroupVersion) throws(KubectlError) -> JSONValue? {
    try openAPI.document(for: groupVersion, self)
  }

  /// When a stream that starts now is given up, by `--request-timeout`.
  func deadline(from now: Instant) -> Instant {
    environment.access.timeout.map { now + $0 } ?? .distantFuture
  }

  /// Prints a warning of the server, once.
  private func warn(_ text: String) {
    warningCount += 1
    warnOnce(text)
  }

  /// Prints a warning of kubectl's own, once.
  func warnOnce(_ text: String) {
    if warned.insert(text).inserted {
      environment.output.write(Array("Warning: \(text)\n".utf8), isError: true)
    }
  }

  /// To be called when a command is done: `--warnings-as-errors` makes it fail after all.
  func checkWarnings() throws(KubectlError) {
    if treatsWarningsAsErrors, warningCount > 0 {
      throw .message("\(warningCount) warning\(warningCount == 1 ? "" : "s") received")
    }
  }
}

extension StringProtocol {
  /// The text without blanks and line ends around it.
  var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}

extension Duration {
  /// As Go's time.Duration prints itself: `1h30m0s`, `1.5s`, `0s`.
  var goText: String {
    let (seconds, attoseconds) = components
    let nanoseconds = attoseconds / 1_000_000_000
    if seconds == 0, nanoseconds == 0 { return "0s" }
    let sign = seconds < 0 || nanoseconds < 0 ? "-" : ""
    let whole = seconds.magnitude
    let fraction = nanoseconds.magnitude
    if whole == 0 {
      if fraction < 1000 { return "\(sign)\(fraction)ns" }
      if fraction < 1_000_000 { return sign + Self.decimal(fraction / 1000, fraction % 1000, digits: 3) + "µs" }
      return sign + Self.decimal(fraction / 1_000_000, fraction % 1_000_000, digits: 6) + "ms"
    }
    let hours = whole / 3600
    let minutes = whole / 60 % 60
    let rest = Self.decimal(UInt64(whole % 60), fraction, digits: 9) + "s"
    if hours > 0 { return "\(sign)\(hours)h\(minutes)m\(rest)" }
    return minutes > 0 ? "\(sign)\(minutes)m\(rest)" : sign + rest
  }

  private static func decimal(_ whole: UInt64, _ fraction: UInt64, digits: Int) -> String {
    if fraction == 0 { return String(whole) }
    var text = String(fraction)
    text = String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    while text.hasSuffix("0") { text.removeLast() }
    return "\(whole).\(text)"
  }
}
