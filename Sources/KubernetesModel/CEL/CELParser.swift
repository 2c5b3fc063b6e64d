/// Reads an expression: `?:` binds loosest, then `||`, `&&`, relations, `+ -`, `* / %`, `! -`, and members.
struct CELParser {
  private let source: String
  private let tokens: [CELLexer.Placed]
  private var position = 0
  private var depth = 0
  /// The names that macros around the current place bind.
  private var bound: [String] = []
  private(set) var free: [CELIdentifier] = []

  private static let depthLimit = 100

  init(_ source: String) throws(CELSyntaxError) {
    self.source = source
    tokens = try CELLexer.tokens(source)
  }

  mutating func parse() throws(CELSyntaxError) -> CELNode {
    let node = try expression()
    guard current == .end else { throw unexpected("<EOF>") }
    return node
  }

  private var current: CELLexer.Token { position < tokens.count ? tokens[position].token : .end }

  private var offset: Int { position < tokens.count ? tokens[position].offset : source.unicodeScalars.count }

  private func unexpected(_ expected: String) -> CELSyntaxError {
    let text =
      switch current {
      case .end: "<EOF>"
      case .identifier(let name): name
      case .integer(let value): String(value)
      case .double(let value): String(value)
      case .string(let text): "'\(text)'"
      case .symbol(let symbol): symbol
      }
    return CELSyntaxError(
      message: "Syntax error: mismatched input '\(text)' expecting \(expected)", offset: offset, source: source)
  }

  private mutating func take(_ symbol: String) -> Bool {
    guard current == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ symbol: String) throws(CELSyntaxError) {
    guard take(symbol) else { throw unexpected("'\(symbol)'") }
  }

