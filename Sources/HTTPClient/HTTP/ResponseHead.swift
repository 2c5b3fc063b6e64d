/// The status line and the header fields of an answer.
package struct ResponseHead: Sendable {
  package let status: Int
  /// In the order in which they came; names in lower case.
  package let fields: [(name: String, value: String)]
  package let isPersistent: Bool

  /// Reads the lines before the empty one.
  init(_ bytes: ArraySlice<UInt8>) throws(NetworkProblem) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }[...]
    let first = lines.popFirst() ?? ""
    let broken = "net/http: HTTP/1.x transport connection broken: "
    let words = first.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count >= 2 else { throw .failed(broken + "malformed HTTP response \"\(Self.printable(first))\"") }
    guard words[1].utf8.count == 3, let status = Int(words[1]) else {
      throw .failed(broken + "malformed HTTP status code \"\(Self.printable(words[1]))\"")
    }
    guard words[0].hasPrefix("HTTP/1.") else {
      throw .failed(broken + "malformed HTTP version \"\(Self.printable(words[0]))\"")
    }
    self.status = status
    fields = lines.compactMap { line in
      guard let mark = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: mark)...].drop { $0 == " " || $0 == "\t" }
      return (line[..<mark].lowercased(), String(value))
    }
    let connection = fields.first { $0.name == "connection" }?.value.lowercased() ?? ""
    isPersistent = words[0] == "HTTP/1.0" ? connection == "keep-alive" : connection != "close"
  }

  package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The texts of `Warning:` fields: `299 - "text"`.
  package var warnings: [String] {
    fields.filter { $0.name == "warning" }.compactMap { field in
      guard let start = field.value.firstIndex(of: "\"") else { return nil }
      var text = ""
      var isEscaped = false
      for character in field.value[field.value.index(after: start)...] {
        if isEscaped {
          text.append(character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          break
        } else {
          text.append(character)
        }
      }
      return text
    }
  }

  private static func printable(_ text: String) -> String {
    String(text.unicodeScalars.prefix(200).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : Character($0) })
  }
}
