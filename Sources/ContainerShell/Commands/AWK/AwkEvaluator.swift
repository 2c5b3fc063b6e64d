import KubernetesModel
import SimulationKernel

/// Runs an awk program: its variables, the record and its fields, and what it has open.
struct AwkEvaluator: Sendable {
  enum Flow {
    case goOn
    case breakLoop
    case continueLoop
    case next
    case nextFile
    case leave(AwkValue)
    case exit
  }

  /// A function's parameter: a value, an array, or nothing yet, which may become either.
  enum Local: Sendable {
    case value(AwkValue)
    case array(Int)
  }

  /// More than this many steps in one go end the program, as a person would who waits for it.
  static let stepLimit = 2_000_000
  private static let depthLimit = 400
  private static let textLimit = 1 << 24

  let program: AwkProgram
  var globals: [AwkValue]
  var globalArrays: [Int: Int] = [:]
  var arrays: [[[UInt8]: AwkValue]] = []
  var frames: [[Local]] = []
  var fields = AwkFields()
  var activeRanges: Set<Int> = []
  var exitCode = 0
  var steps = 0
  private var depth = 0
  var output: [UInt8] = []
  var streams = AwkStreams()
  private var expressions: [[UInt8]: RegularExpression] = [:]
  private var machine: Machine?
  private var processNumber = 0
  var input = AwkInput()

  init(_ program: AwkProgram) {
    self.program = program
    globals = [AwkValue](repeating: .uninitialized, count: program.globals.count)
    globals[AwkVariable.fieldSeparator] = .text([Byte.space])
    globals[AwkVariable.outputFieldSeparator] = .text([Byte.space])
    globals[AwkVariable.recordSeparator] = .text([Byte.newline])
    globals[AwkVariable.outputRecordSeparator] = .text([Byte.newline])
    globals[AwkVariable.subscriptSeparator] = .text([28])
    globals[AwkVariable.numberFormat] = .text(Array("%.6g".utf8))
    globals[AwkVariable.outputNumberFormat] = .text(Array("%.6g".utf8))
    globals[AwkVariable.matchLength] = .number(-1)
  }

  /// The process that the program runs in, while it does.
  var process: ProcessView? {
    get { machine.map { ProcessView(machine: $0, number: processNumber, surroundings: NoSurroundings()) } }
    set {
      machine = newValue?.machine
      processNumber = newValue?.number ?? 0
    }
  }

  func special(_ slot: Int) -> [UInt8] { globals[slot].text("%.6g") }

  var numberFormat: String { String(decoding: special(AwkVariable.numberFormat), as: UTF8.self) }

  func text(_ value: AwkValue) -> [UInt8] {
    if case .number = value { return value.text(numberFormat) }
    return value.text("%.6g")
  }

  mutating func charge(_ count: Int = 1) throws(AwkFailure) {
    steps += count
    if steps > Self.stepLimit { throw AwkFailure(message: "program takes too long") }
  }

  mutating func expression(_ pattern: [UInt8]) throws(AwkFailure) -> RegularExpression {
    if let known = expressions[pattern] { return known }
    do {
      let compiled = try RegularExpression(String(decoding: pattern, as: UTF8.self), syntax: .extended)
      if expressions.count < 200 { expressions[pattern] = compiled }
      return compiled
    } catch {
      let shown = String(decoding: pattern, as: UTF8.self)
      throw AwkFailure(message: "regular expression compile failed (\(error.message)): \(shown)")
    }
  }

  // MARK: Variables

  mutating func setGlobal(_ name: String, _ value: AwkValue) {
    guard let slot = program.globals[name] else { return }
    assign(.global(slot), value)
  }

  func value(_ variable: AwkVariable) -> AwkValue {
    switch variable {
    case .global(let slot): return globals[slot]
    case .local(let slot):
      if let frame = frames.last, slot < frame.count, case .value(let value) = frame[slot] { return value }
      return .uninitialized
    }
  }

