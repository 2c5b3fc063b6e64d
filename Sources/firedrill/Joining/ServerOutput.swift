import Drills

/// What a server prints, made harmless for the player's terminal: colours stay and `clear` is obeyed; whatever else a
/// terminal could be told to do becomes visible text.
struct ServerOutput {
  /// Bytes of a colour's sequence.
  private static let longestSequence = 32

  private var text = Sanitizer()
  /// The beginning of a sequence whose rest comes with the next piece.
  private var rest: [UInt8] = []

  /// Pieces to write, one after the other.
  mutating func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
    let all = rest + bytes
    rest = []
    var pieces: [[UInt8]] = []
    var current: [UInt8] = []
    var index = all.startIndex
    while let escape = all[index...].firstIndex(of: 0x1B) {
      current += text.visible(Array(all[index..<escape]))
      index = escape
      switch Self.sequence(all[escape...]) {
      case .clear:
        if !current.isEmpty { pieces.append(current) }
        pieces.append(ScreenClearing.bytes)
        (current, index) = ([], escape + ScreenClearing.bytes.count)
      case .colour(let count):
        current += text.end() + all[escape..<escape + count]
        index = escape + count
      case .unfinished:
        rest = Array(all[escape...])
        return current.isEmpty ? pieces : pieces + [current]
      case .other:
        current += text.visible([0x1B])
        index = escape + 1
      }
    }
    current += text.visible(Array(all[index...]))
    return current.isEmpty ? pieces : pieces + [current]
  }

  /// What is left when the line is done.
  mutating func end() -> [UInt8] {
    defer { rest = [] }
    return text.visible(rest) + text.end()
  }

  private enum Sequence {
    case clear
    case colour(count: Int)
    case unfinished
    case other
  }

  private static func sequence(_ bytes: ArraySlice<UInt8>) -> Sequence {
    let clearing = ScreenClearing.bytes
    if bytes.starts(with: clearing) { return .clear }
    if bytes.count < clearing.count, clearing.starts(with: bytes) { return .unfinished }
    guard bytes.count > 1 else { return .unfinished }
    guard bytes[bytes.startIndex + 1] == UInt8(ascii: "[") else { return .other }
    let parameters = bytes.dropFirst(2).prefix { (0x30...0x3B).contains($0) }
    guard parameters.count < longestSequence else { return .other }
    guard parameters.endIndex < bytes.endIndex else { return .unfinished }
    return bytes[parameters.endIndex] == UInt8(ascii: "m") ? .colour(count: parameters.count + 3) : .other
  }

  /// A text of the server on one line, without anything that a terminal would obey.
  static func line(_ text: String) -> String {
    var output = Sanitizer()
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return String(decoding: output.visible(Array(line.utf8)) + output.end(), as: UTF8.self)
  }

  /// The same of a text of several lines.
  static func text(_ text: String) -> String {
    var output = Sanitizer()
    return String(decoding: output.visible(Array(text.utf8)) + output.end(), as: UTF8.self)
  }
}
