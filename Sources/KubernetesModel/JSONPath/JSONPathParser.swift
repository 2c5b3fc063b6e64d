/// Why a template is not one, or cannot be evaluated, in the words of client-go's `jsonpath`.
package struct JSONPathError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// One step of an expression.
indirect enum JSONPathNode: Hashable, Sendable {
  case text(String)
  case field(String)
  case wildcard, recursive
  case number(Int64), float(Double), bool(Bool)
  case identifier(String)
  /// `[start:end:step]`; an index is a slice of one.
  case slice(start: Int?, end: Int?, step: Int?, isIndex: Bool)
  case union([[JSONPathNode]])
  /// Without an operator the left side must exist.
  case filter([JSONPathNode], comparison: String?, [JSONPathNode])
}

/// Reads templates of kubectl's JSONPath dialect.
struct JSONPathParser {
  private let input: [Unicode.Scalar]
  private var position = 0
  private let depth: Int

  static let maximumDepth = 50

  init(_ text: String, depth: Int = 0) {
    input = Array(text.unicodeScalars)
    self.depth = depth
  }

  /// Texts and the steps of each action between braces, in order.
  mutating func template() throws(JSONPathError) -> [[JSONPathNode]] {
    var parts: [[JSONPathNode]] = []
    while position < input.count {
      let text = take { $0 != "{" }
      if !text.isEmpty { parts.append([.text(text)]) }
      guard position < input.count else { break }
      position += 1
      parts.append(try action())
    }
    return parts
  }

  private var peek: Unicode.Scalar? { position < input.count ? input[position] : nil }

  private func startsWith(_ text: String) -> Bool {
    input[min(position, input.count)...].starts(with: text.unicodeScalars)
  }

  private mutating func take(while holds: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = peek, holds(scalar) {
      text.append(scalar)
      position += 1
    }
    return String(text)
  }

  private mutating func action() throws(JSONPathError) -> [JSONPathNode] {
    var nodes: [JSONPathNode] = []
    while true {
      guard let scalar = peek, !Self.isLineEnd(scalar) else { throw JSONPathError("unclosed action") }
      switch scalar {
      case "}":
        position += 1
        return nodes
      case " ", "@", "$": position += 1
      case "[": nodes += startsWith("[?(") ? [try filter()] : try array()
      case "\"", "'": nodes.append(.text(try quoted(scalar)))
      case ".":
        position += 1
        if peek == "." {
          if nodes.last == .recursive { throw JSONPathError("invalid multiple recursive descent") }
          position += 1
          nodes.append(.recursive)
          if let next = peek, Self.isAlphanumeric(next) { nodes.append(field()) }
        } else {
          nodes.append(field())
        }
      case "+", "-",
        _ where scalar.properties.numericType == .decimal:
        nodes.append(try number())
      case _ where Self.isAlphanumeric(scalar):
        let name = take { !Self.isTerminator($0) }
        nodes.append(name == "true" || name == "false" ? .bool(name == "true") : .identifier(name))
      default:
        let code = GoText.hexadecimal(scalar.value, digits: 4).uppercased()
        throw JSONPathError("unrecognized character in action: U+\(code) '\(scalar)'")
      }
    }
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\r" || scalar == "\n" }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
  }

  private static func isTerminator(_ scalar: Unicode.Scalar) -> Bool {
    " \t\r\n.,[]$@{}".unicodeScalars.contains(scalar)
  }

  /// A backslash takes the meaning from the character after it.
  private mutating func field() -> JSONPathNode {
    var text = String.UnicodeScalarView()
    while let scalar = peek {
      if scalar == "\\" {
        position += 1
        if let escaped = peek, escaped != "\\" { text.append(escaped) }
      } else if Self.isTerminator(scalar) {
        break
      } else {
        text.append(scalar)
      }
      position += 1
    }
    position = min(position, input.count)
    let name = String(text)
    return name == "*" ? .wildcard : .field(name)
  }

  private mutating func number() throws(JSONPathError) -> JSONPathNode {
    var text = ""
    if let sign = peek, sign == "+" || sign == "-" {
      text.unicodeScalars.append(sign)
      position += 1
    }
    text += take { $0 == "." || $0.properties.numericType == .decimal }
    if let number = Int64(text) { return .number(number) }
    guard let number = Double(text) else { throw JSONPathError("cannot parse number \(text)") }
    return .float(number)
  }

  private mutating func quoted(_ quote: Unicode.Scalar) throws(JSONPathError) -> String {
    let start = position
    repeat {
      position += 1
      guard let scalar = peek, scalar != "\n" else { throw JSONPathError("unterminated quoted string") }
    } while peek != quote || input[position - 1] == "\\"
    position += 1
    let inner = input[(start + 1)..<(position - 1)]
    guard let text = Self.unescaped(inner) else {
      let shown = String(String.UnicodeScalarView(input[start..<position]))
      throw JSONPathError("unquote string \(shown) error invalid syntax")
    }
    return text
  }

