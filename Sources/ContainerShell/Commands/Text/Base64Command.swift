/// Encodes and decodes.
enum Base64Command {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "dDw:i", names: ["decode": "d", "wrap": "w"])
    let decodes = options.has("d") || options.has("D")
    return CollectingCommand(name: "base64", paths: options.operands) { inputs, process in
      let bytes = Array(inputs.map(\.bytes).joined())
      if decodes {
        let (decoded, isValid) = Base64.decode(bytes)
        try? process.write(decoded)
        if !isValid {
          process.printError(process.machine.isBusyBox ? "base64: truncated input\n" : "base64: invalid input\n")
        }
        return isValid ? 0 : 1
      }
      let width = options.number("w") ?? 76
      let text = Base64.encode(bytes)
      var output: [UInt8] = []
      for (index, byte) in text.enumerated() {
        if width > 0, index > 0, index % width == 0 { output.append(Byte.newline) }
        output.append(byte)
      }
      if width > 0, !output.isEmpty { output.append(Byte.newline) }
      try? process.write(output)
      return 0
    }
  }
}

enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value: UInt32 = 0
      for byte in group { value = value << 8 | UInt32(byte) }
      value <<= UInt32(8 * (3 - group.count))
      for index in 0..<4 {
        let shift = UInt32(18 - 6 * index)
        result.append(index <= group.count ? alphabet[Int(value >> shift & 63)] : 61)
      }
    }
    return result
  }

  /// What could be decoded, and whether that was all.
  static func decode(_ text: [UInt8]) -> (bytes: [UInt8], isValid: Bool) {
    var result: [UInt8] = []
    var value: UInt32 = 0
    var count = 0
    var isPadded = false
    for byte in text where !Byte.isSpace(byte) {
      if byte == 61 {
        isPadded = true
        continue
      }
      guard !isPadded, let digit = digit(byte) else { return (result, false) }
      value = value << 6 | digit
      count += 1
      if count == 4 {
        result += [UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
        (value, count) = (0, 0)
      }
    }
    if count == 2 { result.append(UInt8(value >> 4 & 255)) }
    if count == 3 { result += [UInt8(value >> 10 & 255), UInt8(value >> 2 & 255)] }
    return (result, count != 1 && (count == 0 || isPadded))
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 65...90: UInt32(byte - 65)
    case 97...122: UInt32(byte - 71)
    case 48...57: UInt32(byte + 4)
    case 43, 45: 62
    case 47, 95: 63
    default: nil
    }
  }
}
