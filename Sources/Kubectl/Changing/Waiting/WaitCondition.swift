import KubernetesModel

/// What `wait --for` waits for.
enum WaitCondition {
  case created
  case deleted
  case condition(type: String, status: String)
  /// `value` nil: any value will do.
  case path(JSONPath, value: String?)

  init(_ text: String) throws(KubectlError) {
    if text.lowercased() == "delete" {
      self = .deleted
    } else if text.lowercased() == "create" {
      self = .created
    } else if text.hasPrefix("condition=") {
      let parts = text.dropFirst("condition=".count).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      self = .condition(type: String(parts[0]), status: parts.count > 1 ? String(parts[1]) : "true")
    } else if text.hasPrefix("jsonpath=") {
      self = try Self.path(String(text.dropFirst("jsonpath=".count)))
    } else {
      throw .message("unrecognized condition: \(text.goQuoted)")
    }
  }

  private static func path(_ text: String) throws(KubectlError) -> WaitCondition {
    let parts = split(text)
    guard (1...2).contains(parts.count) else {
      throw .message(
        "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'"
      )
    }
    if parts[0].isEmpty { throw .message("jsonpath expression cannot be empty") }
    let path: JSONPath
    do throws(JSONPathError) { path = try JSONPath(relaxed: parts[0]) } catch { throw .message(error.description) }
    guard parts.count == 2 else { return .path(path, value: nil) }
    var value = parts[1][...]
    while let first = value.first, first == "'" || first == "\"" { value = value.dropFirst() }
    while let last = value.last, last == "'" || last == "\"" { value = value.dropLast() }
    if value.isEmpty {
      throw .message(
        "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3")
    }
    return .path(path, value: String(value))
  }

  /// Splits at each `=` that stands alone: `==` belongs to a filter.
  private static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var characters = Array(text)[...]
    while let character = characters.popFirst() {
      if character == "=", characters.first == "=" {
        characters = characters.dropFirst()
        part += "=="
      } else if character == "=" {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    return parts + [part]
  }

  var isDeletion: Bool { if case .deleted = self { true } else { false } }

  func isMet(by object: JSONValue) throws(KubectlError) -> Bool {
    switch self {
    case .created: return true
    case .deleted: return false
    case .condition(let type, let status): return Self.holds(type, status, object)
    case .path(let path, let value): return try Self.leads(path, to: value, in: object)
    }
  }

  private static func holds(_ type: String, _ status: String, _ object: JSONValue) -> Bool {
    for condition in object.at("status", "conditions")?.arrayValue ?? []
    where condition["type"]?.stringValue?.lowercased() == type.lowercased() {
      let observed =
        condition["observedGeneration"]?.intValue ?? object.at("status", "observedGeneration")?.intValue
      if let observed, observed < object.generation { return false }
      return condition["status"]?.stringValue?.lowercased() == status.lowercased()
    }
    return false
  }

  private static func leads(_ path: JSONPath, to value: String?, in object: JSONValue) throws(KubectlError) -> Bool {
    let results: [JSONValue]
    do throws(JSONPathError) { results = try path.results(in: object).first ?? [] } catch {
      throw .message(error.description)
    }
    guard let first = results.first else { return false }
    guard let value else { return true }
    if results.count > 1 { throw .message("given jsonpath expression matches more than one value") }
    switch first {
    case .object, .array: throw .message("jsonpath leads to a nested object or list which is not supported")
    case .string(let text): return text.trimmingBlanks == value.trimmingBlanks
    case .null: return value == "<nil>"
    default: return JSONWriter.string(first) == value.trimmingBlanks
    }
  }
}
