/// `bc`: sums of columns, and divisions with digits behind the point.
enum CalculatorCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "lqsw")
    return CollectingCommand(name: "bc", paths: options.operands) { inputs, process in
      var calculator = Calculator(scale: options.has("l") ? 20 : 0)
      let text = inputs.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      where !calculator.hasQuit {
        do throws(Calculator.Problem) {
          try calculator.run(String(line)) { process.print($0 + "\n") }
        } catch {
          process.printError(
            error == .syntax
              ? "(standard_in) \(number + 1): syntax error\n"
              : "Runtime error (func=(main), adr=3): \(error.rawValue)\n")
        }
      }
      return 0
    }
  }
}

/// Numbers with as many digits behind the point as `scale` says; 38 digits in all.
private struct Calculator {
  enum Problem: String, Error {
    case syntax
    case division = "Divide by zero"
    case size = "Number too large"
  }

  struct Number {
    /// In units of the last digit.
    var units: Int128
    /// Digits behind the point.
    var scale: Int
  }

  private static let depthLimit = 100
  private static let scaleLimit = 20
  private var scale: Int
  private var variables: [String: Number] = [:]
  private var rest: Substring = ""
  private var depth = 0
  private(set) var hasQuit = false

  init(scale: Int) { self.scale = scale }

  /// Does the statements of a line; `print` takes what each of them prints.
  mutating func run(_ line: String, print: (String) -> Void) throws(Problem) {
    rest = line.prefix { $0 != "#" }
    depth = 0
    while true {
      skipBlanks()
      if take(";") { continue }
      guard !rest.isEmpty else { return }
      hasQuit = rest == "quit" || rest == "exit"
      if hasQuit { return }
      if let value = try statement() { print(Self.text(value)) }
      skipBlanks()
      guard rest.isEmpty || rest.first == ";" else { throw .syntax }
    }
  }

  /// Nil for an assignment, which prints nothing.
  private mutating func statement() throws(Problem) -> Number? {
    let before = rest
    let name = takeName()
    skipBlanks()
    if !name.isEmpty, rest.first == "=", rest.dropFirst().first != "=" {
      rest.removeFirst()
      let value = try comparison()
      if name == "scale" {
        scale = max(0, min(Self.scaleLimit, Int(clamping: try rescaled(value, to: 0).units)))
      } else {
        variables[name] = value
      }
      return nil
    }
    rest = before
    return try comparison()
  }

  private mutating func comparison() throws(Problem) -> Number {
    let left = try sum()
    skipBlanks()
    let operators = ["==", "!=", "<=", ">=", "<", ">"]
    guard let found = operators.first(where: { rest.hasPrefix($0) }) else { return left }
    rest = rest.dropFirst(found.count)
    let right = try sum()
    let (first, second) = try aligned(left, right)
    let holds =
      switch found {
      case "==": first == second
      case "!=": first != second
      case "<=": first <= second
      case ">=": first >= second
      case "<": first < second
      default: first > second
      }
    return Number(units: holds ? 1 : 0, scale: 0)
  }

  private mutating func sum() throws(Problem) -> Number {
    var left = try product()
    while true {
      skipBlanks()
      guard let sign = rest.first, sign == "+" || sign == "-" else { return left }
      rest.removeFirst()
      let right = try product()
      let (first, second) = try aligned(left, right)
      let units = try checked(
        sign == "+" ? first.addingReportingOverflow(second) : first.subtractingReportingOverflow(second))
      left = Number(units: units, scale: max(left.scale, right.scale))
    }
  }

  private mutating func product() throws(Problem) -> Number {
    var left = try power()
    while true {
      skipBlanks()
      guard let sign = rest.first, "*/%".contains(sign) else { return left }
      rest.removeFirst()
      let right = try power()
      switch sign {
      case "*": left = try multiplied(left, right)
      case "/": left = try divided(left, right)
      default:
        let whole = try multiplied(try divided(left, right), right)
        let (first, second) = try aligned(left, whole)
        left = Number(
          units: try checked(first.subtractingReportingOverflow(second)), scale: max(left.scale, whole.scale))
      }
    }
  }

  private mutating func power() throws(Problem) -> Number {
    let base = try factor()
    skipBlanks()
    guard take("^") else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { throw .size }
    let raised = try power()
    let exponent = try rescaled(raised, to: 0).units
    guard exponent.magnitude <= 200 else { throw .size }
    var result = Number(units: 1, scale: 0)
    for _ in 0..<Int(exponent.magnitude) { result = try multiplied(result, base) }
    return exponent < 0 ? try divided(Number(units: 1, scale: 0), result) : result
  }

  private mutating func factor() throws(Problem) -> Number {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { throw .size }
    skipBlanks()
    if take("-") {
      let value = try factor()
      return Number(units: try checked(Int128(0).subtractingReportingOverflow(value.units)), scale: value.scale)
    }
    if take("(") {
      let value = try comparison()
      skipBlanks()
      guard take(")") else { throw .syntax }
      return value
    }
    let name = takeName()
    if name == "scale" { return Number(units: Int128(scale), scale: 0) }
    if !name.isEmpty { return variables[name] ?? Number(units: 0, scale: 0) }
    return try number()
  }

  private mutating func number() throws(Problem) -> Number {
    let whole = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(whole.count)
    var fraction: Substring = ""
    if take(".") {
      fraction = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { throw .syntax }
    guard let units = Int128(String(whole + fraction)), fraction.count <= Self.scaleLimit else { throw .size }
    return Number(units: units, scale: fraction.count)
  }

  // MARK: Arithmetic

  private func multiplied(_ left: Number, _ right: Number) throws(Problem) -> Number {
    let units = try checked(left.units.multipliedReportingOverflow(by: right.units))
    let wanted = min(left.scale + right.scale, max(scale, left.scale, right.scale))
    return try rescaled(Number(units: units, scale: left.scale + right.scale), to: wanted)
  }

  private func divided(_ left: Number, _ right: Number) throws(Problem) -> Number {
    guard right.units != 0 else { throw .division }
    let dividend = try rescaled(left, to: scale + right.scale)
    return Number(units: try checked(dividend.units.dividedReportingOverflow(by: right.units)), scale: scale)
  }

  private func aligned(_ left: Number, _ right: Number) throws(Problem) -> (Int128, Int128) {
    let scale = max(left.scale, right.scale)
    return (try rescaled(left, to: scale).units, try rescaled(right, to: scale).units)
  }

  private func checked(_ result: (partialValue: Int128, overflow: Bool)) throws(Problem) -> Int128 {
    if result.overflow { throw .size }
    return result.partialValue
  }

  /// What is behind the last digit is cut off.
  private func rescaled(_ value: Number, to scale: Int) throws(Problem) -> Number {
    var units = value.units
    for _ in 0..<abs(scale - value.scale) {
      if scale < value.scale {
        units /= 10
      } else {
        units = try checked(units.multipliedReportingOverflow(by: 10))
      }
    }
    return Number(units: units, scale: scale)
  }

  private static func text(_ value: Number) -> String {
    var digits = String(value.units.magnitude)
    let sign = value.units < 0 ? "-" : ""
    guard value.scale > 0, value.units != 0 else { return sign + digits }
    if digits.count < value.scale { digits = String(repeating: "0", count: value.scale - digits.count) + digits }
    return sign + digits.dropLast(value.scale) + "." + digits.suffix(value.scale)
  }

  // MARK: Text

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\r" } }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func takeName() -> String {
    guard rest.first?.isLetter ?? false else { return "" }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    rest = rest.dropFirst(name.count)
    return String(name)
  }
}
