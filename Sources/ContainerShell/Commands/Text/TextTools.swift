import KubernetesModel
import SimulationKernel

/// Exchanges or deletes characters.
struct TranslateCommand: Program {
  private let table: [UInt8]
  private let deleted: Set<UInt8>
  private let squeezed: Set<UInt8>
  private var last: UInt8?

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "dscC")
    guard let first = options.operands.first else {
      return Commands.instant([]) { _, process in
        process.printError("tr: missing operand\n")
        return 1
      }
    }
    var from = characters(first)
    if options.has("c") || options.has("C") { from = (0...255).map { UInt8($0) }.filter { !from.contains($0) } }
    let to = options.operands.count > 1 ? characters(options.operands[1]) : []
    var table = (0...255).map { UInt8($0) }
    if !options.has("d"), let filler = to.last {
      for (index, byte) in from.enumerated() { table[Int(byte)] = index < to.count ? to[index] : filler }
    }
    let squeezed = options.has("s") ? Set(to.isEmpty ? from : to) : []
    return TranslateCommand(table: table, deleted: options.has("d") ? Set(from) : [], squeezed: squeezed)
  }

  private init(table: [UInt8], deleted: Set<UInt8>, squeezed: Set<UInt8>) {
    self.table = table
    self.deleted = deleted
    self.squeezed = squeezed
  }

  private static func characters(_ text: String) -> [UInt8] {
    let classes: [(String, [ClosedRange<UInt8>])] = [
      ("[:upper:]", [65...90]), ("[:lower:]", [97...122]), ("[:digit:]", [48...57]), ("[:space:]", [9...13, 32...32]),
      ("[:alpha:]", [65...90, 97...122]), ("[:alnum:]", [48...57, 65...90, 97...122]), ("[:blank:]", [9...9, 32...32]),
      ("[:punct:]", [33...47, 58...64, 91...96, 123...126]), ("[:cntrl:]", [0...31, 127...127]),
      ("[:print:]", [32...126]),
    ]
    var rest = Array(EscapeText.decode(text).utf8)[...]
    var result: [UInt8] = []
    while let first = rest.first {
      if let (name, ranges) = classes.first(where: { rest.starts(with: Array($0.0.utf8)) }) {
        result += ranges.flatMap { Array($0) }
        rest = rest.dropFirst(name.utf8.count)
      } else if rest.count > 2, rest[rest.startIndex + 1] == 45, rest[rest.startIndex + 2] >= first {
        result += Array(first...rest[rest.startIndex + 2])
        rest = rest.dropFirst(3)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    switch process.read() {
    case .bytes(let bytes):
      var output: [UInt8] = []
      for byte in bytes where !deleted.contains(byte) {
        let mapped = table[Int(byte)]
        if squeezed.contains(mapped), last == mapped { continue }
        last = mapped
        output.append(mapped)
      }
      try? process.write(output)
      return .again
    case .notYet: return .wait(.input(descriptor: 0))
    case .end, .failed: return .exit(0)
    }
  }
}

/// Copies its input to files as well.
struct TeeCommand: Program {
  private let paths: [String]
  private let isAppending: Bool
  private var hasBegun = false

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "ai")
    return TeeCommand(paths: options.operands, isAppending: options.has("a"))
  }

  private init(paths: [String], isAppending: Bool) {
    self.paths = paths
    self.isAppending = isAppending
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    if !hasBegun {
      hasBegun = true
      if !isAppending { write([], false, &process) }
    }
    switch process.read() {
    case .bytes(let bytes):
      try? process.write(bytes)
      write(bytes, true, &process)
      return .again
    case .notYet: return .wait(.input(descriptor: 0))
    case .end, .failed: return .exit(0)
    }
  }

  private func write(_ bytes: [UInt8], _ appending: Bool, _ process: inout ProcessView) {
    for path in paths {
      do {
        try process.machine.files.write(
          bytes, to: path, in: process.directory, appending: appending, as: process.user, at: process.now)
      } catch {
        process.printError("tee: \(path): \(error.text)\n")
      }
    }
  }
}

