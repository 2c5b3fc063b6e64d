/// Copies its input.
struct CatCommand: Program {
  private var reader: InputReader
  private var numbers: NumberLinesCommand?
  private var hasFailed = false

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "nbeAtTuvEsRSFXir")
    if options.has("n") { return NumberLinesCommand.make(options.operands) }
    return CatCommand(reader: InputReader(options.operands), marks: Marks(options))
  }

  /// What is made visible: `-E` line ends, `-T` tabs, `-v` what else cannot be seen.
  struct Marks {
    let ends: Bool
    let tabs: Bool
    let others: Bool

    init(_ options: CommandOptions) {
      ends = options.has("A") || options.has("e") || options.has("E")
      tabs = options.has("A") || options.has("t") || options.has("T")
      others = options.has("A") || options.has("e") || options.has("t") || options.has("v")
    }

    func visible(_ bytes: [UInt8]) -> [UInt8] {
      guard ends || tabs || others else { return bytes }
      return bytes.flatMap(visible)
    }

    private func visible(_ byte: UInt8) -> [UInt8] {
      switch byte {
      case Byte.newline: return ends ? [Byte.dollar, byte] : [byte]
      case Byte.tab: return tabs ? Array("^I".utf8) : [byte]
      case 128... where others: return Array("M-".utf8) + Self.marked(byte - 128)
      default: return others ? Self.marked(byte) : [byte]
      }
    }

    /// - Parameter byte: below 128.
    private static func marked(_ byte: UInt8) -> [UInt8] {
      switch byte {
      case 127...: Array("^?".utf8)
      case ..<32: [UInt8(ascii: "^"), byte + 64]
      default: [byte]
      }
    }
  }

  private let marks: Marks

  private init(reader: InputReader, marks: Marks) {
    self.reader = reader
    self.marks = marks
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    switch reader.next(&process) {
    case .bytes(let bytes):
      do {
        try process.write(marks.visible(bytes))
      } catch {
        if error != .brokenPipe { process.printError("cat: write error: \(error.text)\n") }
        return .exit(1)
      }
      return .again
    case .notYet(let step): return step
    case .endOfFile: return .again
    case .failed(let path, let error):
      process.reportUnreadable("cat", path, error)
      hasFailed = true
      return .again
    case .end: return .exit(hasFailed ? 1 : 0)
    }
  }
}

struct NumberLinesCommand: LineFilter {
  private var count = 0

  static func make(_ arguments: [String]) -> any Program {
    FilterProgram(name: "cat", paths: arguments.filter { !$0.hasPrefix("-") }, filter: NumberLinesCommand())
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    count += 1
    let number = String(count)
    process.print(String(repeating: " ", count: max(0, 6 - number.count)) + number + "\t")
    try? process.write(line + (hasNewline ? [Byte.newline] : []))
    return nil
  }

  mutating func end(_ process: inout ProcessView) -> Int { 0 }
}

/// The first lines.
struct HeadCommand: LineFilter {
  private var left: Int
  private let count: Int
  /// There are several inputs.
  private let isEach: Bool
  private let showsNames: Bool
  private var isFirst = true

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(LineCount.modern(arguments), "n:c:qv", names: ["lines": "n", "bytes": "c"])
    let count = LineCount.parse(options.value("c") ?? options.value("n") ?? "10")
    guard let count else {
      return Commands.instant([]) { _, process in
        process.printError("head: invalid number '\(options.value("c") ?? options.value("n") ?? "")'\n")
        return 1
      }
    }
    if count < 0 {
      return CollectingCommand(name: "head", paths: options.operands) { inputs, process in
        for input in inputs {
          let lines = LineCount.lines(input.bytes)
          try? process.write(Array(lines.dropLast(Int(clamping: count.magnitude)).joined()))
        }
        return 0
      }
    }
    let isEach = options.operands.count > 1
    let showsNames = isEach && !options.has("q")
    if options.has("c") { return HeadBytesCommand(options.operands, count: count, showsNames: showsNames) }
    return FilterProgram(
      name: "head", paths: options.operands,
      filter: HeadCommand(left: count, count: count, isEach: isEach, showsNames: showsNames))
  }

  private init(left: Int, count: Int, isEach: Bool, showsNames: Bool) {
    self.isEach = isEach
    self.left = left
    self.count = count
    self.showsNames = showsNames
  }

  mutating func begin(path: String, _ process: inout ProcessView) {
    left = count
    if showsNames { process.print((isFirst ? "" : "\n") + "==> \(path) <==\n") }
    isFirst = false
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    guard left > 0 else { return isEach ? nil : 0 }
    left -= 1
    try? process.write(line + (hasNewline ? [Byte.newline] : []))
    return left <= 0 && !isEach ? 0 : nil
  }

  mutating func end(_ process: inout ProcessView) -> Int { 0 }
}

