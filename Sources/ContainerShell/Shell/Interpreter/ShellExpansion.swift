/// Turns words into what they stand for.
///
/// Expansion cannot wait, and a substitution must run: so an expansion that meets a substitution whose output is not
/// known yet gives up with `.needs`, the shell runs it, and expands the whole command again from the same variables.
struct ShellExpansion {
  enum Interruption: Error {
    case needs(ShellScript)
    /// An error that ends the command: a variable that must be set, a number that is none.
    case failed(String)
  }

  var variables: ShellVariables
  let outputs: [String]
  let parameters: [String]
  let special: (String) -> String?
  let files: (String) -> [String]?
  /// Where `[[ -f x ]]` looks.
  let view: TestExpression.View
  /// `set -u`.
  var requiresVariables = false
  private var used = 0

  init(
    variables: ShellVariables, outputs: [String], parameters: [String], requiresVariables: Bool,
    special: @escaping (String) -> String?, files: @escaping (String) -> [String]?, view: TestExpression.View
  ) {
    self.variables = variables
    self.outputs = outputs
    self.parameters = parameters
    self.requiresVariables = requiresVariables
    self.special = special
    self.files = files
    self.view = view
  }

  /// A field that is being put together: its pattern has quoted wildcards escaped.
  private struct Field {
    var text = ""
    var pattern = ""
    var exists = false
  }

  // MARK: Fields

  /// The fields that words become: split, and completed with the names of files.
  mutating func fields(_ words: [ShellWord]) throws(Interruption) -> [String] {
    var result: [String] = []
    for word in words {
      for braced in Self.braces(word) {
        var fields: [Field] = []
        var current = Field()
        try add(braced.parts, isQuoted: false, &current, &fields)
        if current.exists || !current.text.isEmpty { fields.append(current) }
        for field in fields { result += self.files(field.pattern) ?? [field.text] }
      }
    }
    return result
  }

  /// The text of a word that is not split: an assignment's value, a redirection's target.
  mutating func text(_ word: ShellWord) throws(Interruption) -> String { try text(word.parts) }

  mutating func text(_ parts: [WordPart]) throws(Interruption) -> String {
    try unsplit(parts).text
  }

  /// The pattern of a word: quoted parts stand for themselves.
  mutating func pattern(_ word: ShellWord) throws(Interruption) -> ShellPattern {
    ShellPattern(try unsplit(word.parts).pattern)
  }

  private mutating func unsplit(_ parts: [WordPart]) throws(Interruption) -> Field {
    var field = Field()
    var text = parts
    if case .literal(let first)? = parts.first, first == "~" || first.hasPrefix("~/"), let home = variables["HOME"] {
      text[0] = .literal(home + first.dropFirst())
    }
    for part in text {
      let isQuoted: Bool
      let piece: String
      switch part {
      case .literal(let literal): (piece, isQuoted) = (literal, false)
      case .quoted(let quoted): (piece, isQuoted) = (quoted, true)
      case .doubleQuoted(let inner): (piece, isQuoted) = (try unsplit(quotedOnly(inner)).text, true)
      default: (piece, isQuoted) = (try value(of: part, isQuoted: false) ?? "", false)
      }
      field.text += piece
      field.pattern += isQuoted ? ShellPattern.escape(piece) : piece
    }
    return field
  }

  private func quotedOnly(_ parts: [WordPart]) -> [WordPart] {
    parts.map { part in
      if case .literal(let text) = part { .quoted(text) } else { part }
    }
  }

