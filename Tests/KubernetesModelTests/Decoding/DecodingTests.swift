import KubernetesModel
import Testing

@Suite struct TypedDecoderTests {
  private func pod(_ text: String) throws -> (value: JSONValue, unknownFields: [String]) {
    try TypedDecoder.decode(JSONParser.parse(text), as: "core.v1.Pod")
  }

  @Test("unknown fields are reported and left out")
  func unknownFieldsAreReportedAndLeftOut() throws {
    let result = try pod(
      #"{"kind":"Pod","spec":{"contaners":[],"containers":[{"name":"a","comand":["ls"]}]},"metadata":{"labels":{"any":"x"}}}"#
    )
    #expect(result.unknownFields == ["spec.containers[0].comand", "spec.contaners"])
    #expect(
      result.value == ["kind": "Pod", "spec": ["containers": [["name": "a"]]], "metadata": ["labels": ["any": "x"]]])
  }

  @Test(
    "values of a wrong type are refused in Go's words",
    arguments: [
      (
        #"{"spec":{"containers":"no"}}"#,
        "json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type []v1.Container"
      ),
      (
        #"{"spec":{"containers":[{"image":5}]}}"#,
        "json: cannot unmarshal number into Go struct field Container.spec.containers.image of type string"
      ),
      (#"{"spec":5}"#, "json: cannot unmarshal number into Go struct field Pod.spec of type v1.PodSpec"),
      (
        #"{"metadata":{"labels":{"a":1}}}"#,
        "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string"
      ),
      (
        #"{"spec":{"containers":[{"ports":[{"containerPort":1.5}]}]}}"#,
        "json: cannot unmarshal number 1.5 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32"
      ),
      (
        #"{"spec":{"priority":3000000000}}"#,
        "json: cannot unmarshal number 3000000000 into Go struct field PodSpec.spec.priority of type int32"
      ),
      ("[]", "json: cannot unmarshal array into Go value of type v1.Pod"),
      (
        #"{"spec":{"containers":[{"resources":{"limits":{"cpu":"many"}}}]}}"#,
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
      ),
      (
        #"{"metadata":{"creationTimestamp":"today"}}"#,
        #"parsing time "today" as "2006-01-02T15:04:05Z07:00": cannot parse "today" as "2006""#
      ),
      (
        #"{"spec":{"containers":[{"livenessProbe":{"httpGet":{"port":{}}}}]}}"#,
        "json: cannot unmarshal object into Go value of type int32"
      ),
    ])
  func valuesOfAWrongTypeAreRefusedInGosWords(_ text: String, message: String) {
    #expect(throws: TypeMismatch.self) { try pod(text) }
    do { _ = try pod(text) } catch { #expect("\(error)" == message) }
  }

  @Test("values are normalised")
  func valuesAreNormalised() throws {
    let result = try pod(
      #"{"metadata":{"labels":{},"annotations":null,"creationTimestamp":"2026-11-22T15:50:13+02:00"},"spec":{"nodeSelector":{"a":null},"containers":[{"name":"a","args":[],"resources":{"limits":{"cpu":0.5,"memory":"1024Mi"}},"livenessProbe":{"httpGet":{"port":"http"}}}]}}"#
    )
    let expected: JSONValue = [
      "metadata": ["creationTimestamp": "2026-11-22T13:50:13Z"],
      "spec": [
        "nodeSelector": ["a": ""],
        "containers": [
          [
            "name": "a", "resources": ["limits": ["cpu": "500m", "memory": "1Gi"]],
            "livenessProbe": ["httpGet": ["port": "http"]],
          ]
        ],
      ],
    ]
    #expect(result.value == expected)
  }

  @Test(
    "a secret's bytes must be base64",
    arguments: [
      ("not base64!", 3), ("abc", 0), ("YQ=", 3), ("YQ=x", 2), ("=", 0), ("YWFh=", 4), ("YQ==x", 4), ("YWFhYQ", 4),
    ])
  func aSecretsBytesMustBeBase64(_ text: String, offset: Int) {
    let secret: JSONValue = ["data": ["a": .string(text)]]
    let error = #expect(throws: TypeMismatch.self) { try TypedDecoder.decode(secret, as: "core.v1.Secret") }
    #expect(error?.description == "illegal base64 data at input byte \(offset)")
  }

  @Test("problems come in the order of the body")
  func problemsComeInTheOrderOfTheBody() throws {
    let body = #"{"kind":"ConfigMap","metadata":{"name":"x","nmae":"y"},"dta":{},"data":{"a":"1"},"data":{"a":"2"}}"#
    let unknown = try TypedDecoder.decode(JSONParser.parse(body), as: "core.v1.ConfigMap").unknownFields
    let problems = StrictProblems.list(unknownFields: unknown, body: Array(body.utf8))
    #expect(
      StrictProblems.message(problems)
        == #"strict decoding error: unknown field "metadata.nmae", unknown field "dta", duplicate field "data""#)
  }

  @Test("what was decoded decodes to itself", arguments: 0..<100)
  func whatWasDecodedDecodesToItself(_ seed: UInt64) throws {
    let once = try TypedDecoder.decode(Noise(seed).pod(), as: "core.v1.Pod").value
    #expect(try TypedDecoder.decode(once, as: "core.v1.Pod").value == once)
    let keys = ["metadata", "spec", "containers", "labels", "name", "ports", "resources"]
    _ = try? TypedDecoder.decode(Noise(seed).object(depth: 5, keys: keys), as: "core.v1.Pod")
  }
}
