import KubernetesModel

/// Reads a sed script.
struct SedParser {
  private let text: [Character]
  private var position = 0
  private let isExtended: Bool
  private var depth = 0

  init(_ script: String, isExtended: Bool) {
    text = Array(script)
    self.isExtended = isExtended
  }

  private var current: Character? { position < text.count ? text[position] : nil }

  private mutating func skip(_ characters: String) {
    while let next = current, characters.contains(next) { position += 1; _ = next }
  }

  private func failure(_ message: String) -> SedCommand.Failure { SedCommand.Failure(message: message) }

  mutating func commands() throws(SedCommand.Failure) -> [SedCommand.Command] {
    depth += 1
    defer { depth -= 1 }
    if depth > 20 { throw failure("too many {'s") }
    var result: [SedCommand.Command] = []
    while true {
      skip(" \t\n;")
      guard let next = current else {
        if depth > 1 { throw failure("unmatched '{'") }
        return result
      }
      if next == "}" {
        if depth == 1 { throw failure("unexpected '}'") }
        position += 1
        return result
      }
      if next == "#" {
        while let other = current, other != "\n" { position += 1; _ = other }
        continue
      }
      result.append(try command())
    }
  }

  private mutating func command() throws(SedCommand.Failure) -> SedCommand.Command {
    var command = SedCommand.Command(action: .next)
    command.first = try address()
    skip(" \t")
    if current == ",", command.first != nil {
      position += 1
      skip(" \t")
      if current == "+" {
        position += 1
        command.extraLines = number() ?? 0
      } else {
        guard let second = try address() else { throw failure("unexpected ','") }
        command.second = second
      }
    }
    skip(" \t")
    while current == "!" {
      command.isNegated = true
      position += 1
      skip(" \t")
    }
    guard let letter = current else { throw failure("missing command") }
    position += 1
    command.action = try action(letter)
    return command
  }

  private mutating func number() -> Int? {
    let start = position
    while let next = current, next.isASCII, next.isNumber { position += 1; _ = next }
    return position > start ? Int(String(text[start..<position])) : nil
  }

  private mutating func address() throws(SedCommand.Failure) -> SedCommand.Address? {
    guard let next = current else { return nil }
    if next == "$" {
      position += 1
      return .last
    }
    if next.isASCII, next.isNumber {
      guard let line = number() else { throw failure("invalid line number") }
      if current == "~" {
        position += 1
        return .step(line, number() ?? 0)
      }
      return .line(line)
    }
    guard next == "/" || next == "\\" else { return nil }
    if next == "\\" { position += 1 }
    guard let delimiter = current else { throw failure("unterminated address regex") }
    position += 1
    let pattern = try delimited(delimiter, keepsEscapes: true)
    let ignoresCase = current == "I"
    if ignoresCase { position += 1 }
    return .matching(try expression(pattern, ignoresCase))
  }

  private func expression(_ pattern: String, _ ignoresCase: Bool) throws(SedCommand.Failure) -> RegularExpression {
    do {
      return try RegularExpression(pattern, syntax: isExtended ? .extended : .basic, ignoresCase: ignoresCase)
    } catch {
      throw failure(error.message)
    }
  }

  /// The text up to a delimiter, which a backslash makes an ordinary character.
  private mutating func delimited(_ delimiter: Character, keepsEscapes: Bool) throws(SedCommand.Failure) -> String {
    var result = ""
    var isInSet = false
    while let next = current {
      position += 1
      if next == delimiter, !isInSet { return result }
      if next == "\\", let escaped = current {
        position += 1
        if escaped == delimiter {
          result.append(escaped)
        } else if escaped == "\n" {
          result += "\n"
        } else {
          result += "\\" + String(escaped)
        }
        continue
      }
      if keepsEscapes {
        if next == "[", !isInSet { isInSet = true } else if next == "]", isInSet, result.last != "[" { isInSet = false }
      }
      result.append(next)
    }
    throw failure("unterminated `s' command")
  }

  private mutating func action(_ letter: Character) throws(SedCommand.Failure) -> SedCommand.Action {
    switch letter {
    case "{": return .group(try commands())
    case "s": return try substitution()
    case "y": return try transliteration()
    case "d": return .delete
    case "p": return .print
    case "=": return .lineNumber
    case "n", "b": return .next
    case "q", "Q":
      skip(" ")
      return .quit(number() ?? 0)
    case "a", "i", "c":
      let content = Array(textArgument().utf8)
      return letter == "a" ? .append(content) : letter == "i" ? .insert(content) : .change(content)
    default: throw failure("unknown command: `\(letter)'")
    }
  }

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

  private mutating func substitution() throws(SedCommand.Failure) -> SedCommand.Action {
    guard let delimiter = current, delimiter != "\n", delimiter != "\\" else {
      throw failure("unterminated `s' command")
    }
    position += 1
    let pattern = try delimited(delimiter, keepsEscapes: true)
    let replacement = try delimited(delimiter, keepsEscapes: false)
    var (isGlobal, prints, ignoresCase, which) = (false, false, false, 1)
    while let flag = current {
      if flag.isASCII, flag.isNumber {
        which = max(1, number() ?? 1)
        continue
      }
      switch flag {
      case "g": isGlobal = true
      case "p": prints = true
      case "i", "I": ignoresCase = true
      case "}", ";", "\n", " ", "\t", "#":
        return .substitute(
          try expression(pattern, ignoresCase), Array(replacement.utf8), isGlobal: isGlobal, prints: prints,
          number: which)
      default: throw failure("unknown option to `s'")
      }
      position += 1
    }
    return .substitute(
      try expression(pattern, ignoresCase), Array(replacement.utf8), isGlobal: isGlobal, prints: prints, number: which)
  }

  private mutating func transliteration() throws(SedCommand.Failure) -> SedCommand.Action {
    guard let delimiter = current else { throw failure("unterminated `y' command") }
    position += 1
    let from = Array(EscapeText.decode(try delimited(delimiter, keepsEscapes: false)))
    let to = Array(EscapeText.decode(try delimited(delimiter, keepsEscapes: false)))
    guard from.count == to.count else { throw failure("strings for `y' command are different lengths") }
    return .transliterate(Dictionary(zip(from, to)) { first, _ in first })
  }
}