  private mutating func add(
    _ parts: [WordPart], isQuoted: Bool, _ current: inout Field, _ done: inout [Field]
  ) throws(Interruption) {
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let text):
        if index == 0, !isQuoted, text == "~" || text.hasPrefix("~/"), let home = variables["HOME"] {
          append(home + text.dropFirst(), isQuoted: false, &current)
        } else {
          append(text, isQuoted: isQuoted, &current)
        }
        current.exists = true
      case .quoted(let text):
        append(text, isQuoted: true, &current)
        current.exists = true
      case .doubleQuoted(let inner):
        if inner.count == 1, case .parameter("@", .value) = inner[0], parameters.isEmpty { continue }
        current.exists = true
        try add(inner, isQuoted: true, &current, &done)
      case .parameter("@", .value) where isQuoted:
        for (number, parameter) in parameters.enumerated() {
          if number > 0 {
            done.append(current)
            current = Field()
          }
          append(parameter, isQuoted: true, &current)
          current.exists = true
        }
      case .parameter(_, .fallback(let word, _)), .parameter(_, .alternative(let word, _)):
        if let known = try value(of: part, isQuoted: isQuoted, leavesWord: true) {
          split(known, isQuoted: isQuoted, &current, &done)
        } else {
          try add(word.parts, isQuoted: isQuoted, &current, &done)
        }
      default: split(try value(of: part, isQuoted: isQuoted) ?? "", isQuoted: isQuoted, &current, &done)
      }
    }
  }

  private func append(_ text: String, isQuoted: Bool, _ field: inout Field) {
    field.text += text
    field.pattern += isQuoted ? ShellPattern.escape(text) : text
  }

  /// Splits what an expansion gave at the characters of IFS.
  private func split(_ text: String, isQuoted: Bool, _ current: inout Field, _ done: inout [Field]) {
    if isQuoted {
      append(text, isQuoted: true, &current)
      return
    }
    let separators = variables["IFS"] ?? " \t\n"
    var piece = ""
    for character in text {
      guard separators.contains(character) else {
        piece.append(character)
        continue
      }
      append(piece, isQuoted: false, &current)
      let isBlank = character == " " || character == "\t" || character == "\n"
      if current.exists || !current.text.isEmpty || !isBlank { done.append(current) }
      current = Field()
      piece = ""
    }
    append(piece, isQuoted: false, &current)
  }

  // MARK: Values

  /// What an expansion stands for; nil when `leavesWord` and its word is to be expanded in place.
  private mutating func value(
    of part: WordPart, isQuoted: Bool, leavesWord: Bool = false
  ) throws(Interruption) -> String? {
    switch part {
    case .literal(let text), .quoted(let text): return text
    case .doubleQuoted(let inner): return try unsplit(quotedOnly(inner)).text
    case .substitution(let script):
      guard used < outputs.count else { throw .needs(script) }
      used += 1
      return outputs[used - 1]
    case .arithmetic(let parts): return String(try number(parts))
    case .parameter(let name, let operation):
      return try parameter(name, operation, leavesWord: leavesWord)
    }
  }

  /// Evaluates an arithmetic expression, whose assignments count.
  mutating func number(_ parts: [WordPart]) throws(Interruption) -> Int {
    let source = try text(parts)
    let known = self
    do {
      let (result, assignments) = try ShellArithmetic.evaluate(source) { known.look($0) ?? "" }
      for (name, value) in assignments { variables.set(name, String(value)) }
      return result
    } catch {
      throw .failed(error.message)
    }
  }

  private func look(_ name: String) -> String? {
    if let number = Int(name) {
      return number > 0 && number <= parameters.count ? parameters[number - 1] : special(name)
    }
    switch name {
    case "@": return parameters.isEmpty ? nil : parameters.joined(separator: " ")
    case "*":
      let separator = (variables["IFS"] ?? " ").prefix(1)
      return parameters.isEmpty ? nil : parameters.joined(separator: String(separator))
    case "#": return String(parameters.count)
    default: return special(name) ?? variables[name]
    }
  }

  private mutating func parameter(
    _ name: String, _ operation: ParameterOperation, leavesWord: Bool
  ) throws(Interruption) -> String? {
    let current = look(name)
    func isThere(_ emptyCounts: Bool) -> Bool { current != nil && (emptyCounts || current != "") }
    switch operation {
    case .value:
      if current == nil, requiresVariables, name != "@", name != "*" { throw .failed("\(name): parameter not set") }
      return current ?? ""
    case .length: return String((current ?? "").count)
    case .fallback(let word, let emptyCounts):
      if isThere(emptyCounts) { return current }
      return leavesWord ? nil : try text(word)
    case .alternative(let word, let emptyCounts):
      if !isThere(emptyCounts) { return "" }
      return leavesWord ? nil : try text(word)
    case .assign(let word, let emptyCounts):
      if isThere(emptyCounts) { return current }
      let value = try text(word)
      variables.set(name, value)
      return value
    case .require(let word, let emptyCounts):
      if isThere(emptyCounts) { return current }
      let message = try text(word)
      throw .failed("\(name): " + (message.isEmpty ? "parameter not set" : message))
    default: return try edited(current ?? "", operation)
    }
  }

  private mutating func edited(_ value: String, _ operation: ParameterOperation) throws(Interruption) -> String {
    switch operation {
    case .removePrefix(let word, let longest):
      let pattern = try pattern(word)
      let ends = longest ? Array(value.indices.reversed()) : Array(value.indices)
      if longest, pattern.matches(value) { return "" }
      for end in ends where pattern.matches(value[..<end]) { return String(value[end...]) }
      return !longest && pattern.matches(value) ? "" : value
    case .removeSuffix(let word, let longest):
      let pattern = try pattern(word)
      let starts = longest ? Array(value.indices) : Array(value.indices.reversed())
      if !longest, pattern.matches("") { return value }
      for start in starts where pattern.matches(value[start...]) { return String(value[..<start]) }
      return value
    case .replace(let word, let with, let all):
      return Self.replace(value, try pattern(word), try text(with), all: all)
    case .slice(let offset, let length):
      let count = value.count
      let first = try number(offset)
      let start = first < 0 ? max(0, count &+ first) : min(count, first)
      var rest = value.dropFirst(start)
      if let length {
        let wanted = try number(length)
        rest = wanted < 0 ? rest.dropLast(Int(clamping: wanted.magnitude)) : rest.prefix(wanted)
      }
      return String(rest)
    case .changeCase(let upper, let all):
      if all { return upper ? value.uppercased() : value.lowercased() }
      return (upper ? value.prefix(1).uppercased() : value.prefix(1).lowercased()) + value.dropFirst()
    default: return value
    }
  }

  /// Patterns are tried on at most a few thousand characters, so that this stays quick.
  private static func replace(_ value: String, _ pattern: ShellPattern, _ with: String, all: Bool) -> String {
    let characters = Array(value)
    guard characters.count <= 2_000 else { return value }
    var result = ""
    var index = 0
    while index < characters.count {
      let end = (index + 1...characters.count).reversed().first { pattern.matches(characters[index..<$0]) }
      guard let end else {
        result.append(characters[index])
        index += 1
        continue
      }
      result += with
      index = end
      if !all { break }
    }
    return result + String(characters[index...])
  }

  /// `{a,b}` and `{1..3}` in words that have nothing else but text.
  static func braces(_ word: ShellWord) -> [ShellWord] {
    guard let text = word.plainText, text.contains("{"), text.contains("}") else { return [word] }
    return BraceExpansion.expand(text).map { ShellWord(parts: [.literal($0)]) }
  }
}
