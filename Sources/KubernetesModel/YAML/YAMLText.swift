/// How a string is written in YAML: plain, quoted or as a block, as go-yaml decides.
struct YAMLText {
  private let text: String
  /// Whether plain text would be read as this string.
  private let isPlainString: Bool
  private let hasLineBreaks: Bool
  private var allowsPlain = true
  private var allowsSingleQuotes = true
  private var allowsBlock = true
  private let isWord: Bool

  init(_ text: String) {
    self.text = text
    isWord = Self.isWord(text)
    guard !isWord else {
      hasLineBreaks = false
      isPlainString = true
      return
    }
    hasLineBreaks = text.unicodeScalars.contains(where: Self.isBreak)
    let scalar = YAMLScalar(plain: text)
    isPlainString = (scalar == .string || scalar == .merge) && !Self.isSexagesimal(text)
    if text.isEmpty { allowsBlock = false }
    if text.hasPrefix("---") || text.hasPrefix("...") { allowsPlain = false }
    analyze()
  }

  /// Keys of more than 128 bytes or one line are announced by a question mark.
  var isSimpleKey: Bool { !hasLineBreaks && text.utf8.count <= 128 }

  /// Whether the text is written as lines after `|`.
  var isBlock: Bool { text.utf8.contains(0x0A) && allowsBlock }

  /// Whether a text has a letter first and nothing that means something to YAML, as most keys and values: it needs no
  /// closer look.
  private static func isWord(_ text: String) -> Bool {
    var isFirst = true
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: break
      case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"):
        if isFirst { return false }
      default: return false
      }
      isFirst = false
    }
    return !YAMLScalar.isKnown(text)
  }

  private enum Style { case plain, singleQuoted, doubleQuoted }

  private func style(isKey: Bool) -> Style {
    if text.utf8.contains(0x0A) || !isPlainString { return .doubleQuoted }
    if allowsPlain, !(isKey && text.isEmpty) { return .plain }
    return allowsSingleQuotes ? .singleQuoted : .doubleQuoted
  }

  /// The text as a key.
  var onOneLine: String { written(style(isKey: true), column: 0, indent: nil) }

  /// The text as a value that starts at a column; what is long goes on, at a blank, on lines of its own.
  func folded(from column: Int, indent: Int) -> String { written(style(isKey: false), column: column, indent: indent) }

  /// Folds unless there is no indentation to fold to.
  private func written(_ style: Style, column: Int, indent: Int?) -> String {
    if isWord { return text }
    let isQuoted = style != .plain
    let quote = isQuoted ? (style == .singleQuoted ? "'" : "\"") : ""
    if column + text.utf8.count < 80, Self.isUnescaped(text) { return quote + text + quote }
    let scalars = Array(text.unicodeScalars)
    var result = quote
    var column = column + result.utf8.count
    var isAfterBlank = false
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let isInside = index > 0 && next != nil || !isQuoted
      if scalar == " ", let indent, !isAfterBlank, column > 80, isInside, next != " " || style == .doubleQuoted {
        result += "\n" + String(repeating: " ", count: indent)
        column = indent
        if next == " " {
          result += "\\"
          column += 1
        }
      } else {
        let shown = Self.shown(scalar, style)
        result += shown
        column += shown.unicodeScalars.count
      }
      isAfterBlank = scalar == " "
    }
    return result + quote
  }

  /// Whether every style writes a text as it is.
  private static func isUnescaped(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x27 && $0 != 0x5C }
  }

  private static func shown(_ scalar: Unicode.Scalar, _ style: Style) -> String {
    switch style {
    case .plain: String(scalar)
    case .singleQuoted: scalar == "'" ? "''" : String(scalar)
    case .doubleQuoted:
      isPrintable(scalar) && !isBreak(scalar) && scalar != "\"" && scalar != "\\" ? String(scalar) : escaped(scalar)
    }
  }

  private mutating func analyze() {
    var scalars = text.unicodeScalars.makeIterator()
    var previous: Unicode.Scalar?
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      let isSpaceNext = next.map(Self.isBlankOrBreak) ?? true
      if Self.isIndicator(scalar, after: previous, isSpaceNext: isSpaceNext) { allowsPlain = false }
      if !Self.isPrintable(scalar) { allow(plain: false, singleQuotes: false, block: false) }
      if scalar == " " {
        if previous == nil || next == nil { allowsPlain = false }
        if next == nil { allowsBlock = false }
        if let previous, Self.isBreak(previous) { allow(plain: false, singleQuotes: false, block: true) }
      } else if Self.isBreak(scalar) {
        allowsPlain = false
        if previous == " " { allow(plain: false, singleQuotes: false, block: false) }
      }
      previous = scalar
    }
  }

  private mutating func allow(plain: Bool, singleQuotes: Bool, block: Bool) {
    allowsPlain = allowsPlain && plain
    allowsSingleQuotes = allowsSingleQuotes && singleQuotes
    allowsBlock = allowsBlock && block
  }

  private static func isIndicator(
    _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, isSpaceNext: Bool
  ) -> Bool {
    switch scalar {
    case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": return previous == nil
    case "?", "-": return previous == nil && isSpaceNext
    case ":": return isSpaceNext
    case "#": return previous.map(isBlankOrBreak) ?? true
    default: return false
    }
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isBlankOrBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\0" || isBreak(scalar)
  }

  /// go-yaml takes nothing beyond the basic plane for printable.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x20...0x7E, 0xA0...0xFEFE, 0xFF00...0xFFFD: true
    default: false
    }
  }

  private static let escapes: [UInt32: Character] = [
    0x00: "0", 0x07: "a", 0x08: "b", 0x09: "t", 0x0A: "n", 0x0B: "v", 0x0C: "f", 0x0D: "r", 0x1B: "e", 0x22: "\"",
    0x5C: "\\", 0x85: "N", 0xA0: "_", 0x2028: "L", 0x2029: "P",
  ]

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    if let letter = escapes[scalar.value] { return "\\\(letter)" }
    let (letter, digits) = scalar.value <= 0xFF ? ("x", 2) : (scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8))
    return "\\" + letter + GoText.hexadecimal(scalar.value, digits: digits).uppercased()
  }

  /// `1:30` is a number to base 60 for other readers: `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?`.
  private static func isSexagesimal(_ text: String) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard text.utf8.contains(UInt8(ascii: ":")) else { return false }
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard let first = rest.first, isDigit(first) else { return false }
    var parts = rest.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.removeFirst().allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else { return false }
    if let last = parts.last, let point = last.firstIndex(of: UInt8(ascii: ".")) {
      guard last[point...].dropFirst().allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else { return false }
      parts[parts.count - 1] = last[..<point]
    }
    return parts.allSatisfy { part in
      (1...2).contains(part.count) && part.allSatisfy(isDigit)
        && (part.count == 1 || part.first.map { $0 <= UInt8(ascii: "5") } == true)
    }
  }
}