/// The first bytes: of /dev/zero, too, in which no line ends.
struct HeadBytesCommand: Program {
  private var reader: InputReader
  private var left: Int
  private let count: Int
  private let showsNames: Bool
  private var shownIndex: Int?
  private var hasFailed = false

  init(_ paths: [String], count: Int, showsNames: Bool) {
    reader = InputReader(paths)
    left = count
    self.count = count
    self.showsNames = showsNames
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    let (path, index) = (reader.currentPath, reader.index)
    switch reader.next(&process) {
    case .bytes(let bytes):
      begin(path, index, &process)
      try? process.write(Array(bytes.prefix(left)))
      left -= min(left, bytes.count)
      if left <= 0 { reader.skip(&process) }
      return .again
    case .notYet(let step): return step
    case .endOfFile:
      begin(path, index, &process)
      return .again
    case .failed(let path, let error):
      process.reportUnreadable("head", path, error)
      hasFailed = true
      return .again
    case .end: return .exit(hasFailed ? 1 : 0)
    }
  }

  private mutating func begin(_ path: String, _ index: Int, _ process: inout ProcessView) {
    guard shownIndex != index else { return }
    if showsNames { process.print((shownIndex == nil ? "" : "\n") + "==> \(path) <==\n") }
    shownIndex = index
    left = count
  }
}

enum LineCount {
  /// Lines without their ends.
  static func plain(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines = bytes.split(separator: Byte.newline, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// `-5` is `-n 5`.
  static func modern(_ arguments: [String]) -> [String] {
    var result: [String] = []
    for argument in arguments {
      let isCount = argument.hasPrefix("-") && argument.count > 1 && argument.dropFirst().utf8.allSatisfy(Byte.isDigit)
      let isValue = result.last.map { $0 == "-n" || $0 == "-c" || $0 == "--lines" || $0 == "--bytes" } ?? false
      result += isCount && !isValue ? ["-n", String(argument.dropFirst())] : [argument]
    }
    return result
  }

  static func parse(_ text: String) -> Int? {
    var digits = text[...]
    var scale = 1
    if let last = digits.last, let power = ["k": 1024, "K": 1024, "M": 1 << 20][String(last)] {
      scale = power
      digits.removeLast()
    }
    guard let number = Int(digits) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: scale)
    return overflow ? nil : product
  }

  /// Lines with their ends.
  static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: Byte.newline) ?? bytes.count - 1
      result.append(bytes[start...end])
      start = end + 1
    }
    return result
  }
}

/// Leaves out, or counts, lines like the one before.
struct UniqCommand: LineFilter {
  private let options: CommandOptions
  private var last: [UInt8]?
  private var count = 0

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "cduif:s:w:", names: ["count": "c", "repeated": "d", "unique": "u", "ignore-case": "i"])
    return FilterProgram(
      name: "uniq", paths: Array(options.operands.prefix(1)), filter: UniqCommand(options: options))
  }

  private init(options: CommandOptions) { self.options = options }

  private func key(_ line: [UInt8]) -> [UInt8] {
    var rest = line[...]
    for _ in 0..<min(rest.count, max(0, options.number("f") ?? 0)) {
      rest = rest.drop { Byte.isSpace($0) }.drop { !Byte.isSpace($0) }
    }
    rest = rest.dropFirst(max(0, options.number("s") ?? 0))
    if let width = options.number("w") { rest = rest.prefix(max(0, width)) }
    return options.has("i") ? Array(String(decoding: rest, as: UTF8.self).lowercased().utf8) : Array(rest)
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    if let last, key(last) == key(line) {
      count += 1
    } else {
      flush(&process)
      last = line
      count = 1
    }
    return nil
  }

  private func flush(_ process: inout ProcessView) {
    guard let last, !(options.has("d") && count < 2), !(options.has("u") && count > 1) else { return }
    if options.has("c") {
      let number = String(count)
      process.print(String(repeating: " ", count: max(0, 7 - number.count)) + number + " ")
    }
    try? process.write(last + [Byte.newline])
  }

  mutating func end(_ process: inout ProcessView) -> Int {
    flush(&process)
    return 0
  }
}

