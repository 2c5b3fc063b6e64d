import KubernetesModel
import SimulationKernel

/// Turns words into what they stand for.
///
/// Expansion cannot wait, and a substitution must run: so an expansion that meets a substitution whose output is not
/// known yet gives up with `.needs`, the shell runs it, and expands the whole command again from the same variables.
struct ShellExpansion {
  enum Interruption: Error {
    case needs(ShellScript)
    /// Commands that run beside the one that reads what they write, or writes what they read.
    case needsProcess(ShellScript, isInput: Bool)
    /// An error that ends the command: a number that is none.
    case failed(String)
    /// A variable that must be set and is not.
    case unset(String)
  }

  var variables: ShellVariables
  var random: RandomStream
  let outputs: [String]
  let parameters: [String]
  let special: (String) -> String?
  let files: (String) -> [String]?
  /// Where `[[ -f x ]]` looks.
  let view: TestExpression.View
  let dialect: ShellDialect
  /// `set -u`.
  var requiresVariables = false
  private var used = 0

  init(
    variables: ShellVariables, random: RandomStream, outputs: [String], parameters: [String], dialect: ShellDialect,
    requiresVariables: Bool, special: @escaping (String) -> String?, files: @escaping (String) -> [String]?,
    view: TestExpression.View
  ) {
    self.variables = variables
    self.random = random
    self.outputs = outputs
    self.parameters = parameters
    self.dialect = dialect
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

  /// What a parameter stands for.
  enum Value {
    case text(String)
    /// `$@` and `${a[@]}`: fields of their own where nothing joins them.
    case list([String], isJoined: Bool)
    /// The word of `${x:-word}`, to be expanded in place.
    case word(ShellWord)
  }

  // MARK: Fields

  /// The fields that words become: split, and completed with the names of files.
  mutating func fields(_ words: [ShellWord]) throws(Interruption) -> [String] {
    var result: [String] = []
    for word in words {
      for braced in dialect.isBash ? BraceExpansion.expand(word) : [word] {
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

  /// The regular expression of a word: quoted parts stand for themselves.
  mutating func regularExpression(_ word: ShellWord) throws(Interruption) -> String {
    var result = ""
    for part in word.parts {
      switch part {
      case .quoted(let text): result += RegularExpression.escape(text)
      case .doubleQuoted(let inner): result += RegularExpression.escape(try unsplit(quotedOnly(inner)).text)
      default: result += try unsplit([part]).text
      }
    }
    return result
  }

  private mutating func unsplit(_ parts: [WordPart]) throws(Interruption) -> Field {
    var field = Field()
    var text = parts
    if case .literal(let first)? = parts.first, let home = home(first) { text[0] = .literal(home) }
    for part in text {
      let isQuoted: Bool
      let piece: String
      switch part {
      case .literal(let literal): (piece, isQuoted) = (literal, false)
      case .quoted(let quoted): (piece, isQuoted) = (quoted, true)
      case .doubleQuoted(let inner): (piece, isQuoted) = (try unsplit(quotedOnly(inner)).text, true)
      default: (piece, isQuoted) = (try joined(try value(of: part)), false)
      }
      field.text += piece
      field.pattern += isQuoted ? ShellPattern.escape(piece) : piece
    }
    return field
  }

  private mutating func joined(_ value: Value) throws(Interruption) -> String {
    switch value {
    case .text(let text): text
    case .list(let values, let isJoined): values.joined(separator: isJoined ? separator : " ")
    case .word(let word): try text(word)
    }
  }

  /// What `"$*"` puts between the parameters.
  private var separator: String { String((variables["IFS"] ?? " ").prefix(1)) }

  /// `~`, `~/x` and `~root` at the beginning of a word.
  private func home(_ text: String) -> String? {
    guard text.hasPrefix("~") else { return nil }
    let user = text.dropFirst().prefix { $0 != "/" }
    let rest = text.dropFirst(1 + user.count)
    if user.isEmpty { return variables["HOME"].map { $0 + rest } }
    return user == "root" ? "/root" + rest : nil
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
        append(index == 0 && !isQuoted ? home(text) ?? text : text, isQuoted: isQuoted, &current)
        current.exists = true
      case .quoted(let text):
        append(text, isQuoted: true, &current)
        current.exists = true
      case .doubleQuoted(let inner):
        if inner.count == 1, case .parameter(let reference, _) = inner[0], reference.isList {
          // No elements, no field.
          guard case .list(let values, isJoined: false) = try value(of: inner[0]) else {
            current.exists = true
            try add(inner, isQuoted: true, &current, &done)
            continue
          }
          addList(values, isQuoted: true, &current, &done)
          continue
        }
        current.exists = true
        try add(inner, isQuoted: true, &current, &done)
      default:
        switch try value(of: part) {
        case .text(let text): split(text, isQuoted: isQuoted, &current, &done)
        case .list(let values, isJoined: true) where isQuoted:
          append(values.joined(separator: separator), isQuoted: true, &current)
        case .list(let values, _): addList(values, isQuoted: isQuoted, &current, &done)
        case .word(let word): try add(word.parts, isQuoted: isQuoted, &current, &done)
        }
      }
    }
  }

  /// Each of a list in a field of its own; what stands before and after goes to the first and the last.
  private func addList(_ values: [String], isQuoted: Bool, _ current: inout Field, _ done: inout [Field]) {
    for (number, value) in values.enumerated() {
      if number > 0 {
        if current.exists || !current.text.isEmpty { done.append(current) }
        current = Field()
      }
      split(value, isQuoted: isQuoted, &current, &done)
      if isQuoted { current.exists = true }
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

  private mutating func value(of part: WordPart) throws(Interruption) -> Value {
    switch part {
    case .literal(let text), .quoted(let text): return .text(text)
    case .doubleQuoted(let inner): return .text(try unsplit(quotedOnly(inner)).text)
    case .substitution(let script): return .text(try output { .needs(script) })
    case .process(let script, let isInput): return .text(try output { .needsProcess(script, isInput: isInput) })
    case .arithmetic(let parts): return .text(String(try number(parts)))
    case .parameter(let reference, let operation): return try parameter(reference, operation)
    }
  }

  /// The next output of those that are known.
  private mutating func output(_ need: () -> Interruption) throws(Interruption) -> String {
    guard used < outputs.count else { throw need() }
    used += 1
    return outputs[used - 1]
  }

  /// Evaluates an arithmetic expression, whose assignments count.
  mutating func number(_ parts: [WordPart]) throws(Interruption) -> Int {
    let source = try text(parts)
    return try number(source)
  }

  mutating func number(_ source: String) throws(Interruption) -> Int {
    var known = self
    let outcome: (result: Int, assignments: [(place: ShellArithmetic.Place, value: Int)])
    do throws(ShellArithmetic.Failure) {
      outcome = try ShellArithmetic.evaluate(source) { known.look($0) }
    } catch {
      throw .failed(dialect.isBash ? Self.bashMessage(error.message, source) : error.message)
    }
    random = known.random
    for (place, value) in outcome.assignments {
      if let part = place.part {
        variables.set(place.name, part: number(ofPart: part, place.name), String(value))
      } else {
        variables.set(place.name, String(value))
      }
    }
    return outcome.result
  }

  private static func bashMessage(_ message: String, _ source: String) -> String {
    let shown = source.drop { $0 == " " }
    if message == "divide by zero" {
      let operand = shown.split(whereSeparator: { "/%".contains($0) }).last.map(String.init) ?? "0"
      return "\(shown): division by 0 (error token is \"\(operand.drop { $0 == " " })\")"
    }
    return "\(shown): \(message)"
  }

  private mutating func look(_ place: ShellArithmetic.Place) -> String {
    guard let part = place.part else { return look(place.name) ?? "" }
    return variables.array(place.name)?[number(ofPart: part, place.name)] ?? ""
  }

  /// The subscript that a text stands for: itself where elements have names, else a number.
  mutating func number(ofPart text: String, _ name: String) -> String {
    let array = variables.array(name)
    if array?.isKeyed == true { return text }
    // Subscripts in subscripts: a few are enough.
    guard text.utf8.count(where: { $0 == UInt8(ascii: "[") }) < 8 else { return "0" }
    var known = self
    var number = (try? ShellArithmetic.evaluate(text) { known.look($0) })?.result ?? 0
    if number < 0 { number &+= array?.end ?? 0 }
    return String(number)
  }
}

extension ParameterReference {
  /// Whether it stands for several values.
  var isList: Bool {
    if case .all? = part { return true }
    return part == nil && (name == "@" || name == "*")
  }
}
