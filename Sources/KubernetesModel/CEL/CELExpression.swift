/// An expression of the Common Expression Language, as validation rules and admission policies hold them.
///
/// Covers the core language, its macros, and what Kubernetes adds for strings, lists, regular expressions, optional values and
/// quantities. Types are looked at when an expression runs, not before. Timestamps, durations, URLs, addresses and the
/// authorizer are not there: a use of them is an error of the expression.
package struct CELExpression: Sendable {
  package let source: String
  let root: CELNode
  /// The variables that the expression needs from outside, in the order in which it names them.
  let free: [CELIdentifier]

  package init(_ source: String) throws(CELSyntaxError) {
    self.source = source
    var parser = try CELParser(source)
    root = try parser.parse()
    free = parser.free
  }

  /// Whether the expression names a variable.
  package func uses(_ variable: String) -> Bool { free.contains { $0.name == variable } }

  /// The first variable that is none of `known`.
  package func undeclared(knowing known: Set<String>) -> CELSyntaxError? {
    guard let first = free.first(where: { !known.contains($0.name) }) else { return nil }
    return CELSyntaxError(
      message: "undeclared reference to '\(first.name)' (in container '')", offset: first.offset, source: source)
  }

  /// Computes the value. Bounded: an expression that takes too many steps is an error.
  package func evaluate(_ scope: CELScope) throws(CELError) -> CELValue {
    var evaluator = CELEvaluator(scope: scope)
    return try evaluator.evaluate(root)
  }
}

/// The variables of an expression. A variable whose own expression failed fails whoever uses it.
package struct CELScope: Sendable {
  var bindings: [String: Result<CELValue, CELError>] = [:]

  package init(_ values: [String: CELValue] = [:]) { bindings = values.mapValues { .success($0) } }

  package subscript(name: String) -> CELValue? {
    get { try? bindings[name]?.get() }
    set { bindings[name] = newValue.map { .success($0) } }
  }

  /// Makes `variables.name` of what an expression gave.
  package mutating func bind(variable name: String, _ result: Result<CELValue, CELError>) {
    bindings["variables." + name] = result
  }
}

/// Why an expression has no value, in cel-go's words.
package struct CELError: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) { self.message = message }

  static let overload = CELError("no such overload")
  static let overflow = CELError("integer overflow")
  static let tooExpensive = CELError("operation cancelled: actual cost limit exceeded")
}

/// Where a text is no expression.
package struct CELSyntaxError: Error, Hashable, Sendable {
  package let message: String
  let line: Int
  let column: Int
  private let text: String

  /// `offset` counts Unicode scalars.
  init(message: String, offset: Int, source: String) {
    self.message = message
    let scalars = Array(source.unicodeScalars)
    let place = min(max(0, offset), scalars.count)
    let before = scalars[..<place]
    let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
    line = before.count { $0 == "\n" } + 1
    column = place - start + 1
    let end = scalars[place...].firstIndex(of: "\n") ?? scalars.count
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[start..<end])
    self.text = text
  }
}

extension CELSyntaxError: CustomStringConvertible {
  /// cel-go's form: the place, the line and a mark below it.
  package var description: String {
    "ERROR: <input>:\(line):\(column): \(message)\n | \(text)\n | "
      + String(repeating: ".", count: max(0, column - 1)) + "^"
  }
}
