import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct PageTests {
  private let now = Instant(seconds: 1_800_000_000)

  private func text(_ path: String, _ query: [(name: String, value: String)] = []) -> String {
    var server = APIServer(seed: 1, at: now)
    return text(&server, path, query)
  }

  private func text(_ server: inout APIServer, _ path: String, _ query: [(name: String, value: String)] = []) -> String
  {
    String(decoding: server.handle(APIRequest(.get, path, query: query), at: now).encodedBody ?? [], as: UTF8.self)
  }

  @Test("Every check is well, and none can be asked for that there is not.") func checks() {
    #expect(text("/readyz") == "ok")
    #expect(text("/livez/etcd") == "ok")
    #expect(text("/healthz/poststarthook/rbac/bootstrap-roles") == "ok")
    #expect(text("/livez/shutdown") == "404 page not found\n")
    #expect(text("/readyz", [("verbose", "")]).hasSuffix("[+]shutdown ok\nreadyz check passed\n"))
  }

  @Test("Checks can be left out.") func exclusion() {
    let answer = text("/livez", [("verbose", ""), ("exclude", "etcd"), ("exclude", "nothing")])
    #expect(answer.contains("[+]etcd excluded: ok\n"))
    #expect(
      answer.hasSuffix(
        "warn: some health checks cannot be excluded: no matches for \"nothing\"\nlivez check passed\n"))
  }

  @Test("Metrics count requests and objects.") func metrics() {
    var server = APIServer(seed: 1, at: now)
    for _ in 0..<3 { _ = text(&server, "/api/v1/namespaces/default/pods") }
    let metrics = text(&server, "/metrics")
    #expect(
      metrics.contains(
        "apiserver_request_total{code=\"200\",component=\"apiserver\",dry_run=\"\",group=\"\",resource=\"pods\","
          + "scope=\"namespace\",subresource=\"\",verb=\"LIST\",version=\"v1\"} 3\n"))
    #expect(metrics.contains("apiserver_storage_objects{resource=\"namespaces\"} 4\n"))
  }

  @Test("The root names the paths.") func root() {
    let page = text("/")
    for path in ["/api/v1", "/apis/apps", "/apis/apps/v1", "/healthz/ping", "/metrics", "/openid/v1/jwks", "/version"] {
      #expect(page.contains("\"\(path)\""))
    }
  }

  @Test("The issuer of tokens tells who it is.") func issuer() {
    #expect(text("/.well-known/openid-configuration").contains("https://kubernetes.default.svc.cluster.local"))
    #expect(text("/openid/v1/jwks").contains("\"alg\":\"RS256\""))
  }

  @Test("Who may not see a page is refused.") func refusal() {
    var server = APIServer(seed: 1, at: now)
    let user = UserInfo(name: "jane", groups: ["system:authenticated"])
    #expect(server.handle(APIRequest(.get, "/metrics", user: user), at: now).status == 403)
    #expect(server.handle(APIRequest(.get, "/version", user: user), at: now).status == 200)
  }
}
