/// What is wrong with a scenario, and where: shown to its author as `file:line:column: message`.
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
  package var message: String
  /// The key or name that was probably meant.
  package var suggestion: String?

  package init(
    _ message: String, at position: SourcePosition, suggestion: String? = nil, severity: Severity = .error
  ) {
    self.severity = severity
    file = position.file
    line = position.line
    column = position.column
    self.message = message
    self.suggestion = suggestion
  }

  package var description: String {
    var place = file
    if line > 0 { place += ":\(line):\(column)" }
    let hint = suggestion.map { " (did you mean \"\($0)\"?)" } ?? ""
    return "\(place): \(severity.rawValue): \(message)\(hint)"
  }
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
