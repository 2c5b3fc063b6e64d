import KubernetesModel

/// A JSON Schema, as far as the scenarios' uses its keywords.
struct Schema {
  let root: JSONValue

  private let patterns: [String: Regex<AnyRegexOutput>]

  init(_ root: JSONValue) {
    self.root = root
    patterns = Dictionary(
      root.allPaths.filter { $0.last == .key("pattern") }.compactMap { path in
        guard let text = root.value(at: path[...])?.stringValue, let regex = try? Regex(text) else { return nil }
        return (text, regex)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What in `value` the schema does not allow; empty when it fits.
  func complaints(about value: JSONValue) -> [String] { complaints(about: value, root, at: "") }

  private func complaints(about value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    if let reference = schema["$ref"]?.stringValue {
      return complaints(about: value, definition(reference), at: place)
    }
    var found: [String] = []
    if let types = schema["type"], !Self.has(value, types) { return ["\(place): is no \(types)"] }
    if let wanted = schema["const"], wanted != value { found.append("\(place): is not \(wanted)") }
    if let allowed = schema["enum"]?.arrayValue, !allowed.contains(value) {
      found.append("\(place): is none of \(allowed)")
    }
    if let choices = schema["oneOf"]?.arrayValue {
      let fitting = choices.filter { complaints(about: value, $0, at: place).isEmpty }.count
      if fitting != 1 { found.append("\(place): fits \(fitting) of the choices") }
    }
    if let choices = schema["anyOf"]?.arrayValue,
      !choices.contains(where: { complaints(about: value, $0, at: place).isEmpty })
    {
      found.append("\(place): fits none of the choices")
    }
    if let unwanted = schema["not"], complaints(about: value, unwanted, at: place).isEmpty {
      found.append("\(place): is what it must not be")
    }
    found += textComplaints(value, schema, at: place)
    found += listComplaints(value, schema, at: place)
    return found + objectComplaints(value, schema, at: place)
  }

  private func textComplaints(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    var found: [String] = []
    if let text = value.stringValue, let pattern = schema["pattern"]?.stringValue {
      if patterns[pattern].map({ text.firstMatch(of: $0) == nil }) ?? true {
        found.append("\(place): does not match \(pattern)")
      }
    }
    if let number = value.doubleValue, value.stringValue == nil, number < 0, schema["minimum"]?.intValue == 0 {
      found.append("\(place): is less than 0")
    } else if let number = value.intValue {
      if let least = schema["minimum"]?.intValue, number < least { found.append("\(place): is less than \(least)") }
      if let most = schema["maximum"]?.intValue, number > most { found.append("\(place): is more than \(most)") }
    }
    return found
  }

  private func listComplaints(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    guard let items = value.arrayValue else { return [] }
    var found: [String] = []
    if let least = schema["minItems"]?.intValue, items.count < least { found.append("\(place): has too few items") }
    if let most = schema["maxItems"]?.intValue, items.count > most { found.append("\(place): has too many items") }
    if let each = schema["items"] {
      for (index, item) in items.enumerated() { found += complaints(about: item, each, at: "\(place)[\(index)]") }
    }
    return found
  }

  private func objectComplaints(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    guard case .object(let object) = value else { return [] }
    var found: [String] = []
    if let least = schema["minProperties"]?.intValue, object.count < least { found.append("\(place): lacks a key") }
    if let most = schema["maxProperties"]?.intValue, object.count > most { found.append("\(place): has keys too many") }
    for key in (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue) where object[key] == nil {
      found.append("\(place): lacks \(key)")
    }
    for (key, inner) in object {
      if let property = schema["properties"]?[key] {
        found += complaints(about: inner, property, at: "\(place).\(key)")
      } else if let others = schema["additionalProperties"] {
        if others == false { found.append("\(place): has \(key)") }
        if case .object = others { found += complaints(about: inner, others, at: "\(place).\(key)") }
      }
    }
    return found
  }

  func definition(_ reference: String) -> JSONValue {
    reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .null }
  }

  private static func has(_ value: JSONValue, _ types: JSONValue) -> Bool {
    (types.arrayValue ?? [types]).contains { type in
      switch type.stringValue {
      case "object": if case .object = value { true } else { false }
      case "array": value.arrayValue != nil
      case "string": value.stringValue != nil
      case "integer": value.intValue != nil
      case "number": value.intValue != nil || value.doubleValue != nil
      case "boolean": value.boolValue != nil
      case "null": value.isNull
      default: false
      }
    }
  }
}
