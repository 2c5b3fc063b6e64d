/// How the parts of a command line look while it is typed: commands that exist and that do not, strings, flags, operators,
/// comments.
package struct CommandColours {
  private enum Place {
    /// The next word is a command, an argument, a variable of `for`, or the end of a here-document.
    case command, argument, name, delimiter
  }

  static let known = Look.good
  static let unknown = Look.bad
  static let string = Look.notable
  static let flag = Look.accent
  static let operation = Look.bold
  static let comment = Look.faint

  private static let keywords: Set = [
    "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "function", "{",
    "}",
    "!", "[[", "]]", "time",
  ]
  /// After these an argument follows, not a command.
  private static let closing: Set = ["fi", "done", "esac", "}", "]]", "[[", "in", "case"]

  private let characters: [Character]
  private let cursor: Int
  private let commands: Set<String>
  private var place = Place.command
  private var index = 0
  private var looks: [Look]
  /// Here-documents whose text begins with the next line.
  private var delimiters: [String] = []

  /// The look of each character.
  /// - Parameters:
  ///   - cursor: a command that is not typed to its end there is not yet said to be unknown.
  ///   - commands: the names that may stand where a command does.
  package static func looks(of characters: [Character], cursor: Int, commands: Set<String>) -> [Look] {
    var colours = CommandColours(characters, cursor, commands)
    while colours.index < characters.count { colours.takeNext() }
    return colours.looks
  }

  private init(_ characters: [Character], _ cursor: Int, _ commands: Set<String>) {
    self.characters = characters
    self.cursor = cursor
    self.commands = commands
    looks = Array(repeating: .plain, count: characters.count)
  }

  private mutating func mark(_ end: Int, _ look: Look) {
    let end = min(end, characters.count)
    for position in index..<max(index, end) { looks[position] = look }
    index = max(index, end)
  }

  private mutating func takeNext() {
    let character = characters[index]
    switch character {
    case "\n":
      index += 1
      place = .command
      for delimiter in delimiters { takeDocument(delimiter) }
      delimiters = []
    case _ where character.isWhitespace: index += 1
    case "#": mark(end { $0 == "\n" }, Self.comment)
    case "|", "&", ";", "(", ")":
      mark(index + 1, Self.operation)
      place = character == ")" ? .argument : .command
    case "<", ">": takeRedirection()
    default: takeWord()
    }
  }

  /// Where the characters end for which the test does not hold.
  private func end(_ isEnd: (Character) -> Bool) -> Int {
    characters[index...].firstIndex(where: isEnd) ?? characters.count
  }

  private mutating func takeRedirection() {
    let start = index
    mark(end { !"<>&".contains($0) }, Self.operation)
    let text = String(characters[start..<index])
    if text.hasSuffix("<<"), text.count == 2 {
      if index < characters.count, characters[index] == "-" { mark(index + 1, Self.operation) }
      place = .delimiter
    } else if index < characters.count, characters[index] == "(" {
      // A process that is read like a file.
      place = .command
    } else if place == .command {
      takeTarget()
    }
  }

  /// The file of a redirection that stands before the command.
  private mutating func takeTarget() {
    mark(end { $0 != " " }, .plain)
    mark(end(Self.endsWord), .plain)
  }

  private mutating func takeDocument(_ delimiter: String) {
    while index < characters.count {
      let line = String(characters[index..<end { $0 == "\n" }])
      mark(end { $0 == "\n" } + 1, Self.string)
      if line.drop(while: { $0 == "\t" }) == delimiter { return }
    }
  }

  // MARK: Words

  private static func endsWord(_ character: Character) -> Bool {
    character.isWhitespace || "|&;()<>".contains(character)
  }

  private mutating func takeWord() {
    let start = index
    var isPlain = true
    while index < characters.count, !Self.endsWord(characters[index]) {
      switch characters[index] {
      case "'", "\"":
        takeQuote(characters[index])
        isPlain = false
      case "\\":
        index = min(characters.count, index + 2)
        isPlain = false
      case "$":
        takeVariable()
        isPlain = false
      case "`":
        mark(index + 1, Self.operation)
        // What stands between is a command of its own.
        place = .command
        return
      default: index += 1
      }
    }
    let word = String(characters[start..<index])
    place(word, start, isPlain)
  }

  private mutating func takeQuote(_ quote: Character) {
    var end = index + 1
    while end < characters.count, characters[end] != quote { end += characters[end] == "\\" && quote == "\"" ? 2 : 1 }
    mark(end + 1, Self.string)
  }

  private mutating func takeVariable() {
    guard index + 1 < characters.count else { return mark(index + 1, Self.string) }
    switch characters[index + 1] {
    // The parenthesis begins a command.
    case "(": mark(index + 1, Self.operation)
    case "{": mark(end { $0 == "}" } + 1, Self.string)
    case let next where next.isLetter || next == "_":
      index += 1
      let end = end { !$0.isLetter && !$0.isNumber && $0 != "_" }
      index -= 1
      mark(end, Self.string)
    default: mark(index + 2, Self.string)
    }
  }

  /// Gives a word the look that its place asks for.
  private mutating func place(_ word: String, _ start: Int, _ isPlain: Bool) {
    let end = index
    switch place {
    case .delimiter:
      delimiters.append(word.filter { !"'\"\\".contains($0) })
      place = .argument
    case .name: place = .argument
    case .argument where word.hasPrefix("-") && isPlain:
      index = start
      mark(end, Self.flag)
    case .argument where isPlain && (word == "in" || word == "do"):
      index = start
      mark(end, Self.operation)
      if word == "do" { place = .command }
    case .argument: break
    case .command:
      guard isPlain, !Self.isAssignment(word) else {
        if !Self.isAssignment(word) { place = .argument }
        return
      }
      index = start
      if Self.keywords.contains(word) {
        mark(end, Self.operation)
        place = word == "for" ? .name : Self.closing.contains(word) ? .argument : .command
      } else {
        mark(end, look(ofCommand: word, endingAt: end))
        place = .argument
      }
    }
  }

  private func look(ofCommand word: String, endingAt end: Int) -> Look {
    if commands.contains(word) || word.contains("/") { return Self.known }
    let isBeingTyped = end == cursor && commands.contains { $0.hasPrefix(word) }
    return isBeingTyped ? .plain : Self.unknown
  }

  private static func isAssignment(_ word: String) -> Bool {
    guard let mark = word.firstIndex(of: "="), mark != word.startIndex else { return false }
    return word[..<mark].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "+" }
  }
}