  private mutating func expression() throws(CELSyntaxError) -> CELNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw CELSyntaxError(
        message: "expression recursion limit exceeded: \(Self.depthLimit)", offset: offset, source: source)
    }
    let condition = try binary(level: 0)
    guard take("?") else { return condition }
    let yes = try binary(level: 0)
    try expect(":")
    return .conditional(condition, yes, try expression())
  }

  private static let levels: [Set<String>] = [
    ["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">=", "in"], ["+", "-"], ["*", "/", "%"],
  ]

  private mutating func binary(level: Int) throws(CELSyntaxError) -> CELNode {
    guard level < Self.levels.count else { return try unary() }
    var left = try binary(level: level + 1)
    var count = 0
    while let operation = binaryOperator(Self.levels[level]) {
      position += 1
      count += 1
      // A long chain makes a deep tree, and whoever walks it needs as deep a stack.
      guard count <= 200 else {
        throw CELSyntaxError(message: "expression too long", offset: offset, source: source)
      }
      left = .binary(operation, left, try binary(level: level + 1))
    }
    return left
  }

  private func binaryOperator(_ allowed: Set<String>) -> CELBinary? {
    let text: String
    switch current {
    case .symbol(let symbol): text = symbol
    case .identifier(let name): text = name
    default: return nil
    }
    return allowed.contains(text) ? CELBinary(rawValue: text) : nil
  }

  private mutating func unary() throws(CELSyntaxError) -> CELNode {
    var operations: [CELUnary] = []
    while operations.count < Self.depthLimit {
      if take("!") {
        operations.append(.not)
      } else if take("-") {
        operations.append(.negative)
      } else {
        break
      }
    }
    var node = try member()
    for operation in operations.reversed() { node = .unary(operation, node) }
    return node
  }

  private mutating func member() throws(CELSyntaxError) -> CELNode {
    var node = try primary()
    var count = 0
    while count < 200 {
      count += 1
      if take(".") {
        let name = try identifier()
        node = current == .symbol("(") ? try method(name, of: node) : .select(node, name, isOptional: false)
      } else if take(".?") {
        node = .select(node, try identifier(), isOptional: true)
      } else if current == .symbol("[") || current == .symbol("[?") {
        let isOptional = current == .symbol("[?")
        position += 1
        let index = try expression()
        try expect("]")
        node = .index(node, index, isOptional: isOptional)
      } else {
        break
      }
    }
    return node
  }

  private mutating func identifier() throws(CELSyntaxError) -> String {
    guard case .identifier(let name) = current else { throw unexpected("IDENTIFIER") }
    position += 1
    return name
  }

  private mutating func arguments(_ close: String = ")") throws(CELSyntaxError) -> [CELNode] {
    var arguments: [CELNode] = []
    while current != .symbol(close) {
      arguments.append(try expression())
      if !take(",") { break }
    }
    try expect(close)
    return arguments
  }

  private mutating func method(_ name: String, of receiver: CELNode) throws(CELSyntaxError) -> CELNode {
    position += 1
    if let kind = CELMacro.Kind(rawValue: name) { return try macro(kind, receiver) }
    return .call(name, receiver: receiver, try arguments())
  }

  private mutating func macro(_ kind: CELMacro.Kind, _ range: CELNode) throws(CELSyntaxError) -> CELNode {
    var names = [try identifier()]
    try expect(",")
    let takesTwo = kind == .all || kind == .exists || kind == .existsOne
    if takesTwo, case .identifier(let second) = current, position + 1 < tokens.count,
      tokens[position + 1].token == .symbol(",")
    {
      names.append(second)
      position += 2
    }
    bound += names
    defer { bound.removeLast(names.count) }
    var body = try expression()
    var condition: CELNode?
    if kind == .map, take(",") {
      condition = body
      body = try expression()
    }
    try expect(")")
    return .macro(CELMacro(kind: kind, range: range, names: names, condition: condition, body: body))
  }

  private mutating func primary() throws(CELSyntaxError) -> CELNode {
    let start = offset
    switch current {
    case .integer(let value): return literal(.integer(value))
    case .double(let value): return literal(.double(value))
    case .string(let text): return literal(.string(text))
    case .identifier("true"): return literal(.bool(true))
    case .identifier("false"): return literal(.bool(false))
    case .identifier("null"): return literal(.null)
    case .identifier(let name):
      position += 1
      return try named(name, start)
    case .symbol("("):
      position += 1
      let node = try expression()
      try expect(")")
      return node
    case .symbol("["):
      position += 1
      return .list(try arguments("]"))
    case .symbol("{"):
      position += 1
      return .map(try entries())
    default:
      throw unexpected(
        "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, STRING, IDENTIFIER}")
    }
  }

  private mutating func literal(_ value: CELValue) -> CELNode {
    position += 1
    return .literal(value)
  }

  /// A variable, a function, or a function of a name space (`optional.of`).
  private mutating func named(_ name: String, _ start: Int) throws(CELSyntaxError) -> CELNode {
    if take("(") {
      let arguments = try arguments()
      if name == "has", arguments.count == 1, case .select(let operand, let field, _) = arguments[0] {
        return .has(operand, field)
      }
      return .call(name, receiver: nil, arguments)
    }
    if ["optional", "sets", "math"].contains(name), !bound.contains(name), current == .symbol("."),
      position + 2 < tokens.count, case .identifier(let function) = tokens[position + 1].token,
      tokens[position + 2].token == .symbol("(")
    {
      position += 3
      return .call(name + "." + function, receiver: nil, try arguments())
    }
    let variable = CELIdentifier(name: name, offset: start)
    if !bound.contains(name), !CELConversions.types.contains(name) { free.append(variable) }
    return .variable(variable)
  }

  private mutating func entries() throws(CELSyntaxError) -> [(key: CELNode, value: CELNode)] {
    var entries: [(key: CELNode, value: CELNode)] = []
    while current != .symbol("}") {
      let key = try expression()
      try expect(":")
      entries.append((key, try expression()))
      if !take(",") { break }
    }
    try expect("}")
    return entries
  }
}
