/// Getting at what stands in a value, and changing it there.
extension JQMachine {
  func recurse(_ item: Item, _ level: Int, _ output: Taker) throws(Stop) {
    try count()
    if level > 300 { throw Self.failure("the value is nested too deeply") }
    try output(item)
    switch item.value {
    case .array, .object:
      try iterate(item) { (inner) throws(Stop) in try recurse(inner, level + 1, output) }
    default: break
    }
  }

  func iterate(_ item: Item, _ output: Taker) throws(Stop) {
    switch item.value {
    case .array(let values):
      for (index, value) in values.enumerated() { try output(step(item, .number(Double(index)), value)) }
    case .object(let object):
      for (key, value) in object.members { try output(step(item, .string(key), value)) }
    case .null:
      if case .at = item.place { return }
      throw Self.failure("Cannot iterate over null")
    default: throw Self.failure("Cannot iterate over \(item.value.described)")
    }
  }

  /// What is found at a key of an item.
  private func step(_ item: Item, _ key: JQValue, _ value: JQValue) throws(Stop) -> Item {
    switch item.place {
    case .unknown: return Item(value: value)
    case .at(let path): return Item(value: value, place: .at(path + [key]))
    case .nowhere:
      if case .null = item.value { return Item(value: value, place: .nowhere) }
      throw Self.failure(
        "Invalid path expression with result \(JQWriter.text(item.value).prefix(30))")
    }
  }

  func field(
    _ term: JQFilter, _ key: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    try run(term, input, scope) { (item) throws(Stop) in
      if case .literal(let known) = key {
        return try output(try step(item, known, try Self.get(item.value, known)))
      }
      try values(of: key, input, scope) { (value) throws(Stop) in
        try output(try step(item, value, try Self.get(item.value, value)))
      }
    }
  }

  func slice(
    _ term: JQFilter, _ from: JQFilter?, _ to: JQFilter?, _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    let none = JQFilter.literal(.null)
    try run(term, input, scope) { (item) throws(Stop) in
      try values(of: to ?? none, input, scope) { (end) throws(Stop) in
        try values(of: from ?? none, input, scope) { (start) throws(Stop) in
          var key = JQObject()
          key["start"] = start
          key["end"] = end
          try output(try step(item, .object(key), try Self.get(item.value, .object(key))))
        }
      }
    }
  }

  // MARK: Reading

  static func get(_ value: JQValue, _ key: JQValue) throws(Stop) -> JQValue {
    switch (value, key) {
    case (.null, .string), (.null, .number), (.null, .null), (.null, .object): return .null
    case (.object(let object), .string(let name)): return object[name] ?? .null
    case (.array(let values), .number(let number)):
      guard let index = index(number, values.count), values.indices.contains(index) else { return .null }
      return values[index]
    case (.array(let values), .object(let bounds)):
      let range = try range(bounds, values.count)
      return .array(Array(values[range]))
    case (.string(let text), .object(let bounds)):
      let scalars = Array(text.unicodeScalars)
      var result = String.UnicodeScalarView()
      result.append(contentsOf: scalars[try range(bounds, scalars.count)])
      return .string(String(result))
    case (.array(let values), .array(let wanted)): return indices(of: wanted, in: values)
    case (_, .string(let name)): throw failure("Cannot index \(value.typeName) with \"\(name)\"")
    default: throw failure("Cannot index \(value.typeName) with \(key.typeName)")
    }
  }

  /// An index that may count from the end; nil for one that cannot be.
  private static func index(_ number: Double, _ count: Int) -> Int? {
    guard number.isFinite, number.magnitude < 1e15 else { return nil }
    let index = Int(number.rounded(.down))
    return index < 0 ? index + count : index
  }

  private static func range(_ bounds: JQObject, _ count: Int) throws(Stop) -> Range<Int> {
    func bound(_ value: JQValue?, _ standard: Int, _ rule: FloatingPointRoundingRule) throws(Stop) -> Int {
      switch value {
      case .number(let number)?:
        guard number.magnitude < 1e15 else { return number < 0 ? 0 : count }
        let whole = Int(number.rounded(rule))
        return min(count, max(0, whole < 0 ? whole + count : whole))
      case .null?, nil: return standard
      default: throw failure("Start and end indices of an array slice must be numbers")
      }
    }
    let start = try bound(bounds["start"], 0, .down)
    let end = try bound(bounds["end"], count, .up)
    return start..<max(start, end)
  }

