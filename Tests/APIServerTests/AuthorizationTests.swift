import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct AuthorizationTests {
  let now = Instant(seconds: 1_795_363_717)
  let carol = UserInfo(name: "carol", groups: ["system:authenticated"])

  private func bind(_ server: inout APIServer, _ kind: String, _ role: String) throws {
    try server.create(
      [
        "metadata": ["name": "carol", "namespace": "default"],
        "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": .string(kind), "name": .string(role)],
        "subjects": [["apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "carol"]],
      ], in: GroupResource(group: "rbac.authorization.k8s.io", "rolebindings"), as: .admin, at: now)
  }

  private func message(_ server: inout APIServer, _ request: APIRequest) -> String {
    guard case .value(let body) = server.handle(request, at: now).body, body.kind == "Status" else { return "" }
    return body["message"]?.stringValue ?? ""
  }

  @Test(
    "the role view shows what runs in its namespace",
    arguments: [
      (APIRequest.Method.get, "/api/v1/namespaces/default/pods", true),
      (.get, "/api/v1/namespaces/default/secrets", false), (.get, "/api/v1/namespaces/kube-system/pods", false),
      (.get, "/api/v1/nodes", false), (.delete, "/api/v1/namespaces/default/pods/a", false),
      (.get, "/healthz", true), (.get, "/apis", true),
    ])
  func theRoleViewShowsWhatRunsInItsNamespace(
    method: APIRequest.Method, path: String, isAllowed: Bool
  ) throws {
    var server = APIServer(seed: 1, at: now)
    try bind(&server, "ClusterRole", "view")
    #expect((server.handle(APIRequest(method, path, user: carol), at: now).status != 403) == isAllowed)
  }

  @Test("a refusal names the roles that bindings miss")
  func aRefusalNamesTheRolesThatBindingsMiss() throws {
    var server = APIServer(seed: 1, at: now)
    try bind(&server, "Role", "nothing")
    #expect(
      message(&server, APIRequest(.get, "/api/v1/namespaces/default/pods", user: carol))
        == #"pods is forbidden: User "carol" cannot list resource "pods" in API group "" in the namespace "default": "#
        + #"RBAC: role.rbac.authorization.k8s.io "nothing" not found"#)
  }

  @Test("only who may impersonate acts as somebody else")
  func onlyWhoMayImpersonateActsAsSomebodyElse() {
    var server = APIServer(seed: 1, at: now)
    let request = APIRequest(
      .get, "/api/v1/namespaces/default/pods", user: carol, impersonated: UserInfo(name: "kubernetes-admin"))
    #expect(
      message(&server, request)
        == #"users "kubernetes-admin" is forbidden: User "carol" cannot impersonate resource "users" in API group "" "#
        + "at the cluster scope")
  }
}
