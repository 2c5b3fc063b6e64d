extension JQParser {
  mutating func postfix() throws(JQFailure) -> JQFilter {
    skip()
    if take("-") {
      return .negate(try nested { (parser: inout JQParser) throws(JQFailure) in try parser.postfix() })
    }
    let term = try suffixes(try primary())
    guard takeWord("as") else { return term }
    let patterns = try patterns()
    try expect("|")
    return .bind(term, patterns, try pipe())
  }

  private mutating func suffixes(_ start: JQFilter) throws(JQFailure) -> JQFilter {
    var term = start
    for _ in 0..<200 {
      if isNext("."), let next = character(at: 1), isNamePart(next) || next == "\"" || next == "[" {
        position += 1
        if current == "[" { continue }
        term = .field(term, current == "\"" ? try string(nil) : .literal(.string(name() ?? "")))
      } else if isNext("[") {
        position += 1
        term = try bracket(term)
      } else if isNext("?"), !isNext("?//") {
        position += 1
        term = .attempt(term, nil)
      } else {
        skip()
        return term
      }
    }
    throw JQFailure(message: "syntax error: too many suffixes")
  }

  private mutating func bracket(_ term: JQFilter) throws(JQFailure) -> JQFilter {
    skip()
    if current == "]" {
      position += 1
      return .iterate(term)
    }
    if take(":") {
      let end = try pipe()
      try close("]")
      return .slice(term, nil, end)
    }
    let index = try pipe()
    if take(":") {
      let end = isNext("]") ? nil : try pipe()
      try close("]")
      return .slice(term, index, end)
    }
    try close("]")
    return .field(term, index)
  }

  private mutating func primary() throws(JQFailure) -> JQFilter {
    guard let first = current else { throw unexpected() }
    switch first {
    case ".": return try dot()
    case "\"": return try string(nil)
    case "(":
      position += 1
      let inner = try pipe()
      try close(")")
      return inner
    case "[":
      position += 1
      skip()
      if current == "]" {
        position += 1
        return .array(nil)
      }
      let inner = try pipe()
      try close("]")
      return .array(inner)
    case "{": return try object()
    case "$":
      position += 1
      guard let name = name() else { throw unexpected() }
      return .variable(name)
    case "@": return try format()
    default: break
    }
    if first.isASCII, first.isNumber { return try number() }
    guard let word = name() else { throw unexpected() }
    return try keyword(word)
  }

  private mutating func format() throws(JQFailure) -> JQFilter {
    position += 1
    guard let name = name() else { throw unexpected() }
    let end = position
    skip()
    if current == "\"" { return try string(name) }
    position = end
    return .format(name)
  }

  private mutating func dot() throws(JQFailure) -> JQFilter {
    if let next = character(at: 1), next.isASCII, next.isNumber { return try number() }
    position += 1
    if current == "." {
      position += 1
      return .recurse
    }
    if current == "\"" { return .field(.identity, try string(nil)) }
    return name().map { .field(.identity, .literal(.string($0))) } ?? .identity
  }

  private mutating func number() throws(JQFailure) -> JQFilter {
    guard let value = Double(digits()) else { throw unexpected() }
    return .literal(.number(value))
  }

  private mutating func keyword(_ word: String) throws(JQFailure) -> JQFilter {
    switch word {
    case "null": return .literal(.null)
    case "true": return .literal(.bool(true))
    case "false": return .literal(.bool(false))
    case "if": return try condition()
    case "try":
      let body = try postfixOnly()
      return .attempt(body, takeWord("catch") ? try postfixOnly() : .call("empty", []))
    case "reduce", "foreach": return try fold(word)
    case "break":
      skip()
      return .leave(try variableName())
    default: break
    }
    var arguments: [JQFilter] = []
    if isNext("(") {
      position += 1
      repeat { arguments.append(try pipe()) } while take(";")
      try close(")")
    }
    return .call(word, arguments)
  }

  private mutating func postfixOnly() throws(JQFailure) -> JQFilter {
    skip()
    return try nested { (parser: inout JQParser) throws(JQFailure) in try parser.suffixes(try parser.primary()) }
  }

  private mutating func fold(_ word: String) throws(JQFailure) -> JQFilter {
    let source = try postfixOnly()
    guard takeWord("as") else { throw unexpected() }
    let patterns = try patterns()
    try expect("(")
    let start = try pipe()
    try expect(";")
    let update = try pipe()
    let extract = word == "foreach" && take(";") ? try pipe() : nil
    try close(")")
    return word == "reduce"
      ? .reduce(source, patterns, start, update) : .foreach(source, patterns, start, update, extract)
  }

  private mutating func condition() throws(JQFailure) -> JQFilter {
    let test = try pipe()
    guard takeWord("then") else { throw unexpected() }
    let yes = try pipe()
    if takeWord("elif") {
      return .condition(test, yes, try nested { (parser: inout JQParser) throws(JQFailure) in try parser.condition() })
    }
    let no = takeWord("else") ? try pipe() : .identity
    skip()
    guard isNext("end") else { throw unexpected() }
    position += 3
    return .condition(test, yes, no)
  }

  // MARK: Patterns

  private mutating func patterns() throws(JQFailure) -> [JQPattern] {
    var found = [try pattern()]
    while take("?//") { found.append(try pattern()) }
    return found
  }

  private mutating func pattern() throws(JQFailure) -> JQPattern {
    try nested { (parser: inout JQParser) throws(JQFailure) in
      if parser.take("[") {
        var elements: [JQPattern] = []
        repeat { elements.append(try parser.pattern()) } while parser.take(",")
        try parser.expect("]")
        return .array(elements)
      }
      if parser.take("{") {
        var members: [(key: JQFilter, variable: String?, pattern: JQPattern?)] = []
        repeat { members.append(try parser.patternMember()) } while parser.take(",")
        try parser.expect("}")
        return .object(members)
      }
      return .variable(try parser.variableName())
    }
  }

  private mutating func patternMember() throws(JQFailure) -> (key: JQFilter, variable: String?, pattern: JQPattern?) {
    skip()
    if current == "$" {
      let name = try variableName()
      return (.literal(.string(name)), name, take(":") ? try pattern() : nil)
    }
    var key: JQFilter
    if take("(") {
      key = try pipe()
      try expect(")")
    } else if current == "\"" {
      key = try string(nil)
    } else {
      guard let name = name() else { throw unexpected() }
      key = .literal(.string(name))
    }
    try expect(":")
    return (key, nil, try pattern())
  }

  // MARK: Objects and strings

  private mutating func object() throws(JQFailure) -> JQFilter {
    try expect("{")
    var members: [(key: JQFilter, value: JQFilter)] = []
    while !isNext("}") {
      let (key, implied) = try objectKey()
      var value = implied
      if take(":") {
        value = try binary(0)
        while take("|") { value = .pipe(value, try binary(0)) }
      }
      members.append((key, value))
      if !take(",") { break }
    }
    try close("}")
    return .object(members)
  }

  /// A key, and the value that it stands for by itself.
  private mutating func objectKey() throws(JQFailure) -> (JQFilter, JQFilter) {
    if take("$") {
      let name = name() ?? ""
      return (.literal(.string(name)), .variable(name))
    }
    if take("(") {
      let key = try pipe()
      try expect(")")
      return (key, .literal(.null))
    }
    let key: JQFilter
    if isNext("\"") {
      key = try string(nil)
    } else if isNext("@") {
      key = try format()
    } else if let next = current, next.isASCII, next.isNumber {
      throw unexpected()
    } else {
      guard let name = name() else { throw unexpected() }
      key = .literal(.string(name))
    }
    return (key, .field(.identity, key))
  }

  mutating func string(_ format: String?) throws(JQFailure) -> JQFilter {
    position += 1
    var parts: [JQFilter] = []
    var literal = ""
    while let next = current, next != "\"" {
      position += 1
      guard next == "\\", let escaped = current else {
        literal.append(next)
        continue
      }
      position += 1
      switch escaped {
      case "(":
        parts.append(.literal(.string(literal)))
        literal = ""
        parts.append(try pipe())
        try close(")")
      case "n": literal.append("\n")
      case "t": literal.append("\t")
      case "r": literal.append("\r")
      case "b": literal.append("\u{8}")
      case "f": literal.append("\u{C}")
      case "u": literal.unicodeScalars.append(hexadecimal().flatMap(UnicodeScalar.init) ?? "\u{FFFD}")
      case "\"", "\\", "/": literal.append(escaped)
      default: throw JQFailure(message: "syntax error, unexpected INVALID_CHARACTER at <top-level>, line 1")
      }
    }
    guard current == "\"" else { throw unexpected() }
    position += 1
    if parts.isEmpty { return .literal(.string(literal)) }
    return .text(parts + [.literal(.string(literal))], format: format)
  }
}
