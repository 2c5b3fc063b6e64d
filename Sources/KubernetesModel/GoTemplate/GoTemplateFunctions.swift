/// The functions of Go's templates, and the two that kubectl adds (`exists`, `base64decode`).
enum GoTemplateFunctions {
  static let names: Set<String> = [
    "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "slice", "print", "println", "printf",
    "exists", "base64decode", "html", "js", "urlquery", "call",
  ]

  /// What `if` takes for true: everything but null, false, zero and what is empty.
  static func isTrue(_ value: JSONValue?) -> Bool {
    switch value {
    case .null?, nil: false
    case .bool(let bool)?: bool
    case .integer(let number)?: number != 0
    case .double(let number)?: number != 0
    case .string(let text)?: !text.isEmpty
    case .array(let elements)?: !elements.isEmpty
    case .object(let object)?: !object.isEmpty
    }
  }

  static func call(_ name: String, _ arguments: [JSONValue]) throws(GoTemplateProblem) -> JSONValue? {
    switch name {
    case "and", "or":
      // The evaluator looked at all of them but the last.
      guard let last = arguments.last else {
        throw GoTemplateProblem("wrong number of args for \(name): want at least 1 got 0")
      }
      return last
    case "not": return .bool(!isTrue(try only(name, arguments)))
    case "len": return JSONValue(try length(try only(name, arguments)))
    case "call": throw GoTemplateProblem("wrong number of args for call: want at least 1 got 0")
    case "eq", "ne", "lt", "le", "gt", "ge":
      if name != "eq", arguments.count != 2 {
        throw GoTemplateProblem("wrong number of args for \(name): want 2 got \(arguments.count)")
      }
      do throws(GoTemplateProblem) { return .bool(try compare(name, arguments)) } catch {
        throw failed(name, error.message)
      }
    case "index":
      guard let value = arguments.first else {
        throw GoTemplateProblem("wrong number of args for index: want at least 1 got 0")
      }
      return try index(value, arguments.dropFirst())
    case "exists":
      guard let value = arguments.first else {
        throw GoTemplateProblem("wrong number of args for exists: want at least 1 got 0")
      }
      return .bool((try? index(value, arguments.dropFirst())) != nil)
    case "slice": return try slice(arguments)
    case "print": return .string(GoFormat.print(arguments))
    case "println": return .string(arguments.map(GoText.value).joined(separator: " ") + "\n")
    case "printf":
      guard let format = arguments.first?.stringValue else {
        throw GoTemplateProblem("wrong type for value; expected string")
      }
      return .string(GoFormat.text(format, arguments.dropFirst()))
    case "base64decode": return try decode(try only(name, arguments))
    case "html": return .string(GoEscapes.html(GoFormat.print(arguments)))
    case "js": return .string(GoEscapes.javaScript(GoFormat.print(arguments)))
    case "urlquery": return .string(GoEscapes.query(GoFormat.print(arguments)))
    default: throw GoTemplateProblem("function \(GoText.quoted(name)) not defined")
    }
  }

  private static func failed(_ name: String, _ message: String) -> GoTemplateProblem {
    GoTemplateProblem("error calling \(name): \(message)")
  }

  private static func only(_ name: String, _ arguments: [JSONValue]) throws(GoTemplateProblem) -> JSONValue {
    guard arguments.count == 1, let argument = arguments.first else {
      throw GoTemplateProblem("wrong number of args for \(name): want 1 got \(arguments.count)")
    }
    return argument
  }

  private static func decode(_ value: JSONValue) throws(GoTemplateProblem) -> JSONValue {
    if value.isNull { throw GoTemplateProblem("invalid value; expected string") }
    guard let text = value.stringValue else {
      throw GoTemplateProblem("wrong type for value; expected string; got \(GoText.type(value))")
    }
    guard let bytes = Base64.decode(text) else {
      throw failed(
        "base64decode", "base64 decode failed: illegal base64 data at input byte \(firstIllegalByte(text))")
    }
    return .string(String(decoding: bytes, as: UTF8.self))
  }

