import KubernetesModel
import Testing

@Suite struct ProtobufRoundTripTests {
  @Test(
    "An object with every field reads as it was written, of every kind.",
    arguments: TypeTable.kubernetes.kinds.filter { !$0.kind.hasSuffix("List") })
  func everyField(kind: GroupVersionKind) throws {
    let type = try #require(TypeTable.kubernetes.type(of: kind))
    let full = try #require(value(.named(type.name), depth: 0))
    let bytes = ProtobufEncoder.encode(full, as: type.name)
    #expect(try ProtobufDecoder.decode(bytes[...], as: type.name) == full)
  }

  /// A value other than zero, of any type; nil where a type holds itself without end.
  private func value(_ type: FieldType, depth: Int) -> JSONValue? {
    switch type {
    case .string: return "text"
    case .bool: return true
    case .int32: return -7
    case .int64: return .integer(Int64.min)
    case .double: return 0.5
    case .bytes: return "AP8="
    case .list(let element): return value(element, depth: depth + 1).map { depth < 2 ? [$0, $0] : [$0] }
    case .map(let element): return value(element, depth: depth + 1).map { ["a": $0] }
    case .named(let name):
      guard let definition = TypeTable.kubernetes.type(named: name), depth < 14 else { return nil }
      if definition.scalar != nil { return scalar(name) }
      var object = JSONObject()
      // The kind of an object stands in its envelope, and nowhere for objects within objects.
      for field in definition.fields where field.number != nil || !["kind", "apiVersion"].contains(field.name) {
        object[field.name] = value(field.type, depth: depth + 1)
      }
      return .object(object)
    }
  }

  private func scalar(_ name: String) -> JSONValue? {
    switch name {
    case "meta.v1.Time": "2026-11-22T15:50:13Z"
    case "meta.v1.MicroTime": "2026-11-22T15:50:13.012345Z"
    case "resource.Quantity": "1500m"
    case "intstr.IntOrString": "25%"
    case "apiextensions.v1.JSONSchemaPropsOrArray", "apiextensions.v1.JSONSchemaPropsOrStringArray": nil
    case "apiextensions.v1.JSONSchemaPropsOrBool": false
    case "runtime.RawExtension", "meta.v1.FieldsV1", "apiextensions.v1.JSON": ["a": [1, "b"]]
    default: [:]
    }
  }

  @Test("Zeros of pointers are kept, other zeros are not.") func zeros() throws {
    let deployment: JSONValue = [
      "metadata": ["name": "a"], "spec": ["replicas": 0, "minReadySeconds": 0, "paused": false],
    ]
    let bytes = ProtobufEncoder.encode(deployment, as: "apps.v1.Deployment")
    let spec = try ProtobufDecoder.decode(bytes[...], as: "apps.v1.Deployment")["spec"]
    #expect(spec?["replicas"] == 0)
    #expect(spec?["minReadySeconds"] == nil)
    #expect(spec?["paused"] == nil)
  }

  @Test(
    "Whatever JSON allows in an `IntOrString` comes back.", arguments: [0, 8080, -1, "http", "50%", ""] as [JSONValue])
  func intOrString(port: JSONValue) throws {
    let service: JSONValue = ["spec": ["ports": [["port": 80, "targetPort": port]]]]
    let bytes = ProtobufEncoder.encode(service, as: "core.v1.Service")
    let read = try ProtobufDecoder.decode(bytes[...], as: "core.v1.Service")
    #expect(read.at("spec", "ports")?[0]?["targetPort"] == port)
  }

  @Test("A schema may be one thing or another.") func schemas() throws {
    let schema: JSONValue = [
      "type": "object", "additionalProperties": ["type": "string"], "additionalItems": false,
      "items": ["type": "integer"], "default": ["a": 1], "enum": ["x", 2, .null], "minimum": 0.5, "maxLength": 0,
      "properties": ["spec": ["type": "array", "items": ["type": "string"]]],
    ]
    let bytes = ProtobufEncoder.encode(schema, as: "apiextensions.v1.JSONSchemaProps")
    #expect(try ProtobufDecoder.decode(bytes[...], as: "apiextensions.v1.JSONSchemaProps") == schema)
  }
}
