/// Reads a script, one complete line of commands at a time.
struct ShellParser: Sendable {
  var bytes: [UInt8]
  var position = 0
  var line = 1
  let dialect: ShellDialect
  var aliases: [String: String] = [:]
  /// Where to go on after the next newline, past the here-documents that were read already.
  var afterDocuments: Int?
  var depth = 0
  /// Up to there an alias's text reaches, within which it is not expanded again.
  private var aliasEnd = -1

  private static let depthLimit = 40

  init(_ text: String, _ dialect: ShellDialect, aliases: [String: String] = [:]) {
    self.init(bytes: Array(text.utf8), dialect, aliases: aliases)
  }

  init(bytes: [UInt8], _ dialect: ShellDialect, aliases: [String: String] = [:]) {
    self.bytes = bytes
    self.dialect = dialect
    self.aliases = aliases
  }

  var isBash: Bool { dialect.isBash }

  /// A parser for a text that stands inside this one.
  func inner(_ bytes: [UInt8]) -> ShellParser {
    var parser = ShellParser(bytes: bytes, dialect)
    parser.depth = depth
    parser.line = line
    return parser
  }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  func peek(_ offset: Int = 1) -> UInt8? { position + offset < bytes.count ? bytes[position + offset] : nil }

  func starts(with text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard position + wanted.count <= bytes.count else { return false }
    return wanted.indices.allSatisfy { bytes[position + $0] == wanted[$0] }
  }

