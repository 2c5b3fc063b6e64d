import Testing

@testable import GameServer

@Suite(.serialized) struct ProxyTests {
  private static let objects = "/api/v1/namespaces/default/"

  @Test("What the API server's proxy leads to answers as its program does, or is told to be out of reach.")
  func proxiedPaths() async throws {
    let cases: [(path: String, status: Int, text: String)] = [
      (Self.objects + "pods/web/proxy/", 200, "Welcome to nginx!"),
      (Self.objects + "pods/web:80/proxy/", 200, "Welcome to nginx!"),
      (Self.objects + "pods/http:web:80/proxy/", 200, "Welcome to nginx!"),
      (Self.objects + "pods/web:80/proxy/none", 404, "404 Not Found"),
      (Self.objects + "pods/web:81/proxy/", 503, "connect: connection refused"),
      (Self.objects + "pods/ftp:web:80/proxy/", 400, "invalid pod request"),
      (Self.objects + "pods/none/proxy/", 404, "not found"),
      (Self.objects + "services/web/proxy/", 200, "Welcome to nginx!"),
      (Self.objects + "services/web:http/proxy/", 200, "Welcome to nginx!"),
      (Self.objects + "services/web:8080/proxy/", 200, "Welcome to nginx!"),
      (Self.objects + "services/web:9/proxy/", 503, "no service port"),
      (Self.objects + "services/empty/proxy/", 503, "no endpoints available for service"),
      ("/api/v1/nodes/node-1/proxy/healthz", 200, "ok"),
      ("/api/v1/nodes/node-1/proxy/pods", 200, #""kind":"PodList""#),
      ("/api/v1/nodes/node-1/proxy/configz", 200, "kubeletconfig"),
      ("/api/v1/nodes/node-1/proxy/stats/summary", 200, "podRef"),
      ("/api/v1/nodes/node-1/proxy/metrics/resource", 200, "node_memory_working_set_bytes"),
      ("/api/v1/nodes/node-1/proxy/nothing", 404, "404 page not found"),
      ("/api/v1/nodes/none/proxy/healthz", 404, "not found"),
    ]
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try served.connect()
      for (path, status, text) in cases {
        let answer = try client.ask("GET", served.path + path)
        #expect(answer.status == status, "\(path)")
        #expect(answer.text.contains(text), "\(path): \(answer.text.prefix(300))")
      }
    }
  }
}
