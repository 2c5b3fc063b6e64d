package import APIServer
import KubernetesModel

/// A request over HTTP as the journal keeps it: all that the answer and the score depend on.
package struct JournaledRequest: Hashable, Sendable {
  package var method: String
  package var path: String
  /// Names and values in turn.
  package var query: [String]
  package var accept: String
  package var contentType: String
  package var body: [UInt8]
  package var user: UserInfo
  package var userAgent: String
  package var impersonated: UserInfo?
  /// The header `Kubectl-Command`: `kubectl get`. Empty for other clients.
  package var command: String
  /// The header `Kubectl-Session`: one for all requests of a command line.
  package var session: String
  /// Whether the transport takes stored bytes: of no consequence for what is answered, and not kept.
  var takesStored = false

  package init(_ request: APIRequest, command: String = "", session: String = "") {
    method = request.method.rawValue
    path = request.path
    query = request.query.flatMap { [$0.name, $0.value] }
    accept = request.accept
    contentType = request.contentType
    switch request.body {
    case .none: body = []
    case .bytes(let bytes): body = bytes
    case .value(let value): body = JSONWriter.bytes(value, escapesHTML: false)
    }
    user = request.user
    userAgent = String(request.userAgent.prefix(Self.headerLimit))
    impersonated = request.impersonated
    takesStored = request.takesStored
    self.command = String(command.prefix(Self.headerLimit))
    self.session = String(session.prefix(Self.headerLimit))
  }

  /// Characters of a header that are kept; what follows changes nothing.
  private static let headerLimit = 256

  package var request: APIRequest {
    var pairs: [(name: String, value: String)] = []
    for index in stride(from: 0, to: query.count - query.count % 2, by: 2) {
      pairs.append((query[index], query[index + 1]))
    }
    var request = APIRequest(
      APIRequest.Method(rawValue: method) ?? .get, path, query: pairs, accept: accept, contentType: contentType,
      body: body.isEmpty ? .none : .bytes(body), user: user, userAgent: userAgent, impersonated: impersonated)
    request.takesStored = takesStored
    return request
  }

  /// Bytes that the journal spends on it, about.
  var weight: Int {
    let texts = [path, accept, contentType, userAgent, command, session] + query
    return body.count + texts.reduce(100) { $0 + $1.utf8.count + 4 }
  }
}

// MARK: As JSON

extension JournaledRequest {
  private static let json = "application/json"

  /// Adds what differs from a plain GET to a journal line.
  func write(to line: inout JSONValue) {
    line["path"] = .string(path)
    if method != "GET" { line["method"] = .string(method) }
    if !query.isEmpty { line["query"] = .array(query.map { .string($0) }) }
    if accept != Self.json { line["accept"] = .string(accept) }
    if contentType != Self.json { line["type"] = .string(contentType) }
    if let text = String(validating: body, as: UTF8.self) {
      if !text.isEmpty { line["body"] = .string(text) }
    } else {
      line["bytes"] = .string(Base64.encode(body))
    }
    if user != .admin { line["user"] = Self.json(user) }
    if let impersonated { line["as"] = Self.json(impersonated) }
    for (key, text) in [("agent", userAgent), ("command", command), ("session", session)] where !text.isEmpty {
      line[key] = .string(text)
    }
  }

  /// Nil when the line lacks what a request must have.
  init?(_ line: JSONValue) {
    method = line["method"]?.stringValue ?? "GET"
    guard let path = line["path"]?.stringValue, APIRequest.Method(rawValue: method) != nil else { return nil }
    self.path = path
    query = (line["query"]?.arrayValue ?? []).map { $0.stringValue ?? "" }
    accept = line["accept"]?.stringValue ?? Self.json
    contentType = line["type"]?.stringValue ?? Self.json
    body = Array((line["body"]?.stringValue ?? "").utf8)
    if let text = line["bytes"]?.stringValue {
      guard let bytes = Base64.decode(text) else { return nil }
      body = bytes
    }
    user = line["user"].map(Self.user) ?? .admin
    impersonated = line["as"].map(Self.user)
    userAgent = line["agent"]?.stringValue ?? ""
    command = line["command"]?.stringValue ?? ""
    session = line["session"]?.stringValue ?? ""
  }

  private static func json(_ user: UserInfo) -> JSONValue {
    var value: JSONValue = ["name": .string(user.name)]
    if !user.uid.isEmpty { value["uid"] = .string(user.uid) }
    if !user.groups.isEmpty { value["groups"] = .array(user.groups.map { .string($0) }) }
    return value
  }

  private static func user(_ value: JSONValue) -> UserInfo {
    UserInfo(
      name: value["name"]?.stringValue ?? "", uid: value["uid"]?.stringValue ?? "",
      groups: (value["groups"]?.arrayValue ?? []).compactMap(\.stringValue))
  }
}
