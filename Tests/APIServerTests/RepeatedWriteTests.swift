import APIServer
import KubernetesModel
import SimulationKernel
import Testing

/// Writes that say again what is there already.
@Suite struct RepeatedWriteTests {
  let now = Instant(seconds: 1_795_363_717)

  private static let configurations: [(path: String, object: JSONValue)] = [
    (
      "/api/v1/namespaces/default/configmaps/a",
      ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a", "annotations": [:]], "data": ["x": "1"]]
    ),
    (
      "/api/v1/namespaces/default/secrets/a",
      ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "a"], "stringData": ["user": "admin"]]
    ),
    (
      "/api/v1/namespaces/default/limitranges/a",
      [
        "apiVersion": "v1", "kind": "LimitRange", "metadata": ["name": "a"],
        "spec": ["limits": [["type": "Container", "max": ["memory": "1024Mi"]]]],
      ]
    ),
    (
      "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/a",
      [
        "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": ["name": "a"],
        "spec": ["podSelector": [:], "ingress": [["ports": [["port": 80]]]]],
      ]
    ),
    (
      "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings/a",
      [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": ["name": "a"],
        "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "a"],
        "subjects": [["kind": "User", "name": "a"]],
      ]
    ),
    (
      "/apis/rbac.authorization.k8s.io/v1/clusterroles/a",
      [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": ["name": "a"],
        "aggregationRule": ["clusterRoleSelectors": [["matchLabels": ["a": "b"]]]], "rules": [],
      ]
    ),
    (
      "/api/v1/namespaces/default/pods/a",
      [
        "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "a"],
        "spec": [
          "containers": [["name": "a", "image": "a:1"]], "tolerations": [["key": "a", "operator": "Exists"]],
        ],
      ]
    ),
  ]

  @Test("An applied configuration that is applied again changes nothing, however it is written.")
  func applyingAgainChangesNothing() {
    var server = APIServer(seed: 1, at: now)
    for (path, object) in Self.configurations {
      let request = APIRequest(
        .patch, path, query: [("fieldManager", "me")], contentType: ObjectPatch.Kind.apply.rawValue,
        body: .value(object))
      let first = server.handle(request, at: now)
      let second = server.handle(request, at: now + .seconds(5))
      guard case .value(let created) = first.body, case .value(let again) = second.body else {
        Issue.record("\(path) has no answer")
        continue
      }
      #expect(first.status == 201, "\(path): \(created)")
      #expect(second.status == 200, "\(path): \(again)")
      #expect(again == created, "\(path)")
    }
  }

  @Test("A pod that is written anew as its author wrote it keeps what the server had added.")
  func podWrittenAnewKeepsAdditions() throws {
    var server = APIServer(seed: 1, at: now)
    let created = try server.create(
      ["metadata": ["name": "a", "namespace": "default"], "spec": ["containers": [["name": "a", "image": "a:1"]]]],
      in: .pods, as: .controllerManager, at: now
    ).value
    var written = created
    for key in ["tolerations", "priority", "preemptionPolicy"] { written.set(nil, at: "spec", key) }
    let answer = server.handle(
      APIRequest(
        .put, "/api/v1/namespaces/default/pods/a", contentType: "application/json", body: .value(written)), at: now)
    guard case .value(let value) = answer.body else { throw Problem.noAnswer }
    #expect(answer.status == 200)
    #expect(value["spec"] == created["spec"])
  }

  private enum Problem: Error { case noAnswer }
}