  mutating func nested<Result>(
    _ body: (inout ShellParser) throws(ShellSyntaxError) -> Result
  ) throws(ShellSyntaxError) -> Result {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw .tooDeep }
    return try body(&self)
  }

  // MARK: Blanks and operators

  mutating func skipBlanks() {
    while let byte = current {
      if byte == Byte.space || byte == Byte.tab || byte == 13 {
        position += 1
      } else if byte == Byte.backslash, peek() == Byte.newline {
        position += 2
        line += 1
      } else if byte == Byte.hash, isAtWordStart {
        while let next = current, next != Byte.newline { _ = next; position += 1 }
      } else {
        return
      }
    }
  }

  private var isAtWordStart: Bool {
    guard position > 0 else { return true }
    return [
      Byte.space, Byte.tab, Byte.newline, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"),
      UInt8(ascii: "("), UInt8(ascii: ")"),
    ].contains(bytes[position - 1])
  }

  mutating func takeNewline() {
    position += 1
    line += 1
    if let after = afterDocuments {
      line += bytes[min(position, after)..<after].count { $0 == Byte.newline }
      position = after
      afterDocuments = nil
    }
  }

  mutating func skipNewlines() {
    skipBlanks()
    while current == Byte.newline {
      takeNewline()
      skipBlanks()
    }
  }

  private static let operators = ["&&", "||", ";;&", ";;", ";&", ";", "&", "|", "(", ")", "\n"]

  /// The operator at the position, if there is one.
  func peekOperator() -> String? {
    for candidate in Self.operators where starts(with: candidate) {
      if candidate == ";&" || candidate == ";;&", !isBash { continue }
      if candidate == "&", peek() == UInt8(ascii: ">") { return nil }
      return candidate
    }
    return nil
  }

  /// Takes a reserved word or an operator when it comes next.
  mutating func take(_ text: String) -> Bool {
    skipBlanks()
    if let first = text.utf8.first, Byte.isLetter(first) || first == 123 || first == 125 || first == 33 {
      guard peekWord() == text else { return false }
    } else {
      guard peekOperator() == text else { return false }
    }
    position += text.utf8.count
    return true
  }

  mutating func expect(_ text: String) throws(ShellSyntaxError) {
    guard !take(text) else { return }
    throw unexpected(expecting: text)
  }

  /// The plain word at the position, as far as reserved words can have it.
  func peekWord() -> String? {
    var end = position
    while end < bytes.count, !Byte.endsWord(bytes[end]) {
      if bytes[end] == Byte.backslash || bytes[end] == 34 || bytes[end] == 39 || bytes[end] == Byte.dollar {
        return nil
      }
      end += 1
    }
    return end > position ? String(decoding: bytes[position..<end], as: UTF8.self) : nil
  }

  func unexpected(expecting: String? = nil) -> ShellSyntaxError {
    if position >= bytes.count { return .unexpectedEnd(expecting: expecting) }
    let token = peekOperator() ?? peekWord() ?? String(decoding: bytes[position..<(position + 1)], as: UTF8.self)
    return .unexpected(token == "\n" ? "newline" : token, expecting: expecting)
  }

  // MARK: Lists

  /// The next line's commands; nil at the end of the text.
  mutating func nextLine() throws(ShellSyntaxError) -> ShellScript? {
    skipNewlines()
    guard position < bytes.count else { return nil }
    var script = ShellScript()
    while true {
      skipBlanks()
      guard let byte = current else { break }
      if byte == Byte.newline {
        takeNewline()
        break
      }
      script.items.append(try item())
    }
    return script
  }

  private mutating func item() throws(ShellSyntaxError) -> ShellScript.Item {
    let command = try andOr()
    skipBlanks()
    switch peekOperator() {
    case ";":
      position += 1
      return ShellScript.Item(command: command, isBackground: false)
    case "&":
      position += 1
      return ShellScript.Item(command: command, isBackground: true)
    case "\n",
      nil where position >= bytes.count:
      return ShellScript.Item(command: command, isBackground: false)
    default:
      if current == Byte.newline { return ShellScript.Item(command: command, isBackground: false) }
      throw unexpected()
    }
  }

  /// Commands up to one of the reserved words or operators, which is left in place.
  mutating func script(until ends: [String]) throws(ShellSyntaxError) -> ShellScript {
    try nested { (parser: inout ShellParser) throws(ShellSyntaxError) -> ShellScript in
      var script = ShellScript()
      while true {
        parser.skipNewlines()
        if parser.isAt(ends) { break }
        guard parser.position < parser.bytes.count else { throw .unexpectedEnd(expecting: ends.last) }
        let command = try parser.andOr()
        parser.skipBlanks()
        let isBackground = parser.peekOperator() == "&"
        script.items.append(ShellScript.Item(command: command, isBackground: isBackground))
        if parser.peekOperator() == ";" || isBackground {
          parser.position += 1
        } else if parser.current != Byte.newline, !parser.isAt(ends) {
          throw parser.unexpected(expecting: parser.position >= parser.bytes.count ? ends.last : nil)
        }
      }
      if script.items.isEmpty { throw parser.unexpected() }
      return script
    }
  }

  private func isAt(_ ends: [String]) -> Bool {
    let operation = peekOperator()
    let word = peekWord()
    return ends.contains { $0 == operation || $0 == word }
  }

  private mutating func andOr() throws(ShellSyntaxError) -> ShellCommand {
    var links = [ShellCommand.Link(isAnd: true, command: try pipeline())]
    while true {
      skipBlanks()
      let operation = peekOperator()
      guard operation == "&&" || operation == "||" else { break }
      position += 2
      skipNewlines()
      links.append(ShellCommand.Link(isAnd: operation == "&&", command: try pipeline()))
    }
    return links.count == 1 ? links[0].command : .chain(links)
  }

  private mutating func pipeline() throws(ShellSyntaxError) -> ShellCommand {
    skipBlanks()
    if take("!") {
      return .negated(try nested { (parser: inout ShellParser) throws(ShellSyntaxError) in try parser.pipeline() })
    }
    if isBash, take("time") {
      return .timed(try nested { (parser: inout ShellParser) throws(ShellSyntaxError) in try parser.pipeline() })
    }
    var commands = [try command()]
    while true {
      skipBlanks()
      guard peekOperator() == "|" else { break }
      position += 1
      if current == UInt8(ascii: "&") {
        position += 1
        let both = Redirection(descriptor: 2, kind: .duplicate, target: ShellWord(parts: [.literal("1")]))
        commands[commands.count - 1] = .redirected(commands[commands.count - 1], [both])
      }
      skipNewlines()
      commands.append(try command())
    }
    return commands.count == 1 ? commands[0] : .pipeline(commands)
  }

  // MARK: Simple commands

  private mutating func command() throws(ShellSyntaxError) -> ShellCommand {
    skipBlanks()
    expandAlias()
    if let compound = try compoundCommand() { return try withRedirections(compound) }
    var simple = SimpleCommand(line: line)
    var redirections: [Redirection] = []
    while true {
      skipBlanks()
      if let redirection = try redirection() {
        redirections.append(redirection)
      } else if simple.words.isEmpty, let assignment = try assignment() {
        simple.assignments.append(assignment)
      } else if let array = try declaredArray(after: simple.words) {
        simple.arrays.append(array)
        simple.words.append(ShellWord(parts: [.literal(array.name)]))
      } else if let word = try word() {
        simple.words.append(word)
        if simple.words.count == 1, let name = word.plainText, simple.assignments.isEmpty, take("(") {
          try expect(")")
          skipNewlines()
          let body = try nested { (parser: inout ShellParser) throws(ShellSyntaxError) in try parser.command() }
          return .function(name: name, body: body)
        }
      } else {
        break
      }
    }
    if simple.words.isEmpty, simple.assignments.isEmpty, redirections.isEmpty { throw unexpected() }
    return redirections.isEmpty ? .simple(simple) : .redirected(.simple(simple), redirections)
  }

  private mutating func withRedirections(_ command: ShellCommand) throws(ShellSyntaxError) -> ShellCommand {
    var redirections: [Redirection] = []
    skipBlanks()
    while let redirection = try redirection() {
      redirections.append(redirection)
      skipBlanks()
    }
    return redirections.isEmpty ? command : .redirected(command, redirections)
  }

  private mutating func expandAlias() {
    guard !aliases.isEmpty else { return }
    var seen: Set<String> = []
    while position > aliasEnd || !seen.isEmpty, let word = peekWord(), let text = aliases[word],
      seen.insert(word).inserted
    {
      bytes.replaceSubrange(position..<(position + word.utf8.count), with: Array(text.utf8))
      if let after = afterDocuments { afterDocuments = after + text.utf8.count - word.utf8.count }
      aliasEnd = position + text.utf8.count
    }
  }
}

/// The characters that matter to parsers here.
enum Byte {
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let backslash = UInt8(ascii: "\\")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

  static func isNamePart(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == 95 }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// Ends a shell's word where nothing is quoted.
  static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 32, 9, 10, 13, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }
}
