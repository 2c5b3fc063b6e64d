/// Expressions, from the weakest operator to the strongest.
extension AwkParser {
  /// - Parameter isPrinted: `>` is a redirection and not a comparison.
  mutating func expression(isPrinted: Bool = false) throws(AwkFailure) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    let left = try ternary(isPrinted)
    guard case .symbol(let symbol) = current, case .read(let place) = left else { return left }
    if symbol == "=" {
      advance()
      skipNewlines()
      return .assign(place, try expression(isPrinted: isPrinted))
    }
    let updates: [String: AwkExpression.Binary] = [
      "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide, "%=": .remainder, "^=": .power,
    ]
    guard let operation = updates[symbol] else { return left }
    advance()
    skipNewlines()
    return .update(place, operation, try expression(isPrinted: isPrinted))
  }

  mutating func expressions(until end: String) throws(AwkFailure) -> [AwkExpression] {
    var result: [AwkExpression] = []
    skipNewlines()
    while !take(end) {
      result.append(try expression())
      skipNewlines()
      if current != .symbol(end) {
        try expect(",")
        skipNewlines()
      }
    }
    return result
  }

  private mutating func ternary(_ isPrinted: Bool) throws(AwkFailure) -> AwkExpression {
    let test = try alternative(isPrinted)
    guard take("?") else { return test }
    skipNewlines()
    let first = try expression(isPrinted: isPrinted)
    skipNewlines()
    try expect(":")
    skipNewlines()
    return .choose(test, first, try expression(isPrinted: isPrinted))
  }

  private mutating func alternative(_ isPrinted: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try conjunction(isPrinted)
    while take("||") {
      skipNewlines()
      left = .or(left, try conjunction(isPrinted))
    }
    return left
  }

  private mutating func conjunction(_ isPrinted: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try membership(isPrinted)
    while take("&&") {
      skipNewlines()
      left = .and(left, try membership(isPrinted))
    }
    return left
  }

  private mutating func membership(_ isPrinted: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try matching(isPrinted)
    while current == .keyword("in"), case .name(let name) = peek(1) {
      position += 2
      if case .group(let keys) = left {
        left = .contains(variable(name), keys)
      } else {
        left = .contains(variable(name), [left])
      }
    }
    return left
  }

  private mutating func matching(_ isPrinted: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try comparison(isPrinted)
    while current == .symbol("~") || current == .symbol("!~") {
      let isNegated = current == .symbol("!~")
      advance()
      left = .matches(left, try comparison(isPrinted), isNegated: isNegated)
    }
    return left
  }

  private mutating func comparison(_ isPrinted: Bool) throws(AwkFailure) -> AwkExpression {
    let left = try concatenation(isPrinted: isPrinted)
    let comparisons: [String: AwkExpression.Comparison] = [
      "<": .less, "<=": .lessOrEqual, "==": .equal, "!=": .notEqual, ">": .greater, ">=": .greaterOrEqual,
    ]
    guard case .symbol(let symbol) = current, let kind = comparisons[symbol], !(isPrinted && symbol == ">") else {
      return left
    }
    advance()
    return .compare(kind, left, try concatenation(isPrinted: isPrinted))
  }

  mutating func concatenation(isPrinted: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try sum()
    while beginsOperand { left = .binary(.concatenate, left, try sum()) }
    return left
  }

  private var beginsOperand: Bool {
    switch current {
    case .number, .text, .regularExpression, .name, .functionName, .builtIn: true
    case .symbol(let text): ["$", "(", "++", "--", "!"].contains(text)
    default: false
    }
  }

  private mutating func sum() throws(AwkFailure) -> AwkExpression {
    var left = try product()
    while current == .symbol("+") || current == .symbol("-") {
      let operation: AwkExpression.Binary = current == .symbol("+") ? .add : .subtract
      advance()
      left = .binary(operation, left, try product())
    }
    return left
  }

  private mutating func product() throws(AwkFailure) -> AwkExpression {
    let operations: [String: AwkExpression.Binary] = ["*": .multiply, "/": .divide, "%": .remainder]
    var left = try unary()
    while case .symbol(let symbol) = current, let operation = operations[symbol] {
      advance()
      left = .binary(operation, left, try unary())
    }
    return left
  }

  private mutating func unary() throws(AwkFailure) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    if take("!") { return .unary(.not, try unary()) }
    if take("-") { return .unary(.minus, try unary()) }
    if take("+") { return .unary(.plus, try unary()) }
    return try power()
  }

  private mutating func power() throws(AwkFailure) -> AwkExpression {
    let base = try increments()
    guard take("^") else { return base }
    // The exponent may have a sign, and takes further powers to itself.
    return .binary(.power, base, try unary())
  }

  private mutating func increments() throws(AwkFailure) -> AwkExpression {
    for (symbol, amount) in [("++", 1.0), ("--", -1.0)] where take(symbol) {
      guard case .read(let place) = try primary() else { throw unexpected() }
      return .increment(place, by: amount, isPrefix: true)
    }
    let operand = try primary()
    guard case .read(let place) = operand else { return operand }
    if take("++") { return .increment(place, by: 1, isPrefix: false) }
    if take("--") { return .increment(place, by: -1, isPrefix: false) }
    return operand
  }

  private mutating func primary() throws(AwkFailure) -> AwkExpression {
    let token = current
    advance()
    switch token {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .regularExpression(let text): return .regularExpression(text)
    case .name(let name):
      guard take("[") else { return .read(.variable(variable(name))) }
      return .read(.element(variable(name), try expressions(until: "]")))
    case .functionName(let name):
      noteCall(name)
      advance()
      return .call(name, try expressions(until: ")"))
    case .builtIn(let name): return try builtIn(name)
    case .symbol("$"): return .read(.field(try fieldNumber()))
    case .symbol("("): return try group()
    case .keyword("getline"): return try getLine()
    default:
      position -= 1
      throw unexpected()
    }
  }

  /// What follows `$`: an operand without operators around it, `$NF-1` is `($NF)-1`.
  private mutating func fieldNumber() throws(AwkFailure) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    if take("-") { return .unary(.minus, try fieldNumber()) }
    for (symbol, amount) in [("++", 1.0), ("--", -1.0)] where take(symbol) {
      guard case .read(let place) = try primary() else { throw unexpected() }
      return .increment(place, by: amount, isPrefix: true)
    }
    return try primary()
  }

  private mutating func group() throws(AwkFailure) -> AwkExpression {
    let inner = try expressions(until: ")")
    guard let first = inner.first else { throw unexpected() }
    return inner.count == 1 ? first : .group(inner)
  }

  private mutating func builtIn(_ name: String) throws(AwkFailure) -> AwkExpression {
    if take("(") { return .builtIn(name, try expressions(until: ")")) }
    guard name == "length" else { throw unexpected() }
    return .builtIn(name, [])
  }

  private mutating func getLine() throws(AwkFailure) -> AwkExpression {
    var target: AwkPlace?
    switch current {
    case .name, .symbol("$"):
      if case .read(let place) = try primary() { target = place }
    default: break
    }
    return .getLine(into: target, from: take("<") ? try primary() : nil)
  }
}
