extension AwkEvaluator {
  mutating func run(_ statements: [AwkStatement]) throws(AwkFailure) -> Flow {
    for statement in statements {
      let flow = try run(statement)
      if case .goOn = flow { continue }
      return flow
    }
    return .goOn
  }

  mutating func run(_ statement: AwkStatement) throws(AwkFailure) -> Flow {
    try charge()
    switch statement {
    case .expression(let expression): _ = try evaluate(expression)
    case .print(let values, let kind, let target): try print(values, kind, target)
    case .printFormatted(let values, let kind, let target):
      var evaluated: [AwkValue] = []
      for value in values { evaluated.append(try evaluate(value)) }
      guard let format = evaluated.first else { break }
      let result = AwkText.formatted(text(format), Array(evaluated.dropFirst()))
      try charge(result.count / 64)
      try emit(result, kind, target)
    case .block(let statements): return try run(statements)
    case .choose(let test, let then, let otherwise):
      if try evaluate(test).isTrue { return try run(then) }
      if let otherwise { return try run(otherwise) }
    case .whileLoop, .doLoop, .forLoop, .forEach: return try loop(statement)
    case .next: return .next
    case .nextFile: return .nextFile
    case .exit(let code):
      if let code { exitCode = Int(max(-1e9, min(1e9, try evaluate(code).number))) & 255 }
      return .exit
    case .leave(let value):
      return .leave(try value.map { expression throws(AwkFailure) in try evaluate(expression) } ?? .uninitialized)
    case .breakLoop: return .breakLoop
    case .continueLoop: return .continueLoop
    case .deleteElement(let variable, let keys):
      let key = try key(keys)
      arrays[array(variable)][key] = nil
    case .deleteAll(let variable): arrays[array(variable)] = [:]
    }
    return .goOn
  }

  private mutating func loop(_ statement: AwkStatement) throws(AwkFailure) -> Flow {
    switch statement {
    case .whileLoop(let test, let body): return try loop(nil, test, nil, body, testsFirst: true)
    case .doLoop(let body, let test): return try loop(nil, test, nil, body, testsFirst: false)
    case .forLoop(let start, let test, let step, let body): return try loop(start, test, step, body, testsFirst: true)
    case .forEach(let place, let variable, let body):
      let number = array(variable)
      try charge(arrays[number].count)
      for key in Self.sorted(arrays[number].keys) {
        guard arrays[number][key] != nil else { continue }
        try write(place, AwkValue(input: key))
        switch try run(body) {
        case .goOn, .continueLoop: continue
        case .breakLoop: return .goOn
        case let flow: return flow
        }
      }
    default: break
    }
    return .goOn
  }

  private mutating func loop(
    _ start: AwkStatement?, _ test: AwkExpression?, _ step: AwkStatement?, _ body: AwkStatement, testsFirst: Bool
  ) throws(AwkFailure) -> Flow {
    if let start { _ = try run(start) }
    var isTested = testsFirst
    while true {
      try charge()
      if isTested, let test, try !evaluate(test).isTrue { return .goOn }
      isTested = true
      switch try run(body) {
      case .goOn, .continueLoop: break
      case .breakLoop: return .goOn
      case let flow: return flow
      }
      if let step { _ = try run(step) }
    }
  }

  /// Keys in an order that does not depend on chance: numbers by their size, then texts. awk itself promises none.
  private static func sorted(_ keys: Dictionary<[UInt8], AwkValue>.Keys) -> [[UInt8]] {
    let marked = keys.map { key -> (number: Double?, key: [UInt8]) in
      if case .numericText(_, let number) = AwkValue(input: key) { return (number, key) }
      return (nil, key)
    }
    return marked.sorted { left, right in
      let (first, second) = (left.number ?? .infinity, right.number ?? .infinity)
      return first == second ? left.key.lexicographicallyPrecedes(right.key) : first < second
    }.map(\.key)
  }

  /// Calls a function of the program's.
  mutating func call(_ name: String, _ arguments: [AwkExpression]) throws(AwkFailure) -> AwkValue {
    guard let function = program.functions[name] else { throw AwkFailure(message: "function \(name) never defined") }
    guard arguments.count <= function.parameterCount else {
      throw AwkFailure(message: "function \(name) called with too many arguments")
    }
    var frame: [Local] = []
    for argument in arguments {
      if case .read(.variable(let variable)) = argument, let number = passedArray(variable) {
        frame.append(.array(number))
      } else {
        frame.append(.value(try evaluate(argument)))
      }
    }
    while frame.count < function.parameterCount { frame.append(.value(.uninitialized)) }
    frames.append(frame)
    defer { frames.removeLast() }
    if case .leave(let value) = try runBody(function) { return value }
    return .uninitialized
  }

  private mutating func runBody(_ function: AwkProgram.Function) throws(AwkFailure) -> Flow {
    let flow = try run(function.body)
    if case .exit = flow { throw AwkFailure(message: Self.exitMark) }
    if case .next = flow { throw AwkFailure(message: Self.nextMark) }
    return flow
  }

  /// How `exit` and `next` leave a function that was called in the middle of an expression.
  static let exitMark = "exit"
  static let nextMark = "next"

  /// The array that a bare name hands over; a variable without a value may yet become one.
  private mutating func passedArray(_ variable: AwkVariable) -> Int? {
    switch variable {
    case .global(let slot):
      if globalArrays[slot] != nil { return array(variable) }
      guard slot >= AwkVariable.special.count, case .uninitialized = globals[slot] else { return nil }
      return array(variable)
    case .local(let slot):
      guard let frame = frames.last, slot < frame.count else { return nil }
      if case .value(let value) = frame[slot] {
        guard case .uninitialized = value else { return nil }
      }
      return array(variable)
    }
  }

  // MARK: Printing

  private mutating func print(
    _ values: [AwkExpression], _ kind: AwkStatement.Redirection?, _ target: AwkExpression?
  ) throws(AwkFailure) {
    var line: [UInt8] = []
    if values.isEmpty { line = recordText() }
    let format = String(decoding: special(AwkVariable.outputNumberFormat), as: UTF8.self)
    for (index, expression) in values.enumerated() {
      if index > 0 { line += special(AwkVariable.outputFieldSeparator) }
      line += try evaluate(expression).text(format)
    }
    line += special(AwkVariable.outputRecordSeparator)
    try charge(line.count / 64)
    try emit(line, kind, target)
  }

  private mutating func emit(
    _ bytes: [UInt8], _ kind: AwkStatement.Redirection?, _ target: AwkExpression?
  ) throws(AwkFailure) {
    guard let kind, let target else {
      output += bytes
      return
    }
    let name = String(decoding: text(try evaluate(target)), as: UTF8.self)
    flush()
    guard var view = process else { return }
    defer { process = view }
    process = nil
    try streams.write(bytes, to: name, kind, &view)
  }

  mutating func flush() {
    guard !output.isEmpty, var view = process else { return }
    process = nil
    try? view.write(output)
    output = []
    process = view
  }
}
