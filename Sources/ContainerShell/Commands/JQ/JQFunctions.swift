/// Functions of jq that make one value of others.
enum JQFunctions {
  private typealias Stop = JQMachine.Stop

  /// The result; nil where there is no such function.
  static func call(_ name: String, _ input: JQValue, _ values: [JQValue]) throws(JQMachine.Stop) -> JQValue? {
    switch values.count {
    case 0:
      if let result = try plain(name, input) { return result }
      if let result = try JQNumbers.call(name, input) { return result }
      return try JQDates.call(name, input)
    case 1:
      if let result = try withText(name, input, values[0]) { return result }
      if let result = try withValue(name, input, values[0]) { return result }
      return try JQDates.call(name, input, values[0])
    default: return try withValues(name, input, values)
    }
  }

  private static func failure(_ message: String) -> Stop { JQMachine.failure(message) }

  // MARK: Without arguments

  private static func plain(_ name: String, _ input: JQValue) throws(Stop) -> JQValue? {
    switch name {
    case "not": return .bool(!input.isTrue)
    case "length": return try length(input)
    case "utf8bytelength":
      guard case .string(let text) = input else {
        throw failure("\(input.described) only strings have UTF-8 byte length")
      }
      return .number(Double(text.utf8.count))
    case "keys", "keys_unsorted": return try keys(input, isSorted: name == "keys")
    case "add":
      var sum = JQValue.null
      for value in try elements(input) { sum = try JQOperators.add(sum, value) }
      return sum
    case "type": return .string(input.typeName)
    case "tostring": return .string(JQFormats.string(input))
    case "tojson": return .string(JQWriter.text(input))
    case "fromjson": return try parsed(input)
    case "tonumber": return try number(input)
    case "reverse":
      if case .string(let text) = input { return .string(String(text.reversed())) }
      return .array(try elements(input).reversed())
    case "sort", "unique", "min", "max": return try sorted(name, input)
    case "flatten": return .array(try flattened(try elements(input), 1e9, 0))
    case "from_entries": return try fromEntries(input)
    case "transpose": return try transposed(input)
    default: return try textOnly(name, input)
    }
  }

  private static func elements(_ value: JQValue) throws(Stop) -> [JQValue] {
    switch value {
    case .array(let values): return values
    case .object(let object): return object.members.map(\.value)
    case .null: return []
    default: throw failure("Cannot iterate over \(value.described)")
    }
  }

  private static func length(_ value: JQValue) throws(Stop) -> JQValue {
    switch value {
    case .null: return .number(0)
    case .bool: throw failure("\(value.described) has no length")
    case .number(let number): return .number(number.magnitude)
    case .string(let text): return .number(Double(text.unicodeScalars.count))
    case .array(let values): return .number(Double(values.count))
    case .object(let object): return .number(Double(object.count))
    }
  }

  private static func keys(_ value: JQValue, isSorted: Bool) throws(Stop) -> JQValue {
    switch value {
    case .object(let object): return .array((isSorted ? object.keys.sorted() : object.keys).map(JQValue.string))
    case .array(let values): return .array(values.indices.map { .number(Double($0)) })
    default: throw failure("\(value.described) has no keys")
    }
  }

  private static func parsed(_ value: JQValue) throws(Stop) -> JQValue {
    guard case .string(let text) = value else { throw failure("\(value.described) only strings can be parsed") }
    var reader = JQReader(Array(text.utf8))
    do throws(JQFailure) {
      return try reader.next() ?? .null
    } catch {
      throw failure("\(error.message) (while parsing '\(text.prefix(60))')")
    }
  }

  private static func number(_ value: JQValue) throws(Stop) -> JQValue {
    switch value {
    case .number: return value
    case .string(let text):
      guard let number = Double(text) else { throw failure("Cannot parse '\(text)' as a number") }
      return .number(number)
    default: throw failure("\(value.described) cannot be parsed as a number")
    }
  }

  private static func sorted(_ name: String, _ value: JQValue) throws(Stop) -> JQValue {
    guard case .array(let values) = value else {
      throw failure("\(value.described) cannot be sorted, as it is not an array")
    }
    return ordered(name, values.map { (key: $0, value: $0) })
  }

