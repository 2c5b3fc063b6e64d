import APIServer
import HTTPClient
import Kubectl
import KubernetesModel

/// Requests as HTTP/1.1 carries them.
struct RequestText {
  /// What this client understands instead of it.
  private static let protobuf = "application/vnd.kubernetes.protobuf"

  let address: ServerAddress
  let access: ClusterAccess
  /// `kubectl get`
  let command: String
  /// One per run of kubectl.
  let session: String

  /// The path and the query, escaped as Go's net/url does.
  func target(_ request: APIRequest) -> String {
    // Addresses that the server itself gave have its path already.
    let isComplete = !address.path.isEmpty && request.path.hasPrefix(address.path + "/")
    var target = (isComplete ? "" : address.path) + RequestHead.escaped(request.path, keeping: "/$&+,:;=@-_.~")
    for (index, parameter) in request.query.enumerated() {
      let (name, value) = (parameter.name, parameter.value)
      target += index == 0 ? "?" : "&"
      target += RequestHead.escaped(name, keeping: "-_.~ ") + "=" + RequestHead.escaped(value, keeping: "-_.~ ")
    }
    return target.isEmpty ? "/" : target
  }

  /// - Parameter upgrade: header fields that ask for another protocol on the connection; empty for none.
  func bytes(_ request: APIRequest, upgrade: [(name: String, value: String)] = []) -> [UInt8] {
    var body: [UInt8]?
    switch request.body {
    case .none: body = request.method == .get || request.method == .delete ? nil : []
    case .value(let value): body = JSONWriter.bytes(value)
    case .bytes(let bytes): body = bytes
    }
    var fields = [("Host", address.authority), ("User-Agent", request.userAgent), ("Accept", accept(request))]
    if let body {
      fields.append(("Content-Length", String(body.count)))
      if !body.isEmpty { fields.append(("Content-Type", contentType(request))) }
    }
    fields += authorization
    fields += Self.impersonation(request.impersonated)
    fields += [("Kubectl-Command", command), ("Kubectl-Session", session)]
    fields += upgrade
    return RequestHead.bytes(request.method.rawValue, target(request), fields) + (body ?? [])
  }

  private func accept(_ request: APIRequest) -> String {
    let types = request.accept.split(separator: ",").filter { !$0.hasPrefix(Self.protobuf) }
    return types.isEmpty ? "application/json" : types.joined(separator: ",")
  }

  private func contentType(_ request: APIRequest) -> String {
    request.contentType == Self.protobuf ? "application/json" : request.contentType
  }

  private var authorization: [(String, String)] {
    let credentials = access.credentials
    if !credentials.token.isEmpty { return [("Authorization", "Bearer " + credentials.token)] }
    if credentials.username.isEmpty, credentials.password.isEmpty { return [] }
    let pair = Array("\(credentials.username):\(credentials.password)".utf8)
    return [("Authorization", "Basic " + Base64.encode(pair))]
  }

  private static func impersonation(_ user: UserInfo?) -> [(String, String)] {
    guard let user else { return [] }
    return user.groups.map { ("Impersonate-Group", $0) } + (user.uid.isEmpty ? [] : [("Impersonate-Uid", user.uid)])
      + [("Impersonate-User", user.name)]
  }
}
