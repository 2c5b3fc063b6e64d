/// Walks an expression.
struct CELEvaluator {
  var scope: CELScope
  private var steps = 0

  /// Far more than a rule needs; Kubernetes bounds rules by a cost that is computed likewise.
  private static let stepLimit = 100_000

  init(scope: CELScope) { self.scope = scope }

  /// Counts work whose size the data decides.
  mutating func charge(_ amount: Int) throws(CELError) {
    steps += amount
    if steps > Self.stepLimit { throw .tooExpensive }
  }

  mutating func evaluate(_ node: CELNode) throws(CELError) -> CELValue {
    try charge(1)
    switch node {
    case .literal(let value): return value
    case .variable(let identifier): return try variable(identifier.name)
    case .select(let operand, let field, let isOptional): return try select(operand, field, isOptional)
    case .has(let operand, let field): return .bool(try has(operand, field))
    case .index(let operand, let index, let isOptional):
      return try element(try evaluate(operand), try evaluate(index), isOptional)
    case .call(let name, let receiver, let arguments): return try call(name, receiver, arguments)
    case .unary(let operation, let operand): return try unary(operation, try evaluate(operand))
    case .binary(let operation, let left, let right): return try binary(operation, left, right)
    case .conditional(let condition, let yes, let no):
      guard case .bool(let holds) = try evaluate(condition) else { throw .overload }
      return try evaluate(holds ? yes : no)
    case .list(let nodes): return .list(try all(nodes))
    case .map(let entries): return try map(entries)
    case .macro(let macro): return try run(macro)
    }
  }

  private mutating func all(_ nodes: [CELNode]) throws(CELError) -> [CELValue] {
    var values: [CELValue] = []
    for node in nodes { values.append(try evaluate(node)) }
    return values
  }

  private func variable(_ name: String) throws(CELError) -> CELValue {
    switch scope.bindings[name] {
    case .success(let value): return value
    case .failure(let error): throw error
    case nil:
      if CELConversions.types.contains(name) { return .type(name) }
      throw CELError("no such attribute(s): \(name)")
    }
  }

  private mutating func map(_ entries: [(key: CELNode, value: CELNode)]) throws(CELError) -> CELValue {
    var object = JSONObject()
    for entry in entries {
      guard case .string(let key) = try evaluate(entry.key), let value = try evaluate(entry.value).json else {
        throw CELError("unsupported key type")
      }
      object[key] = value
    }
    return .map(object)
  }

  // MARK: Members

  /// A field, also of a name that the language cannot write: `foo__dash__bar` is `foo-bar`.
  private func field(_ name: String, of object: JSONObject) -> JSONValue? {
    if let value = object[name] { return value }
    guard name.contains("__") else { return nil }
    var plain = name
    for (escape, text) in [("__dash__", "-"), ("__dot__", "."), ("__slash__", "/"), ("__underscores__", "__")] {
      plain = plain.replacing(escape, with: text)
    }
    if let value = object[plain] { return value }
    let isReserved = name.hasPrefix("__") && name.hasSuffix("__") && name.utf8.count > 4
    return isReserved ? object[String(name.dropFirst(2).dropLast(2))] : nil
  }

  private mutating func select(_ operand: CELNode, _ name: String, _ isOptional: Bool) throws(CELError) -> CELValue {
    if case .variable(let identifier) = operand, identifier.name == "variables" {
      return try variable("variables." + name)
    }
    switch try evaluate(operand) {
    case .map(let object):
      let value = field(name, of: object).map(CELValue.init)
      if isOptional { return .optional(value) }
      guard let value else { throw CELError("no such key: \(name)") }
      return value
    case .optional(let inner):
      guard case .map(let object)? = inner else { return .optional(nil) }
      return .optional(field(name, of: object).map(CELValue.init))
    default: throw CELError("no such key: \(name)")
    }
  }

  private mutating func has(_ operand: CELNode, _ name: String) throws(CELError) -> Bool {
    if case .variable(let identifier) = operand, identifier.name == "variables" {
      return scope.bindings["variables." + name] != nil
    }
    switch try evaluate(operand) {
    case .map(let object): return field(name, of: object).map { !$0.isNull } ?? false
    case .optional(let inner):
      if case .map(let object)? = inner { return field(name, of: object) != nil }
      return false
    default: throw .overload
    }
  }

  private func element(_ container: CELValue, _ index: CELValue, _ isOptional: Bool) throws(CELError) -> CELValue {
    switch (container, index) {
    case (.map(let object), .string(let key)):
      let value = object[key].map(CELValue.init)
      if isOptional { return .optional(value) }
      guard let value else { throw CELError("no such key: \(key)") }
      return value
    case (.list(let elements), .integer(let index)):
      let value = Int(exactly: index).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      if isOptional { return .optional(value) }
      guard let value else { throw CELError("index out of bounds: \(index)") }
      return value
    case (.optional(let inner), _):
      guard let inner else { return .optional(nil) }
      return try element(inner, index, true)
    default: throw .overload
    }
  }

  // MARK: Operators

  private func unary(_ operation: CELUnary, _ operand: CELValue) throws(CELError) -> CELValue {
    switch (operation, operand) {
    case (.not, .bool(let value)): return .bool(!value)
    case (.negative, .double(let value)): return .double(-value)
    case (.negative, .integer(let value)):
      let (result, overflows) = Int64(0).subtractingReportingOverflow(value)
      if overflows { throw .overflow }
      return .integer(result)
    default: throw .overload
    }
  }

