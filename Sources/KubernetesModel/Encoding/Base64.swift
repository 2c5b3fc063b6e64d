/// Base64 with padding (RFC 4648), as JSON carries bytes.
package enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var output: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    func append(_ characters: Int) {
      for index in 0..<4 {
        let digit = Int(group >> UInt32(18 - 6 * index)) & 0x3F
        output.append(index < characters ? alphabet[digit] : UInt8(ascii: "="))
      }
    }
    for byte in bytes {
      group |= UInt32(byte) << UInt32(16 - 8 * count)
      count += 1
      if count == 3 {
        append(4)
        (group, count) = (0, 0)
      }
    }
    if count > 0 { append(count + 1) }
    return String(decoding: output, as: UTF8.self)
  }

  package static func decode(_ text: String) -> [UInt8]? {
    guard case .success(let bytes) = decodeReportingError(text) else { return nil }
    return bytes
  }

  /// The offset at which Go's decoder gives up.
  package struct Failure: Error { package let offset: Int }

  /// Ignores line ends, as Go's decoder does.
  package static func decodeReportingError(_ text: String) -> Result<[UInt8], Failure> {
    var output: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    var padding = 0
    for (offset, byte) in text.utf8.enumerated() where byte != 0x0A && byte != 0x0D {
      if byte == UInt8(ascii: "=") {
        guard count + padding >= 2, count + padding < 4, count < 4 else { return .failure(Failure(offset: offset)) }
        padding += 1
        continue
      }
      if padding == 1, count == 2 { return .failure(Failure(offset: offset - 1)) }
      guard padding == 0, let digit = digit(byte) else { return .failure(Failure(offset: offset)) }
      group = group << 6 | digit
      count += 1
      if count == 4 {
        output.append(contentsOf: [UInt8(group >> 16), UInt8(group >> 8 & 0xFF), UInt8(group & 0xFF)])
        (group, count) = (0, 0)
      }
    }
    guard count == 0 ? padding == 0 : count + padding == 4 else {
      return .failure(Failure(offset: text.utf8.count - (padding == 0 ? count : 0)))
    }
    if count == 3 { output.append(contentsOf: [UInt8(group >> 10 & 0xFF), UInt8(group >> 2 & 0xFF)]) }
    if count == 2 { output.append(UInt8(group >> 4 & 0xFF)) }
    return .success(output)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
