import APIServer
import Foundation
import Kubectl
import KubernetesClient
import KubernetesModel
import LoopbackServing
import SimulationKernel
import Testing

@Suite struct RequestTests {
  @Test("A request carries what kubectl's requests carry.")
  func requestCarriesWhatKubectlsRequestsCarry() throws {
    let requests = Requests()
    let server = LoopbackServer { peer in
      while let head = peer.readHead() {
        requests.add(head)
        peer.answer("{}")
      }
    }
    let client = transport(to: server) { $0.credentials.token = "secret" }
    var request = APIRequest(
      .get, "/api/v1/namespaces/default/pods/a b", query: [("labelSelector", "app in (a,b)"), ("limit", "500")],
      accept: "application/vnd.kubernetes.protobuf,application/json", userAgent: "kubectl/v1.33.1")
    request.impersonated = UserInfo(name: "ada", uid: "7", groups: ["x", "y"])
    _ = try client.send(request)
    let lines = try #require(requests.all.first).components(separatedBy: "\r\n")
    #expect(
      lines == [
        "GET /api/v1/namespaces/default/pods/a%20b?labelSelector=app+in+%28a%2Cb%29&limit=500 HTTP/1.1",
        "Host: 127.0.0.1:\(server.port)", "User-Agent: kubectl/v1.33.1", "Accept: application/json",
        "Authorization: Bearer secret", "Impersonate-Group: x", "Impersonate-Group: y", "Impersonate-Uid: 7",
        "Impersonate-User: ada", "Kubectl-Command: kubectl get", "Kubectl-Session: test",
      ])
  }

  @Test("A body is sent as JSON, with its length, under the path of the server's URL.")
  func bodyIsSentAsJSON() throws {
    let requests = Requests()
    let server = LoopbackServer { peer in
      while let head = peer.readHead() {
        requests.add(head + "\n" + String(decoding: peer.read(12), as: UTF8.self))
        peer.answer("{}", status: "201 Created")
      }
    }
    let client = transport(to: "http://127.0.0.1:\(server.port)/clusters/4f")
    let response = try client.send(
      APIRequest(
        .post, "/api/v1/namespaces", contentType: "application/vnd.kubernetes.protobuf", body: .value(["kind": "Pod"])))
    #expect(response.status == 201)
    let text = try #require(requests.all.first)
    #expect(text.hasPrefix("POST /clusters/4f/api/v1/namespaces HTTP/1.1\r\n"))
    #expect(text.contains("Content-Length: 14\r\nContent-Type: application/json\r\n"))
    #expect(text.hasSuffix(#"{"kind":"Pod"}"#.prefix(12)))
  }

  @Test("A line end in a value cannot add a header field.")
  func lineEndInAValueCannotAddAField() throws {
    let requests = Requests()
    let server = LoopbackServer { peer in
      while let head = peer.readHead() {
        requests.add(head)
        peer.answer("{}")
      }
    }
    let client = transport(to: server) { $0.credentials.token = "a\r\nEvil: yes" }
    _ = try client.send(APIRequest(.get, "/api"))
    #expect(requests.all.first?.contains("\r\nEvil") == false)
  }

  @Test("A connection is kept for the next request, and made anew when the server closed it.")
  func connectionIsKeptForTheNextRequest() throws {
    let kept = LoopbackServer { peer in while peer.readHead() != nil { peer.answer("{}") } }
    let client = transport(to: kept)
    for _ in 0..<5 { _ = try client.send(APIRequest(.get, "/api")) }
    #expect(kept.connectionCount == 1)

    let closing = LoopbackServer { peer in if peer.readHead() != nil { peer.answer("{}") } }
    let other = transport(to: closing)
    for _ in 0..<3 { #expect(try other.send(APIRequest(.get, "/api")).text == "{}") }
    #expect(closing.connectionCount == 3)
  }

  @Test("What a server may have done already is not asked of it again.")
  func changeIsNotRepeated() throws {
    let server = LoopbackServer { peer in
      guard peer.readHead() != nil else { return }
      peer.answer("{}")
      // Takes the next one, and dies over it.
      _ = peer.readHead()
    }
    let client = transport(to: server)
    _ = try client.send(APIRequest(.get, "/api"))
    #expect(throws: TransportFailure.self) {
      try client.send(APIRequest(.post, "/api/v1/namespaces", body: .value(["kind": "Namespace"])))
    }
    #expect(server.connectionCount == 1)
  }

  @Test("A change goes over a new connection where the server has closed the kept one before.")
  func changeOverNewConnection() throws {
    let server = LoopbackServer { peer in if peer.readHead() != nil { peer.answer("{}") } }
    let client = transport(to: server)
    for number in 1...3 {
      let answer = try client.send(APIRequest(.post, "/api/v1/namespaces", body: .value(["kind": "Namespace"])))
      #expect(answer.text == "{}")
      #expect(server.connectionCount == number)
      // What the server closes takes a moment to be seen here.
      usleep(50_000)
    }
  }
}