enum SequenceCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    var operands = arguments
    var separator = "\n"
    var form: String?
    var isPadded = false
    while let option = operands.first, option.hasPrefix("-"), option.count > 1, Double(option) == nil {
      operands.removeFirst()
      if option == "-w" {
        isPadded = true
        continue
      }
      let value = option.count > 2 ? String(option.dropFirst(2)) : operands.isEmpty ? "" : operands.removeFirst()
      if option.hasPrefix("-s") { separator = EscapeText.decode(value) }
      if option.hasPrefix("-f") { form = value }
    }
    let numbers = operands.compactMap { Double($0) }
    guard numbers.count == operands.count, (1...3).contains(numbers.count) else {
      process.printError("seq: invalid floating point argument\n")
      return 1
    }
    let first = numbers.count > 1 ? numbers[0] : 1
    let step = numbers.count > 2 ? numbers[1] : 1
    let last = numbers[numbers.count - 1]
    guard step != 0, step.isFinite else { return 1 }
    let places =
      operands.map { $0.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0 }.max()
      ?? 0
    var lines: [String] = []
    for index in 0..<1_000_000 {
      let value = first + Double(index) * step
      guard step > 0 ? value <= last : value >= last else { break }
      lines.append(
        form.map { PrintfCommand.text([$0, NumberText.fixed(value, places)], &process).text }
          ?? NumberText.fixed(value, places))
    }
    let width = isPadded ? lines.map(\.count).max() ?? 0 : 0
    let padded = lines.map { String(repeating: "0", count: max(0, width - $0.count)) + $0 }
    if !padded.isEmpty { process.print(padded.joined(separator: separator) + "\n") }
    return 0
  }
}

struct YesCommand: Program {
  /// Bytes written at a time: a file is copied for every piece.
  private static let piece = 256 << 10
  private let line: [UInt8]

  static func make(_ arguments: [String]) -> any Program {
    YesCommand(line: Array(((arguments.isEmpty ? "y" : arguments.joined(separator: " ")) + "\n").utf8))
  }

  private init(line: [UInt8]) { self.line = line }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    do {
      try process.write(Array(repeatElement(line, count: max(1, Self.piece / max(1, line.count))).joined()))
      return .again
    } catch {
      if error != .brokenPipe { process.printError("yes: standard output: \(error.text)\n") }
      return .exit(1)
    }
  }
}

enum ExprCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    if arguments.count == 3, arguments[0] != "index" {
      let (left, operation, right) = (arguments[0], arguments[1], arguments[2])
      if operation == ":" { return match(left, right, &process) }
      if let first = Int(left), let second = Int(right) { return numbers(first, operation, second, &process) }
      if ["=", "!=", "<", ">", "<=", ">="].contains(operation) {
        let result =
          operation == "="
          ? left == right : operation == "!=" ? left != right : operation.hasPrefix("<") ? left < right : left > right
        process.print(result ? "1\n" : "0\n")
        return result ? 0 : 1
      }
    } else if arguments.count == 2, arguments[0] == "length" {
      process.print("\(arguments[1].count)\n")
      return arguments[1].isEmpty ? 1 : 0
    } else if let result = textFunction(arguments) {
      process.print(result + "\n")
      return result.isEmpty || result == "0" ? 1 : 0
    } else if arguments.count == 1 {
      process.print(arguments[0] + "\n")
      return arguments[0].isEmpty || arguments[0] == "0" ? 1 : 0
    } else if arguments.count > 3,
      let result = try? ShellArithmetic.evaluate(arguments.joined(separator: " "), value: { _ in "" })
    {
      process.print("\(result.result)\n")
      return result.result == 0 ? 1 : 0
    }
    process.printError("expr: syntax error\n")
    return 2
  }

  private static func textFunction(_ arguments: [String]) -> String? {
    if arguments.count == 4, arguments[0] == "substr", let start = Int(arguments[2]), let count = Int(arguments[3]) {
      return start > 0 && count > 0 ? String(arguments[1].dropFirst(start - 1).prefix(count)) : ""
    }
    guard arguments.count == 3, arguments[0] == "index" else { return nil }
    let place = Array(arguments[1]).firstIndex { arguments[2].contains($0) }
    return String((place ?? -1) + 1)
  }

  private static func numbers(_ left: Int, _ operation: String, _ right: Int, _ process: inout ProcessView) -> Int {
    let symbol = operation == "=" ? "==" : operation
    guard ["+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "|", "&"].contains(symbol) else {
      process.printError("expr: syntax error\n")
      return 2
    }
    do {
      let result = try ShellArithmetic.evaluate("(\(left)) \(symbol) (\(right))") { _ in "" }.result
      process.print("\(result)\n")
      return result == 0 ? 1 : 0
    } catch {
      process.printError("expr: division by zero\n")
      return 2
    }
  }

  private static func match(_ text: String, _ pattern: String, _ process: inout ProcessView) -> Int {
    let bytes = Array(text.utf8)
    guard let expression = try? RegularExpression("^\(pattern)", syntax: .basic),
      let found = expression.firstMatch(in: bytes)
    else {
      process.print("0\n")
      return 1
    }
    if expression.groupCount > 0 {
      process.print(String(decoding: found.groups[1].map { bytes[$0] } ?? [], as: UTF8.self) + "\n")
    } else {
      process.print("\(found.range.count)\n")
    }
    return 0
  }
}
