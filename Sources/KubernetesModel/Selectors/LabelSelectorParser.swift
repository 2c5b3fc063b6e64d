/// Reads the text form of label selectors, with the grammar and the error texts of apimachinery's `labels.Parse`.
struct LabelSelectorParser {
  private enum Token: Equatable {
    case end, word, open, close, comma, not, unknown
    case comparison(LabelSelector.Operator)
  }

  /// `in` and `notin` are words, and operators only where an operator is expected.
  private var tokens: [(token: Token, text: String)] = []
  private var position = 0

  init(_ text: String) {
    var bytes = Array(text.utf8.prefix { $0 != 0 })[...]
    while let byte = bytes.first {
      if Self.isBlank(byte) {
        bytes.removeFirst()
      } else if Self.isSpecial(byte) {
        let (token, length) = Self.symbol(bytes)
        tokens.append((token, String(decoding: bytes.prefix(length), as: UTF8.self)))
        bytes.removeFirst(length)
      } else {
        let word = bytes.prefix { !Self.isBlank($0) && !Self.isSpecial($0) }
        tokens.append((.word, String(decoding: word, as: UTF8.self)))
        bytes.removeFirst(word.count)
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

  private static func isSpecial(_ byte: UInt8) -> Bool { "=!(),><".utf8.contains(byte) }

  private static func symbol(_ bytes: ArraySlice<UInt8>) -> (Token, length: Int) {
    let isFollowedByEquals = bytes.dropFirst().first == UInt8(ascii: "=")
    switch bytes.first {
    case UInt8(ascii: "("): return (.open, 1)
    case UInt8(ascii: ")"): return (.close, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ">"): return (.comparison(.greaterThan), 1)
    case UInt8(ascii: "<"): return (.comparison(.lessThan), 1)
    case UInt8(ascii: "="): return isFollowedByEquals ? (.comparison(.doubleEquals), 2) : (.comparison(.equals), 1)
    case UInt8(ascii: "!"): return isFollowedByEquals ? (.comparison(.notEquals), 2) : (.not, 1)
    default: return (.unknown, 1)
    }
  }

  private var next: (token: Token, text: String) {
    position < tokens.count ? tokens[position] : (.end, "")
  }

  private mutating func take() -> (token: Token, text: String) {
    defer { position += 1 }
    return next
  }

  mutating func requirements() throws(SelectorError) -> [LabelSelector.Requirement] {
    var requirements: [LabelSelector.Requirement] = []
    while next.token != .end {
      guard next.token == .word || next.token == .not else {
        throw SelectorError("found '\(next.text)', expected: !, identifier, or 'end of string'")
      }
      do throws(SelectorError) {
        requirements.append(try requirement())
      } catch {
        throw SelectorError("unable to parse requirement: \(error)")
      }
      let (token, text) = take()
      if token == .end { break }
      guard token == .comma else { throw SelectorError("found '\(text)', expected: ',' or 'end of string'") }
      guard next.token == .word || next.token == .not else {
        throw SelectorError("found '\(next.text)', expected: identifier after ','")
      }
    }
    return requirements
  }

  private mutating func requirement() throws(SelectorError) -> LabelSelector.Requirement {
    var (token, key) = take()
    let isNegated = token == .not
    if isNegated { (token, key) = take() }
    guard token == .word else { throw SelectorError("found '\(key)', expected: identifier") }
    let wrong = NameRules.qualifiedName(key)
    guard wrong.isEmpty else {
      // The text form has no path to name.
      throw SelectorError("<nil>: Invalid value: \(GoText.quoted(key)): " + wrong.joined(separator: "; "))
    }
    if isNegated { return try LabelSelector.Requirement(checking: key, .doesNotExist, []) }
    if next.token == .end || next.token == .comma { return try LabelSelector.Requirement(checking: key, .exists, []) }
    let found = try comparison()
    let values = found == .in || found == .notIn ? try valueSet() : [try exactValue()]
    return try LabelSelector.Requirement(checking: key, found, values)
  }

  private mutating func comparison() throws(SelectorError) -> LabelSelector.Operator {
    switch take() {
    case (.word, "in"): return .in
    case (.word, "notin"): return .notIn
    case (.comparison(let found), _): return found
    case (_, let text): throw SelectorError("found '\(text)', expected: in, notin, =, ==, !=, gt, lt")
    }
  }

  private mutating func exactValue() throws(SelectorError) -> String {
    if next.token == .end || next.token == .comma { return "" }
    let (token, text) = take()
    guard token == .word else { throw SelectorError("found '\(text)', expected: identifier") }
    return text
  }

  /// `(a,b)`, sorted and without repetitions. Between commas may stand nothing: the empty value.
  private mutating func valueSet() throws(SelectorError) -> [String] {
    let (token, text) = take()
    guard token == .open else { throw SelectorError("found '\(text)' expected: '('") }
    guard [.word, .comma, .close].contains(next.token) else {
      throw SelectorError("found '\(next.text)', expected: ',', ')' or identifier")
    }
    var values: Set<String> = next.token == .word ? [] : [""]
    while next.token != .close {
      let (token, text) = take()
      switch token {
      case .word:
        values.insert(text)
        guard next.token == .comma || next.token == .close else {
          throw SelectorError("found '\(next.text)', expected: ',' or ')'")
        }
      case .comma:
        if next.token == .close || next.token == .comma { values.insert("") }
      default: throw SelectorError("found '\(text)', expected: ',', or identifier")
      }
    }
    _ = take()
    return values.sorted()
  }
}
