/// What is wrong with a scenario, where, and what to do: shown to its author as `file:line:column: message; advice`.
package struct ScenarioProblem: Error, Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  package var severity: Severity
  /// Relative to the scenario's folder.
  package var file: String
  /// Both count from 1; 0 where the problem has no place in the file.
  package var line: Int
  package var column: Int
  /// One sentence. What differs from variant to variant stands in quotes.
  package var message: String
  /// What to do about it; empty where the message says it.
  package var advice: String
  /// The key or name that was probably meant.
  package var suggestion: String?
  /// The variants that have it; empty where it concerns all of them.
  package var variants: [String] = []
  /// What helps to understand it and is too long for a line: a transcript.
  package var details: String

  package init(
    _ message: String, at position: SourcePosition, advice: String = "", suggestion: String? = nil,
    severity: Severity = .error, details: String = ""
  ) {
    self.severity = severity
    file = position.file
    line = position.line
    column = position.column
    self.message = message
    self.advice = advice
    self.suggestion = suggestion
    self.details = details
  }

  package var description: String {
    var text = "\(place): \(severity.rawValue): \(message)"
    if !advice.isEmpty { text += "; " + advice }
    if let suggestion { text += " (did you mean \"\(suggestion)\"?)" }
    if !variants.isEmpty {
      text += " [\(variants.count == 1 ? "variant" : "variants") \(variants.joined(separator: ", "))]"
    }
    return text
  }

  private var place: String { line > 0 ? "\(file):\(line):\(column)" : file }
}

/// A place in one of a scenario's files.
package struct SourcePosition: Hashable, Sendable {
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }
}
