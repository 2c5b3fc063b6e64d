/// Finds in a text what was encoded as base64, in hexadecimal, or as lists of numbers.
enum Encodings {
  /// What may be hidden in a text, as folded bytes. What decodes to no text leaves signs behind.
  /// - Parameter text: as it was written, since base64 tells capitals from small letters.
  static func decoded(_ text: [UInt8]) -> [Disguise] {
    let turned = Array(text.reversed())
    let moved = text.map(rotated)
    return [text, turned, moved].flatMap(base64) + numbers(FoldedText(bytes: text.map(LetterForms.lowercase)))
  }

  // MARK: base64

  private static let garbled = PhraseTrie.Rule(minimum: 4, minimumDigits: 4)

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
      values[Int(letter)] = UInt8(value)
    }
    values[Int(UInt8(ascii: "-"))] = 62
    values[Int(UInt8(ascii: "_"))] = 63
    return values
  }()

  private static func rotated(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 65...90: 65 + (byte - 65 + 13) % 26
    case 97...122: 97 + (byte - 97 + 13) % 26
    default: byte
    }
  }

  /// The whole text from each of the four places at which a group of letters may begin, with and without the signs of the
  /// alphabet, which may also be what parts groups.
  private static func base64(_ text: [UInt8]) -> [Disguise] {
    let sixes = text.map { values[Int($0)] }
    var found: [Disguise] = []
    for limit in sixes.contains(where: { $0 == 62 || $0 == 63 }) ? [64, 62] : [64] as [UInt8] {
      let stream = sixes.filter { $0 < limit }
      guard stream.count >= 4 else { continue }
      for start in 0..<4 {
        let bytes = unpacked(stream.dropFirst(start)).map(folded)
        if holdsText(bytes) { found.append(Disguise(bytes: bytes, rule: garbled)) }
      }
    }
    return found
  }

  /// Whether some letters in a row are ones that texts have: what is no base64 decodes to hardly any.
  private static func holdsText(_ bytes: [UInt8]) -> Bool {
    var length = 0
    for byte in bytes {
      length = byte == LetterForms.sign ? 0 : length + 1
      if length == 6 { return true }
    }
    return false
  }

  /// The words that are base64 of text from their first letter to their last.
  static func texts(_ text: [UInt8]) -> [String] {
    var texts: [String] = []
    for source in [text, text.reversed(), text.map(rotated)] {
      for word in source.split(whereSeparator: { values[Int($0)] == 255 }) where word.count >= 4 {
        let bytes = unpacked(word.map { values[Int($0)] }[...])
        guard bytes.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 10 || $0 == 9 }) else { continue }
        if let decoded = String(validating: bytes, as: UTF8.self) { texts.append(decoded) }
      }
    }
    return texts
  }

  private static func unpacked(_ stream: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(stream.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    for value in stream {
      bits = (bits << 6 | UInt32(value)) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8((bits >> UInt32(count)) & 0xFF))
      }
    }
    return bytes
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 65...90: byte + 32
    case 9, 10, 32...126: byte
    default: LetterForms.sign
    }
  }

  // MARK: Numbers

  /// Hexadecimal, decimal, octal and binary codes of letters, and their places in the alphabet.
  private static func numbers(_ text: FoldedText) -> [Disguise] {
    guard text.bytes.contains(where: FoldedText.isDigit) else { return [] }
    let words = text.words.map { Array($0) }
    let readers: [([UInt8]) -> [UInt8]] = [
      { Self.hexadecimal($0) }, { Self.code($0, radix: 10, digits: 2...3) }, { Self.code($0, radix: 8, digits: 3...4) },
      { Self.code($0, radix: 2, digits: 7...8) }, Self.place,
    ]
    return readers.compactMap { read in
      let bytes = words.flatMap(read)
      guard bytes.contains(where: FoldedText.isWordByte) else { return nil }
      return Disguise(bytes: bytes, rule: PhraseTrie.Rule(minimum: 3, minimumDigits: 3))
    }
  }

  private static func hexadecimal(_ word: [UInt8]) -> [UInt8] {
    var digits = word[...]
    if digits.starts(with: "0x".utf8) { digits = digits.dropFirst(2) }
    if digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "u") { digits = digits.dropFirst() }
    let values = digits.map(hexadecimalValue)
    guard !values.isEmpty, values.count.isMultiple(of: 2), !values.contains(255) else { return [32] }
    return stride(from: 0, to: values.count, by: 2).compactMap {
      // Two bytes a letter, as in 006f.
      let byte = values[$0] << 4 | values[$0 + 1]
      return byte == 0 ? nil : folded(byte)
    }
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 48...57: byte - 48
    case 97...102: byte - 87
    default: 255
    }
  }

  private static func code(_ word: [UInt8], radix: Int, digits: ClosedRange<Int>) -> [UInt8] {
    guard digits.contains(word.count), let code = Int(String(decoding: word, as: UTF8.self), radix: radix),
      (32...126).contains(code)
    else { return [32] }
    return [folded(UInt8(code))]
  }

  private static func place(_ word: [UInt8]) -> [UInt8] {
    guard let place = Int(String(decoding: word, as: UTF8.self)), (1...26).contains(place) else { return [32] }
    return [96 + UInt8(place)]
  }
}
