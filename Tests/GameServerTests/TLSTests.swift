import APIServer
import Kubectl
import KubernetesClient
import KubernetesModel
import Testing

@testable import GameServer

@Suite(.serialized) struct TLSTests {
  @Test("Over TLS the administrator is known by a certificate, and who shows nothing is nobody.")
  func certificates() async throws {
    try await Served.sandbox(isSecure: true) { served in
      #expect(try Self.answer(served, "/api/v1/nodes", Self.administrator(served)).status == 200)
      let refused = try Self.answer(served, "/api/v1/nodes", Credentials())
      #expect(refused.status == 403)
      #expect(Self.message(of: refused).hasPrefix("nodes is forbidden: User \"system:anonymous\" cannot list"))
    }
  }

  @Test("A certificate that another cluster issued is not good here.")
  func strangers() async throws {
    let now = ServerClock().now
    let other = SandboxCluster.make(nodes: 0, isBare: true, seed: 2, at: now)
    let strange = try SecureAccess(to: other, at: now, names: ["localhost"])
    try await Served.sandbox(isSecure: true) { served in
      var credentials = Credentials()
      (credentials.certificate, credentials.key) = (strange.certificate, strange.key)
      let refused = try Self.answer(served, "/api/v1/nodes", credentials)
      #expect(refused.status == 401)
    }
  }

  @Test("Over TLS a token speaks for its ServiceAccount, and a wrong one for nobody.")
  func tokens() async throws {
    try await Served.sandbox(isSecure: true) { served in
      let path = "/api/v1/namespaces/default/serviceaccounts/default/token"
      let issued = try Self.answer(served, path, Self.administrator(served), .post, body: ["spec": [:]])
      var credentials = Credentials()
      credentials.token = try #require(Self.value(of: issued)?.at("status", "token")?.stringValue)
      let refused = try Self.answer(served, "/api/v1/nodes", credentials)
      #expect(refused.status == 403)
      #expect(Self.message(of: refused).contains("system:serviceaccount:default:default"))
      credentials.token += "x"
      #expect(try Self.answer(served, "/api/v1/nodes", credentials).status == 401)
      // The path's own secret says no more than the path.
      credentials.token = String(served.path.split(separator: "/").last ?? "")
      #expect(try Self.answer(served, "/api/v1/nodes", credentials).status == 403)
    }
  }

  @Test("A client that does not trust the server's authority does not talk to it.")
  func trust() async throws {
    try await Served.sandbox(isSecure: true) { served in
      let transport = HTTPTransport(terminal: HostTerminal(), session: "test")
      var access = ClusterAccess()
      access.server = "https://127.0.0.1:\(served.port)\(served.path)"
      transport.use(access, for: "kubectl test")
      var reason = ""
      do throws(TransportFailure) {
        _ = try transport.send(APIRequest(.get, "/api/v1/nodes"))
      } catch {
        reason = error.reason
      }
      #expect(reason == "tls: failed to verify certificate: x509: certificate signed by unknown authority")
    }
  }

  @Test("Who speaks plain HTTP to a port with TLS is told so, and noise ends the connection.")
  func plain() async throws {
    try await Served.sandbox(isSecure: true) { served in
      let plain = try served.connect()
      #expect(try plain.ask("GET", "/api").status == 400)
      for noise in [
        [UInt8](repeating: 0, count: 64), Array("\u{16}\u{03}\u{01}\u{7F}\u{FF}noise".utf8), [0x16, 3, 1, 0, 2, 1, 0],
      ] {
        let client = try served.connect()
        client.send(noise)
        client.finishSending()
        while (try? client.bytes()) != nil {}
        #expect(client.isClosed)
      }
      #expect(try Self.answer(served, "/api/v1/nodes", Self.administrator(served)).status == 200)
    }
  }

  @Test("A large list comes whole through TLS.")
  func large() async throws {
    try await Served.sandbox(isSecure: true) { served in
      let text = String(repeating: "0123456789", count: 60_000)
      for number in 0..<3 {
        let map: JSONValue = [
          "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string("large-\(number)")],
          "data": ["text": .string(text)],
        ]
        let made = try Self.answer(
          served, "/api/v1/namespaces/default/configmaps", Self.administrator(served), .post, body: map)
        #expect(made.status == 201)
      }
      let list = try Self.answer(served, "/api/v1/namespaces/default/configmaps", Self.administrator(served))
      let texts = Self.value(of: list)?["items"]?.arrayValue?.compactMap { $0.at("data", "text")?.stringValue } ?? []
      #expect(texts.filter { $0 == text }.count == 3)
    }
  }

  // MARK: Asking

  private static func administrator(_ served: Served) -> Credentials {
    var credentials = Credentials()
    (credentials.certificate, credentials.key) = (served.access?.certificate ?? [], served.access?.key ?? [])
    return credentials
  }

  private static func answer(
    _ served: Served, _ path: String, _ credentials: Credentials, _ method: APIRequest.Method = .get,
    body: JSONValue? = nil
  ) throws -> APIResponse {
    var access = ClusterAccess()
    access.server = "https://127.0.0.1:\(served.port)\(served.path)"
    access.trust.authority = served.access?.authority ?? []
    access.credentials = credentials
    let transport = HTTPTransport(terminal: HostTerminal(), session: "test")
    transport.use(access, for: "kubectl test")
    var request = APIRequest(method, path)
    if let body {
      request.contentType = "application/json"
      request.body = .value(body)
    }
    return try transport.send(request)
  }

  private static func value(of response: APIResponse) -> JSONValue? {
    switch response.body {
    case .value(let value): value
    case .bytes(let bytes): try? JSONParser.parse(bytes)
    default: nil
    }
  }

  private static func message(of response: APIResponse) -> String {
    value(of: response)?["message"]?.stringValue ?? ""
  }
}
