/// `$(NAME)` in commands, arguments and values. `$$` is a dollar sign; what names no variable stays as it is.
enum Expansion {
  static func expand(_ text: String, _ values: [String: String]) -> String {
    let dollar = UInt8(ascii: "$")
    let bytes = Array(text.utf8)
    guard bytes.contains(dollar) else { return text }
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == dollar, position + 1 < bytes.count else {
        result.append(byte)
        position += 1
        continue
      }
      if bytes[position + 1] == dollar {
        result.append(dollar)
        position += 2
      } else if bytes[position + 1] == UInt8(ascii: "("), let end = bytes[position...].firstIndex(of: UInt8(ascii: ")"))
      {
        let name = String(decoding: bytes[(position + 2)..<end], as: UTF8.self)
        result += values[name].map { Array($0.utf8) } ?? Array(bytes[position...end])
        position = end + 1
      } else {
        result.append(dollar)
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
