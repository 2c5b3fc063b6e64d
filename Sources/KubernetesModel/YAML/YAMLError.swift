/// Why a text is not YAML, and where.
package struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// In the words of sigs.k8s.io/yaml, as in `yaml: line 4: did not find expected key`.
  package let description: String
  /// Counted from 1 over the whole text. The description may name another line, as the Go library does.
  package let line: Int
  package let column: Int
  /// What is wrong, without a line.
  package let problem: String
  /// Where what cannot be read began: a quote, a list, a key. Nil where nothing had begun.
  package let start: Start?

  package struct Start: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  init(_ message: String, at mark: YAMLMark) {
    self.init(description: message, problem: message, line: mark.line + 1, column: mark.column + 1, start: nil)
  }

  private init(description: String, problem: String, line: Int, column: Int, start: Start?) {
    self.description = description
    self.problem = problem
    self.line = line
    self.column = column
    self.start = start
  }

  /// The same error in a document that starts further down in its text.
  func moved(by lines: Int) -> YAMLError {
    YAMLError(
      description: description, problem: problem, line: line + lines, column: column,
      start: start.map { Start(line: $0.line + lines, column: $0.column) })
  }

  /// An error of the scanner or the parser. The Go library counts its lines from 0, the scanner's from 1, and leaves out
  /// a line that it takes for none.
  static func syntax(_ problem: String, at mark: YAMLMark, context: YAMLMark, inScanner: Bool) -> YAMLError {
    let shown = mark.line != 0 ? mark.line + (inScanner ? 1 : 0) : context.line
    return YAMLError(
      description: shown == 0 ? "yaml: \(problem)" : "yaml: line \(shown): \(problem)", problem: problem,
      line: mark.line + 1, column: mark.column + 1,
      start: context == YAMLMark() ? nil : Start(line: context.line + 1, column: context.column + 1))
  }
}

/// A place in a text, counted from 0. The column counts characters.
struct YAMLMark: Hashable {
  var line = 0
  var column = 0
  /// In bytes from the start.
  var offset = 0
}
