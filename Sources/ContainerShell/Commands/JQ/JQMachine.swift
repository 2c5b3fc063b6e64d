/// Runs jq filters: each hands on its results one by one, so that who takes them can stop.
final class JQMachine {
  /// Why a filter ends before its last result.
  enum Stop: Error {
    case failure(JQValue)
    /// To the label with that number.
    case leave(Int)
    case halt(code: Int, text: String)
  }

  /// A value, and where it stands in the input while paths are followed.
  struct Item {
    enum Place {
      /// Nobody asks.
      case unknown
      case at([JQValue])
      /// It was made, not found.
      case nowhere
    }

    var value: JQValue
    var place = Place.unknown
  }

  typealias Taker = (Item) throws(Stop) -> Void

  private var inputs: () throws(JQFailure) -> JQValue?
  let environment: [String: String]
  /// Seconds since 1970.
  let now: Double
  var variables: [String: JQValue]
  private var steps = 0
  private var depth = 0
  private var lastLabel = 0

  /// A number for a place to leave to.
  func takeLabel() -> Int {
    lastLabel += 1
    return lastLabel
  }

  private static let stepLimit = 4_000_000
  private static let depthLimit = 700

  init(
    environment: [String: String], now: Double, variables: [String: JQValue],
    inputs: @escaping () throws(JQFailure) -> JQValue?
  ) {
    self.environment = environment
    self.now = now
    self.variables = variables
    self.inputs = inputs
  }

  static func failure(_ message: String) -> Stop { .failure(.string(message)) }

  /// Runs a program on an input.
  func run(_ filter: JQFilter, on input: JQValue, _ output: (JQValue) throws(Stop) -> Void) throws(Stop) {
    steps = 0
    try run(filter, Item(value: input), nil) { (item) throws(Stop) in try output(item.value) }
  }

  func count() throws(Stop) {
    steps += 1
    if steps > Self.stepLimit { throw Self.failure("the program takes too long") }
  }