  /// What sorting, grouping and choosing by keys give.
  static func ordered(_ name: String, _ keyed: [(key: JQValue, value: JQValue)]) -> JQValue {
    let order = keyed.indices.sorted { left, right in
      let result = JQValue.compare(keyed[left].key, keyed[right].key)
      return result == 0 ? left < right : result < 0
    }
    switch name {
    case "min": return order.first.map { keyed[$0].value } ?? .null
    case "max", "max_by": return order.last.map { keyed[$0].value } ?? .null
    case "sort", "sort_by": return .array(order.map { keyed[$0].value })
    default: break
    }
    var groups: [[JQValue]] = []
    var last: JQValue?
    for index in order {
      if let last, last == keyed[index].key {
        groups[groups.count - 1].append(keyed[index].value)
      } else {
        groups.append([keyed[index].value])
      }
      last = keyed[index].key
    }
    return .array(name == "group_by" ? groups.map(JQValue.array) : groups.compactMap(\.first))
  }

  private static func flattened(_ values: [JQValue], _ depth: Double, _ level: Int) throws(Stop) -> [JQValue] {
    if depth < 0 { throw failure("flatten depth must not be negative") }
    var result: [JQValue] = []
    for value in values {
      if case .array(let inner) = value, depth >= 1, level < 300 {
        result += try flattened(inner, depth - 1, level + 1)
      } else {
        result.append(value)
      }
    }
    return result
  }

  private static func fromEntries(_ value: JQValue) throws(Stop) -> JQValue {
    var object = JQObject()
    for entry in try elements(value) {
      guard case .object(let members) = entry else { throw failure("Cannot index \(entry.typeName) with \"key\"") }
      func first(_ names: [String]) -> JQValue? { names.lazy.compactMap { members[$0] }.first }
      let key = first(["key", "k", "name", "Name", "Key", "K"]) ?? .null
      switch key {
      case .string(let name): object[name] = first(["value", "v", "Value", "V"]) ?? .null
      case .null, .number, .bool: object[JQWriter.text(key)] = first(["value", "v", "Value", "V"]) ?? .null
      default: throw failure("Cannot use \(key.described) as object key")
      }
    }
    return .object(object)
  }

  private static func transposed(_ value: JQValue) throws(Stop) -> JQValue {
    let rows = try elements(value).map { (row) throws(Stop) in try elements(row) }
    let width = rows.map(\.count).max() ?? 0
    return .array((0..<width).map { column in .array(rows.map { column < $0.count ? $0[column] : .null }) })
  }

