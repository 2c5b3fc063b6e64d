import KubernetesModel

/// Runs a jq filter: each yields any number of values.
struct JQEvaluator {
  typealias Variables = [String: JSONValue]

  let environment: [String: String]
  let now: Int64
  private var steps = 0
  private var depth = 0
  private static let stepLimit = 2_000_000
  private static let outputLimit = 1_000_000

  init(environment: [String: String], now: Int64) {
    self.environment = environment
    self.now = now
  }

  mutating func run(_ filter: JQFilter, _ input: JSONValue, _ variables: Variables) throws(JQFailure) -> [JSONValue] {
    steps += 1
    depth += 1
    defer { depth -= 1 }
    if steps > Self.stepLimit || depth > 400 { throw JQFailure(message: "the program takes too long") }
    switch filter {
    case .identity: return [input]
    case .recurse: return recurse(input)
    case .literal(let value): return [value]
    case .field(let source, let key, let isOptional): return try field(source, key, isOptional, input, variables)
    case .slice(let source, let start, let end): return try slice(source, start, end, input, variables)
    case .iterate(let source, let isOptional):
      var result: [JSONValue] = []
      for value in try run(source, input, variables) {
        guard let elements = Self.elements(value) else {
          if isOptional { continue }
          throw JQFailure(message: "Cannot iterate over \(Self.described(value))")
        }
        result += elements
      }
      return result
    case .array(let inner):
      return [.array(try inner.map { (inner) throws(JQFailure) in try run(inner, input, variables) } ?? [])]
    case .object(let members): return try object(members, input, variables)
    case .text(let parts, let format): return [.string(try text(parts, format, input, variables))]
    case .format(let name): return [.string(try JQFunctions.format(name, input))]
    case .negate(let inner):
      return try run(inner, input, variables).map { (value) throws(JQFailure) in
        try JQFunctions.binary("-", .integer(0), value)
      }
    case .pipe(let left, let right): return try each(try run(left, input, variables), right, variables)
    case .comma(let left, let right): return try run(left, input, variables) + (try run(right, input, variables))
    case .binary(let symbol, let left, let right): return try binary(symbol, left, right, input, variables)
    case .call(let name, let arguments): return try call(name, arguments, input, variables)
    default: return try runCompound(filter, input, variables)
    }
  }

