/// Writes its arguments.
enum EchoCommand {
  static func run(_ arguments: [String], interpretsEscapes: Bool, _ process: inout ProcessView) -> Int {
    var operands = arguments[...]
    var endsLine = true
    var interprets = interpretsEscapes
    while let first = operands.first, first.count > 1, first.hasPrefix("-"),
      first.dropFirst().allSatisfy({ "neE".contains($0) })
    {
      for letter in first.dropFirst() {
        switch letter {
        case "n": endsLine = false
        case "e": interprets = true
        default: interprets = false
        }
      }
      operands = operands.dropFirst()
    }
    var text = operands.joined(separator: " ")
    if interprets {
      if let cut = text.range(of: "\\c") {
        text = String(text[..<cut.lowerBound])
        endsLine = false
      }
      text = EscapeText.decode(text)
    }
    do {
      try process.write(Array((text + (endsLine ? "\n" : "")).utf8))
      return 0
    } catch {
      if error != .brokenPipe { process.printError("sh: write error: \(error.text)\n") }
      return 1
    }
  }
}

/// `\n`, `\t`, `\033` and their like.
enum EscapeText {
  static func decode(_ text: String) -> String {
    guard text.contains("\\") else { return text }
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == Byte.backslash, index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      index += 2
      switch bytes[index - 1] {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "a"): result.append(7)
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "e"): result.append(27)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "v"): result.append(11)
      case Byte.backslash: result.append(Byte.backslash)
      case UInt8(ascii: "'"): result.append(39)
      case UInt8(ascii: "\""): result.append(34)
      case UInt8(ascii: "u"): character(bytes, &index, digits: 4, &result)
      case UInt8(ascii: "U"): character(bytes, &index, digits: 8, &result)
      case UInt8(ascii: "x"): number(bytes, &index, radix: 16, digits: 2, &result)
      case UInt8(ascii: "0"): number(bytes, &index, radix: 8, digits: 3, &result)
      case 49...55:
        index -= 1
        number(bytes, &index, radix: 8, digits: 3, &result)
      default: result += [Byte.backslash, bytes[index - 1]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func character(_ bytes: [UInt8], _ index: inout Int, digits: Int, _ result: inout [UInt8]) {
    let text = String(
      decoding: bytes[index...].prefix(digits).prefix { $0 < 128 && Character(UnicodeScalar($0)).isHexDigit },
      as: UTF8.self)
    index += text.utf8.count
    if let scalar = UInt32(text, radix: 16).flatMap(UnicodeScalar.init) { result += Array(String(scalar).utf8) }
  }

  private static func number(_ bytes: [UInt8], _ index: inout Int, radix: Int, digits: Int, _ result: inout [UInt8]) {
    var end = index
    while end < bytes.count, end - index < digits, let digit = Character(UnicodeScalar(bytes[end])).hexDigitValue,
      digit < radix
    {
      end += 1
    }
    let value = Int(String(decoding: bytes[index..<end], as: UTF8.self), radix: radix) ?? 0
    result.append(UInt8(truncatingIfNeeded: value))
    index = end
  }
}

extension String {
  /// The first place of a text in this one.
  func range(of wanted: String) -> Range<String.Index>? {
    guard !wanted.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(wanted) { return start..<index(start, offsetBy: wanted.count) }
      start = index(after: start)
    }
    return nil
  }
}