  static func indices(of wanted: [JQValue], in values: [JQValue]) -> JQValue {
    guard !wanted.isEmpty, wanted.count <= values.count else { return wanted.isEmpty ? .null : .array([]) }
    let found = (0...(values.count - wanted.count)).filter { start in
      wanted.indices.allSatisfy { values[start + $0] == wanted[$0] }
    }
    return .array(found.map { .number(Double($0)) })
  }

  static func get(_ value: JQValue, path: ArraySlice<JQValue>) throws(Stop) -> JQValue {
    var current = value
    for key in path {
      if case .null = current { return .null }
      current = try get(current, key)
    }
    return current
  }

  // MARK: Changing

  private static let largestIndex = 1_000_000

  /// A value with another at a path.
  static func set(
    _ value: JQValue, path: ArraySlice<JQValue>, _ change: (JQValue) throws(Stop) -> JQValue
  ) throws(Stop) -> JQValue {
    guard let key = path.first else { return try change(value) }
    let rest = path.dropFirst()
    switch (value, key) {
    case (.null, .string(let name)), (.object, .string(let name)):
      var object = value.keyed ?? JQObject()
      object[name] = try set(object[name] ?? .null, path: rest, change)
      return .object(object)
    case (.null, .number(let number)), (.array, .number(let number)):
      var values = value.elements ?? []
      guard let index = index(number, values.count), index >= 0 else {
        throw failure("Out of bounds negative array index")
      }
      guard index < largestIndex else { throw failure("Array index too large") }
      while values.count <= index { values.append(.null) }
      values[index] = try set(values[index], path: rest, change)
      return .array(values)
    case (.null, .object(let bounds)), (.array, .object(let bounds)):
      var values = value.elements ?? []
      let range = try range(bounds, values.count)
      guard case .array(let replacement) = try set(.array(Array(values[range])), path: rest, change) else {
        throw failure("A slice of an array can only be assigned another array")
      }
      values.replaceSubrange(range, with: replacement)
      return .array(values)
    default: _ = try get(value, key)
    }
    throw failure("Cannot update field at \(key.typeName) index of \(value.typeName)")
  }

  /// A value without what stands at a path.
  static func delete(_ value: JQValue, path: ArraySlice<JQValue>) throws(Stop) -> JQValue {
    guard let key = path.first else { return .null }
    if case .null = value { return .null }
    if path.count > 1 {
      let inner = try get(value, key)
      if case .null = inner { return value }
      let changed = try delete(inner, path: path.dropFirst())
      return try set(value, path: [key]) { _ throws(Stop) in changed }
    }
    switch (value, key) {
    case (.object(var object), .string(let name)):
      object[name] = nil
      return .object(object)
    case (.array(var values), .number(let number)):
      if let index = index(number, values.count), values.indices.contains(index) { values.remove(at: index) }
      return .array(values)
    case (.array(var values), .object(let bounds)):
      values.removeSubrange(try range(bounds, values.count))
      return .array(values)
    default: throw failure("Cannot delete field at \(key.typeName) index of \(value.typeName)")
    }
  }

  static func delete(_ value: JQValue, paths: [[JQValue]]) throws(Stop) -> JQValue {
    var result = value
    // The last first, so that what goes does not move what is still to go.
    for path in paths.sorted(by: { JQValue.compare(.array($0), .array($1)) > 0 }) {
      result = try delete(result, path: path[...])
    }
    return result
  }

  // MARK: Assignments

  func assign(
    _ symbol: String, _ target: JQFilter, _ filter: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    if symbol == "|" {
      var result = input.value
      var deleted: [[JQValue]] = []
      try paths(target, input.value, scope) { (path, _) throws(Stop) in
        result = try Self.set(result, path: path[...]) { (old) throws(Stop) in
          guard let first = try first(filter, Item(value: old), scope) else {
            deleted.append(path)
            return old
          }
          return first
        }
      }
      return try output(made(try Self.delete(result, paths: deleted), input))
    }
    try values(of: filter, input, scope) { (value) throws(Stop) in
      var result = input.value
      try paths(target, input.value, scope) { (path, _) throws(Stop) in
        result = try Self.set(result, path: path[...]) { (old) throws(Stop) in
          switch symbol {
          case "": value
          case "//": old.isTrue ? old : value
          default: try JQOperators.apply(symbol, old, value)
          }
        }
      }
      try output(made(result, input))
    }
  }

  /// The first result of a filter.
  func first(_ filter: JQFilter, _ input: Item, _ scope: JQScope?) throws(Stop) -> JQValue? {
    var found: JQValue?
    let label = takeLabel()
    do throws(Stop) {
      try values(of: filter, input, scope) { (value) throws(Stop) in
        found = value
        throw .leave(label)
      }
    } catch {
      guard case .leave(label) = error else { throw error }
    }
    return found
  }
}
