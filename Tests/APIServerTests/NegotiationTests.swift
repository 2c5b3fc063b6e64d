import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct NegotiationTests {
  private let now = Instant(seconds: 1_800_000_000)
  private let namespaces = "/api/v1/namespaces"

  private func get(_ path: String, _ accept: String, query: [(name: String, value: String)] = []) -> APIResponse {
    var server = APIServer(seed: 1, at: now)
    return server.handle(APIRequest(.get, path, query: query, accept: accept), at: now)
  }

  @Test(
    "The format is the first that the client prefers and the server has.",
    arguments: [
      ("", "application/json"),
      ("*/*", "application/json"),
      ("application/yaml", "application/yaml"),
      ("application/vnd.kubernetes.protobuf", "application/vnd.kubernetes.protobuf"),
      ("application/vnd.kubernetes.protobuf,application/json", "application/vnd.kubernetes.protobuf"),
      ("application/json;q=0.5, application/yaml", "application/yaml"),
      ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
      ("application/json;as=Table;v=v9;g=meta.k8s.io, application/yaml", "application/yaml"),
      (
        "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1;g=meta.k8s.io",
        "application/json"
      ),
    ])
  func formats(accept: String, contentType: String) {
    let answer = get(namespaces, accept)
    #expect(answer.status == 200)
    #expect(answer.contentType == contentType)
  }

  @Test(
    "What cannot be served is refused, in the words of the check that fails.",
    arguments: [
      (
        "/api/v1/namespaces", "text/html",
        "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, "
          + "application/vnd.kubernetes.protobuf, application/json;stream=watch, "
          + "application/vnd.kubernetes.protobuf;stream=watch"
      ),
      (
        "/api/v1/namespaces/default", "application/*",
        "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, "
          + "application/vnd.kubernetes.protobuf"
      ),
      (
        "/api/v1/namespaces", "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io",
        "only the following media types are accepted: application/json, application/yaml, "
          + "application/vnd.kubernetes.protobuf"
      ),
      (
        "/apis/apps/v1", "text/html",
        "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, "
          + "application/vnd.kubernetes.protobuf"
      ),
    ])
  func refusals(path: String, accept: String, message: String) {
    let answer = get(path, accept)
    #expect(answer.status == 406)
    #expect(answer.contentType == "application/json")
    #expect(answer.object["message"]?.stringValue == message)
  }

  @Test("A watch cannot be sent as YAML.") func watchAsYAML() {
    let answer = get(namespaces, "application/yaml", query: [("watch", "1")])
    #expect(
      answer.object["message"]?.stringValue
        == "only the following media types are accepted: application/json;stream=watch, "
        + "application/vnd.kubernetes.protobuf;stream=watch")
  }

  @Test("A failure reads in protobuf as a real server writes it.") func failureAsProtobuf() {
    let answer = get("/api/v1/namespaces/default/pods/nope", "application/vnd.kubernetes.protobuf")
    let message: [UInt8] =
      [0x0A, 0x06, 0x0A, 0x00, 0x12, 0x00, 0x1A, 0x00, 0x12, 0x07] + Array("Failure".utf8) + [0x1A, 0x15]
      + Array("pods \"nope\" not found".utf8) + [0x22, 0x08] + Array("NotFound".utf8) + [0x2A, 0x12, 0x0A, 0x04]
      + Array("nope".utf8) + [0x12, 0x00, 0x1A, 0x04] + Array("pods".utf8) + [0x28, 0x00, 0x32, 0x00, 0x30, 0x94, 0x03]
    let envelope: [UInt8] =
      ProtobufEnvelope.prefix + [0x0A, 0x0C, 0x0A, 0x02] + Array("v1".utf8) + [0x12, 0x06] + Array("Status".utf8)
      + [0x12, UInt8(message.count)] + message + [0x1A, 0x00, 0x22, 0x00]
    #expect(answer.status == 404)
    #expect(answer.encodedBody == envelope)
  }

  @Test("A list in protobuf holds what the list in JSON holds.", arguments: ["namespaces", "services", "configmaps"])
  func lists(plural: String) throws {
    let answer = get("/api/v1/" + plural, "application/vnd.kubernetes.protobuf")
    let envelope = try ProtobufEnvelope(parsing: answer.encodedBody ?? [])
    let kind = GroupVersionKind(GroupVersion(apiVersion: envelope.apiVersion), envelope.kind)
    let type = try #require(ProtobufEnvelope.type(of: kind))
    let read = try ProtobufDecoder.decode(envelope.raw, as: type)
    let plain = get("/api/v1/" + plural, "application/json").object
    #expect(read["items"] == plain["items"])
  }

  @Test("Metadata alone comes as protobuf too.") func metadata() throws {
    let answer = get(
      namespaces, "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
    let envelope = try ProtobufEnvelope(parsing: answer.encodedBody ?? [])
    #expect(envelope.apiVersion == "meta.k8s.io/v1")
    #expect(envelope.kind == "PartialObjectMetadataList")
    let read = try ProtobufDecoder.decode(envelope.raw, as: "meta.v1.PartialObjectMetadataList")
    let names = (read["items"]?.arrayValue ?? []).map(\.name)
    #expect(names.contains("default"))
  }

  @Test("Events of a watch in protobuf have their length before them.") func watchFrames() throws {
    let answer = get(namespaces, "application/vnd.kubernetes.protobuf", query: [("watch", "1")])
    #expect(answer.contentType == "application/vnd.kubernetes.protobuf;stream=watch")
    let event: JSONValue = [
      "type": "ADDED", "object": ["kind": "Namespace", "apiVersion": "v1", "metadata": ["name": "a"]],
    ]
    let frame = MediaType.protobuf.encode(event: event)
    #expect(frame.prefix(4) == [0, 0, 0, UInt8(frame.count - 4)])
    #expect(Array(frame[4..<11]) == [0x0A, 0x05] + Array("ADDED".utf8))
    #expect(frame.contains(subsequence: ProtobufEnvelope.prefix))
  }

  @Test("Curl gets JSON over several lines.") func pretty() {
    var server = APIServer(seed: 1, at: now)
    let answer = server.handle(APIRequest(.get, namespaces + "/default", userAgent: "curl/8.0"), at: now)
    #expect(String(decoding: answer.encodedBody ?? [], as: UTF8.self).hasPrefix("{\n  \""))
  }

  @Test(
    "Discovery comes aggregated in the version that is asked for, or plain.",
    arguments: [
      ("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json", "v2"),
      ("application/json;as=APIGroupDiscoveryList;v=v2beta1;g=apidiscovery.k8s.io,application/json", "v2beta1"),
      ("application/json", ""),
      ("application/json;g=apidiscovery.k8s.io;v=v9;as=APIGroupDiscoveryList,application/json", ""),
    ])
  func discovery(accept: String, version: String) {
    for path in ["/api", "/apis"] {
      let answer = get(path, accept)
      #expect(answer.status == 200)
      if version.isEmpty {
        #expect(answer.contentType == "application/json")
        #expect(answer.object.kind == (path == "/api" ? "APIVersions" : "APIGroupList"))
      } else {
        #expect(
          answer.contentType == "application/json;g=apidiscovery.k8s.io;v=\(version);as=APIGroupDiscoveryList")
        #expect(answer.object.apiVersion == "apidiscovery.k8s.io/" + version)
      }
    }
  }
}

extension [UInt8] {
  fileprivate func contains(subsequence: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: subsequence) }
  }
}

extension APIResponse {
  fileprivate var object: JSONValue { if case .value(let value) = body { value } else { .null } }
}
