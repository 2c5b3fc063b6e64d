/// Checks an applied configuration against its type, with the error texts of structured-merge-diff.
struct ConfigurationCheck {
  let table: TypeTable

  /// Nil when there is nothing wrong.
  func error(_ value: JSONValue, type: String) -> String? {
    var errors: [String] = []
    check(value, .named(type), table.shape(of: .named(type)), "", into: &errors)
    guard errors.count > 1 else { return errors.first }
    return "errors:\n" + errors.map { "  " + $0 }.joined(separator: "\n")
  }

  private func check(
    _ value: JSONValue, _ type: FieldType, _ shape: FieldShape, _ path: String, into errors: inout [String]
  ) {
    if value.isNull { return }
    func expected(_ what: String) {
      errors.append("\(path): expected \(what), got &value.valueUnstructured{Value:\(GoText.syntax(value))}")
    }
    switch type {
    case .string, .bytes: if value.stringValue == nil { expected("string") }
    case .bool: if value.boolValue == nil { expected("boolean") }
    case .int32, .int64, .double:
      if value.doubleValue == nil { expected("numeric (int or float)") }
    case .list(let element):
      guard case .array(let elements) = value else { return expected("list") }
      checkElements(elements, element, shape, path, into: &errors)
    case .map(let element):
      guard case .object(let object) = value else { return expected("map") }
      for member in object.members {
        check(member.value, element, table.shape(of: element), path + "." + member.key, into: &errors)
      }
    case .named(let name):
      guard let definition = table.type(named: name), definition.scalar == nil else { return }
      guard case .object(let object) = value else { return expected("map") }
      for member in object.members {
        guard let field = definition.field(member.key) else {
          errors.append("\(path).\(member.key): field not declared in schema")
          continue
        }
        check(member.value, field.type, table.shape(of: field), path + "." + member.key, into: &errors)
      }
    }
  }

  private func checkElements(
    _ elements: [JSONValue], _ type: FieldType, _ shape: FieldShape, _ path: String, into errors: inout [String]
  ) {
    var seen = Set<String>()
    for (index, element) in elements.enumerated() {
      var own = "\(path)[\(index)]"
      if case .keyedList(let keys, _) = shape {
        guard keys.contains(where: { element[$0] != nil }) else {
          errors.append(
            "\(path): element \(index): associative list with keys has an element that omits key field "
              + "\(GoText.quoted(keys.first ?? "")) (and doesn't have default value)")
          continue
        }
        let key = FieldParts.key(of: element, keys)
        own = path + FieldSet(tree: JSONObject([(key: key, value: .object(JSONObject()))])).paths.joined()
        if !seen.insert(key).inserted {
          errors.append("\(path): duplicate entries for key \(own.dropFirst(path.count))")
        }
      }
      check(element, type, table.shape(of: type), own, into: &errors)
    }
  }
}
