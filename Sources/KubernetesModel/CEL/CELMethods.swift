/// The functions that are called on a value: `'a'.startsWith('b')`.
enum CELMethods {
  static func call(
    _ name: String, _ receiver: CELValue, _ arguments: [CELValue], _ evaluator: inout CELEvaluator
  ) throws(CELError) -> CELValue {
    if name == "size", arguments.isEmpty { return .integer(Int64(try CELConversions.size(receiver))) }
    switch receiver {
    case .string(let text):
      try evaluator.charge(text.utf8.count / 10)
      return try string(name, text, arguments, &evaluator)
    case .list(let elements):
      try evaluator.charge(elements.count)
      return try list(name, elements, arguments)
    case .quantity(let quantity): return try self.quantity(name, quantity, arguments)
    default: throw .overload
    }
  }

  private static func string(
    _ name: String, _ text: String, _ arguments: [CELValue], _ evaluator: inout CELEvaluator
  ) throws(CELError) -> CELValue {
    switch (name, arguments.count) {
    case ("lowerAscii", 0): return .string(changed(text, "A"..."Z", by: 32))
    case ("upperAscii", 0): return .string(changed(text, "a"..."z", by: -32))
    case ("trim", 0): return .string(trimmed(text))
    case ("reverse", 0):
      var reversed = ""
      reversed.unicodeScalars.append(contentsOf: text.unicodeScalars.reversed())
      return .string(reversed)
    case ("charAt", 1), ("substring", 1), ("substring", 2): return .string(try part(name, text, arguments))
    case ("split", 1), ("replace", 2), ("indexOf", 1), ("lastIndexOf", 1), ("findAll", 1), ("find", 1):
      return try searched(name, text, arguments, &evaluator)
    case ("startsWith", 1), ("endsWith", 1), ("contains", 1), ("matches", 1): break
    default: throw .overload
    }
    guard case .string(let other) = arguments[0] else { throw .overload }
    switch name {
    case "startsWith": return .bool(text.hasPrefix(other))
    case "endsWith": return .bool(text.hasSuffix(other))
    case "contains": return .bool(text.contains(other))
    default: return .bool(try expression(other).matches(text))
    }
  }

  private static func expression(_ pattern: String) throws(CELError) -> RegularExpression {
    do {
      return try RegularExpression(pattern, syntax: .perl)
    } catch {
      throw CELError("error parsing regexp: \(error.message): `\(pattern)`")
    }
  }

  private static func changed(_ text: String, _ range: ClosedRange<UnicodeScalar>, by distance: Int) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let other = range.contains(scalar) ? UnicodeScalar(UInt32(Int(scalar.value) + distance)) : nil
      result.unicodeScalars.append(other ?? scalar)
    }
    return result
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  /// Characters between two places.
  private static func part(_ name: String, _ text: String, _ arguments: [CELValue]) throws(CELError) -> String {
    let scalars = Array(text.unicodeScalars)
    var places: [Int] = []
    for argument in arguments {
      guard case .integer(let place) = argument else { throw .overload }
      guard let index = Int(exactly: place), index >= 0, index <= scalars.count else {
        throw CELError("index out of range: \(place)")
      }
      places.append(index)
    }
    let start = places[0]
    let end = name == "charAt" ? min(start + 1, scalars.count) : places.count > 1 ? places[1] : scalars.count
    guard start <= end else { throw CELError("invalid substring range. start: \(start), end: \(end)") }
    var result = ""
    result.unicodeScalars.append(contentsOf: scalars[start..<end])
    return result
  }

  private static func searched(
    _ name: String, _ text: String, _ arguments: [CELValue], _ evaluator: inout CELEvaluator
  ) throws(CELError) -> CELValue {
    guard case .string(let other) = arguments[0] else { throw .overload }
    switch name {
    case "split":
      let parts =
        other.isEmpty
        ? text.map(String.init) : text.split(separator: other, omittingEmptySubsequences: false).map(String.init)
      try evaluator.charge(parts.count)
      return .list(parts.map(CELValue.string))
    case "replace":
      guard case .string(let new) = arguments[1] else { throw .overload }
      let parts = text.split(separator: other, omittingEmptySubsequences: false)
      let (growth, overflows) = parts.count.multipliedReportingOverflow(by: new.utf8.count)
      if overflows { throw .tooExpensive }
      try evaluator.charge(growth / 10)
      return .string(other.isEmpty ? text : parts.joined(separator: new))
    case "find", "findAll":
      let bytes = Array(text.utf8)
      let found = try expression(other).matches(in: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
      return name == "find" ? .string(found.first ?? "") : .list(found.map(CELValue.string))
    default:
      let ranges = text.ranges(of: other)
      guard let range = name == "indexOf" ? ranges.first : ranges.last else {
        return .integer(other.isEmpty ? 0 : -1)
      }
      return .integer(Int64(text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)))
    }
  }

  private static func list(_ name: String, _ elements: [CELValue], _ arguments: [CELValue]) throws(CELError) -> CELValue
  {
    switch (name, arguments.count) {
    case ("join", 0), ("join", 1):
      var separator = ""
      if let first = arguments.first {
        guard case .string(let text) = first else { throw .overload }
        separator = text
      }
      let texts = elements.compactMap(\.stringValue)
      guard texts.count == elements.count else { throw .overload }
      return .string(texts.joined(separator: separator))
    case ("isSorted", 0):
      for (left, right) in zip(elements, elements.dropFirst()) where try left.compared(to: right) > 0 {
        return .bool(false)
      }
      return .bool(true)
    case ("sum", 0):
      var sum = elements.first ?? .integer(0)
      for element in elements.dropFirst() { sum = try CELArithmetic.compute(.plus, sum, element) }
      return sum
    case ("min", 0), ("max", 0):
      guard var best = elements.first else { throw CELError("\(name) called on empty list") }
      for element in elements.dropFirst() {
        let order = try element.compared(to: best)
        if name == "min" ? order < 0 : order > 0 { best = element }
      }
      return best
    case ("indexOf", 1), ("lastIndexOf", 1):
      let index =
        name == "indexOf"
        ? elements.firstIndex { $0.isEqual(to: arguments[0]) } : elements.lastIndex { $0.isEqual(to: arguments[0]) }
      return .integer(Int64(index ?? -1))
    default: throw .overload
    }
  }

  private static func quantity(
    _ name: String, _ quantity: Quantity, _ arguments: [CELValue]
  ) throws(CELError) -> CELValue {
    switch (name, arguments.count) {
    case ("sign", 0): return .integer(Int64(quantity.sign))
    case ("isInteger", 0): return .bool(Quantity(quantity.value) == quantity)
    case ("asInteger", 0): return .integer(quantity.value)
    case ("asApproximateFloat", 0): return .double(quantity.doubleValue)
    case ("add", 1), ("sub", 1):
      let other: Quantity
      switch arguments[0] {
      case .quantity(let quantity): other = quantity
      case .integer(let value): other = Quantity(value)
      default: throw .overload
      }
      return .quantity(name == "add" ? quantity + other : quantity - other)
    case ("isGreaterThan", 1), ("isLessThan", 1), ("compareTo", 1):
      guard case .quantity(let other) = arguments[0] else { throw .overload }
      switch name {
      case "isGreaterThan": return .bool(quantity > other)
      case "isLessThan": return .bool(quantity < other)
      default: return .integer(quantity < other ? -1 : quantity > other ? 1 : 0)
      }
    default: throw .overload
    }
  }
}