  /// Where Go says that a text is no base64: at what no digit is, or where the last four begin.
  private static func firstIllegalByte(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    let wrong = bytes.firstIndex { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): false
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"): false
      default: true
      }
    }
    return wrong ?? bytes.count / 4 * 4
  }

  private static func length(_ value: JSONValue) throws(GoTemplateProblem) -> Int {
    switch value {
    case .string(let text): return text.utf8.count
    case .array(let elements): return elements.count
    case .object(let object): return object.count
    case .null: throw failed("len", "reflect: call of reflect.Value.Type on zero Value")
    default: throw failed("len", "len of type \(GoText.type(value))")
    }
  }

  private static func index(
    _ value: JSONValue, _ keys: ArraySlice<JSONValue>
  ) throws(GoTemplateProblem) -> JSONValue? {
    var value: JSONValue? = value
    for key in keys {
      switch (value, key) {
      case (.array(let elements)?, .integer(let number)):
        guard let position = Int(exactly: number), elements.indices.contains(position) else {
          throw failed("index", "index out of range: \(number)")
        }
        value = elements[position]
      case (.string(let text)?, .integer(let number)):
        let bytes = Array(text.utf8)
        guard let position = Int(exactly: number), bytes.indices.contains(position) else {
          throw failed("index", "index out of range: \(number)")
        }
        value = JSONValue(Int(bytes[position]))
      case (.object(let object)?, .string(let name)): value = object[name]
      case (.null?, _), (nil, _): throw failed("index", "index of untyped nil")
      case (.object?, _): throw failed("index", "value has type \(GoText.type(key)); should be string")
      case (.array?, _), (.string?, _): throw failed("index", "cannot index slice/array with type \(GoText.type(key))")
      case (let other?, _): throw failed("index", "can't index item of type \(GoText.type(other))")
      }
    }
    return value
  }

  private static func slice(_ arguments: [JSONValue]) throws(GoTemplateProblem) -> JSONValue {
    guard let value = arguments.first else {
      throw GoTemplateProblem("wrong number of args for slice: want at least 1 got 0")
    }
    let count = try { () throws(GoTemplateProblem) in
      switch value {
      case .string(let text): return text.utf8.count
      case .array(let elements): return elements.count
      default: throw failed("slice", "can't slice item of type \(GoText.type(value))")
      }
    }()
    var bounds = [0, count]
    for (position, argument) in arguments.dropFirst().prefix(2).enumerated() {
      guard let number = argument.intValue.flatMap(Int.init(exactly:)), (0...count).contains(number) else {
        throw failed("slice", "index out of range: \(GoText.value(argument))")
      }
      bounds[position] = number
    }
    guard bounds[0] <= bounds[1] else { throw failed("slice", "invalid slice index: \(bounds[0]) > \(bounds[1])") }
    if case .array(let elements) = value { return .array(Array(elements[bounds[0]..<bounds[1]])) }
    let bytes = Array((value.stringValue ?? "").utf8)
    return .string(String(decoding: bytes[bounds[0]..<bounds[1]], as: UTF8.self))
  }

  /// `eq` takes several values to compare the first one with. Whole numbers and others do not compare.
  private static func compare(_ name: String, _ arguments: [JSONValue]) throws(GoTemplateProblem) -> Bool {
    guard arguments.count > 1 else { throw GoTemplateProblem("missing argument for comparison") }
    let (left, right) = (arguments[0], arguments[1])
    switch name {
    case "eq":
      for other in arguments.dropFirst() where try isEqual(left, other) { return true }
      return false
    case "ne": return try !isEqual(left, right)
    case "lt": return try isLess(left, right)
    case "le": return try !isLess(right, left)
    case "gt": return try isLess(right, left)
    default: return try !isLess(left, right)
    }
  }

  private static func isEqual(_ left: JSONValue, _ right: JSONValue) throws(GoTemplateProblem) -> Bool {
    switch (left, right) {
    case (.bool, .bool), (.integer, .integer), (.double, .double), (.string, .string): return left == right
    case (.null, _), (_, .null): return left == right
    case (.array, _), (.object, _), (_, .array), (_, .object):
      throw GoTemplateProblem("non-comparable type \(GoText.value(left)): \(GoText.type(left))")
    default: throw GoTemplateProblem("incompatible types for comparison")
    }
  }

  private static func isLess(_ left: JSONValue, _ right: JSONValue) throws(GoTemplateProblem) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return left < right
    case (.double(let left), .double(let right)): return left < right
    case (.string(let left), .string(let right)): return left < right
    case (.bool, .bool), (.null, _), (_, .null), (.array, _), (.object, _), (_, .array), (_, .object):
      throw GoTemplateProblem("invalid type for comparison")
    default: throw GoTemplateProblem("incompatible types for comparison")
    }
  }
}

/// What makes text safe inside other languages, as Go's templates do it.
private enum GoEscapes {
  static func html(_ text: String) -> String {
    replace(text) {
      switch $0 {
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      case "'": "&#39;"
      case "\"": "&#34;"
      case "\0": "\u{FFFD}"
      default: nil
      }
    }
  }

  static func javaScript(_ text: String) -> String {
    replace(text) { scalar in
      switch scalar {
      case "\\", "'", "\"": "\\" + String(scalar)
      case "<", ">", "&", "=": "\\u" + GoText.hexadecimal(scalar.value, digits: 4).uppercased()
      case _ where scalar.value < 0x20: "\\u" + GoText.hexadecimal(scalar.value, digits: 4).uppercased()
      default: nil
      }
    }
  }

  static func query(_ text: String) -> String {
    replace(text) { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "~": nil
      case " ": "+"
      default:
        String(scalar).utf8.map { "%" + GoText.hexadecimal(UInt32($0), digits: 2).uppercased() }.joined()
      }
    }
  }

  private static func replace(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result += replacement(scalar) ?? String(scalar) }
    return result
  }
}
