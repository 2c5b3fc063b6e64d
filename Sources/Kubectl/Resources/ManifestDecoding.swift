import KubernetesModel

/// What kubectl's own decoder refuses, whatever the server would say.
enum ManifestDecoding {
  /// What is wrong with a document, in Go's words; nil when it can be sent.
  static func problem(in object: JSONValue) -> String? {
    guard object.objectValue != nil else {
      return "json: cannot unmarshal \(goName(of: object)) into Go value of type unstructured.detector"
    }
    if object.kind.isEmpty { return "Object 'Kind' is missing in '\(JSONWriter.string(object))'" }
    for field in ["labels", "annotations"] {
      let values = object.at("metadata", field)?.objectValue?.members ?? []
      if let wrong = values.first(where: { $0.value.stringValue == nil && !$0.value.isNull }) {
        return
          "json: cannot unmarshal \(goName(of: wrong.value)) into Go struct field ObjectMeta.metadata.\(field) of type string"
      }
    }
    return nil
  }

  /// What Go calls a JSON value.
  private static func goName(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "bool"
    case .integer, .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
