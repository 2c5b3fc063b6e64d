import KubernetesModel

/// Says in an author's words why a file is not YAML, at the place where the mistake is: a parser often notices it lines
/// later.
struct YAMLProblem {
  private let error: YAMLError
  private let file: String
  private let lines: [[UInt8]]

  init(_ error: YAMLError, in text: String, file: String) {
    self.error = error
    self.file = file
    lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
  }

  var problem: ScenarioProblem {
    if let unclosed { return unclosed }
    if let place = bareTemplate {
      return problem(
        "a value in double braces stands without quotes", at: place,
        advice: "YAML reads a map there: put quotes around the whole text, as in \"{{ name }}\"")
    }
    let here = YAMLError.Start(line: error.line, column: error.column)
    switch error.problem {
    case "could not find expected ':'":
      return problem("a key without a colon", at: error.start ?? here, advice: "write \"key: value\"")
    case "found character that cannot start any token" where byte(here) == 0x09:
      return problem("a tab in the indentation", at: here, advice: "indent with blanks")
    case "found character that cannot start any token":
      return problem("a text cannot begin like this", at: here, advice: "put quotes around it")
    case "mapping values are not allowed in this context":
      return problem(
        "a colon where none may stand", at: here,
        advice: "put quotes around a text that has a colon and a blank in it, or mend the indentation")
    case "did not find expected key", "did not find expected '-' indicator":
      return problem(
        "this does not go on with what began in line \(error.start?.line ?? error.line)", at: here,
        advice: "mend the indentation, or the quotes before it")
    default:
      let text = error.problem.hasPrefix("yaml: ") ? String(error.problem.dropFirst(6)) : error.problem
      return problem("not valid YAML: \(text)", at: here)
    }
  }

  private func problem(_ message: String, at place: YAMLError.Start, advice: String = "") -> ScenarioProblem {
    ScenarioProblem(
      message, at: SourcePosition(file: file, line: place.line, column: place.column), advice: advice)
  }

  // MARK: What was opened and not closed

  private var unclosed: ScenarioProblem? {
    switch error.problem {
    case "found unexpected end of stream", "found unexpected document indicator":
      return error.start.map { problem("the quote that opens here is not closed", at: $0) }
    case "did not find expected ',' or ']'" where bareTemplate == nil:
      return error.start.map {
        problem("the list that begins here is not closed", at: $0, advice: "a \"]\" is missing")
      }
    case "did not find expected ',' or '}'" where bareTemplate == nil:
      return error.start.map { problem("the map that begins here is not closed", at: $0, advice: "a \"}\" is missing") }
    default: return oddQuote
    }
  }

  /// A line with a quote too few makes the next quote, lines below, one that opens.
  private var oddQuote: ScenarioProblem? {
    guard error.problem.hasPrefix("did not find expected key"), let line = line(error.line),
      Self.quotes(in: line.prefix(error.column)).count % 2 == 1
    else { return nil }
    for number in stride(from: error.line - 1, to: max(0, error.line - 60), by: -1) {
      guard let above = self.line(number) else { continue }
      let quotes = Self.quotes(in: above[...])
      if quotes.count % 2 == 1, let last = quotes.last {
        return problem(
          "the quote that opens here is not closed", at: YAMLError.Start(line: number, column: last + 1))
      }
    }
    return nil
  }

  /// Indices of the double quotes that are not escaped.
  private static func quotes(in line: ArraySlice<UInt8>) -> [Int] {
    line.indices.filter {
      line[$0] == UInt8(ascii: "\"") && !($0 > line.startIndex && line[$0 - 1] == UInt8(ascii: "\\"))
    }
  }

  // MARK: {{ name }} without quotes

  /// Where double braces begin that stand outside of quotes, in the line of the error or where it began.
  private var bareTemplate: YAMLError.Start? {
    for number in [error.line, error.start?.line].compactMap(\.self) {
      guard let line = line(number) else { continue }
      var quote: UInt8?
      for (index, byte) in line.enumerated() {
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), !line[..<index].isInsideWord {
          quote = byte
        } else if byte == UInt8(ascii: "{"), line.indices.contains(index + 1), line[index + 1] == byte {
          return YAMLError.Start(line: number, column: index + 1)
        }
      }
    }
    return nil
  }

  private func line(_ number: Int) -> [UInt8]? { lines.indices.contains(number - 1) ? lines[number - 1] : nil }

  private func byte(_ place: YAMLError.Start) -> UInt8? {
    line(place.line).flatMap { $0.indices.contains(place.column - 1) ? $0[place.column - 1] : nil }
  }
}

extension ArraySlice<UInt8> {
  /// Whether what follows goes on with a word, as the apostrophe in `don't`.
  fileprivate var isInsideWord: Bool {
    last.map { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") } ?? false
  }
}
