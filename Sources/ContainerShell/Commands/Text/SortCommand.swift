/// Sorts lines.
enum SortCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "nruk:t:hVfbsgo:cC",
      names: ["numeric-sort": "n", "reverse": "r", "unique": "u", "key": "k", "field-separator": "t", "check": "c"])
    return CollectingCommand(name: "sort", paths: options.operands) { inputs, process in
      var lines = inputs.flatMap { input in
        input.bytes.split(separator: Byte.newline, omittingEmptySubsequences: false).map(Array.init)
          .dropLast(input.bytes.last == Byte.newline || input.bytes.isEmpty ? 1 : 0)
      }
      let keys = (options.values["k"] ?? []).map { Key($0, options) }
      let order = Order(
        keys: keys.isEmpty ? [Key("1", options, isWhole: true)] : keys, separator: options.value("t")?.utf8.first)
      if options.has("c") || options.has("C") {
        return check(lines, order, options, inputs.first?.path ?? "-", &process)
      }
      let decorated = lines.map { (line: $0, values: order.values(of: $0)) }
      let sorted = decorated.enumerated().sorted { first, second in
        let result = order.compare(first.element.values, second.element.values)
        if result != 0 { return result < 0 }
        if options.has("u") || options.has("s") || keys.isEmpty && first.element.line == second.element.line {
          return first.offset < second.offset
        }
        let isBefore = first.element.line.lexicographicallyPrecedes(second.element.line)
        if first.element.line == second.element.line { return first.offset < second.offset }
        return options.has("r") ? !isBefore : isBefore
      }.map(\.element)
      var kept = sorted
      if options.has("u") {
        kept = []
        for entry in sorted where kept.last.map({ order.compare($0.values, entry.values) != 0 }) ?? true {
          kept.append(entry)
        }
      }
      lines = kept.map(\.line)
      let output = Array(lines.map { $0 + [Byte.newline] }.joined())
      if let path = options.value("o") {
        try? process.machine.files.write(output, to: path, in: process.directory, as: process.user, at: process.now)
      } else {
        try? process.write(output)
      }
      return 0
    }
  }

  /// Whether the lines are in order; says where they are not.
  private static func check(
    _ lines: [[UInt8]], _ order: Order, _ options: CommandOptions, _ path: String, _ process: inout ProcessView
  ) -> Int {
    for (index, pair) in zip(lines, lines.dropFirst()).enumerated() {
      let result = order.compare(order.values(of: pair.0), order.values(of: pair.1))
      guard result > 0 || result == 0 && options.has("u") else { continue }
      if options.has("c") {
        process.printError("sort: \(path):\(index + 2): disorder: \(String(decoding: pair.1, as: UTF8.self))\n")
      }
      return 1
    }
    return 0
  }

  struct Key: Sendable {
    var start = 1
    var end = Int.max
    var kind = Character(" ")
    var isReversed: Bool
    var ignoresCase: Bool

    init(_ text: String, _ options: CommandOptions, isWhole: Bool = false) {
      let letters = text.filter { $0.isLetter }
      let parts = text.split(separator: ",").map { $0.filter { !$0.isLetter } }
      start = isWhole ? 0 : max(1, parts.first.flatMap { Int($0.split(separator: ".").first ?? "") } ?? 1)
      if parts.count > 1 { end = Int(parts[1].split(separator: ".").first ?? "") ?? Int.max }
      for candidate in ["n", "h", "V", "g"]
      where letters.contains(candidate) || (letters.isEmpty && options.has(candidate)) {
        kind = Character(candidate)
      }
      isReversed = letters.isEmpty ? options.has("r") : letters.contains("r")
      ignoresCase = letters.contains("f") || options.has("f")
    }
  }

  enum Value: Sendable {
    case bytes([UInt8])
    case number(Double)
    case version([UInt8])
  }

  struct Order: Sendable {
    var keys: [Key]
    var separator: UInt8?

    func values(of line: [UInt8]) -> [Value] { keys.map { value(of: line, $0) } }

    private func value(of line: [UInt8], _ key: Key) -> Value {
      var text = line
      if key.start > 0 {
        let fields = fields(line)
        let last = min(key.end, fields.count)
        text = key.start <= last ? Array(line[fields[key.start - 1].lowerBound..<fields[last - 1].upperBound]) : []
      }
      switch key.kind {
      case "n", "g": return .number(SortCommand.number(text))
      case "h": return .number(SortCommand.sized(text))
      case "V": return .version(text)
      default: return .bytes(key.ignoresCase ? text.map { (97...122).contains($0) ? $0 - 32 : $0 } : text)
      }
    }

    /// Where fields are; without a separator a field has the blanks before it.
    private func fields(_ line: [UInt8]) -> [Range<Int>] {
      var result: [Range<Int>] = []
      var start = 0
      var index = 0
      while index < line.count {
        if let separator {
          if line[index] == separator {
            result.append(start..<index)
            start = index + 1
          }
          index += 1
        } else {
          while index < line.count, Byte.isSpace(line[index]) { index += 1 }
          while index < line.count, !Byte.isSpace(line[index]) { index += 1 }
          result.append(start..<index)
          start = index
        }
      }
      if separator != nil { result.append(start..<line.count) }
      return result
    }

    func compare(_ left: [Value], _ right: [Value]) -> Int {
      for (key, pair) in zip(keys, zip(left, right)) {
        let result = SortCommand.compare(pair.0, pair.1)
        if result != 0 { return key.isReversed ? -result : result }
      }
      return 0
    }
  }

  private static func compare(_ left: Value, _ right: Value) -> Int {
    switch (left, right) {
    case (.number(let first), .number(let second)): return first < second ? -1 : first > second ? 1 : 0
    case (.version(let first), .version(let second)): return compareVersions(first, second)
    case (.bytes(let first), .bytes(let second)):
      return first == second ? 0 : first.lexicographicallyPrecedes(second) ? -1 : 1
    default: return 0
    }
  }

  private static func compareVersions(_ left: [UInt8], _ right: [UInt8]) -> Int {
    func parts(_ bytes: [UInt8]) -> [(isNumber: Bool, text: [UInt8])] {
      var result: [(isNumber: Bool, text: [UInt8])] = []
      for byte in bytes {
        let isNumber = Byte.isDigit(byte)
        if let last = result.indices.last, result[last].isNumber == isNumber {
          result[last].text.append(byte)
        } else {
          result.append((isNumber, [byte]))
        }
      }
      return result
    }
    for (first, second) in zip(parts(left), parts(right)) {
      if first.isNumber, second.isNumber {
        let (one, two) = (number(first.text), number(second.text))
        if one != two { return one < two ? -1 : 1 }
      } else if first.text != second.text {
        return first.text.lexicographicallyPrecedes(second.text) ? -1 : 1
      }
    }
    return left.count - right.count
  }

  static func number(_ text: [UInt8]) -> Double {
    var digits = text.drop(while: Byte.isSpace)
    var end = digits.startIndex
    while end < digits.endIndex,
      Byte.isDigit(digits[end]) || digits[end] == 46 || (end == digits.startIndex && digits[end] == 45)
    {
      end += 1
    }
    digits = digits[..<end]
    return Double(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private static func sized(_ text: [UInt8]) -> Double {
    let base = number(text)
    let scale: [Character: Double] = ["K": 1e3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
    let suffix = String(decoding: text, as: UTF8.self).first { $0.isLetter }
    return base * (suffix.flatMap { scale[$0] } ?? 1)
  }
}
