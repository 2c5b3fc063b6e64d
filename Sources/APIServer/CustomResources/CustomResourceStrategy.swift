import KubernetesModel

/// Objects of custom kinds: completed, cut and checked by the schema of their definition.
struct CustomResourceStrategy: ResourceStrategy {
  let kind: CustomKind

  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    let schema = StructuralSchema(kind.schema)
    object = schema.pruned(object, isRoot: true).value
    schema.setDefaults(&object)
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    if kind.hasStatus { object["status"] = nil }
  }

  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool {
    func content(_ object: JSONValue) -> JSONValue {
      var object = object
      for key in ["metadata", kind.hasStatus ? "status" : "metadata"] { object[key] = nil }
      return object
    }
    return content(new) != content(old)
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    StructuralSchema(kind.schema).validate(object, "", &errors)
  }

  func validateStatusUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    validate(new, &errors)
  }
}

/// An `openAPIV3Schema`, which also says what is kept. Values are no deeper than the parser lets them be.
struct StructuralSchema {
  let schema: JSONValue

  init(_ schema: JSONValue) { self.schema = schema }

  private func property(_ key: String) -> StructuralSchema? {
    (schema["properties"]?[key] ?? schema["additionalProperties"].flatMap { $0.objectValue == nil ? nil : $0 })
      .map(StructuralSchema.init)
  }

  private var items: StructuralSchema? { schema["items"].map(StructuralSchema.init) }

  private var keepsUnknown: Bool {
    schema["x-kubernetes-preserve-unknown-fields"]?.boolValue == true
      || schema["additionalProperties"]?.boolValue == true
      || schema["x-kubernetes-embedded-resource"]?.boolValue == true
  }

  /// A value without what the schema does not know, and the paths of that.
  func pruned(_ value: JSONValue, _ path: String = "", isRoot: Bool = false) -> (value: JSONValue, unknown: [String]) {
    var unknown: [String] = []
    switch value {
    case .object(let object):
      var kept = JSONObject()
      for member in object.members {
        let inner = path.isEmpty ? member.key : path + "." + member.key
        if isRoot, ["apiVersion", "kind", "metadata"].contains(member.key) {
          kept[member.key] = member.value
        } else if let property = property(member.key) {
          let result = property.pruned(member.value, inner)
          kept[member.key] = result.value
          unknown += result.unknown
        } else if keepsUnknown {
          kept[member.key] = member.value
        } else {
          unknown.append(inner)
        }
      }
      return (.object(kept), unknown)
    case .array(let elements):
      guard let items else { return (value, []) }
      let results = elements.enumerated().map { items.pruned($0.element, "\(path)[\($0.offset)]") }
      return (.array(results.map(\.value)), results.flatMap(\.unknown))
    default: return (value, [])
    }
  }

  func setDefaults(_ value: inout JSONValue) {
    switch value {
    case .object:
      for member in schema["properties"]?.objectValue?.members ?? [] {
        if let initial = member.value["default"], value[member.key] == nil { value[member.key] = initial }
        guard var inner = value[member.key] else { continue }
        StructuralSchema(member.value).setDefaults(&inner)
        value[member.key] = inner
      }
    case .array(var elements):
      guard let items else { return }
      for index in elements.indices { items.setDefaults(&elements[index]) }
      value = .array(elements)
    default: break
    }
  }

  /// Adds what is wrong, in the words of kube-openapi's validation.
  func validate(_ value: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    if value.isNull, schema["nullable"]?.boolValue == true { return }
    guard hasType(value) else {
      let type = schema["type"]?.stringValue ?? ""
      errors.add(
        .typeInvalid, path,
        "Invalid value: \(GoText.quoted(Self.typeName(value))): \(path) in body must be of type \(type): "
          + GoText.quoted(Self.typeName(value)))
      return
    }
    switch value {
    case .object(let object):
      for member in object.members where !(path.isEmpty && ["apiVersion", "kind", "metadata"].contains(member.key)) {
        property(member.key)?.validate(member.value, path.isEmpty ? member.key : path + "." + member.key, &errors)
      }
      for name in (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue) where object[name] == nil {
        errors.required(path.isEmpty ? name : path + "." + name)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() { items?.validate(element, "\(path)[\(index)]", &errors) }
    default: break
    }
    checkEnumeration(value, path, &errors)
    checkBounds(value, path, &errors)
  }

  private func hasType(_ value: JSONValue) -> Bool {
    if schema["x-kubernetes-int-or-string"]?.boolValue == true {
      return value.intValue != nil || value.stringValue != nil
    }
    switch schema["type"]?.stringValue {
    case "object": return value.objectValue != nil
    case "array": return value.arrayValue != nil
    case "string": return value.stringValue != nil
    case "boolean": return value.boolValue != nil
    case "integer": return value.intValue != nil
    case "number": return value.doubleValue != nil
    default: return true
    }
  }

  private static func typeName(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  private func checkEnumeration(_ value: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    guard let allowed = schema["enum"]?.arrayValue, !allowed.contains(value) else { return }
    errors.notSupported(path, value, allowed.map { $0.stringValue ?? JSONWriter.string($0) })
  }

  private func checkBounds(_ value: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    func fail(_ relation: String, _ key: String) {
      let bound = schema[key].map { JSONWriter.string($0) } ?? ""
      errors.invalid(path, value, "\(path) in body should be \(relation) \(bound)")
    }
    if let number = value.doubleValue {
      if let least = schema["minimum"]?.doubleValue, number < least { fail("greater than or equal to", "minimum") }
      if let most = schema["maximum"]?.doubleValue, number > most { fail("less than or equal to", "maximum") }
    }
    if let text = value.stringValue {
      let count = Int64(text.unicodeScalars.count)
      if let least = schema["minLength"]?.intValue, count < least {
        errors.invalid(path, value, "\(path) in body should be at least \(least) chars long")
      }
      if let most = schema["maxLength"]?.intValue, count > most {
        errors.add(.tooLong, path, "Too long: may not be more than \(most) bytes")
      }
    }
  }
}