  mutating func assign(_ variable: AwkVariable, _ value: AwkValue) {
    switch variable {
    case .global(AwkVariable.fieldCount):
      fields.setCount(value.number, separator: special(AwkVariable.outputFieldSeparator))
      globals[AwkVariable.fieldCount] = .number(Double(fields.count))
    case .global(let slot): globals[slot] = value
    case .local(let slot):
      if frames.indices.contains(frames.count - 1), slot < frames[frames.count - 1].count {
        frames[frames.count - 1][slot] = .value(value)
      }
    }
  }

  /// The number of a variable's array, which is made when there is none.
  mutating func array(_ variable: AwkVariable) -> Int {
    switch variable {
    case .global(let slot):
      if let number = globalArrays[slot] { return number }
      arrays.append([:])
      globalArrays[slot] = arrays.count - 1
    case .local(let slot):
      guard let frame = frames.last, slot < frame.count else { return array(.global(AwkVariable.environment)) }
      if case .array(let number) = frame[slot] { return number }
      arrays.append([:])
      frames[frames.count - 1][slot] = .array(arrays.count - 1)
    }
    return arrays.count - 1
  }

  mutating func key(_ expressions: [AwkExpression]) throws(AwkFailure) -> [UInt8] {
    var result: [UInt8] = []
    for (index, expression) in expressions.enumerated() {
      if index > 0 { result += special(AwkVariable.subscriptSeparator) }
      let value = try evaluate(expression)
      result += text(value)
    }
    return result
  }

  // MARK: Records

  mutating func splitIfNeeded() throws(AwkFailure) {
    guard !fields.isSplit else { return }
    let separator = special(AwkVariable.fieldSeparator)
    let isParagraph = special(AwkVariable.recordSeparator).isEmpty
    try charge(fields.record.count / 16 + 1)
    let parts = try split(fields.record, by: separator, breaksAtNewline: isParagraph)
    fields.fill(parts)
    globals[AwkVariable.fieldCount] = .number(Double(parts.count))
  }

  func fieldIndex(_ value: AwkValue) throws(AwkFailure) -> Int {
    let number = value.number
    guard number >= 0, number <= Double(AwkFields.limit) else {
      throw AwkFailure(
        message: number < 0 ? "negative field index $\(Int(max(-1e9, number)))" : "field index too large")
    }
    return Int(number)
  }

  mutating func read(_ place: AwkPlace) throws(AwkFailure) -> AwkValue {
    switch place {
    case .variable(let variable):
      if case .global(AwkVariable.fieldCount) = variable { try splitIfNeeded() }
      return value(variable)
    case .field(let expression):
      let index = try fieldIndex(try evaluate(expression))
      if index > 0 { try splitIfNeeded() }
      return fields.value(index, separator: special(AwkVariable.outputFieldSeparator))
    case .element(let variable, let expressions):
      let key = try key(expressions)
      let number = array(variable)
      if let value = arrays[number][key] { return value }
      // Looking at an element makes it.
      arrays[number][key] = .uninitialized
      return .uninitialized
    }
  }

  mutating func write(_ place: AwkPlace, _ value: AwkValue) throws(AwkFailure) {
    switch place {
    case .variable(let variable):
      if case .global(AwkVariable.fieldCount) = variable { try splitIfNeeded() }
      assign(variable, value)
    case .field(let expression):
      try setField(try fieldIndex(try evaluate(expression)), value)
    case .element(let variable, let expressions):
      let key = try key(expressions)
      arrays[array(variable)][key] = value
    }
  }

  private mutating func setField(_ index: Int, _ value: AwkValue) throws(AwkFailure) {
    if index == 0 {
      fields.setRecord(text(value))
      return
    }
    try splitIfNeeded()
    try charge(max(0, index - fields.count))
    var stored = value
    if case .number = value { stored = .numericText(text(value), value.number) }
    fields.set(index, stored)
    globals[AwkVariable.fieldCount] = .number(Double(fields.count))
  }

  // MARK: Expressions

