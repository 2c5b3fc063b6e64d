import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct ProtobufRequestTests {
  private let now = Instant(seconds: 1_800_000_000)
  private let protobuf = "application/vnd.kubernetes.protobuf"

  private func body(_ value: JSONValue) -> APIRequest.Body { .bytes(ProtobufEnvelope.encode(value) ?? []) }

  private func post(_ server: inout APIServer, _ path: String, _ body: APIRequest.Body) -> APIResponse {
    server.handle(APIRequest(.post, path, contentType: protobuf, body: body), at: now)
  }

  @Test("A Deployment that comes as protobuf is stored as one that comes as JSON.") func deployment() {
    let deployment: JSONValue = [
      "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"],
      "spec": [
        "replicas": 0, "selector": ["matchLabels": ["a": "b"]],
        "template": [
          "metadata": ["labels": ["a": "b"]],
          "spec": [
            "containers": [["name": "x", "image": "x", "resources": ["requests": ["cpu": "100m"]]]],
            "automountServiceAccountToken": false, "terminationGracePeriodSeconds": 0,
          ],
        ],
      ],
    ]
    let path = "/apis/apps/v1/namespaces/default/deployments"
    var (one, other) = (APIServer(seed: 1, at: now), APIServer(seed: 1, at: now))
    let sent = post(&one, path, body(deployment))
    let asJSON = other.handle(APIRequest(.post, path, body: .bytes(JSONWriter.bytes(deployment))), at: now)
    #expect(sent.status == 201)
    #expect(sent.object == asJSON.object)
  }

  @Test("Delete options are read from protobuf, for custom resources too.") func deleteOptions() {
    var server = APIServer(seed: 1, at: now)
    let configMap: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "x"]]
    #expect(post(&server, "/api/v1/namespaces/default/configmaps", body(configMap)).status == 201)
    let options: JSONValue = [
      "apiVersion": "v1", "kind": "DeleteOptions", "preconditions": ["uid": "00000000-0000-0000-0000-000000000000"],
    ]
    let answer = server.handle(
      APIRequest(
        .delete, "/api/v1/namespaces/default/configmaps/x", contentType: protobuf, body: body(options)), at: now)
    #expect(answer.status == 409)
  }

  @Test(
    "Bodies that are no messages are refused with the words of a real server.",
    arguments: [
      (
        Array("nonsense".utf8),
        "the object provided is unrecognized (must be of type ConfigMap): provided data does not appear to be a "
          + "protobuf message, expected prefix [107 56 115 0] (6e6f6e73656e7365)"
      ),
      (
        ProtobufEnvelope.prefix,
        "the object provided is unrecognized (must be of type ConfigMap): empty body (6b387300)"
      ),
      (
        ProtobufEnvelope(apiVersion: "v1", kind: "ConfigMap", raw: [0x0A, 0x7F]).bytes,
        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: unexpected EOF"
      ),
      (
        ProtobufEnvelope(apiVersion: "v1", kind: "Secret", raw: []).bytes,
        "Secret in version \"v1\" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): "
          + "unknown conversion"
      ),
    ])
  func refused(bytes: [UInt8], message: String) {
    var server = APIServer(seed: 1, at: now)
    let answer = post(&server, "/api/v1/namespaces/default/configmaps", .bytes(bytes))
    #expect(answer.status == 400)
    #expect(answer.object["message"]?.stringValue == message)
  }

  @Test("Custom resources are not read as protobuf.") func customResources() {
    var server = APIServer(seed: 1, at: now)
    let version: JSONValue = [
      "name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": ["type": "object"]],
    ]
    let definition: JSONValue = [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": "toys.example.com"],
      "spec": [
        "group": "example.com", "scope": "Namespaced", "names": ["plural": "toys", "kind": "Toy"],
        "versions": [version],
      ],
    ]
    let created = post(
      &server, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", body(definition))
    #expect(created.status == 201)
    let answer = post(&server, "/apis/example.com/v1/namespaces/default/toys", .bytes(ProtobufEnvelope.prefix + [0]))
    #expect(answer.status == 415)
    #expect(
      answer.object["message"]?.stringValue
        == "the body of the request was in an unknown format - accepted media types include: application/json, "
        + "application/yaml")
  }
}

extension APIResponse {
  fileprivate var object: JSONValue { if case .value(let value) = body { value } else { .null } }
}