  private static func textOnly(_ name: String, _ input: JQValue) throws(Stop) -> JQValue? {
    if name == "implode" {
      let scalars = try elements(input).compactMap { value -> UnicodeScalar? in
        guard case .number(let number) = value, number >= 0, number < 0x110000 else { return nil }
        return UnicodeScalar(UInt32(number))
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      return .string(String(text))
    }
    guard ["explode", "ascii_downcase", "ascii_upcase", "trim", "ltrim", "rtrim"].contains(name) else { return nil }
    guard case .string(let text) = input else {
      throw failure(name.hasPrefix("ascii") ? "\(name) input must be a string" : "\(input.described) cannot be trimmed")
    }
    switch name {
    case "explode": return .array(text.unicodeScalars.map { .number(Double($0.value)) })
    case "ascii_downcase":
      return .string(String(decoding: text.utf8.map { 65...90 ~= $0 ? $0 + 32 : $0 }, as: UTF8.self))
    case "ascii_upcase":
      return .string(String(decoding: text.utf8.map { 97...122 ~= $0 ? $0 - 32 : $0 }, as: UTF8.self))
    default:
      var rest = text[...]
      if name != "rtrim" { rest = rest.drop(while: \.isWhitespace) }
      if name != "ltrim" { while rest.last?.isWhitespace == true { rest.removeLast() } }
      return .string(String(rest))
    }
  }

  // MARK: With arguments

  private static func withText(_ name: String, _ input: JQValue, _ argument: JQValue) throws(Stop) -> JQValue? {
    let pair: (String, String)? =
      if case .string(let text) = input, case .string(let other) = argument { (text, other) } else { nil }
    switch name {
    case "ltrimstr":
      return pair.map { .string($0.0.hasPrefix($0.1) ? String($0.0.dropFirst($0.1.count)) : $0.0) } ?? input
    case "rtrimstr":
      return pair.map { .string(!$0.1.isEmpty && $0.0.hasSuffix($0.1) ? String($0.0.dropLast($0.1.count)) : $0.0) }
        ?? input
    case "trimstr":
      let left = try withText("ltrimstr", input, argument) ?? input
      return try withText("rtrimstr", left, argument)
    case "startswith", "endswith":
      guard let pair else { throw failure("\(name)() requires string inputs") }
      return .bool(name == "startswith" ? pair.0.hasPrefix(pair.1) : pair.0.hasSuffix(pair.1))
    case "split":
      guard let pair else { throw failure("split input and separator must be strings") }
      return .array(JQOperators.split(pair.0, pair.1))
    case "join": return try joined(input, argument)
    case "format": return .string(try JQFormats.text(JQFormats.string(argument), input))
    default: return nil
    }
  }

  private static func joined(_ input: JQValue, _ separator: JQValue) throws(Stop) -> JQValue {
    var result = ""
    for (index, value) in try elements(input).enumerated() {
      if index > 0 {
        guard case .string(let text) = separator else {
          throw failure("\(input.described) and \(separator.described) cannot be added")
        }
        result += text
      }
      switch value {
      case .string(let text): result += text
      case .null: break
      case .number, .bool: result += JQWriter.text(value)
      default: throw failure("\(JQValue.string(result).described) and \(value.described) cannot be added")
      }
    }
    return .string(result)
  }

  private static func withValue(_ name: String, _ input: JQValue, _ argument: JQValue) throws(Stop) -> JQValue? {
    switch name {
    case "has": return .bool(try has(input, argument))
    case "contains": return .bool(try contains(input, argument))
    case "index", "rindex", "indices":
      let found = try indices(input, argument)
      if name == "indices" { return found }
      return (name == "index" ? found.elements?.first : found.elements?.last) ?? .null
    case "flatten":
      guard case .number(let depth) = argument else { throw failure("flatten depth must not be negative") }
      return .array(try flattened(try elements(input), depth, 0))
    case "delpaths":
      return try JQMachine.delete(input, paths: try elements(argument).compactMap(\.elements))
    case "bsearch":
      let values = try elements(input)
      if let index = values.firstIndex(of: argument) { return .number(Double(index)) }
      return .number(Double(-1 - values.count { JQValue.compare($0, argument) < 0 }))
    default: return nil
    }
  }

  private static func has(_ value: JQValue, _ key: JQValue) throws(Stop) -> Bool {
    switch (value, key) {
    case (.object(let object), .string(let name)): return object[name] != nil
    case (.array(let values), .number(let index)): return index >= 0 && index < Double(values.count)
    default: throw failure("Cannot check whether \(value.typeName) has a \(key.typeName) key")
    }
  }

  private static func contains(_ value: JQValue, _ wanted: JQValue) throws(Stop) -> Bool {
    switch (value, wanted) {
    case (.object(let object), .object(let other)):
      for (key, inner) in other.members {
        guard let found = object[key], try contains(found, inner) else { return false }
      }
      return true
    case (.array(let values), .array(let others)):
      for other in others {
        var isThere = false
        for value in values where !isThere && value.typeName == other.typeName { isThere = try contains(value, other) }
        if !isThere { return false }
      }
      return true
    case (.string(let text), .string(let other)): return other.isEmpty || text.contains(other)
    default:
      guard value.typeName == wanted.typeName else {
        throw failure("\(value.described) and \(wanted.described) cannot have their containment checked")
      }
      return value == wanted
    }
  }

  private static func indices(_ value: JQValue, _ wanted: JQValue) throws(Stop) -> JQValue {
    switch (value, wanted) {
    case (.null, _): return .null
    case (.string(let text), .string(let other)):
      if other.isEmpty { return .null }
      let found = text.ranges(of: other).map { text[..<$0.lowerBound].unicodeScalars.count }
      return .array(found.map { .number(Double($0)) })
    case (.array(let values), .array(let others)): return JQMachine.indices(of: others, in: values)
    case (.array(let values), _): return JQMachine.indices(of: [wanted], in: values)
    default: throw failure("Cannot determine indices of \(wanted.typeName) in \(value.typeName)")
    }
  }

  private static func withValues(_ name: String, _ input: JQValue, _ values: [JQValue]) throws(Stop) -> JQValue? {
    switch (name, values.count) {
    case ("setpath", 2):
      guard let path = values[0].elements else { throw failure("Path must be specified as an array") }
      return try JQMachine.set(input, path: path[...]) { _ throws(Stop) in values[1] }
    case ("test", 2): return .bool(!(try JQSearch(values[0], values[1], in: input).matches.isEmpty))
    case ("split", 2):
      let flags = if case .string(let letters) = values[1] { letters + "g" } else { "g" }
      return .array(try JQSearch(values[0], .string(flags), in: input).pieces)
    case ("all_matches", 2):
      let search = try JQSearch(values[0], values[1], in: input)
      return .array(search.matches.map(search.described))
    case ("pow", 2), ("atan2", 2), ("fmin", 2), ("fmax", 2), ("fmod", 2):
      guard case .number(let first) = values[0], case .number(let second) = values[1] else {
        throw failure("\(input.described) number required")
      }
      return .number(JQNumbers.call(name, first, second))
    default: return nil
    }
  }
}
