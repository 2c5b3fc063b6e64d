/// What was typed of a command line up to the cursor: the command that the cursor is in, word by word.
struct TypedLine: Hashable {
  /// The words before the one that is being typed, without their quotes.
  private(set) var words: [String] = []
  /// What has been typed of the word at the cursor; empty after a blank.
  private(set) var typed = ""
  /// Whether a quote is open: what is in it is not completed.
  private(set) var isQuoted = false

  init(_ text: String) {
    var rest = text[...]
    var quote: Character?
    var isInWord = false
    while let character = rest.popFirst() {
      if let open = quote {
        if character == open { quote = nil } else { typed.append(character) }
        continue
      }
      switch character {
      case "'", "\"": (quote, isInWord) = (character, true)
      case "\\":
        if let next = rest.popFirst() { typed.append(next) }
        isInWord = true
      case " ", "\t":
        if isInWord { words.append(typed) }
        (typed, isInWord) = ("", false)
      // What follows is another command.
      case "|", ";", "&", "(", "`", "\n": (words, typed, isInWord) = ([], "", false)
      default:
        typed.append(character)
        isInWord = true
      }
    }
    isQuoted = quote != nil
    dropPrefixes()
  }

  /// Words before a command that are none: `FOO=1`, `while`, `sudo`.
  private mutating func dropPrefixes() {
    let prefixes: Set = ["if", "then", "else", "elif", "while", "until", "do", "!", "time", "watch", "xargs", "{"]
    while let first = words.first, prefixes.contains(first) || Self.isAssignment(first) { words.removeFirst() }
  }

  private static func isAssignment(_ word: String) -> Bool {
    guard let mark = word.firstIndex(of: "="), mark != word.startIndex else { return false }
    return word[..<mark].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }
}
