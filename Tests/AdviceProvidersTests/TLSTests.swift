import COpenSSL
import LoopbackServing
import Testing

@testable import AdviceProviders
@testable import GameServer

@Suite struct TLSTests {
  /// An answer over TLS, to whatever is asked.
  private func service(_ identity: ServerIdentity) -> LoopbackServer {
    LoopbackServer { peer in
      guard let session = Self.accept(peer, identity) else { return }
      defer { SSL_free(session) }
      var buffer = [UInt8](repeating: 0, count: 16_384)
      guard SSL_read(session, &buffer, Int32(buffer.count)) > 0 else { return }
      let body = "{\"choices\":[{\"message\":{\"content\":\"Yes?\"}}]}"
      let text = Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
      _ = SSL_write(session, text, Int32(text.count))
      // Closed at once the client might lose what it has not read.
      _ = SSL_read(session, &buffer, Int32(buffer.count))
    }
  }

  private static func accept(_ peer: Peer, _ identity: ServerIdentity) -> OpaquePointer? {
    guard let context = SSL_CTX_new(TLS_server_method()) else { return nil }
    defer { SSL_CTX_free(context) }
    let certificate = identity.certificates.withUnsafeBytes { bytes in
      PEM_read_bio_X509(BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)), nil, nil, nil)
    }
    let key = identity.key.withUnsafeBytes { bytes in
      PEM_read_bio_PrivateKey(BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)), nil, nil, nil)
    }
    guard SSL_CTX_use_certificate(context, certificate) == 1, SSL_CTX_use_PrivateKey(context, key) == 1,
      let session = SSL_new(context), SSL_set_fd(session, peer.descriptor) == 1
    else { return nil }
    return SSL_accept(session) == 1 ? session : nil
  }

  private func ask(_ server: LoopbackServer, trusting authority: [UInt8]) throws -> String {
    let endpoint = try #require(ProviderEndpoint("https://127.0.0.1:\(server.port)"))
    let settings = ProviderSettings(endpoint: endpoint, model: "m", key: "sk-verysecret")
    return try Provider(settings, authority: authority).ask("", "").text
  }

  @Test("A service whose certificate fits is asked, and no other.")
  func certificates() throws {
    let good = try OwnIdentity(for: ["127.0.0.1"])
    #expect(try ask(service(good.server), trusting: good.authority) == "Yes?")
    let foreign = #expect(throws: ProviderProblem.self) { try ask(service(good.server), trusting: []) }
    #expect(foreign?.kind == .certificate("certificate signed by unknown authority"))
    let other = try OwnIdentity(for: ["ai.example.com"])
    let wrong = #expect(throws: ProviderProblem.self) { try ask(service(other.server), trusting: other.authority) }
    #expect(wrong?.kind == .certificate("certificate is not valid for 127.0.0.1"))
  }

  @Test("Where no TLS is spoken nothing is said.")
  func plain() throws {
    let server = LoopbackServer { peer in
      peer.answer("{}", status: "400 Bad Request")
      _ = peer.readHead()
    }
    let problem = #expect(throws: ProviderProblem.self) { try ask(server, trusting: []) }
    #expect(problem?.kind == .protocolFault)
  }
}