  mutating func evaluate(_ expression: AwkExpression) throws(AwkFailure) -> AwkValue {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw AwkFailure(message: "program too deep") }
    try charge()
    switch expression {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .read(let place): return try read(place)
    case .assign(let place, let value):
      let result = try evaluate(value)
      try write(place, result)
      return result
    case .builtIn(let name, let arguments): return try callBuiltIn(name, arguments)
    case .call(let name, let arguments): return try call(name, arguments)
    case .binary(let operation, let left, let right):
      let first = try evaluate(left)
      let second = try evaluate(right)
      return try combine(operation, first, second)
    case .and(let left, let right):
      if try !evaluate(left).isTrue { return .number(0) }
      return .number(try evaluate(right).isTrue ? 1 : 0)
    case .or(let left, let right):
      if try evaluate(left).isTrue { return .number(1) }
      return .number(try evaluate(right).isTrue ? 1 : 0)
    case .choose(let test, let first, let second): return try evaluate(try evaluate(test).isTrue ? first : second)
    default: return try evaluateOther(expression)
    }
  }

  private mutating func evaluateOther(_ expression: AwkExpression) throws(AwkFailure) -> AwkValue {
    switch expression {
    case .regularExpression(let pattern): return try test(recordText(), pattern)
    case .update(let place, let operation, let value):
      let second = try evaluate(value)
      let result = try combine(operation, try read(place), second)
      try write(place, result)
      return result
    case .increment(let place, let amount, let isPrefix):
      let old = try read(place).number
      try write(place, .number(old + amount))
      return .number(isPrefix ? old + amount : old)
    case .unary(let operation, let operand):
      let value = try evaluate(operand)
      return .number(operation == .not ? (value.isTrue ? 0 : 1) : operation == .minus ? -value.number : value.number)
    case .compare(let kind, let left, let right):
      let first = try evaluate(left)
      let second = try evaluate(right)
      return .number(compare(kind, first, second) ? 1 : 0)
    case .matches(let subject, let pattern, let isNegated):
      let value = try evaluate(subject)
      let found = try test(text(value), try self.pattern(pattern))
      return isNegated ? .number(found.isTrue ? 0 : 1) : found
    case .contains(let variable, let keys):
      let key = try key(keys)
      return .number(arrays[array(variable)][key] == nil ? 0 : 1)
    case .group(let parts): return .text(try key(parts))
    case .getLine(let target, let source): return try getLine(target, source)
    default: return .uninitialized
    }
  }

  func recordText() -> [UInt8] { fields.text(separator: special(AwkVariable.outputFieldSeparator)) }

  private mutating func test(_ text: [UInt8], _ pattern: [UInt8]) throws(AwkFailure) -> AwkValue {
    try charge(text.count / 16 + 1)
    return .number(try expression(pattern).firstMatch(in: text) == nil ? 0 : 1)
  }

  /// A regular expression as an operand: itself, or any text.
  mutating func pattern(_ expression: AwkExpression) throws(AwkFailure) -> [UInt8] {
    if case .regularExpression(let pattern) = expression { return pattern }
    return text(try evaluate(expression))
  }

  private func compare(_ kind: AwkExpression.Comparison, _ first: AwkValue, _ second: AwkValue) -> Bool {
    guard let order = AwkValue.order(first, second, numberFormat) else { return kind == .notEqual }
    return switch kind {
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .equal: order == 0
    case .notEqual: order != 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  private mutating func combine(
    _ operation: AwkExpression.Binary, _ first: AwkValue, _ second: AwkValue
  ) throws(AwkFailure) -> AwkValue {
    if operation == .concatenate {
      let result = text(first) + text(second)
      try charge(result.count / 64)
      if result.count > Self.textLimit { throw AwkFailure(message: "out of memory") }
      return .text(result)
    }
    let (left, right) = (first.number, second.number)
    switch operation {
    case .add: return .number(left + right)
    case .subtract: return .number(left - right)
    case .multiply: return .number(left * right)
    case .divide, .remainder:
      if right == 0, process?.machine.isBusyBox == true { throw AwkFailure(message: "Division by zero") }
      return .number(operation == .divide ? left / right : left.truncatingRemainder(dividingBy: right))
    case .power, .concatenate: return .number(AwkMathematics.power(left, right))
    }
  }
}