  private mutating func binary(_ operation: CELBinary, _ left: CELNode, _ right: CELNode) throws(CELError) -> CELValue {
    switch operation {
    case .or: return .bool(try logical(left, right, decisive: true))
    case .and: return .bool(try logical(left, right, decisive: false))
    default: break
    }
    let (left, right) = (try evaluate(left), try evaluate(right))
    switch operation {
    case .equal: return .bool(left.isEqual(to: right))
    case .notEqual: return .bool(!left.isEqual(to: right))
    case .less: return .bool(try left.compared(to: right) < 0)
    case .lessOrEqual: return .bool(try left.compared(to: right) <= 0)
    case .greater: return .bool(try left.compared(to: right) > 0)
    case .greaterOrEqual: return .bool(try left.compared(to: right) >= 0)
    case .isIn: return .bool(try contains(right, left))
    default:
      let result = try CELArithmetic.compute(operation, left, right)
      if case .string(let text) = result { try charge(text.utf8.count / 10) }
      if case .list(let elements) = result { try charge(elements.count) }
      return result
    }
  }

  /// `||` and `&&` take either side that decides, also when the other has no value.
  private mutating func logical(
    _ left: CELNode, _ right: CELNode, decisive: Bool
  ) throws(CELError) -> Bool {
    var problem: CELError?
    for side in [left, right] {
      do throws(CELError) {
        guard case .bool(let value) = try evaluate(side) else { throw .overload }
        if value == decisive { return decisive }
      } catch {
        if error == .tooExpensive { throw error }
        problem = problem ?? error
      }
    }
    if let problem { throw problem }
    return !decisive
  }

  private mutating func contains(_ container: CELValue, _ value: CELValue) throws(CELError) -> Bool {
    switch (container, value) {
    case (.list(let elements), _):
      try charge(elements.count)
      return elements.contains { $0.isEqual(to: value) }
    case (.map(let object), .string(let key)): return object[key] != nil
    case (.map, _): return false
    default: throw .overload
    }
  }

  private mutating func call(_ name: String, _ receiver: CELNode?, _ nodes: [CELNode]) throws(CELError) -> CELValue {
    if let receiver {
      let value = try evaluate(receiver)
      if case .optional(let inner) = value { return try optionalMethod(name, inner, nodes) }
      return try CELMethods.call(name, value, try all(nodes), &self)
    }
    return try CELConversions.call(name, try all(nodes), &self)
  }

  private mutating func optionalMethod(_ name: String, _ inner: CELValue?, _ nodes: [CELNode]) throws(CELError)
    -> CELValue
  {
    switch (name, nodes.count) {
    case ("hasValue", 0): return .bool(inner != nil)
    case ("value", 0):
      guard let inner else { throw CELError("optional.none() dereference") }
      return inner
    case ("orValue", 1): return if let inner { inner } else { try evaluate(nodes[0]) }
    case ("or", 1): return if let inner { .optional(inner) } else { try evaluate(nodes[0]) }
    default: throw .overload
    }
  }
}

extension CELEvaluator {
  // MARK: Macros

  private mutating func run(_ macro: CELMacro) throws(CELError) -> CELValue {
    let entries = try entries(of: try evaluate(macro.range), isPair: macro.names.count > 1)
    try charge(entries.count)
    let saved = macro.names.map { scope.bindings[$0] }
    defer { for (name, value) in zip(macro.names, saved) { scope.bindings[name] = value } }
    var kept: [CELValue] = []
    var problem: CELError?
    for entry in entries {
      for (name, value) in zip(macro.names, entry) { scope[name] = value }
      switch macro.kind {
      case .map:
        if let condition = macro.condition, try !holds(condition) { continue }
        kept.append(try evaluate(macro.body))
      case .filter, .existsOne:
        if try holds(macro.body), let value = entry.first { kept.append(value) }
      case .all, .exists:
        // One element that decides is enough, whatever the others do.
        let decisive = macro.kind == .exists
        do throws(CELError) {
          if try holds(macro.body) == decisive { return .bool(decisive) }
        } catch {
          if error == .tooExpensive { throw error }
          problem = problem ?? error
        }
      }
    }
    if let problem { throw problem }
    switch macro.kind {
    case .map, .filter: return .list(kept)
    case .existsOne: return .bool(kept.count == 1)
    case .all: return .bool(true)
    case .exists: return .bool(false)
    }
  }

  private mutating func holds(_ node: CELNode) throws(CELError) -> Bool {
    guard case .bool(let value) = try evaluate(node) else { throw .overload }
    return value
  }

  /// What a macro goes through: elements or keys, or pairs of an index or key and the value.
  private func entries(of range: CELValue, isPair: Bool) throws(CELError) -> [[CELValue]] {
    switch range {
    case .list(let elements):
      return elements.enumerated().map { isPair ? [.integer(Int64($0.offset)), $0.element] : [$0.element] }
    case .map(let object):
      return object.members.map { isPair ? [.string($0.key), CELValue($0.value)] : [.string($0.key)] }
    default: throw .overload
    }
  }
}
