/// A list of operations on a JSON tree (RFC 6902), with the errors of the Go library that API servers use.
package struct JSONPatch: Sendable {
  private enum Kind: String {
    case add, remove, replace, move, copy, test
  }

  private struct Operation {
    let kind: Kind
    let path: String
    let from: String
    let value: JSONValue?
  }

  /// The most operations that an API server takes.
  package static let maximumCount = 10_000

  private let operations: [Operation]

  package init(_ json: JSONValue) throws(PatchError) {
    guard case .array(let elements) = json else {
      throw PatchError(.malformed, "json: cannot unmarshal \(json.typeName) into Go value of type jsonpatch.Patch")
    }
    guard elements.count <= Self.maximumCount else {
      throw PatchError(
        .tooLarge,
        "The allowed maximum operations in a JSON patch is \(Self.maximumCount), got \(elements.count)")
    }
    var operations: [Operation] = []
    for element in elements {
      guard case .object(let object) = element else {
        throw PatchError(
          .malformed, "json: cannot unmarshal \(element.typeName) into Go value of type jsonpatch.Operation")
      }
      let name = object["op"]?.stringValue ?? "unknown"
      guard let kind = Kind(rawValue: name) else { throw PatchError(.unprocessable, "Unexpected kind: \(name)") }
      guard let path = object["path"]?.stringValue else {
        throw PatchError(.unprocessable, "\(name) operation failed to decode path: missing value")
      }
      let from = object["from"]?.stringValue
      if kind == .move || kind == .copy, from == nil {
        throw PatchError(.unprocessable, "\(name) operation failed to decode from: missing value")
      }
      operations.append(Operation(kind: kind, path: path, from: from ?? "", value: object["value"]))
    }
    self.operations = operations
  }

  /// The tree after all operations.
  package func apply(to document: JSONValue) throws(PatchError) -> JSONValue {
    var document = document
    for operation in operations { try perform(operation, on: &document) }
    return document
  }

  private func perform(_ operation: Operation, on document: inout JSONValue) throws(PatchError) {
    let value = operation.value ?? .null
    switch operation.kind {
    case .add: try add(value, at: operation.path, "add", to: &document)
    case .remove: _ = try remove(operation.path, "remove", from: &document)
    case .replace:
      try change(operation.path, in: &document) { (place, key) throws(PatchError) in
        guard place?.patchMember(key) != nil else {
          let missing = place == nil ? "path" : "key"
          throw PatchError(
            .unprocessable,
            "replace operation does not apply: doc is missing \(missing): \(operation.path): missing value")
        }
        place?.setPatchMember(value, key)
      }
    case .move:
      let moved = try remove(operation.from, "move", from: &document)
      try add(moved, at: operation.path, "move", to: &document)
    case .copy:
      guard let copied = Self.value(at: operation.from, in: document) else {
        throw PatchError(
          .unprocessable, "copy operation does not apply: doc is missing from path: \(operation.from): missing value")
      }
      try add(copied, at: operation.path, "copy", to: &document)
    case .test:
      let found = Self.value(at: operation.path, in: document) ?? .null
      guard found.isSameJSON(as: value) else {
        throw PatchError(.unprocessable, "testing value \(operation.path) failed: test failed")
      }
    }
  }

  private func add(
    _ value: JSONValue, at path: String, _ name: String, to document: inout JSONValue
  ) throws(PatchError) {
    try change(path, in: &document) { (place, key) throws(PatchError) in
      switch place {
      case .object: place?[key] = value
      case .array(let elements):
        guard let index = key == "-" ? elements.count : Self.index(key, count: elements.count + 1) else {
          throw PatchError(
            .unprocessable,
            "error in add for path: '\(path)': Unable to access invalid index: \(key): invalid index referenced")
        }
        place?.updateArray { $0.insert(value, at: index) }
      default:
        throw PatchError(
          .unprocessable, "\(name) operation does not apply: doc is missing path: \"\(path)\": missing value")
      }
    }
  }

  private func remove(
    _ path: String, _ name: String, from document: inout JSONValue
  ) throws(PatchError) -> JSONValue {
    var removed: JSONValue?
    try change(path, in: &document) { (place, key) throws(PatchError) in
      guard place != nil else {
        throw PatchError(
          .unprocessable, "\(name) operation does not apply: doc is missing path: \"\(path)\": missing value")
      }
      removed = place?.patchMember(key)
      guard removed != nil else {
        throw PatchError(
          .unprocessable, "error in remove for path: '\(path)': Unable to remove nonexistent key: \(key): missing value"
        )
      }
      place?.removePatchMember(key)
    }
    return removed ?? .null
  }

  /// Changes the value that holds the last key of a path; nil when there is none that can hold it.
  private func change(
    _ path: String, in document: inout JSONValue,
    _ body: (inout JSONValue?, String) throws(PatchError) -> Void
  ) throws(PatchError) {
    let keys = Self.keys(of: path)
    guard let last = keys.last else {
      var nothing: JSONValue?
      return try body(&nothing, "")
    }
    try Self.change(keys.dropLast(), last, in: &document, body)
  }

  private static func change(
    _ keys: ArraySlice<String>, _ last: String, in value: inout JSONValue,
    _ body: (inout JSONValue?, String) throws(PatchError) -> Void
  ) throws(PatchError) {
    guard let key = keys.first else {
      var place: JSONValue? = value.isContainer ? value : nil
      value = .null
      try body(&place, last)
      value = place ?? .null
      return
    }
    guard var next = value.patchMember(key) else {
      var nothing: JSONValue?
      return try body(&nothing, last)
    }
    value.setPatchMember(.null, key)
    try change(keys.dropFirst(), last, in: &next, body)
    value.setPatchMember(next, key)
  }

  private static func value(at path: String, in document: JSONValue) -> JSONValue? {
    var value = document
    for key in keys(of: path) {
      guard let next = value.patchMember(key) else { return nil }
      value = next
    }
    return value
  }

  /// The keys of a JSON pointer (RFC 6901); none for a text that is not one.
  private static func keys(of path: String) -> [String] {
    guard path.hasPrefix("/") else { return [] }
    return path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { key in
      var text: [UInt8] = []
      var isEscaped = false
      for byte in key {
        if isEscaped, byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") {
          text[text.count - 1] = byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/")
          isEscaped = false
        } else {
          text.append(byte)
          isEscaped = byte == UInt8(ascii: "~")
        }
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// Negative indices count from the end.
  fileprivate static func index(_ key: String, count: Int) -> Int? {
    guard let number = Int(key) else { return nil }
    let index = number < 0 ? count + max(number, -count - 1) : number
    return (0..<count).contains(index) ? index : nil
  }
}

extension JSONValue {
  fileprivate var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  fileprivate func patchMember(_ key: String) -> JSONValue? {
    guard case .array(let elements) = self else { return self[key] }
    return JSONPatch.index(key, count: elements.count).map { elements[$0] }
  }

  fileprivate mutating func setPatchMember(_ value: JSONValue, _ key: String) {
    guard case .array(let elements) = self else {
      self[key] = value
      return
    }
    guard let index = JSONPatch.index(key, count: elements.count) else { return }
    updateArray { $0[index] = value }
  }

  fileprivate mutating func removePatchMember(_ key: String) {
    guard case .array(let elements) = self else {
      self[key] = nil
      return
    }
    guard let index = JSONPatch.index(key, count: elements.count) else { return }
    updateArray { $0.remove(at: index) }
  }

  /// Equality in which `1` and `1.0` are the same.
  fileprivate func isSameJSON(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSameJSON(as: $1) }
    case (.object(let left), .object(let right)):
      left.keys == right.keys && zip(left.members, right.members).allSatisfy { $0.value.isSameJSON(as: $1.value) }
    case (.integer, .double), (.double, .integer): doubleValue == other.doubleValue
    default: self == other
    }
  }
}
