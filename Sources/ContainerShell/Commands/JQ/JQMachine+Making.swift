/// Filters that make values, and those that bind them to names.
extension JQMachine {
  func runMaking(_ filter: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker) throws(Stop) {
    switch filter {
    case .array(let inner):
      let values = try inner.map { (inner) throws(Stop) in try list(inner, input, scope) } ?? []
      try output(made(.array(values), input))
    case .object(let members): try object(members[...], JQObject(), input, scope, output)
    case .text(let parts, let format): try text(parts[...], "", format, input, scope, output)
    case .format(let name): try output(made(.string(try JQFormats.text(name, input.value)), input))
    case .negate(let inner):
      try values(of: inner, input, scope) { (value) throws(Stop) in
        guard case .number(let number) = value else { throw Self.failure("\(value.described) cannot be negated") }
        try output(made(.number(-number), input))
      }
    case .binary(let symbol, let left, let right): try binary(symbol, left, right, input, scope, output)
    default: break
    }
  }

  private func object(
    _ members: ArraySlice<(key: JQFilter, value: JQFilter)>, _ made: JQObject, _ input: Item, _ scope: JQScope?,
    _ output: Taker
  ) throws(Stop) {
    guard let member = members.first else { return try output(self.made(.object(made), input)) }
    try values(of: member.key, input, scope) { (key) throws(Stop) in
      guard case .string(let name) = key else {
        throw Self.failure("Object keys must be strings")
      }
      try values(of: member.value, input, scope) { (value) throws(Stop) in
        var next = made
        next[name] = value
        try object(members.dropFirst(), next, input, scope, output)
      }
    }
  }

  /// Literal parts and interpolated ones take turns.
  private func text(
    _ parts: ArraySlice<JQFilter>, _ before: String, _ format: String?, _ input: Item, _ scope: JQScope?,
    _ output: Taker
  ) throws(Stop) {
    guard let part = parts.first else { return try output(made(.string(before), input)) }
    if case .literal(.string(let literal)) = part {
      return try text(parts.dropFirst(), before + literal, format, input, scope, output)
    }
    try values(of: part, input, scope) { (value) throws(Stop) in
      let piece = try JQFormats.text(format ?? "text", value)
      try text(parts.dropFirst(), before + piece, format, input, scope, output)
    }
  }

  private func binary(
    _ symbol: String, _ left: JQFilter, _ right: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    switch symbol {
    case "//": try alternative(left, right, input, scope, output)
    case "and", "or":
      try values(of: left, input, scope) { (first) throws(Stop) in
        if first.isTrue != (symbol == "and") { return try output(made(.bool(symbol == "or"), input)) }
        try values(of: right, input, scope) { (second) throws(Stop) in
          try output(made(.bool(second.isTrue), input))
        }
      }
    default:
      try values(of: right, input, scope) { (second) throws(Stop) in
        try values(of: left, input, scope) { (first) throws(Stop) in
          try output(made(try JQOperators.apply(symbol, first, second), input))
        }
      }
    }
  }

  private func alternative(
    _ left: JQFilter, _ right: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    var found = false
    _ = try failure(of: left, input, scope) { (item) throws(Stop) in
      guard item.value.isTrue else { return }
      found = true
      try output(item)
    }
    if !found { try run(right, input, scope, output) }
  }

  // MARK: Bindings

  func runBinding(_ filter: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker) throws(Stop) {
    switch filter {
    case .bind(let source, let patterns, let body):
      try values(of: source, input, scope) { (value) throws(Stop) in
        try bind(patterns, value, input, scope) { (inner) throws(Stop) in try run(body, input, inner, output) }
      }
    case .reduce(let source, let patterns, let start, let update):
      try values(of: start, input, scope) { (first) throws(Stop) in
        var state: JQValue = first
        try values(of: source, input, scope) { (value) throws(Stop) in
          try bind(patterns, value, input, scope) { (inner) throws(Stop) in
            state = try list(update, Item(value: state), inner).last ?? .null
          }
        }
        try output(made(state, input))
      }
    case .foreach(let source, let patterns, let start, let update, let extract):
      try values(of: start, input, scope) { (first) throws(Stop) in
        var state: JQValue = first
        try values(of: source, input, scope) { (value) throws(Stop) in
          try bind(patterns, value, input, scope) { (inner) throws(Stop) in
            try values(of: update, Item(value: state), inner) { (next) throws(Stop) in
              state = next
              guard let extract else { return try output(made(next, input)) }
              try values(of: extract, Item(value: next), inner) { (shown) throws(Stop) in
                try output(made(shown, input))
              }
            }
          }
        }
      }
    default: break
    }
  }

  /// Runs a body with a value taken apart; with several patterns the first that the body takes without an error.
  private func bind(
    _ patterns: [JQPattern], _ value: JQValue, _ input: Item, _ scope: JQScope?,
    _ body: (JQScope?) throws(Stop) -> Void
  ) throws(Stop) {
    var base = scope
    if patterns.count > 1 {
      for name in patterns.flatMap(\.variables) { base = JQScope(.variable(name, .null), in: base) }
    }
    for (index, pattern) in patterns.enumerated() {
      do throws(Stop) {
        return try bind(pattern, value, input, base, body)
      } catch {
        guard case .failure = error, index + 1 < patterns.count else { throw error }
      }
    }
  }

  private func bind(
    _ pattern: JQPattern, _ value: JQValue, _ input: Item, _ scope: JQScope?,
    _ body: (JQScope?) throws(Stop) -> Void
  ) throws(Stop) {
    switch pattern {
    case .variable(let name): try body(JQScope(.variable(name, value), in: scope))
    case .array(let patterns): try bind(elements: patterns[...], 0, value, input, scope, body)
    case .object(let members): try bind(members: members[...], value, input, scope, body)
    }
  }

  private func bind(
    elements: ArraySlice<JQPattern>, _ index: Int, _ value: JQValue, _ input: Item, _ scope: JQScope?,
    _ body: (JQScope?) throws(Stop) -> Void
  ) throws(Stop) {
    guard let pattern = elements.first else { return try body(scope) }
    let element = try Self.get(value, .number(Double(index)))
    try bind(pattern, element, input, scope) { (inner) throws(Stop) in
      try bind(elements: elements.dropFirst(), index + 1, value, input, inner, body)
    }
  }

  private func bind(
    members: ArraySlice<(key: JQFilter, variable: String?, pattern: JQPattern?)>, _ value: JQValue, _ input: Item,
    _ scope: JQScope?, _ body: (JQScope?) throws(Stop) -> Void
  ) throws(Stop) {
    guard let member = members.first else { return try body(scope) }
    try values(of: member.key, input, scope) { (key) throws(Stop) in
      let element = try Self.get(value, key)
      let named = member.variable.map { JQScope(.variable($0, element), in: scope) } ?? scope
      guard let pattern = member.pattern else {
        return try bind(members: members.dropFirst(), value, input, named, body)
      }
      try bind(pattern, element, input, named) { (inner) throws(Stop) in
        try bind(members: members.dropFirst(), value, input, inner, body)
      }
    }
  }
}
