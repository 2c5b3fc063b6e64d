/// `$(NAME)` in commands, arguments and values. `$$` is a dollar sign; what names no variable stays as it is.
enum Expansion {
  /// Bytes. Linux starts no process with a longer argument or variable, so nobody needs to know how a longer text ends.
  /// Without an end, variables that double one another would fill the memory.
  static let limit = 128 << 10

  /// - Returns: the expanded text; of one that is longer than `limit`, somewhat more than `limit` bytes.
  static func expand(_ text: String, _ value: (String) -> String?) -> String {
    let dollar = UInt8(ascii: "$")
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(of: dollar) else { return text }
    var result = Array(bytes[..<first])
    var position = first
    let lastEnd = bytes.lastIndex(of: UInt8(ascii: ")")) ?? -1
    while position < bytes.count, result.count <= limit {
      let byte = bytes[position]
      guard byte == dollar, position + 1 < bytes.count else {
        result.append(byte)
        position += 1
        continue
      }
      if bytes[position + 1] == dollar {
        result.append(dollar)
        position += 2
      } else if bytes[position + 1] == UInt8(ascii: "("), position < lastEnd,
        let end = bytes[position...].firstIndex(of: UInt8(ascii: ")"))
      {
        let name = String(decoding: bytes[(position + 2)..<end], as: UTF8.self)
        if let value = value(name) { result += value.utf8 } else { result += bytes[position...end] }
        position = end + 1
      } else {
        result.append(dollar)
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
