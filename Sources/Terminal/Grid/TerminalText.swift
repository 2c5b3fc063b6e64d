/// Turns what is written to a terminal into lines with looks. Understands line feeds, carriage returns, tabs and colours;
/// every other control sequence is dropped.
package struct TerminalText: Sendable {
  private enum State: Hashable, Sendable {
    case text, escape, sequence, command
  }

  private static let tabStop = 8
  private var state = State.text
  private var parameters = ""
  private var look = Look.plain
  /// Bytes of a character whose rest comes with the next piece.
  private var rest: [UInt8] = []
  /// A carriage return came: what follows, but for a line feed, overwrites the line.
  private var isReturned = false
  /// The line that has no end yet.
  package private(set) var open = StyledText()

  package init() {}

  /// The lines that these bytes complete.
  package mutating func lines(_ bytes: [UInt8]) -> [StyledText] {
    let all = rest + bytes
    let cut = Self.unfinished(all)
    rest = Array(all.suffix(cut))
    var lines: [StyledText] = []
    var run = ""
    for character in String(decoding: all.dropLast(cut), as: UTF8.self) {
      if state == .text, !character.isNewline, character != "\u{1B}", character != "\t", character != "\r" {
        if isReturned { (open, isReturned) = (StyledText(), false) }
        if !Self.isControl(character) { run.append(character) }
        continue
      }
      open.append(run, look)
      run = ""
      take(character, &lines)
    }
    open.append(run, look)
    return lines
  }

  /// One text, line by line.
  package static func lines(of text: String) -> [StyledText] {
    var reader = TerminalText()
    let lines = reader.lines(Array(text.utf8))
    return reader.open.isEmpty ? lines : lines + [reader.open]
  }

  /// Gives the open line away: what follows begins a new one.
  package mutating func takeOpen() -> StyledText {
    defer { (open, isReturned) = (StyledText(), false) }
    return open
  }

  private mutating func take(_ character: Character, _ lines: inout [StyledText]) {
    switch (state, character) {
    case (.text, "\u{1B}"): state = .escape
    case (.text, "\r"): isReturned = true
    case (.text, "\t"):
      open.append(String(repeating: " ", count: Self.tabStop - open.width % Self.tabStop), look)
    case (.text, _): lines.append(takeOpen())
    case (.escape, "["): (state, parameters) = (.sequence, "")
    case (.escape, "]"): state = .command
    case (.escape, _): state = .text
    case (.sequence, _):
      if let byte = character.asciiValue, (0x40...0x7E).contains(byte) {
        if character == "m" { changeLook() }
        state = .text
      } else {
        parameters.append(character)
      }
    case (.command, _):
      if character == "\u{07}" || character == "\\" { state = .text }
    }
  }

  private mutating func changeLook() {
    for code in parameters.split(separator: ";", omittingEmptySubsequences: false) {
      switch Int(code) ?? 0 {
      case 0: look = .plain
      case 1: look.isBold = true
      case 2: look.isFaint = true
      case 4: look.isUnderlined = true
      case 7: look.isReversed = true
      case 22: (look.isBold, look.isFaint) = (false, false)
      case 31, 91: look.tone = .bad
      case 32, 92: look.tone = .good
      case 33, 93: look.tone = .notable
      case 34, 36, 94, 96: look.tone = .accent
      case 39: look.tone = .plain
      default: break
      }
    }
  }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) } ?? false
  }

  private static func unfinished(_ bytes: [UInt8]) -> Int {
    for length in 1...3 where length <= bytes.count {
      let byte = bytes[bytes.count - length]
      if byte & 0xC0 == 0x80 { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return needed > length ? length : 0
    }
    return 0
  }
}