/// Parts of lines.
struct CutCommand: LineFilter {
  private let ranges: [ClosedRange<Int>]
  private let delimiter: UInt8?
  private let outputDelimiter: [UInt8]
  private let skipsOthers: Bool

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "f:d:c:b:sn", names: ["fields": "f", "delimiter": "d", "output-delimiter": "O:"])
    let list = options.value("f") ?? options.value("c") ?? options.value("b")
    guard let list, let ranges = parse(list) else {
      return Commands.instant([]) { _, process in
        let isBusyBox = process.machine.isBusyBox
        process.printError(
          isBusyBox
            ? "cut: expected a list of bytes, characters, or fields\n"
            : "cut: you must specify a list of bytes, characters, or fields\n")
        return 1
      }
    }
    let delimiter = options.has("f") ? options.value("d")?.utf8.first ?? Byte.tab : nil
    return FilterProgram(
      name: "cut", paths: options.operands,
      filter: CutCommand(
        ranges: ranges, delimiter: delimiter,
        outputDelimiter: options.value("O").map { Array($0.utf8) } ?? [delimiter ?? Byte.tab],
        skipsOthers: options.has("s")))
  }

  private init(ranges: [ClosedRange<Int>], delimiter: UInt8?, outputDelimiter: [UInt8], skipsOthers: Bool) {
    self.ranges = ranges
    self.delimiter = delimiter
    self.outputDelimiter = outputDelimiter
    self.skipsOthers = skipsOthers
  }

  private static func parse(_ list: String) -> [ClosedRange<Int>]? {
    var ranges: [ClosedRange<Int>] = []
    for item in list.split(separator: ",") {
      let parts = item.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count <= 2, let first = parts[0].isEmpty ? 1 : Int(parts[0]), first > 0 else { return nil }
      let last = parts.count == 1 ? first : parts[1].isEmpty ? Int.max : Int(parts[1]) ?? 0
      guard last >= first else { return nil }
      ranges.append(first...last)
    }
    return ranges.isEmpty ? nil : ranges
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    var output: [UInt8] = []
    if let delimiter {
      let fields = line.split(separator: delimiter, omittingEmptySubsequences: false)
      if fields.count == 1 {
        if !skipsOthers { try? process.write(line + [Byte.newline]) }
        return nil
      }
      let chosen = fields.enumerated().filter { entry in ranges.contains { $0.contains(entry.offset + 1) } }
      output = Array(chosen.map(\.element).joined(separator: outputDelimiter))
    } else {
      let characters = Array(String(decoding: line, as: UTF8.self))
      let chosen = characters.enumerated().filter { entry in ranges.contains { $0.contains(entry.offset + 1) } }
      output = Array(String(chosen.map(\.element)).utf8)
    }
    try? process.write(output + [Byte.newline])
    return nil
  }

  mutating func end(_ process: inout ProcessView) -> Int { 0 }
}

/// Lines backwards, or the other way round.
struct ReverseCommand: LineFilter {
  static func make(_ arguments: [String]) -> any Program {
    FilterProgram(name: "rev", paths: arguments, filter: ReverseCommand())
  }

  static func makeTac(_ arguments: [String]) -> any Program {
    CollectingCommand(name: "tac", paths: arguments) { inputs, process in
      for input in inputs { try? process.write(Array(LineCount.lines(input.bytes).reversed().joined())) }
      return 0
    }
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    process.print(String(String(decoding: line, as: UTF8.self).reversed()) + "\n")
    return nil
  }

  mutating func end(_ process: inout ProcessView) -> Int { 0 }
}
