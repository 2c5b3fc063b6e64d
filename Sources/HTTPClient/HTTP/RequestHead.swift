/// What goes into the head of a request.
package enum RequestHead {
  /// A text without what would end its line.
  package static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" && $0 != "\n" && $0 != "\0" }))
  }

  /// Escaped for a URL, but for letters, digits and what is kept. A blank among what is kept becomes a plus.
  package static func escaped(_ text: String, keeping kept: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let keptBytes = Set(kept.utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let isPlain =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if isPlain {
        bytes.append(byte)
      } else if keptBytes.contains(byte) {
        bytes.append(byte == UInt8(ascii: " ") ? UInt8(ascii: "+") : byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The head of a request, to the empty line.
  /// - Parameter target: the path with its query, escaped as a URL has it.
  package static func bytes(_ method: String, _ target: String, _ fields: [(String, String)]) -> [UInt8] {
    var head = "\(method) \(oneLine(target)) HTTP/1.1\r\n"
    for (name, value) in fields { head += "\(name): \(oneLine(value))\r\n" }
    return Array((head + "\r\n").utf8)
  }
}
