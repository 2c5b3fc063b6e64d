import KubernetesModel
import SimulationKernel

/// jq's operators, and its functions whose arguments are values.
enum JQFunctions {
  static func isTrue(_ value: JSONValue) -> Bool { value != .null && value != .bool(false) }

  static func type(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .integer, .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  static func string(_ value: JSONValue) -> String {
    if case .string(let text) = value { text } else { JSONWriter.string(value, escapesHTML: false) }
  }

  private static func rank(_ value: JSONValue) -> Int {
    switch value {
    case .null: 0
    case .bool(false): 1
    case .bool(true): 2
    case .integer, .double: 3
    case .string: 4
    case .array: 5
    case .object: 6
    }
  }

  static func compare(_ left: JSONValue, _ right: JSONValue) -> Int {
    let (first, second) = (rank(left), rank(right))
    if first != second { return first < second ? -1 : 1 }
    switch (left, right) {
    case (.string(let one), .string(let two)):
      return one == two ? 0 : Array(one.utf8).lexicographicallyPrecedes(Array(two.utf8)) ? -1 : 1
    case (.array(let one), .array(let two)):
      for (a, b) in zip(one, two) {
        let order = compare(a, b)
        if order != 0 { return order }
      }
      return one.count == two.count ? 0 : one.count < two.count ? -1 : 1
    case (.object(let one), .object(let two)):
      let keys = compare(.array(one.keys.map { .string($0) }), .array(two.keys.map { .string($0) }))
      return keys != 0 ? keys : compare(.array(one.members.map(\.value)), .array(two.members.map(\.value)))
    default:
      guard let one = left.doubleValue, let two = right.doubleValue else { return 0 }
      return one == two ? 0 : one < two ? -1 : 1
    }
  }

  static func number(_ value: Double) -> JSONValue {
    if value.isFinite, value.rounded() == value, abs(value) < 1e15 { return .integer(Int64(value)) }
    return .double(
      value.isFinite ? value : value.isNaN ? 0 : value < 0 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude)
  }

  static func binary(_ symbol: String, _ left: JSONValue, _ right: JSONValue) throws(JQFailure) -> JSONValue {
    switch symbol {
    case "==": return .bool(compare(left, right) == 0)
    case "!=": return .bool(compare(left, right) != 0)
    case "<": return .bool(compare(left, right) < 0)
    case "<=": return .bool(compare(left, right) <= 0)
    case ">": return .bool(compare(left, right) > 0)
    case ">=": return .bool(compare(left, right) >= 0)
    default: break
    }
    if let one = left.doubleValue, let two = right.doubleValue { return try arithmetic(symbol, one, two, left, right) }
    switch (symbol, left, right) {
    case ("+", .null, let other), ("+", let other, .null): return other
    case ("+", .string(let one), .string(let two)): return .string(one + two)
    case ("+", .array(let one), .array(let two)): return .array(one + two)
    case ("+", .object(let one), .object(let two)):
      var merged = one
      for member in two.members { merged[member.key] = member.value }
      return .object(merged)
    case ("-", .array(let one), .array(let two)): return .array(one.filter { !two.contains($0) })
    case ("*", .object(let one), .object(let two)): return merge(one, two)
    case ("*", .string(let text), _):
      guard let count = right.intValue, count > 0, count * Int64(text.utf8.count) < 1 << 20 else { return .null }
      return .string(String(repeating: text, count: Int(count)))
    case ("/", .string(let text), .string(let separator)): return split(text, separator)
    default: break
    }
    let verbs = ["+": "added", "-": "subtracted", "*": "multiplied", "/": "divided", "%": "divided"]
    throw JQFailure(
      message:
        "\(JQEvaluator.described(left)) and \(JQEvaluator.described(right)) cannot be \(verbs[symbol] ?? "combined")")
  }

  private static func merge(_ left: JSONObject, _ right: JSONObject) -> JSONValue {
    var result = left
    for member in right.members {
      if case .object(let inner) = member.value, case .object(let old)? = result[member.key] {
        result[member.key] = merge(old, inner)
      } else {
        result[member.key] = member.value
      }
    }
    return .object(result)
  }

  private static func arithmetic(
    _ symbol: String, _ one: Double, _ two: Double, _ left: JSONValue, _ right: JSONValue
  ) throws(JQFailure) -> JSONValue {
    switch symbol {
    case "+": return number(one + two)
    case "-": return number(one - two)
    case "*": return number(one * two)
    case "/":
      if two == 0 {
        throw JQFailure(
          message:
            "\(JQEvaluator.described(left)) and \(JQEvaluator.described(right)) cannot be divided because the divisor is zero"
        )
      }
      return number(one / two)
    default:
      let divisor = NumberText.integer(two)
      if divisor == 0 {
        throw JQFailure(
          message:
            "\(JQEvaluator.described(left)) and \(JQEvaluator.described(right)) cannot be divided because the divisor is zero"
        )
      }
      return .integer(divisor == -1 ? 0 : NumberText.integer(one) % divisor)
    }
  }

  private static func split(_ text: String, _ separator: String) -> JSONValue {
    if separator.isEmpty { return .array(text.map { .string(String($0)) }) }
    return .array(text.split(separator: separator, omittingEmptySubsequences: false).map { .string(String($0)) })
  }

  // MARK: Without arguments

  static func plain(_ name: String, _ input: JSONValue, _ now: Int64) throws(JQFailure) -> JSONValue {
    switch name {
    case "not": return .bool(!isTrue(input))
    case "type": return .string(type(input))
    case "tostring": return .string(string(input))
    case "tojson": return .string(JSONWriter.string(input, escapesHTML: false))
    case "now": return .integer(now)
    case "length": return try length(input)
    case "ascii_downcase": return .string(string(input).lowercased())
    case "ascii_upcase": return .string(string(input).uppercased())
    case "todate": return .string(DateText.rfc3339(Instant(seconds: input.intValue ?? 0)))
    case "floor": return number((input.doubleValue ?? 0).rounded(.down))
    case "ceil": return number((input.doubleValue ?? 0).rounded(.up))
    case "round": return number((input.doubleValue ?? 0).rounded())
    case "abs": return number(abs(input.doubleValue ?? 0))
    case "tonumber":
      if input.doubleValue != nil { return input }
      guard case .string(let text) = input, let value = Double(text) else {
        throw JQFailure(message: "\(JQEvaluator.described(input)) cannot be parsed as a number")
      }
      return number(value)
    case "fromjson":
      do { return try JSONParser.parse(string(input)) } catch {
        throw JQFailure(message: "\(string(input)) (while parsing '\(string(input))')")
      }
    case "keys", "keys_unsorted", "values", "to_entries", "from_entries": return try entries(name, input)
    case "add", "any", "all", "first", "last", "min", "max", "sort", "unique", "reverse", "flatten", "tostream",
      "transpose":
      return try collection(name, input)
    default: throw JQFailure(message: "\(name)/0 is not defined")
    }
  }

  private static func length(_ input: JSONValue) throws(JQFailure) -> JSONValue {
    switch input {
    case .null: return .integer(0)
    case .string(let text): return .integer(Int64(text.unicodeScalars.count))
    case .array(let elements): return .integer(Int64(elements.count))
    case .object(let object): return .integer(Int64(object.count))
    case .integer, .double: return number(abs(input.doubleValue ?? 0))
    case .bool: throw JQFailure(message: "\(JQEvaluator.described(input)) has no length")
    }
  }

  private static func entries(_ name: String, _ input: JSONValue) throws(JQFailure) -> JSONValue {
    if name == "values" { return input }
    if name == "from_entries" {
      var object = JSONObject()
      for entry in input.arrayValue ?? [] {
        let key = entry["key"] ?? entry["name"] ?? entry["k"] ?? .null
        object[string(key)] = entry["value"] ?? entry["v"] ?? .null
      }
      return .object(object)
    }
    if name == "to_entries" {
      guard case .object(let object) = input else {
        throw JQFailure(message: "\(JQEvaluator.described(input)) has no keys")
      }
      return .array(
        object.members.map {
          .object(JSONObject([(key: "key", value: .string($0.key)), (key: "value", value: $0.value)]))
        })
    }
    switch input {
    case .object, .array: return .array(JQPaths.keys(input))
    default: throw JQFailure(message: "\(JQEvaluator.described(input)) has no keys")
    }
  }

  private static func collection(_ name: String, _ input: JSONValue) throws(JQFailure) -> JSONValue {
    if name == "reverse", case .string(let text) = input { return .string(String(text.reversed())) }
    if input == .null, name == "add" || name == "reverse" { return name == "add" ? .null : .array([]) }
    guard let elements = JQEvaluator.elements(input) else {
      throw JQFailure(message: "Cannot iterate over \(JQEvaluator.described(input))")
    }
    let sorted = elements.sorted { compare($0, $1) < 0 }
    switch name {
    case "add":
      var sum = JSONValue.null
      for element in elements { sum = try binary("+", sum, element) }
      return sum
    case "any": return .bool(elements.contains(where: isTrue))
    case "all": return .bool(elements.allSatisfy(isTrue))
    case "first": return elements.first ?? .null
    case "last": return elements.last ?? .null
    case "min": return sorted.first ?? .null
    case "max": return sorted.last ?? .null
    case "sort": return .array(sorted)
    case "unique":
      var kept: [JSONValue] = []
      for element in sorted where kept.last.map({ compare($0, element) != 0 }) ?? true { kept.append(element) }
      return .array(kept)
    case "reverse": return .array(elements.reversed())
    case "flatten":
      var flat: [JSONValue] = []
      var pending = Array(elements.reversed())
      while let next = pending.popLast() {
        if case .array(let inner) = next { pending += inner.reversed() } else { flat.append(next) }
      }
      return .array(flat)
    default: return input
    }
  }

  // MARK: With arguments

  static func applied(_ name: String, _ input: JSONValue, _ values: [JSONValue]) throws(JQFailure) -> JSONValue {
    let first = values.first ?? .null
    switch (name, values.count) {
    case ("has", 1):
      switch (input, first) {
      case (.object(let object), .string(let key)): return .bool(object[key] != nil)
      case (.array(let elements), _): return .bool(elements.indices.contains(Int(clamping: first.intValue ?? -1)))
      default: throw JQFailure(message: "Cannot check whether \(type(input)) has a \(type(first)) key")
      }
    case ("contains", 1): return .bool(contains(input, first))
    case ("inside", 1): return .bool(contains(first, input))
    case ("join", 1):
      return .string((input.arrayValue ?? []).map { $0 == .null ? "" : string($0) }.joined(separator: string(first)))
    case ("split", 1): return split(string(input), string(first))
    case ("startswith", 1): return .bool(string(input).hasPrefix(string(first)))
    case ("endswith", 1): return .bool(string(input).hasSuffix(string(first)))
    case ("ltrimstr", 1):
      return string(input).hasPrefix(string(first))
        ? .string(String(string(input).dropFirst(string(first).count))) : input
    case ("rtrimstr", 1):
      return string(input).hasSuffix(string(first))
        ? .string(String(string(input).dropLast(string(first).count))) : input
    case ("index", 1):
      let text = string(input)
      return text.range(of: string(first)).map {
        .integer(Int64(text.distance(from: text.startIndex, to: $0.lowerBound)))
      } ?? .null
    case ("test", 1...2), ("match", 1...2), ("capture", 1...2), ("sub", 2...3), ("gsub", 2...3):
      return try matched(name, input, values)
    case ("getpath", 1): return JQPaths.get(input, first.arrayValue ?? [])
    case ("flatten", 1): return try collection("flatten", input)
    default: throw JQFailure(message: "\(name)/\(values.count) is not defined")
    }
  }

  private static func contains(_ whole: JSONValue, _ part: JSONValue) -> Bool {
    switch (whole, part) {
    case (.string(let text), .string(let wanted)): wanted.isEmpty || text.range(of: wanted) != nil
    case (.array(let elements), .array(let wanted)):
      wanted.allSatisfy { want in elements.contains { contains($0, want) } }
    case (.object(let object), .object(let wanted)):
      wanted.members.allSatisfy { member in object[member.key].map { contains($0, member.value) } ?? false }
    default: compare(whole, part) == 0
    }
  }

  private static func matched(_ name: String, _ input: JSONValue, _ values: [JSONValue]) throws(JQFailure) -> JSONValue
  {
    guard case .string(let text) = input else {
      throw JQFailure(message: "\(JQEvaluator.described(input)) cannot be matched, as it is not a string")
    }
    let isReplacement = name == "sub" || name == "gsub"
    let flags = values.count > (isReplacement ? 2 : 1) ? string(values[values.count - 1]) : ""
    let expression: RegularExpression
    do {
      expression = try RegularExpression(string(values[0]), syntax: .perl, ignoresCase: flags.contains("i"))
    } catch {
      throw JQFailure(message: "\(string(values[0])) (at offset 0) is not a valid regex: \(error.message)")
    }
    let bytes = Array(text.utf8)
    if name == "test" { return .bool(expression.firstMatch(in: bytes) != nil) }
    if isReplacement {
      let replacement = Array(string(values[1]).utf8)
      let isGlobal = name == "gsub" || flags.contains("g")
      let result = expression.replacing(in: bytes, number: 1, isGlobal: isGlobal) { _, _ in replacement }.text
      return .string(String(decoding: result, as: UTF8.self))
    }
    guard let match = expression.firstMatch(in: bytes) else { return .null }
    let found = String(decoding: bytes[match.range], as: UTF8.self)
    return .object(
      JSONObject([
        (key: "offset", value: .integer(Int64(match.range.lowerBound))),
        (key: "length", value: .integer(Int64(found.count))),
        (key: "string", value: .string(found)),
      ]))
  }

  // MARK: Formats

  static func format(_ name: String, _ value: JSONValue) throws(JQFailure) -> String {
    switch name {
    case "text": return string(value)
    case "json": return JSONWriter.string(value, escapesHTML: false)
    case "base64": return String(decoding: Base64.encode(Array(string(value).utf8)), as: UTF8.self)
    case "base64d":
      let (bytes, isValid) = Base64.decode(Array(string(value).utf8))
      guard isValid || !bytes.isEmpty else {
        throw JQFailure(message: "\(JQEvaluator.described(value)) is not valid base64 data")
      }
      return String(decoding: bytes, as: UTF8.self)
    case "tsv":
      return (value.arrayValue ?? []).map { $0 == .null ? "" : string($0) }.joined(separator: "\t")
    case "csv":
      return (value.arrayValue ?? []).map { element in
        if case .string(let text) = element {
          return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
        return element == .null ? "" : string(element)
      }.joined(separator: ",")
    case "sh":
      return (value.arrayValue ?? [value]).map {
        "'" + string($0).split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
      }.joined(separator: " ")
    case "uri":
      return string(value).utf8.map {
        Byte.isNamePart($0) || "-.~".utf8.contains($0)
          ? String(UnicodeScalar($0)) : "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16).uppercased()
      }.joined()
    case "html":
      return string(value).map {
        ["<": "&lt;", ">": "&gt;", "&": "&amp;", "'": "&#39;", "\"": "&quot;"][$0] ?? String($0)
      }.joined()
    default: throw JQFailure(message: "\(name) is not a valid format")
    }
  }
}
