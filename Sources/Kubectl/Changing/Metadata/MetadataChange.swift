import KubernetesModel

/// What `label` and `annotate` change.
enum MetadataField: String {
  case label, annotation

  /// The member of `metadata`.
  var key: String { self == .label ? "labels" : "annotations" }

  func values(of object: JSONValue) -> [String: String] { self == .label ? object.labels : object.annotations }
}

/// What `label` and `annotate` are asked to do: pairs to set and keys to remove, after the resources.
struct MetadataChange {
  let field: MetadataField
  private(set) var resources: [String] = []
  private(set) var added: [(key: String, value: String)] = []
  private(set) var removed: [String] = []

  /// Reads `TYPE NAME key=value key-`.
  init(_ arguments: [String], _ field: MetadataField) throws(KubectlError) {
    self.field = field
    var pairs: [String] = []
    for argument in arguments {
      let isPair =
        (argument.contains("=") && !argument.hasPrefix("=")) || (argument.hasSuffix("-") && argument != "-")
      if isPair {
        pairs.append(argument)
      } else if pairs.isEmpty {
        resources.append(argument)
      } else {
        throw .message("all resources must be specified before \(field.rawValue) changes: \(argument)")
      }
    }
    for pair in pairs {
      if let mark = pair.firstIndex(of: "="), mark != pair.startIndex {
        let key = String(pair[..<mark])
        added.removeAll { $0.key == key }
        added.append((key, String(pair[pair.index(after: mark)...])))
      } else {
        removed.append(String(pair.dropLast()))
      }
    }
  }

  var isEmpty: Bool { added.isEmpty && removed.isEmpty }

  /// Keys that are both set and removed.
  var contradictions: [String] { removed.filter { key in added.contains { $0.key == key } } }

  /// `'x' already has a value (1)` for every value that would be lost.
  func overwritten(in current: [String: String]) -> [String] {
    added.compactMap { pair in
      guard let old = current[pair.key], old != pair.value else { return nil }
      return "'\(pair.key)' already has a value (\(old))"
    }
  }

  /// The object after the change.
  func applied(to object: JSONValue, resourceVersion: String) -> JSONValue {
    var object = object
    let field = field.key
    for pair in added { object.set(.string(pair.value), at: "metadata", field, pair.key) }
    for key in removed where object.at("metadata", field, key) != nil { object.set(nil, at: "metadata", field, key) }
    switch self.field {
    case .annotation:
      if self.field.values(of: object).isEmpty { object.set(nil, at: "metadata", field) }
    case .label:
      // kubectl leaves an empty map behind.
      if self.field.values(of: object).isEmpty { object.set([:], at: "metadata", field) }
    }
    if !resourceVersion.isEmpty { object.set(.string(resourceVersion), at: "metadata", "resourceVersion") }
    return object
  }

  /// The JSON merge patch that makes `current` what this change wants.
  func patch(of current: [String: String], resourceVersion: String) -> JSONValue {
    var changes: JSONValue = [:]
    for pair in added where current[pair.key] != pair.value { changes[pair.key] = .string(pair.value) }
    for key in removed where current[key] != nil { changes[key] = .some(.null) }
    var patch: JSONValue = [:]
    if changes.objectValue?.isEmpty == false {
      patch.set(changes, at: "metadata", field.key)
    }
    if !resourceVersion.isEmpty { patch.set(.string(resourceVersion), at: "metadata", "resourceVersion") }
    return patch
  }
}
