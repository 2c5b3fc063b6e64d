import SimulationKernel

/// Writes its arguments by a format, which is used again while there are arguments left.
enum PrintfCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    guard let format = arguments.first else {
      process.printError("printf: usage: printf format [arguments]\n")
      return 2
    }
    let (output, code) = text([format] + arguments.dropFirst(), &process)
    process.print(output)
    return code
  }

  /// What it writes, and its code.
  static func text(_ arguments: [String], _ process: inout ProcessView) -> (text: String, code: Int) {
    let format = arguments.first ?? ""
    var rest = arguments.dropFirst()
    var output = ""
    var code = 0
    repeat {
      let before = rest.count
      output += once(format, &rest, &code, &process)
      if rest.count == before { break }
    } while !rest.isEmpty && output.utf8.count < 1 << 20
    return (output, code)
  }

  private static func once(
    _ format: String, _ arguments: inout ArraySlice<String>, _ code: inout Int, _ process: inout ProcessView
  ) -> String {
    var pieces = FormatText(format)
    var output = ""
    while let piece = pieces.next() {
      switch piece {
      case .text(let text): output += EscapeText.decode(text)
      case .conversion(var conversion):
        if conversion.widthFromArgument { conversion.width = Int(arguments.popFirst() ?? "") ?? 0 }
        let argument = arguments.popFirst()
        switch conversion.letter {
        case "s": output += conversion.format(text: argument ?? "")
        case "b": output += conversion.format(text: EscapeText.decode(argument ?? ""))
        case "q": output += conversion.format(text: ShellQuoting.backslashed(argument ?? ""))
        case "T":
          let seconds = argument.flatMap { Int64($0) } ?? -1
          let instant = seconds < 0 ? process.now : Instant(seconds: seconds)
          output += DateText.format(instant, conversion.date.isEmpty ? "%X" : conversion.date)
        case "c": output += conversion.format(text: String((argument ?? "").prefix(1)))
        default:
          let number = numeric(argument ?? "0")
          if number == nil {
            process.printError("printf: \(argument ?? ""): invalid number\n")
            code = 1
          }
          output += conversion.format(number: number ?? 0)
        }
      }
    }
    return output
  }

  private static func numeric(_ text: String) -> Double? {
    if text.isEmpty { return 0 }
    if let quote = text.first, quote == "'" || quote == "\"" {
      return text.dropFirst().unicodeScalars.first.map { Double($0.value) } ?? 0
    }
    return ShellArithmetic.number(text).map(Double.init) ?? Double(text)
  }
}

/// A printf format, piece by piece.
struct FormatText: IteratorProtocol {
  enum Piece {
    case text(String)
    case conversion(FormatConversion)
  }

  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  mutating func next() -> Piece? {
    guard position < characters.count else { return nil }
    if characters[position] == "%" {
      if position + 1 < characters.count, characters[position + 1] == "%" {
        position += 2
        return .text("%")
      }
      if let conversion = conversion() { return .conversion(conversion) }
      position += 1
      return .text("%")
    }
    let start = position
    while position < characters.count, characters[position] != "%" { position += 1 }
    return .text(String(characters[start..<position]))
  }

  private mutating func conversion() -> FormatConversion? {
    var index = position + 1
    var result = FormatConversion()
    while index < characters.count, "-+ 0#".contains(characters[index]) {
      result.flags.insert(characters[index])
      index += 1
    }
    if index < characters.count, characters[index] == "*" {
      result.widthFromArgument = true
      index += 1
    }
    func digits(_ index: inout Int) -> Int? {
      let start = index
      while index < characters.count, characters[index].isASCII, characters[index].isNumber { index += 1 }
      return index > start ? min(10_000, Int(String(characters[start..<index])) ?? 10_000) : nil
    }
    if let width = digits(&index) { result.width = width }
    if index < characters.count, characters[index] == "." {
      index += 1
      result.precision = digits(&index) ?? 0
    }
    if index < characters.count, characters[index] == "(" {
      guard let end = characters[index...].firstIndex(of: ")") else { return nil }
      result.date = String(characters[(index + 1)..<end])
      guard end + 1 < characters.count, characters[end + 1] == "T" else { return nil }
      result.letter = "T"
      position = end + 2
      return result
    }
    while index < characters.count, "hljzt".contains(characters[index]) { index += 1 }
    guard index < characters.count, "diouxXeEfFgGscbq".contains(characters[index]) else { return nil }
    result.letter = characters[index]
    position = index + 1
    return result
  }
}

/// One `%…` of a format.
struct FormatConversion {
  var flags: Set<Character> = []
  var width = 0
  var widthFromArgument = false
  var precision: Int?
  var letter: Character = "s"
  /// Of `%(…)T`.
  var date = ""

  private func pad(_ text: String) -> String {
    let missing = min(10_000, abs(width)) - text.count
    guard missing > 0 else { return text }
    let blanks = String(repeating: " ", count: missing)
    if flags.contains("-") || width < 0 { return text + blanks }
    guard flags.contains("0"), letter != "s", letter != "c" else { return blanks + text }
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0
    return text.prefix(sign) + String(repeating: "0", count: missing) + text.dropFirst(sign)
  }

  func format(text: String) -> String { pad(precision.map { String(text.prefix($0)) } ?? text) }

  func format(number: Double) -> String {
    var text: String
    switch letter {
    case "d", "i", "u": text = String(NumberText.integer(number))
    case "x": text = String(UInt64(bitPattern: NumberText.integer(number)), radix: 16)
    case "X": text = String(UInt64(bitPattern: NumberText.integer(number)), radix: 16).uppercased()
    case "o": text = String(UInt64(bitPattern: NumberText.integer(number)), radix: 8)
    case "e", "E": text = NumberText.exponential(number, precision ?? 6, letter == "E")
    case "g", "G": text = NumberText.general(number, precision ?? 6)
    default: text = NumberText.fixed(number, precision ?? 6)
    }
    if flags.contains("+"), number >= 0 { text = "+" + text }
    if flags.contains(" "), number >= 0 { text = " " + text }
    return pad(text)
  }
}
