import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct PodSecurityTests {
  private let now = Instant(seconds: 1_795_363_717)

  private func server(_ labels: [String: String]) throws -> APIServer {
    var server = APIServer(seed: 1, at: now)
    try server.create(
      ["metadata": ["name": "safe", "labels": JSONValue(labels)]], in: .namespaces, as: .admin, at: now)
    try server.create(
      ["metadata": ["name": "default", "namespace": "safe"]], in: .serviceAccounts, as: .admin, at: now)
    return server
  }

  private func answer(_ server: inout APIServer, _ spec: String) throws -> (
    status: Int, message: String, warnings: [String]
  ) {
    let text = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: \(spec)}"
    let body = try YAMLReader.document(Array(text.utf8)).value
    let response = server.handle(APIRequest(.post, "/api/v1/namespaces/safe/pods", body: .value(body)), at: now)
    guard case .value(let value) = response.body else { return (response.status, "", response.warnings) }
    return (response.status, value["message"]?.stringValue ?? "", response.warnings)
  }

  private static let plain = "{containers: [{name: a, image: 'a:1'}]}"
  private static let modest =
    "{securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}, containers: [{name: a, image: 'a:1', "
    + "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]}"

  @Test(
    "A level lets through what it allows and names what it does not.",
    arguments: [
      ("privileged", "{hostNetwork: true, containers: [{name: a, image: 'a:1'}]}", ""),
      ("baseline", plain, ""),
      (
        "baseline", "{hostNetwork: true, hostPID: true, containers: [{name: a, image: 'a:1'}]}",
        "host namespaces (hostNetwork=true, hostPID=true)"
      ),
      (
        "baseline", "{containers: [{name: a, image: 'a:1', securityContext: {privileged: true}}]}",
        "privileged (container \"a\" must not set securityContext.privileged=true)"
      ),
      (
        "baseline",
        "{containers: [{name: a, image: 'a:1'}], volumes: [{name: v, hostPath: {path: /etc}}]}",
        "hostPath volumes (volume \"v\")"
      ),
      ("restricted", modest, ""),
      (
        "restricted", plain,
        "allowPrivilegeEscalation != false (container \"a\" must set securityContext.allowPrivilegeEscalation=false), "
          + "unrestricted capabilities (container \"a\" must set securityContext.capabilities.drop=[\"ALL\"]), "
          + "runAsNonRoot != true (pod or container \"a\" must set securityContext.runAsNonRoot=true), "
          + "seccompProfile (pod or container \"a\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or "
          + "\"Localhost\")"
      ),
    ])
  func levelNamesWhatItForbids(level: String, spec: String, why: String) throws {
    var server = try server(["pod-security.kubernetes.io/enforce": level])
    let answer = try answer(&server, spec)
    #expect(answer.status == (why.isEmpty ? 201 : 403))
    let refusal = "pods \"p\" is forbidden: violates PodSecurity \"\(level):latest\": \(why)"
    #expect(answer.message == (why.isEmpty ? "" : refusal))
  }

  @Test("A level that only warns lets the pod in.")
  func levelThatWarnsLetsIn() throws {
    var server = try server(["pod-security.kubernetes.io/warn": "baseline"])
    let answer = try answer(&server, "{hostNetwork: true, containers: [{name: a, image: 'a:1'}]}")
    #expect(answer.status == 201)
    #expect(
      answer.warnings == ["would violate PodSecurity \"baseline:latest\": host namespaces (hostNetwork=true)"])
  }
}
