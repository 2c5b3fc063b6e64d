import APIServer
import HTTPTypes

/// Where a request's path leads.
struct RequestAddress {
  /// The id below `/clusters/`; nil for what is the server's own.
  var cluster: String?
  /// Percent-decoded, without the cluster's prefix and the query.
  var path: String
  var query: [(name: String, value: String)]

  /// Reads a request's target; nil when its escapes are not well formed.
  init?(target: String) {
    // Bytes: a request's target is ASCII, and characters are slow to find.
    let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
    var path = target[..<(mark ?? target.endIndex)]
    let prefix = "/clusters/".utf8
    if path.utf8.starts(with: prefix) {
      path = Substring(path.utf8.dropFirst(prefix.count))
      let end = path.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
      cluster = String(path[..<end])
      path = path[end...]
    }
    guard let decoded = PercentEncoding.decode(path, plusIsSpace: false) else { return nil }
    self.path = decoded.isEmpty ? "/" : decoded
    query = []
    guard let mark else { return }
    for field in target[target.utf8.index(after: mark)...].split(separator: "&") {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = pair.first.flatMap({ PercentEncoding.decode($0, plusIsSpace: true) }) else { return nil }
      guard let value = PercentEncoding.decode(pair.count > 1 ? pair[1] : "", plusIsSpace: true) else { return nil }
      query.append((name: name, value: value))
    }
  }
}

extension RequestAddress {
  /// Whether a request's target is below `/clusters/`.
  static func leadsToCluster(_ target: String) -> Bool { target.utf8.starts(with: "/clusters/".utf8) }

  /// Whether the request makes sense only on a connection that it takes over:
  /// `/api/v1/namespaces/shop/pods/web/exec`.
  var isPodStream: Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    return parts.count == 7 && parts[0] == "api" && parts[4] == "pods"
      && ["exec", "attach", "portforward"].contains(parts[6])
  }
}

enum PercentEncoding {
  /// The text behind its escapes; nil when they are cut short or are no UTF-8.
  static func decode(_ text: Substring, plusIsSpace: Bool) -> String? {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return String(text) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit) else {
          return nil
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// A path as a value in a query: everything but letters, digits and what means nothing there escaped.
  static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-._~/".contains(character) {
        return String(character)
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension APICall {
  /// A call as its HTTP request describes it; nil for a method that the API does not know.
  init?(_ head: HTTPRequest, _ address: RequestAddress, body: [UInt8], from client: ConnectionClient) {
    guard let method = APIRequest.Method(rawValue: head.method == .head ? "GET" : head.method.rawValue) else {
      return nil
    }
    let fields = head.headerFields
    var request = APIRequest(method, address.path, query: address.query)
    request.basePath = address.cluster.map { "/clusters/" + $0 } ?? ""
    request.accept = fields[values: .accept].joined(separator: ",")
    request.contentType = fields[.contentType] ?? ""
    request.body = body.isEmpty ? .none : .bytes(body)
    request.userAgent = fields[.userAgent] ?? ""
    request.takesStored = true
    if let user = fields[.impersonateUser] {
      request.impersonated = UserInfo(
        name: user, uid: fields[.impersonateUID] ?? "", groups: fields[values: .impersonateGroup])
    }
    self.init(request)
    credentials.isTrusted = !client.isSecure
    credentials.certificate = client.certificate
    kubectlCommand = fields[.kubectlCommand] ?? ""
    kubectlSession = fields[.kubectlSession] ?? ""
    if let authorization = fields[.authorization], authorization.lowercased().hasPrefix("bearer ") {
      let token = authorization.dropFirst("bearer ".count)
      // Who shows the path's own secret shows no more than the path.
      if address.cluster.map({ $0 == token }) != true { credentials.bearerToken = String(token) }
    }
  }
}

extension HTTPField.Name {
  static let kubectlCommand = named("Kubectl-Command")
  static let kubectlSession = named("Kubectl-Session")
  static let impersonateUser = named("Impersonate-User")
  static let impersonateUID = named("Impersonate-Uid")
  static let impersonateGroup = named("Impersonate-Group")
  static let warning = named("Warning")

  /// The names above are tokens, so there always is a name; `Content-Type` stands in for none.
  private static func named(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .contentType }
}