  func run(_ filter: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker) throws(Stop) {
    try count()
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw Self.failure("the program is nested too deeply") }
    switch filter {
    case .identity: try output(input)
    case .recurse: try recurse(input, 0, output)
    case .literal(let value): try output(made(value, input))
    case .pipe(let first, let second):
      try run(first, input, scope) { (item) throws(Stop) in try run(second, item, scope, output) }
    case .comma(let first, let second):
      try run(first, input, scope, output)
      try run(second, input, scope, output)
    case .field(let term, let key): try field(term, key, input, scope, output)
    case .iterate(let term):
      try run(term, input, scope) { (item) throws(Stop) in try iterate(item, output) }
    case .slice(let term, let from, let to): try slice(term, from, to, input, scope, output)
    case .condition(let test, let yes, let no):
      try values(of: test, input, scope) { (value) throws(Stop) in
        try run(value.isTrue ? yes : no, input, scope, output)
      }
    case .call(let name, let arguments): try call(name, arguments, input, scope, output)
    case .variable(let name): try output(made(try variable(name, scope), input))
    case .define(let function, let rest): try run(rest, input, JQScope(.function(function), in: scope), output)
    case .attempt, .label, .leave: try runControl(filter, input, scope, output)
    case .bind, .reduce, .foreach: try runBinding(filter, input, scope, output)
    case .assign(let symbol, let target, let value): try assign(symbol, target, value, input, scope, output)
    default: try runMaking(filter, input, scope, output)
    }
  }

  /// A value that comes from nowhere in the input.
  func made(_ value: JQValue, _ input: Item) -> Item {
    if case .unknown = input.place { return Item(value: value) }
    return Item(value: value, place: .nowhere)
  }

  /// The values of a filter whose places nobody asks for.
  func values(
    of filter: JQFilter, _ input: Item, _ scope: JQScope?, _ output: (JQValue) throws(Stop) -> Void
  ) throws(Stop) {
    try run(filter, Item(value: input.value), scope) { (item) throws(Stop) in try output(item.value) }
  }

  func list(_ filter: JQFilter, _ input: Item, _ scope: JQScope?) throws(Stop) -> [JQValue] {
    var found: [JQValue] = []
    try values(of: filter, input, scope) { (value) throws(Stop) in
      try count()
      found.append(value)
    }
    return found
  }

  /// The places that a filter finds in a value.
  func paths(
    _ filter: JQFilter, _ input: JQValue, _ scope: JQScope?, _ output: ([JQValue], JQValue) throws(Stop) -> Void
  ) throws(Stop) {
    try run(filter, Item(value: input, place: .at([])), scope) { (item) throws(Stop) in
      guard case .at(let path) = item.place else { throw Self.notAPath(item.value) }
      try output(path, item.value)
    }
  }

  static func notAPath(_ value: JQValue) -> Stop {
    failure("Invalid path expression with result \(JQWriter.text(value).prefix(30))")
  }

  // MARK: Control

  private func runControl(_ filter: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker) throws(Stop) {
    switch filter {
    case .attempt(let body, let handler): try attempt(body, handler, input, scope, output)
    case .label(let name, let rest):
      let number = takeLabel()
      do throws(Stop) {
        try run(rest, input, JQScope(.label(name, number), in: scope), output)
      } catch {
        if case .leave(number) = error { return }
        throw error
      }
    case .leave(let name):
      var place = scope
      while let entry = place {
        if case .label(name, let number) = entry.entry { throw .leave(number) }
        place = entry.parent
      }
      throw Self.failure("$*label-\(name) is not defined")
    default: break
    }
  }

  private func attempt(
    _ body: JQFilter, _ handler: JQFilter?, _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    guard let value = try failure(of: body, input, scope, output) else { return }
    if case .object(let object) = value, object["__jq"] != nil { return }
    if let handler { try run(handler, made(value, input), scope, output) }
  }

  /// Runs a filter, and says with what it failed itself: what goes wrong further on is not its caller's to catch.
  func failure(
    of body: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) -> JQValue? {
    var later: Stop?
    do throws(Stop) {
      try run(body, input, scope) { (item) throws(Stop) in
        do throws(Stop) {
          try output(item)
        } catch {
          later = error
          throw error
        }
      }
      return nil
    } catch {
      if let later { throw later }
      guard case .failure(let value) = error else { throw error }
      return value
    }
  }

  // MARK: Variables

  private func variable(_ name: String, _ scope: JQScope?) throws(Stop) -> JQValue {
    var place = scope
    while let entry = place {
      if case .variable(name, let value) = entry.entry { return value }
      place = entry.parent
    }
    if let value = variables[name] { return value }
    switch name {
    case "ENV": return environmentValue
    case "__loc__":
      var object = JQObject()
      object["file"] = .string("<top-level>")
      object["line"] = .number(1)
      return .object(object)
    default: throw Self.failure("$\(name) is not defined")
    }
  }

  var environmentValue: JQValue {
    var object = JQObject()
    for (key, value) in environment.sorted(by: { $0.key < $1.key }) { object[key] = .string(value) }
    return .object(object)
  }

  func nextInput() throws(Stop) -> JQValue? {
    do throws(JQFailure) {
      return try inputs()
    } catch {
      throw Self.failure(error.message)
    }
  }

  // MARK: Calls

  private func call(
    _ name: String, _ arguments: [JQFilter], _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    var place = scope
    while let entry = place {
      switch entry.entry {
      case .function(let function) where function.name == name && function.parameters.count == arguments.count:
        return try apply(function, arguments, input, scope, definedIn: entry, output)
      case .closure(name, let filter, let outer) where arguments.isEmpty:
        return try run(filter, input, outer, output)
      default: place = entry.parent
      }
    }
    if let function = JQPrelude.functions[name + "/\(arguments.count)"] {
      let own = JQScope(.function(function), in: nil)
      return try apply(function, arguments, input, scope, definedIn: own, output)
    }
    try callNative(name, arguments, input, scope, output)
  }

  private func apply(
    _ function: JQFunction, _ arguments: [JQFilter], _ input: Item, _ scope: JQScope?, definedIn home: JQScope?,
    _ output: Taker
  ) throws(Stop) {
    try bindArguments(function, arguments[...], 0, input, scope, home) { (inner) throws(Stop) in
      try run(function.body, input, inner, output)
    }
  }

  /// Gives each parameter its argument: a filter, or each of its values in turn for `$x`.
  private func bindArguments(
    _ function: JQFunction, _ arguments: ArraySlice<JQFilter>, _ index: Int, _ input: Item, _ scope: JQScope?,
    _ inner: JQScope?, _ body: (JQScope?) throws(Stop) -> Void
  ) throws(Stop) {
    guard let argument = arguments.first, index < function.parameters.count else { return try body(inner) }
    let parameter = function.parameters[index]
    guard parameter.hasPrefix("$") else {
      let next = JQScope(.closure(parameter, argument, scope), in: inner)
      return try bindArguments(function, arguments.dropFirst(), index + 1, input, scope, next, body)
    }
    let name = String(parameter.dropFirst())
    try values(of: argument, input, scope) { (value) throws(Stop) in
      let filter = JQScope(.closure(name, .literal(value), nil), in: inner)
      let next = JQScope(.variable(name, value), in: filter)
      try bindArguments(function, arguments.dropFirst(), index + 1, input, scope, next, body)
    }
  }
}
