/// Reads an awk program.
struct AwkParser {
  typealias Token = AwkLexer.Token

  let tokens: [(token: Token, line: Int)]
  var position = 0
  var program = AwkProgram()
  /// The parameters of the function that is read.
  var parameters: [String: Int] = [:]
  var depth = 0
  private static let depthLimit = 60
  private var calledFunctions: Set<String> = []

  static func parse(_ text: String) throws(AwkFailure) -> AwkProgram {
    var parser = AwkParser(tokens: try AwkLexer.tokens(of: text))
    for (slot, name) in AwkVariable.special.enumerated() { parser.program.globals[name] = slot }
    try parser.items()
    for name in parser.calledFunctions.sorted() where parser.program.functions[name] == nil {
      throw AwkFailure(message: "function \(name) never defined")
    }
    return parser.program
  }

  private init(tokens: [(token: Token, line: Int)]) { self.tokens = tokens }

  // MARK: Tokens

  var current: Token { position < tokens.count ? tokens[position].token : .end }

  func peek(_ distance: Int) -> Token { position + distance < tokens.count ? tokens[position + distance].token : .end }

  mutating func advance() { position += 1 }

  mutating func take(_ symbol: String) -> Bool {
    guard current == .symbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func takeKeyword(_ name: String) -> Bool {
    guard current == .keyword(name) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: String) throws(AwkFailure) {
    guard take(symbol) else { throw unexpected() }
  }

  func unexpected() -> AwkFailure { AwkFailure(message: "syntax error at or near \(current.shown)") }

  mutating func skipNewlines() { while current == .newline { advance() } }

  private mutating func skipTerminators() { while current == .newline || current == .symbol(";") { advance() } }

  mutating func enter() throws(AwkFailure) {
    depth += 1
    if depth > Self.depthLimit { throw AwkFailure(message: "program too deep") }
  }

  mutating func noteCall(_ name: String) { calledFunctions.insert(name) }

  mutating func variable(_ name: String) -> AwkVariable {
    if let slot = parameters[name] { return .local(slot) }
    let slot = program.globals[name] ?? program.globals.count
    program.globals[name] = slot
    return .global(slot)
  }

  // MARK: Items

  private mutating func items() throws(AwkFailure) {
    skipTerminators()
    while current != .end {
      if takeKeyword("function") { try function() } else { try rule() }
      skipTerminators()
    }
  }

  private mutating func function() throws(AwkFailure) {
    let name: String
    switch current {
    case .name(let text), .functionName(let text): name = text
    default: throw unexpected()
    }
    advance()
    try expect("(")
    while case .name(let parameter) = current {
      parameters[parameter] = parameters.count
      advance()
      if !take(",") { break }
      skipNewlines()
    }
    try expect(")")
    skipNewlines()
    let count = parameters.count
    let body = try block()
    parameters = [:]
    program.functions[name] = AwkProgram.Function(parameterCount: count, body: body)
  }

  private mutating func rule() throws(AwkFailure) {
    var pattern = AwkProgram.Pattern.always
    if takeKeyword("BEGIN") {
      pattern = .begin
    } else if takeKeyword("END") {
      pattern = .end
    } else if current != .symbol("{") {
      let first = try expression()
      if take(",") {
        skipNewlines()
        pattern = .range(first, try expression(), number: program.rangeCount)
        program.rangeCount += 1
      } else {
        pattern = .when(first)
      }
    }
    switch pattern {
    case .begin, .end: skipNewlines()
    default: break
    }
    let body = current == .symbol("{") ? try block() : [.print([], nil, nil)]
    program.rules.append(AwkProgram.Rule(pattern: pattern, body: body))
  }

  private mutating func block() throws(AwkFailure) -> [AwkStatement] {
    try expect("{")
    var statements: [AwkStatement] = []
    skipTerminators()
    while !take("}") {
      if current == .end { throw unexpected() }
      statements.append(try statement())
      skipTerminators()
    }
    return statements
  }

  // MARK: Statements

  private mutating func statement() throws(AwkFailure) -> AwkStatement {
    try enter()
    defer { depth -= 1 }
    switch current {
    case .symbol("{"): return .block(try block())
    case .symbol(";"):
      advance()
      return .block([])
    case .keyword("if"): return try condition()
    case .keyword("while"):
      advance()
      let test = try parenthesized()
      if take(";") { return .whileLoop(test, .block([])) }
      return .whileLoop(test, try body())
    case .keyword("do"): return try doLoop()
    case .keyword("for"): return try forLoop()
    default:
      let simple = try simpleStatement()
      if current != .symbol(";"), current != .newline, current != .symbol("}"), current != .end { throw unexpected() }
      if current == .symbol(";") { advance() }
      return simple
    }
  }

  private mutating func body() throws(AwkFailure) -> AwkStatement {
    skipNewlines()
    return try statement()
  }

  private mutating func parenthesized() throws(AwkFailure) -> AwkExpression {
    try expect("(")
    let test = try expression()
    try expect(")")
    return test
  }

  private mutating func condition() throws(AwkFailure) -> AwkStatement {
    advance()
    let test = try parenthesized()
    let then = try body()
    let start = position
    skipTerminators()
    guard takeKeyword("else") else {
      position = start
      return .choose(test, then, nil)
    }
    return .choose(test, then, try body())
  }

  private mutating func doLoop() throws(AwkFailure) -> AwkStatement {
    advance()
    let repeated = try body()
    skipTerminators()
    guard takeKeyword("while") else { throw unexpected() }
    return .doLoop(repeated, try parenthesized())
  }

  private mutating func forLoop() throws(AwkFailure) -> AwkStatement {
    advance()
    try expect("(")
    if case .name(let name) = current, peek(1) == .keyword("in"), case .name(let array) = peek(2),
      peek(3) == .symbol(")")
    {
      position += 4
      return .forEach(.variable(variable(name)), variable(array), try body())
    }
    let start = current == .symbol(";") ? nil : try simpleStatement()
    try expect(";")
    skipNewlines()
    let test = current == .symbol(";") ? nil : try expression()
    try expect(";")
    skipNewlines()
    let step = current == .symbol(")") ? nil : try simpleStatement()
    try expect(")")
    if take(";") { return .forLoop(start, test, step, .block([])) }
    return .forLoop(start, test, step, try body())
  }

  private var endsStatement: Bool {
    [.symbol(";"), .symbol("}"), .newline, .end].contains(current)
  }

  private mutating func simpleStatement() throws(AwkFailure) -> AwkStatement {
    guard case .keyword(let word) = current, word != "getline" else { return .expression(try expression()) }
    advance()
    switch word {
    case "print", "printf": return try printing(isFormatted: word == "printf")
    case "next": return .next
    case "nextfile": return .nextFile
    case "break": return .breakLoop
    case "continue": return .continueLoop
    case "exit": return .exit(endsStatement ? nil : try expression())
    case "return": return .leave(endsStatement ? nil : try expression())
    case "delete":
      guard case .name(let name) = current else { throw unexpected() }
      advance()
      guard take("[") else { return .deleteAll(variable(name)) }
      let keys = try expressions(until: "]")
      return .deleteElement(variable(name), keys)
    default:
      position -= 1
      throw unexpected()
    }
  }

  private mutating func printing(isFormatted: Bool) throws(AwkFailure) -> AwkStatement {
    var values: [AwkExpression] = []
    var isDone = endsStatement || [.symbol(">"), .symbol(">>"), .symbol("|")].contains(current)
    while !isDone {
      values.append(try expression(isPrinted: true))
      isDone = !take(",")
      if !isDone { skipNewlines() }
    }
    if values.count == 1, case .group(let inner) = values[0] { values = inner }
    let kinds: [(String, AwkStatement.Redirection)] = [(">", .write), (">>", .append), ("|", .command)]
    for (symbol, kind) in kinds where take(symbol) {
      let target = try concatenation(isPrinted: true)
      return isFormatted ? .printFormatted(values, kind, target) : .print(values, kind, target)
    }
    if isFormatted, values.isEmpty { throw unexpected() }
    return isFormatted ? .printFormatted(values, nil, nil) : .print(values, nil, nil)
  }
}
