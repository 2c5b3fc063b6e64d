import KubernetesModel

/// Reads a sed script.
struct SedParser {
  private let text: [Character]
  private var position = 0
  private let isExtended: Bool
  private var script = SedScript()
  private var labels: [String: Int] = [:]
  private var jumps: [(command: Int, label: String)] = []
  private var groups: [Int] = []

  init(_ script: String, isExtended: Bool) {
    text = Array(script)
    self.isExtended = isExtended
  }

  private var current: Character? { position < text.count ? text[position] : nil }

  private mutating func skip(_ characters: String) {
    while let next = current, characters.contains(next) { position += 1 }
  }

  private func failure(_ message: String) -> SedScript.Failure { SedScript.Failure(message: message) }

  /// How many characters were read: errors name the place.
  var place: Int { position }

  mutating func parse() throws(SedScript.Failure) -> SedScript {
    if text.starts(with: "#n\n") || text == Array("#n") { script.isQuiet = true }
    while true {
      skip(" \t\n;")
      guard let next = current else { break }
      switch next {
      case "#": while let other = current, other != "\n" { position += 1 }
      case "}":
        position += 1
        guard let open = groups.popLast() else { throw failure("unexpected `}'") }
        script.commands[open].action = .group(end: script.commands.count)
      case ":":
        position += 1
        skip(" \t")
        labels[word()] = script.commands.count
      default: try command()
      }
    }
    if !groups.isEmpty { throw failure("unmatched `{'") }
    for jump in jumps {
      guard case .branch(let condition, _) = script.commands[jump.command].action else { continue }
      guard let target = jump.label.isEmpty ? script.commands.count : labels[jump.label] else {
        throw failure("can't find label for jump to `\(jump.label)'")
      }
      script.commands[jump.command].action = .branch(condition, target)
    }
    return script
  }

  private mutating func word() -> String {
    let start = position
    while let next = current, next != "\n", next != ";" { position += 1 }
    return String(text[start..<position].reversed().drop { $0 == " " }.reversed())
  }

  private mutating func restOfLine() -> String {
    skip(" \t")
    let start = position
    while let next = current, next != "\n" { position += 1 }
    return String(text[start..<position])
  }

  // MARK: Commands

  private mutating func command() throws(SedScript.Failure) {
    var command = SedScript.Command(action: .nothing)
    command.first = try address()
    skip(" \t")
    if current == ",", command.first != nil {
      position += 1
      skip(" \t")
      command.range = try range()
    }
    if case .line(0)? = command.first {
      guard case .to(.matching)? = command.range else { throw failure("invalid usage of line address 0") }
    }
    skip(" \t")
    while current == "!" {
      command.isNegated = true
      position += 1
      skip(" \t")
    }
    guard let letter = current else { throw failure("missing command") }
    position += 1
    if letter == "{" { groups.append(script.commands.count) }
    command.action = try action(letter)
    script.commands.append(command)
    if "{aicrwbtT:".contains(letter) { return }
    skip(" \t")
    if let next = current, !"\n;}#".contains(next) { throw failure("extra characters after command") }
  }

  private mutating func range() throws(SedScript.Failure) -> SedScript.Range {
    if let sign = current, sign == "+" || sign == "~" {
      position += 1
      let count = number() ?? 0
      return sign == "+" ? .lines(count) : .multiple(count)
    }
    guard let second = try address() else { throw failure("unexpected `,'") }
    return .to(second)
  }

  private mutating func number() -> Int? {
    let start = position
    while let next = current, next.isASCII, next.isNumber { position += 1 }
    return position > start ? Int(String(text[start..<position])) ?? .max : nil
  }

  private mutating func address() throws(SedScript.Failure) -> SedScript.Address? {
    guard let next = current else { return nil }
    if next == "$" {
      position += 1
      return .last
    }
    if let line = number() {
      guard current == "~" else { return .line(line) }
      position += 1
      return .step(line, number() ?? 0)
    }
    guard next == "/" || next == "\\" else { return nil }
    if next == "\\" { position += 1 }
    guard let delimiter = current else { throw failure("unterminated address regex") }
    position += 1
    let pattern = try delimited(delimiter, isPattern: true, "unterminated address regex")
    var ignoresCase = false
    while let flag = current, flag == "I" || flag == "M" {
      if flag == "I" { ignoresCase = true }
      position += 1
    }
    return .matching(try expression(pattern, ignoresCase))
  }

  private func expression(_ pattern: String, _ ignoresCase: Bool) throws(SedScript.Failure) -> SedExpression {
    if pattern.isEmpty { return SedExpression() }
    do throws(RegularExpression.InvalidPattern) {
      let syntax: RegularExpression.Syntax = isExtended ? .extended : .basic
      return SedExpression(expression: try RegularExpression(pattern, syntax: syntax, ignoresCase: ignoresCase))
    } catch {
      throw failure(error.message)
    }
  }

  /// The text up to a delimiter, which a backslash makes an ordinary character.
  private mutating func delimited(
    _ delimiter: Character, isPattern: Bool, _ unterminated: String
  ) throws(SedScript.Failure) -> String {
    var result = ""
    var setStart: Int?
    while let next = current {
      position += 1
      if next == delimiter, setStart == nil { return result }
      if next == "\\", setStart == nil, let escaped = current {
        position += 1
        if escaped == delimiter {
          // It stands for itself, and in a replacement stays what it is.
          result += isPattern || escaped != "&" ? String(escaped) : "\\&"
        } else {
          result += "\\" + String(escaped)
        }
        continue
      }
      if isPattern, next == "[", setStart == nil {
        setStart = position
        if current == "^" { setStart = position + 1 }
      } else if next == "]", let start = setStart, position - 1 > start || text[start] != "]" {
        if position - 1 != start { setStart = nil }
      } else if next == "\n", isPattern, setStart == nil, delimiter != "\n" {
        throw failure(unterminated)
      }
      result.append(next)
    }
    throw failure(unterminated)
  }

