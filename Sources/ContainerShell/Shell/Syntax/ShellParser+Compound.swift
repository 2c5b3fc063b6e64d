extension ShellParser {
  private static let reserved: Set<String> = [
    "then", "else", "elif", "fi", "do", "done", "esac", "in", "}",
  ]

  /// A compound command; nil where a simple one comes.
  mutating func compoundCommand() throws(ShellSyntaxError) -> ShellCommand? {
    if isBash, starts(with: "((") {
      position += 2
      return .arithmetic(try arithmeticText())
    }
    if take("(") {
      let body = try script(until: [")"])
      try expect(")")
      return .subshell(body)
    }
    guard let word = peekWord() else { return nil }
    switch word {
    case "{":
      position += 1
      let body = try script(until: ["}"])
      try expect("}")
      return .group(body)
    case "if": return try conditional()
    case "while", "until":
      position += 5
      let condition = try script(until: ["do"])
      return .loop(isUntil: word == "until", condition: condition, body: try loopBody())
    case "for": return try forLoop()
    case "case": return try choice()
    case "function": return try function()
    case "[[": return try condition()
    default:
      if Self.reserved.contains(word) { throw .unexpected(word, expecting: nil) }
      return nil
    }
  }

  private mutating func conditional() throws(ShellSyntaxError) -> ShellCommand {
    position += 2
    var branches: [ShellCommand.Branch] = []
    while true {
      let condition = try script(until: ["then"])
      try expect("then")
      let body = try script(until: ["elif", "else", "fi"])
      branches.append(ShellCommand.Branch(condition: condition, body: body))
      if take("elif") { continue }
      let otherwise = take("else") ? try script(until: ["fi"]) : nil
      try expect("fi")
      return .conditional(branches, otherwise: otherwise)
    }
  }

  private mutating func loopBody() throws(ShellSyntaxError) -> ShellScript {
    try expect("do")
    let body = try script(until: ["done"])
    try expect("done")
    return body
  }

  private mutating func forLoop() throws(ShellSyntaxError) -> ShellCommand {
    position += 3
    skipBlanks()
    if isBash, starts(with: "((") { return try arithmeticFor() }
    guard let name = peekWord(), name.utf8.allSatisfy(Byte.isNamePart) else { throw unexpected() }
    position += name.utf8.count
    skipNewlines()
    var words: [ShellWord]?
    if take("in") {
      var found: [ShellWord] = []
      skipBlanks()
      while let word = try word() {
        found.append(word)
        skipBlanks()
      }
      words = found
    }
    skipBlanks()
    if peekOperator() == ";" { position += 1 }
    skipNewlines()
    return .forEach(name: name, words: words, body: try loopBody())
  }

  private mutating func arithmeticFor() throws(ShellSyntaxError) -> ShellCommand {
    position += 2
    let text = try arithmeticSource()
    let pieces = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard pieces.count == 3 else { throw .unexpected("((", expecting: nil) }
    var parts: [[WordPart]] = []
    for piece in pieces {
      var inner = self.inner(Array(piece))
      parts.append(try inner.quotedParts(until: nil))
    }
    skipBlanks()
    if peekOperator() == ";" { position += 1 }
    skipNewlines()
    return .forArithmetic(start: parts[0], condition: parts[1], step: parts[2], body: try loopBody())
  }

  private mutating func choice() throws(ShellSyntaxError) -> ShellCommand {
    position += 4
    skipBlanks()
    guard let subject = try word() else { throw unexpected() }
    skipNewlines()
    try expect("in")
    var choices: [ShellCommand.Choice] = []
    while true {
      skipNewlines()
      if take("esac") { return .choose(subject, choices) }
      _ = take("(")
      var patterns: [ShellWord] = []
      repeat {
        skipBlanks()
        guard let pattern = try word() else { throw unexpected() }
        patterns.append(pattern)
        skipBlanks()
      } while take("|")
      try expect(")")
      skipNewlines()
      var body = ShellScript()
      let ends = [";;", ";&", ";;&"]
      if !ends.contains(peekOperator() ?? ""), peekWord() != "esac" { body = try script(until: ends + ["esac"]) }
      skipNewlines()
      let end = peekOperator().flatMap(ShellCommand.Choice.End.init(rawValue:))
      if let end {
        position += end.rawValue.utf8.count
      } else if peekWord() != "esac" {
        throw unexpected(expecting: ";;")
      }
      choices.append(ShellCommand.Choice(patterns: patterns, body: body, end: end ?? .leave))
    }
  }

  private mutating func function() throws(ShellSyntaxError) -> ShellCommand {
    position += 8
    skipBlanks()
    guard let name = peekWord() else { throw unexpected() }
    position += name.utf8.count
    if take("(") { try expect(")") }
    skipNewlines()
    guard let body = try compoundCommand() else { throw unexpected() }
    return .function(name: name, body: body)
  }

  /// `[[ … ]]`: operators that end words elsewhere are words here.
  private mutating func condition() throws(ShellSyntaxError) -> ShellCommand {
    position += 2
    var words: [ShellWord] = []
    while true {
      skipNewlines()
      guard let byte = current else { throw .unexpectedEnd(expecting: "]]") }
      if peekWord() == "]]" {
        position += 2
        return .test(words)
      }
      if let symbol = ["&&", "||", "(", ")", "<", ">"].first(where: starts) {
        position += symbol.utf8.count
        words.append(ShellWord(parts: [.literal(symbol)]))
      } else if case .literal("=~")? = words.last?.parts.first {
        words.append(ShellWord(parts: try patternParts()))
      } else if let word = try word() {
        words.append(word)
      } else {
        _ = byte
        throw unexpected()
      }
    }
  }

  /// A regular expression after `=~`, which may hold parentheses and bars.
  private mutating func patternParts() throws(ShellSyntaxError) -> [WordPart] {
    try parts(processes: false) { Byte.isSpace($0) }
  }

  // MARK: Redirections

  mutating func redirection() throws(ShellSyntaxError) -> Redirection? {
    if beginsProcess { return nil }
    let start = position
    var number: Int?
    var end = position
    while end < bytes.count, Byte.isDigit(bytes[end]), end - position < 3 { end += 1 }
    if end > position, end < bytes.count, bytes[end] == 60 || bytes[end] == 62 {
      number = Int(String(decoding: bytes[position..<end], as: UTF8.self))
      position = end
    }
    let table: [(String, Int, Redirection.Kind)] = [
      ("<<<", 0, .text(addsNewline: true)), ("<<-", 0, .text(addsNewline: false)), ("<<", 0, .text(addsNewline: false)),
      ("<&", 0, .duplicate), ("<>", 0, .input), ("<", 0, .input), ("&>>", 1, .bothOutputs(append: true)),
      ("&>", 1, .bothOutputs(append: false)), (">>", 1, .append), (">&", 1, .duplicate), (">|", 1, .output),
      (">", 1, .output),
    ]
    guard let (symbol, standard, kind) = table.first(where: { starts(with: $0.0) }), isBash || symbol != "<<<" else {
      position = start
      return nil
    }
    position += symbol.utf8.count
    skipBlanks()
    if symbol == "<<" || symbol == "<<-" {
      return Redirection(
        descriptor: number ?? standard, kind: kind, target: try hereDocument(stripsTabs: symbol == "<<-"))
    }
    guard let target = try word() else { throw unexpected() }
    var chosen = kind
    if symbol == ">&", number == nil, let text = target.plainText, Int(text) == nil, text != "-" {
      chosen = .bothOutputs(append: false)
    }
    return Redirection(descriptor: number ?? standard, kind: chosen, target: target)
  }

  /// Reads the document that follows the line; parsing goes on after it once the line ends.
  private mutating func hereDocument(stripsTabs: Bool) throws(ShellSyntaxError) -> ShellWord {
    guard let delimiterWord = try word() else { throw unexpected() }
    let isPlain = delimiterWord.plainText != nil
    let delimiter = Array(delimiterWord.rawText.utf8)
    var start = afterDocuments ?? position
    if afterDocuments == nil {
      while start < bytes.count, bytes[start] != Byte.newline { start += 1 }
      start += 1
    }
    var body: [UInt8] = []
    while true {
      guard start < bytes.count else {
        throw .unterminatedDocument(delimiter: delimiterWord.rawText, stripsTabs: stripsTabs)
      }
      var end = start
      while end < bytes.count, bytes[end] != Byte.newline { end += 1 }
      var content = bytes[start..<end]
      if stripsTabs { content = content.drop { $0 == Byte.tab } }
      start = end + 1
      if Array(content) == delimiter { break }
      body += content + [Byte.newline]
    }
    afterDocuments = min(start, bytes.count)
    guard isPlain else { return ShellWord(parts: [.quoted(String(decoding: body, as: UTF8.self))]) }
    var inner = self.inner(body)
    return ShellWord(parts: [.doubleQuoted(try inner.quotedParts(until: nil))])
  }
}
