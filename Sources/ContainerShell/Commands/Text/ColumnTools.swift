/// Joins the lines of several inputs side by side, or those of each input in one line.
enum PasteCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "d:sz", names: ["delimiters": "d", "serial": "s"])
    let given = EscapeText.decode(options.value("d") ?? "\t").map { Array(String($0).utf8) }
    let delimiters = given.isEmpty ? [[]] : given
    let isSerial = options.has("s")
    // Standard input, named several times, gives its lines in turn.
    let operands = options.operands
    let width = max(1, operands.count { $0 == "-" })
    let paths = operands.filter { $0 != "-" || operands.count == 1 }
    if !isSerial, operands.count > 1, paths.isEmpty {
      return CollectingCommand(name: "paste", paths: ["-"]) { inputs, process in
        let lines = LineCount.plain(inputs.first?.bytes ?? [])
        for start in stride(from: 0, to: lines.count, by: width) {
          let row = (start..<(start + width)).map { $0 < lines.count ? lines[$0] : [] }
          try? process.write(joined(row, delimiters) + [Byte.newline])
        }
        return 0
      }
    }
    return CollectingCommand(name: "paste", paths: operands) { inputs, process in
      let columns = inputs.map { LineCount.plain($0.bytes) }
      if isSerial {
        for lines in columns { try? process.write(joined(lines, delimiters) + [Byte.newline]) }
        return 0
      }
      for row in 0..<(columns.map(\.count).max() ?? 0) {
        try? process.write(joined(columns.map { row < $0.count ? $0[row] : [] }, delimiters) + [Byte.newline])
      }
      return 0
    }
  }

  private static func joined(_ pieces: [[UInt8]], _ delimiters: [[UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    for (index, piece) in pieces.enumerated() {
      if index > 0 { result += delimiters[(index - 1) % delimiters.count] }
      result += piece
    }
    return result
  }
}

/// Compares two sorted inputs line by line.
enum CommCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "123")
    guard options.operands.count == 2 else {
      return Commands.instant([]) { _, process in
        process.printError("comm: missing operand\n")
        return 1
      }
    }
    return CollectingCommand(name: "comm", paths: options.operands) { inputs, process in
      guard inputs.count == 2 else { return 1 }
      let (first, second) = (LineCount.plain(inputs[0].bytes), LineCount.plain(inputs[1].bytes))
      let shown = (1...3).map { !options.has(String($0)) }
      var (left, right) = (0, 0)
      var output: [UInt8] = []
      func add(_ line: [UInt8], _ column: Int) {
        guard shown[column] else { return }
        output += [UInt8](repeating: Byte.tab, count: shown[..<column].count { $0 }) + line + [Byte.newline]
      }
      while left < first.count || right < second.count {
        if left < first.count, right < second.count, first[left] == second[right] {
          add(first[left], 2)
          (left, right) = (left + 1, right + 1)
        } else if right >= second.count || (left < first.count && first[left].lexicographicallyPrecedes(second[right]))
        {
          add(first[left], 0)
          left += 1
        } else {
          add(second[right], 1)
          right += 1
        }
      }
      try? process.write(output)
      return 0
    }
  }
}

/// Breaks long lines.
struct FoldCommand: LineFilter {
  private let width: Int
  private let breaksAtSpaces: Bool

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "w:sb", names: ["width": "w", "spaces": "s"])
    let width = max(1, options.number("w") ?? 80)
    return FilterProgram(
      name: "fold", paths: options.operands, filter: FoldCommand(width: width, breaksAtSpaces: options.has("s")))
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    var rest = line[...]
    var output: [UInt8] = []
    while rest.count > width {
      var end = rest.startIndex + width
      if breaksAtSpaces, let space = rest[..<end].lastIndex(of: Byte.space) { end = space + 1 }
      output += rest[..<end] + [Byte.newline]
      rest = rest[end...]
    }
    try? process.write(output + rest + (hasNewline ? [Byte.newline] : []))
    return nil
  }

  func end(_ process: inout ProcessView) -> Int { 0 }
}