  private static func unescaped(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    let escapes: [Unicode.Scalar: Unicode.Scalar] = [
      "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}", "\\": "\\", "'": "'",
      "\"": "\"",
    ]
    var text = String.UnicodeScalarView()
    var rest = scalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      guard let code = rest.popFirst() else { return nil }
      if let plain = escapes[code] {
        text.append(plain)
        continue
      }
      if ("0"..."3").contains(code) {
        let digits = String(String.UnicodeScalarView([code] + rest.prefix(2)))
        guard digits.count == 3, let found = UInt32(digits, radix: 8).flatMap(Unicode.Scalar.init) else { return nil }
        text.append(found)
        rest = rest.dropFirst(2)
        continue
      }
      guard let count = (["x": 2, "u": 4, "U": 8] as [Unicode.Scalar: Int])[code] else { return nil }
      let digits = String(String.UnicodeScalarView(rest.prefix(count)))
      guard digits.count == count, let value = UInt32(digits, radix: 16), let found = Unicode.Scalar(value) else {
        return nil
      }
      text.append(found)
      rest = rest.dropFirst(count)
    }
    return String(text)
  }
}

// Between brackets.
extension JSONPathParser {
  /// Reads an expression that stands inside another one, as a side of a filter does.
  private func inner(_ text: String) throws(JSONPathError) -> [JSONPathNode] {
    guard depth < Self.maximumDepth else { throw JSONPathError("expression is nested too deeply") }
    var parser = JSONPathParser("{\(text)}", depth: depth + 1)
    return try parser.template().first ?? []
  }

  private mutating func array() throws(JSONPathError) -> [JSONPathNode] {
    position += 1
    var text = take { $0 != "]" && $0 != "\n" }
    guard peek == "]" else { throw JSONPathError("unterminated array") }
    position += 1
    if text == "*" { text = ":" }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count > 1 {
      var union: [[JSONPathNode]] = []
      for part in parts {
        let trimmed = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        union.append(try inner("[\(String(trimmed))]"))
      }
      return [.union(union)]
    }
    let isKey = text.count > 1 && text.hasPrefix("'") && text.hasSuffix("'")
    if isKey, !text.dropFirst().dropLast().contains("'") { return try inner("." + text.dropFirst().dropLast()) }
    return [try slice(text)]
  }

  private func slice(_ text: String) throws(JSONPathError) -> JSONPathNode {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 3 else { throw JSONPathError("invalid array index \(text)") }
    var numbers: [Int?] = []
    for part in parts {
      let digits = part.hasPrefix("-") ? part.dropFirst() : part
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        throw JSONPathError("invalid array index \(text)")
      }
      if !part.isEmpty, Int(part) == nil { throw JSONPathError("array index \(part) is not a number") }
      numbers.append(Int(part))
    }
    if parts.count == 1, let index = numbers[0] {
      return .slice(start: index, end: index &+ 1, step: nil, isIndex: true)
    }
    return .slice(
      start: numbers.first ?? nil, end: numbers.count > 1 ? numbers[1] : 1, step: numbers.count > 2 ? numbers[2] : nil,
      isIndex: parts.count == 1)
  }

  private mutating func filter() throws(JSONPathError) -> JSONPathNode {
    position += 3
    let start = position
    var quote: Unicode.Scalar?
    var isClosed = false
    while true {
      guard let scalar = peek, scalar != "\n" else { throw JSONPathError("unterminated filter") }
      if scalar == ")", (quote == nil) != isClosed { break }
      if scalar == "\"" || scalar == "'" {
        if quote == nil {
          quote = scalar
        } else if scalar == quote, input[position - 1] != "\\" {
          isClosed = true
        }
      }
      position += 1
    }
    let text = Array(input[start..<position])
    position += 1
    guard peek == "]" else { throw JSONPathError("unclosed array expect ]") }
    position += 1
    return try comparison(text)
  }

  private func comparison(_ text: [Unicode.Scalar]) throws(JSONPathError) -> JSONPathNode {
    func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }
    func isOperator(_ scalar: Unicode.Scalar) -> Bool { "!<>=".unicodeScalars.contains(scalar) }
    let left = text.prefix { !isOperator($0) }
    var sign = text[left.endIndex...].prefix(while: isOperator)
    // Something must be left to compare with.
    if sign.endIndex == text.endIndex { sign = sign.dropLast() }
    guard !left.isEmpty, !sign.isEmpty else { return .filter(try inner(string(text[...])), comparison: nil, []) }
    return .filter(
      try inner(string(left)), comparison: string(sign), try inner(string(text[sign.endIndex...])))
  }
}
