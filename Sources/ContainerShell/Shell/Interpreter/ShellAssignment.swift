/// An assignment whose value is known.
struct Assigned {
  enum Value {
    case text(String)
    case array(ShellArray)
  }

  var name: String
  /// Of the element that it sets.
  var part: String?
  var value: Value

  /// As the environment and a trace show it.
  var text: String {
    switch value {
    case .text(let text): text
    case .array(let array): "(" + array.values.map(ShellQuoting.backslashed).joined(separator: " ") + ")"
    }
  }
}

extension ShellExpansion {
  /// - Parameter isKeyed: the variable becomes an array with names for its elements.
  mutating func assigned(
    _ assignment: SimpleCommand.Assignment, isKeyed: Bool = false
  ) throws(Interruption) -> Assigned {
    let name = assignment.name
    switch assignment.value {
    case .elements(let elements):
      let isKeyed = isKeyed || variables.array(name)?.isKeyed == true
      let start = assignment.isAppending ? variables.array(name) : nil
      return Assigned(name: name, value: .array(try array(name, elements, start ?? ShellArray(isKeyed: isKeyed))))
    case .word(let word):
      let value = try text(word)
      guard let partWord = assignment.part else {
        return Assigned(name: name, value: .text(try combined(variables[name], value, name, assignment.isAppending)))
      }
      let part = number(ofPart: try text(partWord), name)
      let old = variables.array(name)?[part]
      return Assigned(name: name, part: part, value: .text(try combined(old, value, name, assignment.isAppending)))
    }
  }

  /// What is stored: the value, or after `+=` the old one with it, evaluated where the variable is a number.
  private mutating func combined(
    _ old: String?, _ value: String, _ name: String, _ isAppending: Bool
  ) throws(Interruption) -> String {
    guard variables.all[name]?.isInteger == true else { return isAppending ? (old ?? "") + value : value }
    return String(try number(isAppending ? "(\(old ?? "0")) + (\(value))" : value))
  }

  private mutating func array(
    _ name: String, _ elements: [(part: ShellWord?, word: ShellWord)], _ start: ShellArray
  ) throws(Interruption) -> ShellArray {
    var result = start
    for (partWord, word) in elements {
      if let partWord {
        let text = try text(partWord)
        result[result.isKeyed ? text : number(ofPart: text, name)] = try self.text(word)
      } else {
        for field in try fields([word]) { result.append(field) }
      }
    }
    return result
  }

  /// Sets a variable; false when it may not be changed.
  mutating func apply(_ assigned: Assigned) -> Bool {
    switch (assigned.value, assigned.part) {
    case (.array(let array), _): variables.set(assigned.name, array)
    case (.text(let text), let part?): variables.set(assigned.name, part: part, text)
    case (.text(let text), nil): variables.set(assigned.name, text)
    }
  }

  /// The fields of a command: what `declare x=$y` and its like assign is one word, whatever it expands to.
  mutating func commandFields(_ words: [ShellWord]) throws(Interruption) -> [String] {
    guard dialect.isBash || dialect == .ash, let name = words.first?.plainText,
      ["export", "local", "readonly", "declare", "typeset"].contains(name)
    else { return try fields(words) }
    var result = [name]
    for word in words.dropFirst() {
      if case .literal(let text)? = word.parts.first, let mark = text.firstIndex(of: "="),
        text[..<mark].utf8.allSatisfy({ Byte.isNamePart($0) || $0 == UInt8(ascii: "+") })
      {
        result.append(try self.text(word))
      } else {
        result += try fields([word])
      }
    }
    return result
  }
}
