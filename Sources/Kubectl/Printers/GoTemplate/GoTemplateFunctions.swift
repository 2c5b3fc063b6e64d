import KubernetesModel

/// The functions of Go's templates, and the two that kubectl adds (`exists`, `base64decode`).
enum GoTemplateFunctions {
  static let names: Set<String> = [
    "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "print", "println", "printf", "exists",
    "base64decode", "html", "js", "urlquery", "slice",
  ]

  /// What `if` takes for true: anything but zero, nothing and the empty.
  static func isTrue(_ value: JSONValue) -> Bool {
    switch value {
    case .null: false
    case .bool(let bool): bool
    case .integer(let number): number != 0
    case .double(let number): number != 0
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty
    case .object(let object): !object.isEmpty
    }
  }

  static func call(_ name: String, _ arguments: [JSONValue]) throws(GoTemplate.Problem) -> JSONValue? {
    switch name {
    case "and": return arguments.first { !isTrue($0) } ?? arguments.last
    case "or": return arguments.first(where: isTrue) ?? arguments.last
    case "not": return .bool(!isTrue(arguments.first ?? .null))
    case "eq", "ne", "lt", "le", "gt", "ge": return .bool(try compare(name, arguments))
    case "len": return JSONValue(try length(arguments.first ?? .null))
    case "index": return try index(arguments)
    case "exists": return .bool((try? index(arguments)).flatMap { $0 } != nil)
    case "print": return .string(arguments.map { GoPrint.value($0) }.joined())
    case "println": return .string(arguments.map { GoPrint.value($0) }.joined(separator: " ") + "\n")
    case "printf":
      return .string(GoFormat.text(arguments.first?.stringValue ?? "", Array(arguments.dropFirst())))
    case "base64decode":
      guard let bytes = Base64.decode(arguments.first?.stringValue ?? "") else {
        throw GoTemplate.Problem(text: "error calling base64decode: illegal base64 data")
      }
      return .string(String(decoding: bytes, as: UTF8.self))
    default: return arguments.last
    }
  }

  private static func compare(_ name: String, _ arguments: [JSONValue]) throws(GoTemplate.Problem) -> Bool {
    guard let first = arguments.first, arguments.count > 1 else {
      throw GoTemplate.Problem(text: "error calling \(name): missing argument for comparison")
    }
    if name == "eq" { return arguments.dropFirst().contains { same(first, $0) } }
    let second = arguments[1]
    if name == "ne" { return !same(first, second) }
    let isLess: Bool
    if let a = first.doubleValue, let b = second.doubleValue {
      isLess = a < b
    } else if let a = first.stringValue, let b = second.stringValue {
      isLess = a < b
    } else {
      throw GoTemplate.Problem(text: "error calling \(name): incompatible types for comparison")
    }
    switch name {
    case "lt": return isLess
    case "le": return isLess || same(first, second)
    case "gt": return !isLess && !same(first, second)
    default: return !isLess
    }
  }

  private static func same(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let a = left.doubleValue, let b = right.doubleValue { return a == b }
    return left == right
  }

  private static func length(_ value: JSONValue) throws(GoTemplate.Problem) -> Int {
    switch value {
    case .string(let text): return text.utf8.count
    case .array(let elements): return elements.count
    case .object(let object): return object.count
    case .null: throw GoTemplate.Problem(text: "error calling len: len of nil pointer")
    default: throw GoTemplate.Problem(text: "error calling len: len of type \(GoPrint.value(value))")
    }
  }

  private static func index(_ arguments: [JSONValue]) throws(GoTemplate.Problem) -> JSONValue? {
    guard var current = arguments.first else { return nil }
    for key in arguments.dropFirst() {
      if let name = key.stringValue {
        guard let next = current[name] else { return nil }
        current = next
      } else if let number = key.intValue {
        guard let next = Int(exactly: number).flatMap({ current[$0] }) else {
          throw GoTemplate.Problem(text: "error calling index: index out of range: \(number)")
        }
        current = next
      } else {
        throw GoTemplate.Problem(text: "error calling index: cannot index slice/array with nil")
      }
    }
    return current
  }
}

/// Go's Printf, with the verbs that fit what JSON has.
enum GoFormat {
  private static let widest = 1000

  static func text(_ format: String, _ arguments: [JSONValue]) -> String {
    var result = ""
    var rest = format[...]
    var pending = arguments[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      let flags = rest.prefix { "-+ 0#.".contains($0) || $0.isNumber }
      rest = rest.dropFirst(flags.count)
      guard let verb = rest.popFirst() else { return result + "%!(NOVERB)" }
      if verb == "%" {
        result += "%"
        continue
      }
      guard let argument = pending.popFirst() else {
        result += "%!\(verb)(MISSING)"
        continue
      }
      let text = verb == "q" ? GoPrint.value(argument).goQuoted : GoPrint.value(argument)
      let width = min(Self.widest, Int(flags.drop { !$0.isNumber || $0 == "0" }.prefix { $0.isNumber }) ?? 0)
      let gap = String(repeating: " ", count: max(0, width - text.count))
      result += flags.hasPrefix("-") ? text + gap : gap + text
    }
    return result
  }
}
