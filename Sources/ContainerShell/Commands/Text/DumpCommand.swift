/// Shows bytes one by one, so that what cannot be seen is: `xxd`, `hexdump -C`, `od -c`.
enum DumpCommand {
  static func makeXXD(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "pl:c:u")
    return command("xxd", options.operands) { bytes in
      let bytes = options.number("l").map { Array(bytes.prefix(max(0, $0))) } ?? bytes
      if options.has("p") { return lines(bytes, 30) { _, row in row.map { hex(Int($0), 2) }.joined() } }
      let width = max(1, min(256, options.number("c") ?? 16))
      return lines(bytes, width) { offset, row in
        var text = hex(offset, 8) + ": "
        for index in 0..<width {
          text += index < row.count ? hex(Int(row[row.startIndex + index]), 2) : "  "
          if index % 2 == 1 { text += " " }
        }
        return text + (width % 2 == 1 ? "  " : " ") + printable(row)
      }
    }
  }

  static func makeHexDump(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "Cn:vs:")
    return command("hexdump", options.operands) { bytes in
      let start = min(max(0, options.number("s") ?? 0), bytes.count)
      let bytes = Array(bytes[start...].prefix(max(0, options.number("n") ?? .max)))
      let text = lines(bytes, 16, foldsEqual: !options.has("v")) { offset, row in
        let offset = start + offset
        guard options.has("C") else {
          // Words of two bytes, the lower one first.
          let words = stride(from: row.startIndex, to: row.endIndex, by: 2).map { index in
            (index + 1 < row.endIndex ? Int(row[index + 1]) << 8 : 0) | Int(row[index])
          }
          return hex(offset, 7) + words.map { " " + hex($0, 4) }.joined()
            + String(repeating: "     ", count: 8 - words.count)
        }
        var text = hex(offset, 8) + " "
        for index in 0..<16 {
          text += (index == 8 ? "  " : " ") + (index < row.count ? hex(Int(row[row.startIndex + index]), 2) : "  ")
        }
        return text + "  |" + printable(row) + "|"
      }
      return bytes.isEmpty ? "" : text + hex(start + bytes.count, options.has("C") ? 8 : 7) + "\n"
    }
  }

  /// `od` shows octal words, with `-c` characters, with `-x` and `-An -tx1` what those say.
  static func makeOD(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "cxbA:t:N:v")
    let kind = options.has("c") ? "c" : options.has("x") ? "x2" : options.has("b") ? "o1" : options.value("t") ?? "o2"
    return command("od", options.operands) { bytes in
      let bytes = options.number("N").map { Array(bytes.prefix(max(0, $0))) } ?? bytes
      let address = { (offset: Int) -> String in
        switch options.value("A") {
        case "n": ""
        case "d": padded(String(offset), 7, "0")
        case "x": hex(offset, 6)
        default: padded(String(offset, radix: 8), 7, "0")
        }
      }
      let text = lines(bytes, 16, foldsEqual: !options.has("v")) { offset, row in
        address(offset) + units(Array(row), kind)
      }
      return text + (options.value("A") == "n" ? "" : address(bytes.count) + "\n")
    }
  }

  private static func units(_ row: [UInt8], _ kind: String) -> String {
    let words = stride(from: 0, to: row.count, by: 2).map {
      Int(row[$0]) | ($0 + 1 < row.count ? Int(row[$0 + 1]) << 8 : 0)
    }
    switch kind {
    case "c", "a": return row.map { " " + padded(character($0), 3) }.joined()
    case "x1", "x1z": return row.map { " " + hex(Int($0), 2) }.joined()
    case "x2", "x": return words.map { " " + hex($0, 4) }.joined()
    case "o1": return row.map { " " + padded(String($0, radix: 8), 3, "0") }.joined()
    case "d1", "u1": return row.map { " " + padded(String($0), 3) }.joined()
    default: return words.map { " " + padded(String($0, radix: 8), 6, "0") }.joined()
    }
  }

  private static func character(_ byte: UInt8) -> String {
    let names: [UInt8: String] = [0: "\\0", 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r"]
    if let name = names[byte] { return name }
    return (32..<127).contains(byte) ? String(UnicodeScalar(byte)) : padded(String(byte, radix: 8), 3, "0")
  }

  // MARK: Rows

  private static func command(
    _ name: String, _ paths: [String], _ text: @escaping @Sendable ([UInt8]) -> String
  ) -> any Program {
    CollectingCommand(name: name, paths: paths) { inputs, process in
      process.print(text(Array(inputs.map(\.bytes).joined())))
      return 0
    }
  }

  /// - Parameter foldsEqual: whether a star stands for rows that are as the one before.
  private static func lines(
    _ bytes: [UInt8], _ width: Int, foldsEqual: Bool = false, _ row: (Int, ArraySlice<UInt8>) -> String
  ) -> String {
    var text = ""
    var last: ArraySlice<UInt8>?
    var isFolded = false
    for start in stride(from: 0, to: bytes.count, by: width) {
      let next = bytes[start..<min(start + width, bytes.count)]
      if foldsEqual, last == next {
        if !isFolded { text += "*\n" }
        isFolded = true
        continue
      }
      (last, isFolded) = (next, false)
      text += row(start, next) + "\n"
    }
    return text
  }

  private static func printable(_ row: ArraySlice<UInt8>) -> String {
    String(decoding: row.map { (32..<127).contains($0) ? $0 : UInt8(ascii: ".") }, as: UTF8.self)
  }

  private static func hex(_ value: Int, _ width: Int) -> String { padded(String(value, radix: 16), width, "0") }

  private static func padded(_ text: String, _ width: Int, _ filler: String = " ") -> String {
    String(repeating: filler, count: max(0, width - text.count)) + text
  }
}
