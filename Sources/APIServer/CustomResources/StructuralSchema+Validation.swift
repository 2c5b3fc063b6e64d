import KubernetesModel

extension StructuralSchema {
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
      checkPattern(text, path, &errors)
    }
    checkCounts(value, path, &errors)
  }

  private func checkPattern(_ text: String, _ path: String, _ errors: inout FieldErrors) {
    guard let pattern = schema["pattern"]?.stringValue,
      let expression = try? RegularExpression(pattern, syntax: .perl), !expression.matches(text)
    else { return }
    errors.invalid(path, text, "\(path) in body should match '\(pattern)'")
  }

  private func checkCounts(_ value: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    if let count = value.arrayValue?.count {
      if let least = schema["minItems"]?.intValue, count < least {
        errors.invalid(path, JSONValue(count), "\(path) in body should have at least \(least) items")
      }
      if let most = schema["maxItems"]?.intValue, count > most { errors.tooMany(path, count, Int(clamping: most)) }
    }
    if let count = value.objectValue?.count {
      if let least = schema["minProperties"]?.intValue, count < least {
        errors.invalid(path, JSONValue(count), "\(path) in body should have at least \(least) properties")
      }
      if let most = schema["maxProperties"]?.intValue, count > most { errors.tooMany(path, count, Int(clamping: most)) }
    }
  }
}