  private mutating func action(_ letter: Character) throws(SedScript.Failure) -> SedScript.Action {
    switch letter {
    case "{": return .group(end: 0)
    case "s": return .substitute(try substitution())
    case "y": return try transliteration()
    case "a", "i", "c":
      let content = Array(textArgument().utf8)
      return letter == "a" ? .append(content) : letter == "i" ? .insert(content) : .change(content)
    case "r": return .readFile(restOfLine())
    case "w": return .writeFile(restOfLine())
    case "q", "Q":
      skip(" ")
      return .quit(number() ?? 0, isSilent: letter == "Q")
    case "b", "t", "T":
      skip(" \t")
      let start = position
      while let next = current, next != "\n", next != ";", next != "}" { position += 1 }
      let label = String(text[start..<position].reversed().drop { $0 == " " }.reversed())
      jumps.append((script.commands.count, label))
      return .branch(letter == "b" ? .always : letter == "t" ? .substituted : .notSubstituted, 0)
    default:
      guard let simple = Self.simple[letter] else { throw failure("unknown command: `\(letter)'") }
      return simple
    }
  }

  private static let simple: [Character: SedScript.Action] = [
    "d": .delete, "D": .deleteFirstLine, "p": .print, "P": .printFirstLine, "l": .printUnambiguously,
    "=": .lineNumber, "n": .next, "N": .appendNext, "g": .copyHold, "G": .appendHold, "h": .copyToHold,
    "H": .appendToHold, "x": .exchange, "z": .delete,
  ]

  private mutating func textArgument() -> String {
    skip(" \t")
    if current == "\\" {
      position += 1
      skip(" \t")
      if current == "\n" { position += 1 }
    }
    var result = ""
    while let next = current, next != "\n" {
      position += 1
      if next == "\\", let escaped = current {
        position += 1
        result.append(escaped == "t" ? "\t" : escaped)
      } else {
        result.append(next)
      }
    }
    return result
  }

  // MARK: Substitutions

  private mutating func substitution() throws(SedScript.Failure) -> SedSubstitution {
    let unterminated = "unterminated `s' command"
    guard let delimiter = current, delimiter != "\n", delimiter != "\\" else { throw failure(unterminated) }
    position += 1
    let pattern = try delimited(delimiter, isPattern: true, unterminated)
    let replacement = try delimited(delimiter, isPattern: false, unterminated)
    var result = SedSubstitution(expression: SedExpression(), replacement: Self.pieces(replacement))
    var ignoresCase = false
    flags: while let flag = current {
      if let number = number() {
        if number == 0 { throw failure("number option to `s' command may not be zero") }
        result.number = number
        continue
      }
      switch flag {
      case "g": result.isGlobal = true
      case "p": result.prints = true
      case "i", "I": ignoresCase = true
      case "m", "M", "e": break
      case "w":
        position += 1
        result.file = restOfLine()
        break flags
      case "}", ";", "\n", " ", "\t", "#": break flags
      default: throw failure("unknown option to `s'")
      }
      position += 1
    }
    result.expression = try expression(pattern, ignoresCase)
    if let known = result.expression.expression {
      for case .group(let group) in result.replacement where group > known.groupCount {
        throw failure("invalid reference \\\(group) on `s' command's RHS")
      }
    }
    return result
  }

  private static let letterCases: [Character: SedSubstitution.LetterCase] = [
    "U": .upper, "L": .lower, "u": .upperNext, "l": .lowerNext, "E": .unchanged,
  ]

  private static func pieces(_ replacement: String) -> [SedSubstitution.Piece] {
    var pieces: [SedSubstitution.Piece] = []
    var literal: [UInt8] = []
    func flush() {
      if !literal.isEmpty { pieces.append(.text(literal)) }
      literal = []
    }
    var rest = replacement[...]
    while let next = rest.popFirst() {
      if next == "&" {
        flush()
        pieces.append(.group(0))
      } else if next == "\\", let escaped = rest.popFirst() {
        if let group = escaped.wholeNumberValue, escaped.isASCII {
          flush()
          pieces.append(.group(group))
        } else if let change = letterCases[escaped] {
          flush()
          pieces.append(.letterCase(change))
        } else {
          literal += Array(String(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped).utf8)
        }
      } else {
        literal += Array(String(next).utf8)
      }
    }
    flush()
    return pieces
  }

  private mutating func transliteration() throws(SedScript.Failure) -> SedScript.Action {
    let unterminated = "unterminated `y' command"
    guard let delimiter = current else { throw failure(unterminated) }
    position += 1
    let from = Array(EscapeText.decode(try delimited(delimiter, isPattern: false, unterminated)))
    let to = Array(EscapeText.decode(try delimited(delimiter, isPattern: false, unterminated)))
    guard from.count == to.count else { throw failure("strings for `y' command are different lengths") }
    return .transliterate(Dictionary(zip(from, to)) { first, _ in first })
  }
}
