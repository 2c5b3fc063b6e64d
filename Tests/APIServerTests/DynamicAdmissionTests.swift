import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct DynamicAdmissionTests {
  private let now = Instant(seconds: 1_795_363_717)
  private let group = "/apis/admissionregistration.k8s.io/v1/"

  private struct Answer {
    let status: Int
    let message: String
    let warnings: [String]
  }

  private func send(
    _ server: inout APIServer, _ method: APIRequest.Method, _ path: String, _ yaml: String = "",
    query: [(name: String, value: String)] = []
  ) throws -> Answer {
    let body = yaml.isEmpty ? APIRequest.Body.none : .value(try YAMLReader.document(Array(yaml.utf8)).value)
    let type = method == .patch ? "application/merge-patch+json" : "application/json"
    let response = server.handle(APIRequest(method, path, query: query, contentType: type, body: body), at: now)
    guard case .value(let value) = response.body else {
      return Answer(status: response.status, message: "", warnings: response.warnings)
    }
    return Answer(
      status: response.status, message: value["message"]?.stringValue ?? "", warnings: response.warnings)
  }

  private func webhook(_ more: String, kind: String = "Validating") -> String {
    """
    apiVersion: admissionregistration.k8s.io/v1
    kind: \(kind)WebhookConfiguration
    metadata: {name: guard}
    webhooks:
    - name: guard.example.com
      admissionReviewVersions: [v1]
      sideEffects: None
      rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
      \(more)
    """
  }

  private let maps = "/api/v1/namespaces/default/configmaps"
  private let settings = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}"

  private func failure(_ reason: String) -> String {
    "Internal error occurred: failed calling webhook \"guard.example.com\": failed to call webhook: Post \(reason)"
  }

  @Test("A webhook that cannot be reached refuses what it should look at.", arguments: ["Validating", "Mutating"])
  func unreachableWebhookRefuses(kind: String) throws {
    var server = APIServer(seed: 1, at: now)
    let config = webhook("clientConfig: {service: {name: guard, namespace: default}}", kind: kind)
    let path = group + kind.lowercased() + "webhookconfigurations"
    #expect(try send(&server, .post, path, config).status == 201)
    let url = "\"https://guard.default.svc:443/?timeout=10s\": "
    #expect(try send(&server, .post, maps, settings).message == failure(url + "service \"guard\" not found"))
    let service =
      "{apiVersion: v1, kind: Service, metadata: {name: guard}, spec: {clusterIP: 10.96.7.7, ports: [{port: 443}]}}"
    #expect(try send(&server, .post, "/api/v1/namespaces/default/services", service).status == 201)
    let refused = try send(&server, .post, maps, settings)
    #expect(refused.message == failure(url + "dial tcp 10.96.7.7:443: connect: connection refused"))
    #expect(refused.status == 500)
    #expect(try send(&server, .delete, path + "/guard").status == 200)
    #expect(try send(&server, .post, maps, settings).status == 201)
  }

  @Test(
    "A webhook looks at what its rules and selectors say.",
    arguments: [
      ("failurePolicy: Ignore", true), ("namespaceSelector: {matchLabels: {team: other}}", true),
      ("objectSelector: {matchLabels: {app: web}}", true), ("failurePolicy: Fail", false),
      ("matchConditions: [{name: one, expression: 'object.metadata.name != \"settings\"'}]", true),
      ("matchConditions: [{name: one, expression: 'request.operation == \"CREATE\"'}]", false),
    ])
  func webhookSelects(more: String, isLetIn: Bool) throws {
    var server = APIServer(seed: 1, at: now)
    let config = webhook("clientConfig: {url: 'https://guard.example.com/check'}\n  \(more)")
    #expect(try send(&server, .post, group + "validatingwebhookconfigurations", config).status == 201)
    let answer = try send(&server, .post, maps, settings)
    #expect((answer.status == 201) == isLetIn)
    if !isLetIn {
      let url = "\"https://guard.example.com/check?timeout=10s\": "
      #expect(answer.message == failure(url + "dial tcp: lookup guard.example.com: no such host"))
    }
  }

  private func serving(
    policy: String, actions: String = "[Deny]", on start: APIServer? = nil
  ) throws -> APIServer {
    var server = start ?? APIServer(seed: 1, at: now)
    let text = """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: names}
      spec:
        matchConstraints:
          resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [configmaps]}]
      """
    let whole = text + "\n" + policy.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    let answer = try send(&server, .post, group + "validatingadmissionpolicies", whole)
    #expect(answer.status == 201, "\(answer.message)")
    let binding = """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: names}
      spec: {policyName: names, validationActions: \(actions)}
      """
    #expect(try send(&server, .post, group + "validatingadmissionpolicybindings", binding).status == 201)
    return server
  }

  private func denied(_ why: String) -> String {
    "configmaps \"settings\" is forbidden: ValidatingAdmissionPolicy 'names' with binding 'names' denied request: \(why)"
  }

  @Test(
    "A policy refuses in the words that it has.",
    arguments: [
      (
        "validations: [{expression: 'object.metadata.name == \"x\"'}]", 422,
        "failed expression: object.metadata.name == \"x\""
      ),
      ("validations: [{expression: 'false', message: 'no', reason: Forbidden}]", 403, "no"),
      (
        "validations: [{expression: 'false', message: 'no', messageExpression: '\"no \" + object.metadata.name'}]", 422,
        "no settings"
      ),
      (
        "validations: [{expression: 'object.data.size() > 0'}]", 422,
        "expression 'object.data.size() > 0' resulted in error: no such key: data"
      ),
      (
        "variables: [{name: who, expression: 'object.metadata.name'}]\nvalidations: [{expression: 'variables.who != \"settings\"'}]",
        422, "failed expression: variables.who != \"settings\""
      ),
    ])
  func policyRefuses(policy: String, status: Int, why: String) throws {
    var server = try serving(policy: policy)
    let answer = try send(&server, .post, maps, settings)
    #expect(answer.status == status)
    #expect(answer.message == denied(why))
  }

  @Test(
    "What a policy lets through is stored.",
    arguments: [
      "validations: [{expression: 'object.metadata.name == \"settings\"'}]",
      "failurePolicy: Ignore\nvalidations: [{expression: 'object.data.size() > 0'}]",
      "matchConditions: [{name: a, expression: 'object.metadata.name == \"x\"'}]\nvalidations: [{expression: 'false'}]",
      "validations: [{expression: 'namespaceObject.metadata.name == \"default\" && request.userInfo.username != \"\"'}]",
    ])
  func policyLetsThrough(policy: String) throws {
    var server = try serving(policy: policy)
    #expect(try send(&server, .post, maps, settings).message == "")
  }

  @Test(
    "A binding that only warns lets the object in, also in a dry run.",
    arguments: [[], [(name: "dryRun", value: "All")]])
  func bindingWarns(query: [(name: String, value: String)]) throws {
    var server = try serving(policy: "validations: [{expression: 'false', message: 'no'}]", actions: "[Warn, Audit]")
    let answer = try send(&server, .post, maps, settings, query: query)
    #expect(answer.status == 201)
    #expect(answer.warnings == ["Validation failed for ValidatingAdmissionPolicy 'names' with binding 'names': no"])
    #expect(try send(&server, .get, maps).warnings == [])
  }

  @Test("A policy looks at changes and at deletions, too.")
  func policyLooksAtChanges() throws {
    var server = try serving(
      policy:
        "validations: [{expression: 'request.operation == \"CREATE\" || oldObject.data.a != \"1\"', message: 'kept'}]")
    #expect(try send(&server, .post, maps, settings.dropLast() + ", data: {a: '1'}}").status == 201)
    #expect(try send(&server, .patch, maps + "/settings", "{data: {a: '2'}}").message == denied("kept"))
    #expect(try send(&server, .delete, maps + "/settings").message == denied("kept"))
    #expect(try send(&server, .delete, group + "validatingadmissionpolicybindings/names").status == 200)
    #expect(try send(&server, .delete, maps + "/settings").status == 200)
  }

  @Test("A policy that names what does not exist is refused.")
  func policyWithUnknownVariableIsRefused() throws {
    var server = APIServer(seed: 1, at: now)
    let answer = try send(
      &server, .post, group + "validatingadmissionpolicies",
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: names}
      spec:
        matchConstraints:
          resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [configmaps]}]
        validations: [{expression: "objekt.x"}]
      """)
    #expect(answer.status == 422)
    #expect(answer.message.contains("undeclared reference to 'objekt' (in container '')"))
  }

  @Test("A policy reads its limits from the object that its binding names.")
  func policyReadsParameters() throws {
    var start = APIServer(seed: 1, at: now)
    try start.create(
      ["metadata": ["name": "allowed", "namespace": "kube-system"], "data": ["settings": "yes"]], in: .configMaps,
      as: .admin, at: now)
    var server = try serving(
      policy:
        "paramKind: {apiVersion: v1, kind: ConfigMap}\nvalidations: [{expression: 'object.metadata.name in params.data'}]",
      on: start)
    let binding = group + "validatingadmissionpolicybindings/names"
    func reference(_ name: String) -> String {
      "{spec: {paramRef: {name: \(name), namespace: kube-system, parameterNotFoundAction: Deny}}}"
    }
    #expect(try send(&server, .patch, binding, reference("missing")).status == 200)
    #expect(
      try send(&server, .post, maps, settings).message
        == denied("failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction")
    )
    #expect(try send(&server, .patch, binding, reference("allowed")).status == 200)
    #expect(try send(&server, .post, maps, settings).status == 201)
    #expect(try send(&server, .post, maps, settings.replacing("settings", with: "other")).status == 422)
  }
}