  /// Filters that bind, choose or catch.
  private mutating func runCompound(
    _ filter: JQFilter, _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> [JSONValue] {
    switch filter {
    case .condition(let test, let yes, let no):
      var result: [JSONValue] = []
      for value in try run(test, input, variables) {
        result += try run(JQFunctions.isTrue(value) ? yes : no, input, variables)
      }
      return result
    case .attempt(let body, let handler):
      do {
        return try run(body, input, variables)
      } catch {
        guard let handler else { return [] }
        return try run(handler, .string(error.message), variables)
      }
    case .variable(let name):
      if name == "ENV" { return [.object(JSONObject(environment.map { (key: $0.key, value: .string($0.value)) }))] }
      guard let value = variables[name] else { throw JQFailure(message: "$\(name) is not defined") }
      return [value]
    case .bind(let source, let name, let body):
      var result: [JSONValue] = []
      for value in try run(source, input, variables) {
        result += try run(body, input, variables.merging([name: value]) { $1 })
      }
      return result
    case .reduce(let source, let name, let start, let update):
      var state = try run(start, input, variables).last ?? .null
      for value in try run(source, input, variables) {
        state = try run(update, state, variables.merging([name: value]) { $1 }).last ?? .null
      }
      return [state]
    default: return [input]
    }
  }

  private mutating func each(_ inputs: [JSONValue], _ filter: JQFilter, _ variables: Variables) throws(JQFailure)
    -> [JSONValue]
  {
    var result: [JSONValue] = []
    for value in inputs {
      result += try run(filter, value, variables)
      if result.count > Self.outputLimit { throw JQFailure(message: "too many results") }
    }
    return result
  }

  private func recurse(_ value: JSONValue) -> [JSONValue] {
    var found: [JSONValue] = []
    var pending = [value]
    while let next = pending.popLast() {
      found.append(next)
      pending += (Self.elements(next) ?? []).reversed()
    }
    return found
  }

  static func elements(_ value: JSONValue) -> [JSONValue]? {
    switch value {
    case .array(let elements): elements
    case .object(let object): object.members.map(\.value)
    default: nil
    }
  }

  static func described(_ value: JSONValue) -> String {
    if value == .null { return "null" }
    return "\(JQFunctions.type(value)) (\(String(JSONWriter.string(value, escapesHTML: false).prefix(11))))"
  }

  private mutating func field(
    _ source: JQFilter, _ key: JQFilter, _ isOptional: Bool, _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> [JSONValue] {
    var result: [JSONValue] = []
    for value in try run(source, input, variables) {
      for index in try run(key, input, variables) {
        switch (value, index) {
        case (.object(let object), .string(let name)): result.append(object[name] ?? .null)
        case (.null, _): result.append(.null)
        case (.array(let elements), .integer(let number)):
          let place = number < 0 ? Int(clamping: number) &+ elements.count : Int(clamping: number)
          result.append(elements.indices.contains(place) ? elements[place] : .null)
        default:
          if isOptional { continue }
          if case .string(let name) = index {
            throw JQFailure(message: "Cannot index \(JQFunctions.type(value)) with \"\(name)\"")
          }
          throw JQFailure(message: "Cannot index \(JQFunctions.type(value)) with \(JQFunctions.type(index))")
        }
      }
    }
    return result
  }

  private mutating func slice(
    _ source: JQFilter, _ start: JQFilter?, _ end: JQFilter?, _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> [JSONValue] {
    var result: [JSONValue] = []
    func bound(_ value: JSONValue?, _ count: Int, _ standard: Int) -> Int {
      guard let number = value?.intValue else { return standard }
      let place = number < 0 ? Int(clamping: number) &+ count : Int(clamping: number)
      return min(max(0, place), count)
    }
    let first = try start.map { (filter) throws(JQFailure) in try run(filter, input, variables).first ?? .null }
    let last = try end.map { (filter) throws(JQFailure) in try run(filter, input, variables).first ?? .null }
    for value in try run(source, input, variables) {
      switch value {
      case .array(let elements):
        let (low, high) = (bound(first, elements.count, 0), bound(last, elements.count, elements.count))
        result.append(.array(low < high ? Array(elements[low..<high]) : []))
      case .string(let text):
        let characters = Array(text)
        let (low, high) = (bound(first, characters.count, 0), bound(last, characters.count, characters.count))
        result.append(.string(low < high ? String(characters[low..<high]) : ""))
      case .null: result.append(.null)
      default: throw JQFailure(message: "Cannot index \(JQFunctions.type(value)) with object")
      }
    }
    return result
  }

  private mutating func object(
    _ members: [(key: JQFilter, value: JQFilter)], _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> [JSONValue] {
    var results = [JSONObject()]
    for (key, value) in members {
      var next: [JSONObject] = []
      for name in try run(key, input, variables) {
        guard case .string(let text) = name else {
          throw JQFailure(message: "Object keys must be strings")
        }
        for member in try run(value, input, variables) {
          for var object in results {
            object[text] = member
            next.append(object)
          }
        }
      }
      results = next
      if results.count > Self.outputLimit { throw JQFailure(message: "too many results") }
    }
    return results.map { .object($0) }
  }

  private mutating func text(
    _ parts: [JQFilter], _ format: String?, _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> String {
    var result = ""
    for part in parts {
      if case .literal(.string(let text)) = part {
        result += text
      } else {
        let value = try run(part, input, variables).first ?? .null
        result +=
          try format.map { (name) throws(JQFailure) in try JQFunctions.format(name, value) }
          ?? JQFunctions.string(value)
      }
    }
    return result
  }

  private mutating func binary(
    _ symbol: String, _ left: JQFilter, _ right: JQFilter, _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> [JSONValue] {
    switch symbol {
    case "//":
      let found = ((try? run(left, input, variables)) ?? []).filter(JQFunctions.isTrue)
      return found.isEmpty ? try run(right, input, variables) : found
    case "and", "or":
      var result: [JSONValue] = []
      for value in try run(left, input, variables) {
        if JQFunctions.isTrue(value) == (symbol == "or") {
          result.append(.bool(symbol == "or"))
        } else {
          result += try run(right, input, variables).map { .bool(JQFunctions.isTrue($0)) }
        }
      }
      return result
    case "=", "|=", "+=", "-=":
      return [try assign(symbol, left, right, input, variables)]
    default:
      var result: [JSONValue] = []
      for second in try run(right, input, variables) {
        for first in try run(left, input, variables) { result.append(try JQFunctions.binary(symbol, first, second)) }
      }
      return result
    }
  }

  // MARK: Paths

  private mutating func assign(
    _ symbol: String, _ target: JQFilter, _ source: JQFilter, _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> JSONValue {
    var result = input
    for path in try paths(target, input, variables) {
      let old = JQPaths.get(result, path)
      let value: JSONValue
      switch symbol {
      case "|=": value = try run(source, old, variables).first ?? .null
      case "=": value = try run(source, input, variables).first ?? .null
      default:
        value = try JQFunctions.binary(String(symbol.prefix(1)), old, try run(source, input, variables).first ?? .null)
      }
      result = JQPaths.set(result, path[...], value)
    }
    return result
  }

  /// The places in the input that a filter names.
  mutating func paths(_ filter: JQFilter, _ input: JSONValue, _ variables: Variables) throws(JQFailure) -> [[JSONValue]]
  {
    switch filter {
    case .identity: return [[]]
    case .field(let source, let key, _):
      var result: [[JSONValue]] = []
      for path in try paths(source, input, variables) {
        for index in try run(key, input, variables) { result.append(path + [index]) }
      }
      return result
    case .iterate(let source, _):
      return try paths(source, input, variables).flatMap { path in
        JQPaths.keys(JQPaths.get(input, path)).map { path + [$0] }
      }
    case .pipe(let left, let right):
      var result: [[JSONValue]] = []
      for path in try paths(left, input, variables) {
        result += try paths(right, JQPaths.get(input, path), variables).map { path + $0 }
      }
      return result
    case .comma(let left, let right): return try paths(left, input, variables) + (try paths(right, input, variables))
    case .call("select", let arguments):
      guard let test = arguments.first else { return [] }
      return try run(test, input, variables).contains(where: JQFunctions.isTrue) ? [[]] : []
    case .recurse: return JQPaths.all(input)
    case .attempt(let body, _): return (try? paths(body, input, variables)) ?? []
    default: throw JQFailure(message: "Invalid path expression")
    }
  }

  // MARK: Functions with filters as arguments

  private mutating func call(
    _ name: String, _ arguments: [JQFilter], _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> [JSONValue] {
    switch (name, arguments.count) {
    case ("empty", 0): return []
    case ("error", 1):
      throw JQFailure(message: JQFunctions.string(try run(arguments[0], input, variables).first ?? .null))
    case ("select", 1):
      return try run(arguments[0], input, variables).filter(JQFunctions.isTrue).map { _ in input }
    case ("map", 1):
      guard let elements = Self.elements(input) else {
        throw JQFailure(message: "Cannot iterate over \(Self.described(input))")
      }
      return [.array(try each(elements, arguments[0], variables))]
    case ("map_values", 1):
      return [try assign("|=", .iterate(.identity, isOptional: false), arguments[0], input, variables)]
    case ("recurse", 0): return recurse(input)
    case ("with_entries", 1):
      let entries = try JQFunctions.plain("to_entries", input, now)
      return [
        try JQFunctions.plain(
          "from_entries", .array(try each(Self.elements(entries) ?? [], arguments[0], variables)), now)
      ]
    case ("first", 1): return Array(try run(arguments[0], input, variables).prefix(1))
    case ("last", 1): return Array(try run(arguments[0], input, variables).suffix(1))
    case ("limit", 2):
      let count = try run(arguments[0], input, variables).first?.intValue ?? 0
      return Array(try run(arguments[1], input, variables).prefix(Int(clamping: max(0, count))))
    case ("any", 1), ("all", 1):
      let results = try each(Self.elements(input) ?? [], arguments[0], variables).map(JQFunctions.isTrue)
      return [.bool(name == "any" ? results.contains(true) : !results.contains(false))]
    case ("del", 1):
      let found = try paths(arguments[0], input, variables)
      return [found.reversed().reduce(input) { JQPaths.set($0, $1[...], nil) }]
    case ("paths", 0): return JQPaths.all(input).dropFirst().map { .array($0) }
    case ("path", 1): return try paths(arguments[0], input, variables).map { .array($0) }
    case ("sort_by", 1), ("group_by", 1), ("unique_by", 1), ("min_by", 1), ("max_by", 1):
      return [try ordered(name, arguments[0], input, variables)]
    case ("range", 1), ("range", 2):
      let bounds = try arguments.map { (filter) throws(JQFailure) in
        try run(filter, input, variables).first?.intValue ?? 0
      }
      let low = bounds.count > 1 ? bounds[0] : 0
      let high = min(bounds[bounds.count - 1], low.addingReportingOverflow(100_000).partialValue)
      return low < high ? (low..<high).map { .integer($0) } : []
    case ("env", 0): return try run(.variable("ENV"), input, variables)
    case (_, 0): return [try JQFunctions.plain(name, input, now)]
    default: break
    }
    var values: [JSONValue] = []
    for argument in arguments { values.append(try run(argument, input, variables).first ?? .null) }
    return [try JQFunctions.applied(name, input, values)]
  }

  private mutating func ordered(
    _ name: String, _ key: JQFilter, _ input: JSONValue, _ variables: Variables
  ) throws(JQFailure) -> JSONValue {
    guard case .array(let elements) = input else {
      throw JQFailure(message: "\(Self.described(input)) cannot be sorted, as it is not an array")
    }
    var keyed: [(key: JSONValue, value: JSONValue)] = []
    for element in elements { keyed.append((.array(try run(key, element, variables)), element)) }
    let sorted = keyed.enumerated().sorted {
      let order = JQFunctions.compare($0.element.key, $1.element.key)
      return order == 0 ? $0.offset < $1.offset : order < 0
    }.map(\.element)
    switch name {
    case "sort_by": return .array(sorted.map(\.value))
    case "min_by": return sorted.first?.value ?? .null
    case "max_by": return sorted.last?.value ?? .null
    default: break
    }
    var groups: [(key: JSONValue, values: [JSONValue])] = []
    for entry in sorted {
      if let last = groups.last, last.key == entry.key {
        groups[groups.count - 1].values.append(entry.value)
      } else {
        groups.append((entry.key, [entry.value]))
      }
    }
    return .array(groups.map { name == "group_by" ? .array($0.values) : $0.values[0] })
  }
}
