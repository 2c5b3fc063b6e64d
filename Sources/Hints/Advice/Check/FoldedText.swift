/// A text as bytes of lower-case ASCII, with what cannot be seen left out and letters of every form read as what they
/// look like.
///
/// What is no letter a to z and no digit parts words. A capital after a small letter begins a word: there stands `hump`.
struct FoldedText: Sendable {
  static let hump: UInt8 = 1

  private(set) var bytes: [UInt8] = []

  init(_ text: String) {
    bytes.reserveCapacity(text.utf8.count + 16)
    var isAfterSmall = false
    for scalar in text.unicodeScalars {
      guard scalar.isASCII else {
        bytes += LetterForms.reading(of: scalar)
        isAfterSmall = false
        continue
      }
      let byte = UInt8(scalar.value)
      let isCapital = byte >= 65 && byte <= 90
      if isCapital && isAfterSmall { bytes.append(Self.hump) }
      isAfterSmall = byte >= 97 && byte <= 122
      bytes.append(isCapital ? byte + 32 : byte == 10 ? 10 : byte < 32 || byte == 127 ? 32 : byte)
    }
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  static func isLetter(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
  static func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 9 }

  /// A part of it as it was written: without humps, with single blanks.
  static func literal(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var literal: [UInt8] = []
    literal.reserveCapacity(bytes.count)
    for byte in bytes where byte != hump {
      if isSpace(byte) {
        if literal.last != 32 { literal.append(32) }
      } else {
        literal.append(byte)
      }
    }
    return literal
  }

  /// Its words with single blanks between: `2 8 1` for `2.8.1`.
  static func spaced(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var spaced: [UInt8] = []
    for byte in bytes where byte != hump {
      if isWordByte(byte) {
        spaced.append(byte)
      } else if spaced.last != 32, !spaced.isEmpty {
        spaced.append(32)
      }
    }
    if spaced.last == 32 { spaced.removeLast() }
    return spaced
  }

  /// The words, each of letters and digits, in order.
  var words: [ArraySlice<UInt8>] { bytes.split { !Self.isWordByte($0) } }

  /// The parts between blanks.
  var chunks: [ArraySlice<UInt8>] { bytes.split(whereSeparator: Self.isSpace) }
}
