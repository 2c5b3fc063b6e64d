import KubernetesModel

/// Reads what stands in an action: `.metadata.name | printf "%s"`, `$x := index .items 0`.
struct GoPipelineParser {
  private static let deepest = 30
  private var rest: Substring
  private var depth = 0

  static func parse(_ text: String) throws(GoTemplate.Problem) -> GoPipeline {
    var parser = GoPipelineParser(rest: text[...])
    let pipeline = try parser.pipeline()
    guard parser.rest.isEmpty else {
      throw GoTemplate.Problem(text: "unexpected \(String(parser.rest.prefix(1)).goQuoted) in command")
    }
    return pipeline
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func skipBlanks() { rest = rest.drop(while: \.isWhitespace) }

  private mutating func pipeline() throws(GoTemplate.Problem) -> GoPipeline {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw GoTemplate.Problem(text: "exceeded maximum depth") }
    var result = GoPipeline(variable: nil, commands: [])
    skipBlanks()
    if rest.hasPrefix("$") {
      let name = rest.prefix { !$0.isWhitespace && $0 != ":" && $0 != "=" && $0 != "." && $0 != "|" && $0 != ")" }
      let after = rest.dropFirst(name.count).drop(while: \.isWhitespace)
      if after.hasPrefix(":=") || (after.hasPrefix("=") && !after.hasPrefix("==")) {
        result.variable = String(name)
        rest = after.dropFirst(after.hasPrefix(":=") ? 2 : 1)
      }
    }
    while true {
      let command = try command()
      if command.isEmpty { throw GoTemplate.Problem(text: "missing value for command") }
      result.commands.append(command)
      skipBlanks()
      guard rest.hasPrefix("|") else { return result }
      rest = rest.dropFirst()
    }
  }

  private mutating func command() throws(GoTemplate.Problem) -> [GoOperand] {
    var operands: [GoOperand] = []
    while true {
      skipBlanks()
      guard let first = rest.first, first != "|", first != ")" else { return operands }
      operands.append(try operand(first))
    }
  }

  private mutating func operand(_ first: Character) throws(GoTemplate.Problem) -> GoOperand {
    switch first {
    case "\"", "`": return .literal(.string(try quoted(first)))
    case ".": return fields(of: .dot)
    case "$":
      let name = rest.prefix { $0 == "$" || $0 == "_" || $0.isLetter || $0.isNumber }
      rest = rest.dropFirst(name.count)
      return fields(of: .variable(String(name)))
    case "(":
      rest = rest.dropFirst()
      let inner = try pipeline()
      guard rest.hasPrefix(")") else { throw GoTemplate.Problem(text: "unclosed left paren") }
      rest = rest.dropFirst()
      return fields(of: .group(inner))
    default: return try word()
    }
  }

  private mutating func word() throws(GoTemplate.Problem) -> GoOperand {
    let word = rest.prefix { !$0.isWhitespace && $0 != "|" && $0 != ")" && $0 != "(" }
    guard !word.isEmpty else {
      throw GoTemplate.Problem(text: "unexpected \(String(rest.prefix(1)).goQuoted) in operand")
    }
    rest = rest.dropFirst(word.count)
    switch word {
    case "true": return .literal(true)
    case "false": return .literal(false)
    case "nil": return .literal(.null)
    default: break
    }
    if let number = Int64(word) { return .literal(.integer(number)) }
    if let first = word.first, first.isNumber || first == "-", let number = Double(word) {
      return .literal(.double(number))
    }
    guard GoTemplateFunctions.names.contains(String(word)) else {
      throw GoTemplate.Problem(text: "function \(String(word).goQuoted) not defined")
    }
    return .function(String(word))
  }

  private mutating func fields(of operand: GoOperand) -> GoOperand {
    var names: [String] = []
    while rest.hasPrefix(".") {
      let name = rest.dropFirst().prefix { $0 == "_" || $0.isLetter || $0.isNumber }
      rest = rest.dropFirst(1 + name.count)
      if name.isEmpty { break }
      names.append(String(name))
    }
    return names.isEmpty ? operand : .fields(operand, names)
  }

  private mutating func quoted(_ quote: Character) throws(GoTemplate.Problem) -> String {
    rest = rest.dropFirst()
    var text = ""
    while let character = rest.popFirst() {
      if character == quote { return text }
      guard character == "\\", quote == "\"", let escape = rest.popFirst() else {
        text.append(character)
        continue
      }
      let known: [Character: Character] = ["n": "\n", "t": "\t", "r": "\r", "\"": "\"", "\\": "\\"]
      text.append(known[escape] ?? escape)
    }
    throw GoTemplate.Problem(text: "unterminated quoted string")
  }
}
