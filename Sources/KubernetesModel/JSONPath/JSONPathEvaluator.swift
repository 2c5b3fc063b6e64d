/// Evaluates expressions of kubectl's JSONPath dialect. Members of objects come ordered by key.
struct JSONPathEvaluator {
  let allowsMissingKeys: Bool

  /// The values to which steps lead from some values.
  func walk(_ input: [JSONValue], _ nodes: [JSONPathNode]) throws(JSONPathError) -> [JSONValue] {
    var values = input
    for node in nodes {
      values = try step(values, node)
      if values.count > JSONPath.maximumCount { throw JSONPathError("too many results") }
    }
    return values
  }

  private func step(_ input: [JSONValue], _ node: JSONPathNode) throws(JSONPathError) -> [JSONValue] {
    switch node {
    case .text(let text): return [.string(text)]
    case .number(let number): return input.map { _ in .integer(number) }
    case .float(let number): return input.map { _ in .double(number) }
    case .bool(let bool): return input.map { _ in .bool(bool) }
    case .identifier(let name): throw JSONPathError("unrecognized identifier \(name)")
    case .field(let name): return try field(name, of: input)
    case .wildcard: return input.flatMap(Self.children)
    case .recursive:
      var results: [JSONValue] = []
      for value in input { try descend(value, into: &results) }
      return results
    case .slice(let start, let end, let step, let isIndex):
      return try slice(input, start, end, step, isIndex: isIndex)
    case .union(let lists):
      var results: [JSONValue] = []
      for nodes in lists { results += try walk(input, nodes) }
      return results
    case .filter(let left, let comparison, let right): return try filter(input, left, comparison, right)
    }
  }

  private func field(_ name: String, of input: [JSONValue]) throws(JSONPathError) -> [JSONValue] {
    let results = input.compactMap { $0[name] }
    if results.isEmpty, !input.isEmpty, !allowsMissingKeys { throw JSONPathError("\(name) is not found") }
    return results
  }

  private static func children(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .array(let elements): elements
    case .object(let object): object.members.map(\.value)
    default: []
    }
  }

  /// Values that hold something: objects, lists and texts, the outer ones first.
  private func descend(_ value: JSONValue, into results: inout [JSONValue]) throws(JSONPathError) {
    switch value {
    case .array(let elements) where !elements.isEmpty: results.append(value)
    case .object(let object) where !object.isEmpty: results.append(value)
    case .string(let text) where !text.isEmpty: results.append(value)
    default: return
    }
    if results.count > JSONPath.maximumCount { throw JSONPathError("too many results") }
    for child in Self.children(value) { try descend(child, into: &results) }
  }

  private func slice(
    _ input: [JSONValue], _ start: Int?, _ end: Int?, _ step: Int?, isIndex: Bool
  ) throws(JSONPathError) -> [JSONValue] {
    var results: [JSONValue] = []
    for value in input where !value.isNull {
      guard case .array(let elements) = value else {
        throw JSONPathError("\(GoText.type(value)) is not array or slice")
      }
      let count = elements.count
      var first = start ?? 0
      if first < 0 { first += count }
      var last = end ?? count
      if last < 0 || last == 0 && isIndex { last += count }
      func outside(_ index: Int) -> JSONPathError {
        JSONPathError("array index out of bounds: index \(index), length \(count)")
      }
      if first == last { continue }
      guard (0..<count).contains(first) else { throw outside(first) }
      guard last <= count else { throw outside(last - 1) }
      guard first < last else {
        throw JSONPathError("starting index \(first) is greater than ending index \(last)")
      }
      let stride = step ?? 1
      guard stride > 0 else { throw JSONPathError("step must be > 0") }
      for index in Swift.stride(from: first, to: last, by: stride) { results.append(elements[index]) }
    }
    return results
  }

  private func filter(
    _ input: [JSONValue], _ left: [JSONPathNode], _ comparison: String?, _ right: [JSONPathNode]
  ) throws(JSONPathError) -> [JSONValue] {
    var results: [JSONValue] = []
    for value in input {
      guard case .array(let elements) = value else {
        throw JSONPathError("\(GoText.value(value)) is not array or slice and cannot be filtered")
      }
      for element in elements {
        guard let comparison else {
          if exists(left, in: element) { results.append(element) }
          continue
        }
        let lefts = try walk([element], left)
        if lefts.isEmpty { continue }
        let rights = try walk([element], right)
        guard lefts.count == 1, rights.count == 1 else {
          throw JSONPathError("can only compare one element at a time")
        }
        if try Self.holds(lefts[0], comparison, rights[0]) { results.append(element) }
      }
    }
    return results
  }

  /// An expression that fails does so after it found something.
  private func exists(_ nodes: [JSONPathNode], in element: JSONValue) -> Bool {
    var values = [element]
    for node in nodes {
      guard let next = try? step(values, node) else { break }
      values = next
    }
    return !values.isEmpty
  }

  private static func holds(_ left: JSONValue, _ comparison: String, _ right: JSONValue) throws(JSONPathError) -> Bool {
    switch comparison {
    case "==": return try areEqual(left, right)
    case "!=": return try !areEqual(left, right)
    case "<": return try isLess(left, right)
    case "<=": return try !isLess(right, left)
    case ">": return try isLess(right, left)
    case ">=": return try !isLess(left, right)
    default: throw JSONPathError("unrecognized filter operator \(comparison)")
    }
  }

  /// Whole numbers and others do not compare, as in Go's templates.
  private static func areEqual(_ left: JSONValue, _ right: JSONValue) throws(JSONPathError) -> Bool {
    switch (left, right) {
    case (.bool, .bool), (.integer, .integer), (.double, .double), (.string, .string): return left == right
    case (.array, _), (.object, _), (.null, _), (_, .array), (_, .object), (_, .null):
      throw JSONPathError("invalid type for comparison")
    default: throw JSONPathError("incompatible types for comparison")
    }
  }

  private static func isLess(_ left: JSONValue, _ right: JSONValue) throws(JSONPathError) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return left < right
    case (.double(let left), .double(let right)): return left < right
    case (.string(let left), .string(let right)): return left < right
    case (.bool, .bool): throw JSONPathError("invalid type for comparison")
    default:
      _ = try areEqual(left, right)
      return false
    }
  }
}
