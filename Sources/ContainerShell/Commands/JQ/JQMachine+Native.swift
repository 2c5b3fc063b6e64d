import KubernetesModel

/// Functions that work on filters, not only on values.
extension JQMachine {
  func callNative(
    _ name: String, _ arguments: [JQFilter], _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    switch (name, arguments.count) {
    case ("empty", 0): return
    case ("error", 0): throw .failure(input.value)
    case ("error", 1):
      try values(of: arguments[0], input, scope) { (value) throws(Stop) in throw .failure(value) }
    case ("path", 1):
      try paths(arguments[0], input.value, scope) { (path, _) throws(Stop) in
        try output(made(.array(path), input))
      }
    case ("getpath", 1): try getPath(arguments[0], input, scope, output)
    case ("range", 1...3): try range(arguments, input, scope, output)
    case ("limit", 2): try limit(arguments[0], arguments[1], input, scope, output)
    case ("until", 2), ("while", 2), ("repeat", 1): try loop(name, arguments, input, scope, output)
    case ("isempty", 1): try output(made(.bool(try first(arguments[0], input, scope) == nil), input))
    case ("sort_by", 1), ("group_by", 1), ("unique_by", 1), ("max_by", 1):
      try output(made(try ordered(name, arguments[0], input, scope), input))
    case ("sub", 3): try substitute(arguments, input, scope, output)
    case ("input", 0):
      guard let value = try nextInput() else { throw Self.failure("No more inputs") }
      try output(made(value, input))
    case ("repeat_inputs", 0): while let value = try nextInput() { try output(made(value, input)) }
    case ("debug", 0), ("stderr", 0), ("debug", 1): try output(input)
    case ("halt", 0): throw .halt(code: 0, text: "")
    case ("halt_error", 1):
      let code = try first(arguments[0], input, scope)
      guard case .number(let number)? = code else { throw Self.failure("halt_error/1: number required") }
      let text = if case .string(let text) = input.value { text } else { JQWriter.text(input.value) + "\n" }
      throw .halt(code: Int(max(0, min(255, number))), text: text)
    case ("now", 0): try output(made(.number(now), input))
    case ("input_filename", 0): try output(made(.null, input))
    case ("input_line_number", 0): try output(made(.number(0), input))
    default: try callValue(name, arguments[...], [], input, scope, output)
    }
  }

  /// A function of values: runs for each combination of its arguments' values.
  private func callValue(
    _ name: String, _ arguments: ArraySlice<JQFilter>, _ values: [JQValue], _ input: Item, _ scope: JQScope?,
    _ output: Taker
  ) throws(Stop) {
    guard let argument = arguments.first else {
      guard let result = try JQFunctions.call(name, input.value, values) else {
        throw Self.failure("\(name)/\(values.count) is not defined")
      }
      return try output(made(result, input))
    }
    try self.values(of: argument, input, scope) { (value) throws(Stop) in
      try callValue(name, arguments.dropFirst(), values + [value], input, scope, output)
    }
  }

  private func getPath(_ argument: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker) throws(Stop) {
    try values(of: argument, input, scope) { (value) throws(Stop) in
      guard let path = value.elements else { throw Self.failure("Path must be specified as an array") }
      let found = try Self.get(input.value, path: path[...])
      if case .at(let before) = input.place { return try output(Item(value: found, place: .at(before + path))) }
      try output(Item(value: found, place: input.place))
    }
  }

  private func range(_ arguments: [JQFilter], _ input: Item, _ scope: JQScope?, _ output: Taker) throws(Stop) {
    func number(_ value: JQValue) throws(Stop) -> Double {
      guard case .number(let number) = value else { throw Self.failure("Range bounds must be numeric") }
      return number
    }
    let from = arguments.count > 1 ? arguments[0] : .literal(.number(0))
    let to = arguments.count > 1 ? arguments[1] : arguments[0]
    let by = arguments.count > 2 ? arguments[2] : .literal(.number(1))
    try values(of: from, input, scope) { (start) throws(Stop) in
      try values(of: to, input, scope) { (end) throws(Stop) in
        try values(of: by, input, scope) { (step) throws(Stop) in
          var current = try number(start)
          let (last, step) = (try number(end), try number(step))
          guard step != 0 else { return }
          while step > 0 ? current < last : current > last {
            try count()
            try output(made(.number(current), input))
            current += step
          }
        }
      }
    }
  }

  private func limit(
    _ count: JQFilter, _ filter: JQFilter, _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    try values(of: count, input, scope) { (value) throws(Stop) in
      guard case .number(let number) = value else { throw Self.failure("Invalid limit: \(value.described)") }
      guard number > 0 else { return }
      var left = number
      let label = takeLabel()
      do throws(Stop) {
        try run(filter, input, scope) { (item) throws(Stop) in
          left -= 1
          try output(item)
          if left <= 0 { throw .leave(label) }
        }
      } catch {
        guard case .leave(label) = error else { throw error }
      }
    }
  }

  /// `until(c; f)`, `while(c; f)` and `repeat(f)`, which go on in place while there is one result at a time.
  private func loop(
    _ name: String, _ arguments: [JQFilter], _ input: Item, _ scope: JQScope?, _ output: Taker
  ) throws(Stop) {
    var current = input
    while true {
      try count()
      if name != "repeat" {
        let isTrue = try first(arguments[0], current, scope)?.isTrue ?? false
        if name == "until", isTrue { return try output(current) }
        if name == "while", !isTrue { return }
      }
      if name != "until" { try output(current) }
      let next = try list(arguments[arguments.count - 1], current, scope)
      guard next.count == 1 else {
        for value in next { try loop(name, arguments, made(value, input), scope, output) }
        return
      }
      current = made(next[0], input)
    }
  }

  private func ordered(
    _ name: String, _ key: JQFilter, _ input: Item, _ scope: JQScope?
  ) throws(Stop) -> JQValue {
    guard let values = input.value.elements else {
      throw Self.failure("Cannot index \(input.value.typeName) with number")
    }
    var keyed: [(key: JQValue, value: JQValue)] = []
    for value in values { keyed.append((.array(try list(key, Item(value: value), scope)), value)) }
    return JQFunctions.ordered(name, keyed)
  }

  /// `sub` and `gsub`: the replacement sees what the groups with names caught.
  private func substitute(_ arguments: [JQFilter], _ input: Item, _ scope: JQScope?, _ output: Taker) throws(Stop) {
    try values(of: arguments[0], input, scope) { (pattern) throws(Stop) in
      try values(of: arguments[2], input, scope) { (flags) throws(Stop) in
        let search = try JQSearch(pattern, flags, in: input.value)
        var result: [UInt8] = []
        var copied = 0
        for match in search.matches {
          let replacement = try first(arguments[1], Item(value: search.captures(match)), scope)
          guard case .string(let text)? = replacement else {
            throw Self.failure("\((replacement ?? .null).described) cannot be added to a string")
          }
          result += search.text[copied..<match.range.lowerBound] + Array(text.utf8)
          copied = match.range.upperBound
        }
        result += search.text[copied...]
        try output(made(.string(String(decoding: result, as: UTF8.self)), input))
      }
    }
  }
}
