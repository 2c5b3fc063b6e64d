/// A template in kubectl's JSONPath dialect: text, and expressions between braces.
package struct JSONPath: Sendable {
  private let parts: [[JSONPathNode]]

  /// The most values that an expression may yield on its way.
  static let maximumCount = 500_000

  package init(parsing text: String) throws(JSONPathError) {
    var parser = JSONPathParser(text)
    parts = try parser.template()
  }

  /// Reads an expression as `kubectl get --sort-by`, `wait --for` and custom columns take it: with or without braces and
  /// leading dot.
  package init(relaxed text: String) throws(JSONPathError) {
    var inner = text[...]
    if inner.hasPrefix("{"), inner.hasSuffix("}") { inner = inner.dropFirst().dropLast() }
    if inner != ".", inner.hasPrefix(".") { inner = inner.dropFirst() }
    guard !inner.isEmpty, !inner.contains("{"), !inner.contains("}") else {
      throw JSONPathError(
        "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'")
    }
    try self.init(parsing: "{.\(inner)}")
  }

  /// The values of each text and expression, in order.
  ///
  /// - Parameter allowsMissingKeys: whether a field that is nowhere yields nothing rather than an error.
  package func results(
    in value: JSONValue, allowsMissingKeys: Bool = true
  ) throws(JSONPathError) -> [[JSONValue]] {
    var results: [[JSONValue]] = []
    let evaluator = JSONPathEvaluator(allowsMissingKeys: allowsMissingKeys)
    try evaluate(parts[...], value, evaluator, depth: 0, into: &results)
    return results
  }

  /// What the template prints for a value: several results of one expression with blanks between.
  package func text(of value: JSONValue, allowsMissingKeys: Bool = true) throws(JSONPathError) -> String {
    try results(in: value, allowsMissingKeys: allowsMissingKeys)
      .map { $0.map(Self.text).joined(separator: " ") }.joined()
  }

  /// One result as it is printed: objects, lists and null as JSON, everything else as Go prints it.
  package static func text(_ value: JSONValue) -> String {
    switch value {
    case .array, .object, .null: JSONWriter.string(value)
    default: GoText.value(value)
    }
  }

  private func evaluate(
    _ parts: ArraySlice<[JSONPathNode]>, _ value: JSONValue, _ evaluator: JSONPathEvaluator, depth: Int,
    into results: inout [[JSONValue]]
  ) throws(JSONPathError) {
    guard depth <= JSONPathParser.maximumDepth else { throw JSONPathError("ranges are nested too deeply") }
    var rest = parts
    while let part = rest.popFirst() {
      if part.first == .identifier("end") { throw JSONPathError("not in range, nothing to end") }
      guard part.first == .identifier("range") else {
        results.append(try evaluator.walk([value], part))
        continue
      }
      let end = Self.end(of: rest)
      for element in try evaluator.walk([value], Array(part.dropFirst())) {
        try evaluate(rest[..<(end ?? rest.endIndex)], element, evaluator, depth: depth + 1, into: &results)
        if results.count > Self.maximumCount { throw JSONPathError("too many results") }
      }
      // What has no end is evaluated once more after the loop, as what follows it.
      if let end { rest = rest[end...].dropFirst() }
    }
  }

  /// The index of the `{end}` that belongs to the range whose body starts here; nil without one.
  private static func end(of body: ArraySlice<[JSONPathNode]>) -> Int? {
    var open = 0
    for (index, part) in zip(body.indices, body) {
      if part.first == .identifier("range") { open += 1 }
      if part.first == .identifier("end") {
        if open == 0 { return index }
        open -= 1
      }
    }
    return nil
  }
}
