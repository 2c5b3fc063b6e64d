import SimulationKernel

extension ShellExpansion {
  // MARK: Looking up

  /// The value of a parameter: a positional one, a special one, or a variable.
  mutating func look(_ name: String) -> String? {
    if let number = Int(name) {
      return number > 0 && number <= parameters.count ? parameters[number - 1] : special(name)
    }
    switch name {
    case "@", "*": return parameters.isEmpty ? nil : parameters.joined(separator: " ")
    case "#": return String(parameters.count)
    case "RANDOM": return String(Int(truncatingIfNeeded: random.next()) & 0x7FFF)
    default: return special(name) ?? variables[name]
    }
  }

  private func values(of reference: ParameterReference) -> [String] {
    if reference.part == nil { return parameters }
    return variables.array(reference.name)?.values ?? []
  }

  private mutating func element(_ reference: ParameterReference, _ word: ShellWord) throws(Interruption) -> String? {
    let part = number(ofPart: try text(word), reference.name)
    return variables.array(reference.name)?[part]
  }

  /// What `${!x}` refers to.
  private mutating func target(of reference: ParameterReference) throws(Interruption) -> ParameterReference? {
    var direct = reference
    direct.isIndirect = false
    guard case .text(let name) = try parameter(direct, .value), !name.isEmpty else { return nil }
    guard name.hasSuffix("]"), let open = name.firstIndex(of: "[") else { return ParameterReference(name) }
    let part = String(name[name.index(after: open)...].dropLast())
    return ParameterReference(
      String(name[..<open]),
      part == "@" || part == "*"
        ? .all(isJoined: part == "*") : .element(ShellWord(parts: [.quoted(part)])))
  }

  // MARK: Values

  mutating func parameter(
    _ reference: ParameterReference, _ operation: ParameterOperation
  ) throws(Interruption) -> Value {
    if reference.isIndirect {
      if case .all(let isJoined)? = reference.part {
        return .list(variables.array(reference.name)?.parts ?? [], isJoined: isJoined)
      }
      guard let target = try target(of: reference) else { return .text("") }
      return try parameter(target, operation)
    }
    if reference.isList { return try list(reference, operation) }
    var current: String?
    if case .element(let word)? = reference.part {
      current = try element(reference, word)
    } else {
      current = look(reference.name)
    }
    return try scalar(reference, current, operation)
  }

  private mutating func scalar(
    _ reference: ParameterReference, _ current: String?, _ operation: ParameterOperation
  ) throws(Interruption) -> Value {
    func isThere(_ emptyCounts: Bool) -> Bool { current != nil && (emptyCounts || current != "") }
    switch operation {
    case .value:
      if current == nil, requiresVariables { throw .unset("\(reference.name): \(notSet)") }
      return .text(current ?? "")
    case .length: return .text(String((current ?? "").count))
    case .fallback(let word, let emptyCounts): return isThere(emptyCounts) ? .text(current ?? "") : .word(word)
    case .alternative(let word, let emptyCounts): return isThere(emptyCounts) ? .word(word) : .text("")
    case .transform where current == nil && !requiresVariables: return .text("")
    case .assign(let word, let emptyCounts):
      if isThere(emptyCounts) { return .text(current ?? "") }
      let value = try text(word)
      if case .element(let part)? = reference.part {
        variables.set(reference.name, part: number(ofPart: try text(part), reference.name), value)
      } else {
        variables.set(reference.name, value)
      }
      return .text(value)
    case .require(let word, let emptyCounts):
      if isThere(emptyCounts) { return .text(current ?? "") }
      let message = try text(word)
      throw .unset("\(reference.name): " + (message.isEmpty ? "parameter null or not set" : message))
    default:
      if current == nil, requiresVariables { throw .unset("\(reference.name): \(notSet)") }
      return .text(try edited(current ?? "", operation))
    }
  }

  private var notSet: String { dialect.isBash ? "unbound variable" : "parameter not set" }

  private mutating func list(
    _ reference: ParameterReference, _ operation: ParameterOperation
  ) throws(Interruption) -> Value {
    let values = values(of: reference)
    let isJoined = if case .all(true)? = reference.part { true } else { reference.name == "*" }
    func isThere(_ emptyCounts: Bool) -> Bool { !values.isEmpty && (emptyCounts || values != [""]) }
    switch operation {
    case .value: return .list(values, isJoined: isJoined)
    case .length: return .text(String(values.count))
    case .fallback(let word, let emptyCounts), .assign(let word, let emptyCounts), .require(let word, let emptyCounts):
      return isThere(emptyCounts) ? .list(values, isJoined: isJoined) : .word(word)
    case .alternative(let word, let emptyCounts): return isThere(emptyCounts) ? .word(word) : .text("")
    case .slice(let offset, let length):
      // The parameters count from one; before them stands the shell's name.
      let all = reference.part == nil ? [special("0") ?? ""] + values : values
      return .list(try slice(all, offset, length), isJoined: isJoined)
    default:
      var result: [String] = []
      for value in values { result.append(try edited(value, operation)) }
      return .list(result, isJoined: isJoined)
    }
  }

  private mutating func slice<Elements: RangeReplaceableCollection & BidirectionalCollection>(
    _ elements: Elements, _ offset: [WordPart], _ length: [WordPart]?
  ) throws(Interruption) -> Elements {
    let count = elements.count
    let first = try number(offset)
    let start = first < 0 ? max(0, count &+ first) : min(count, first)
    var rest = elements.dropFirst(start)
    if let length {
      let wanted = try number(length)
      rest = wanted < 0 ? rest.dropLast(Int(clamping: wanted.magnitude)) : rest.prefix(wanted)
    }
    return Elements(rest)
  }

  // MARK: Editing

  private mutating func edited(_ value: String, _ operation: ParameterOperation) throws(Interruption) -> String {
    switch operation {
    case .removePrefix(let word, let longest):
      let pattern = try pattern(word)
      let ends = longest ? Array(value.indices.reversed()) : Array(value.indices)
      if longest, pattern.matches(value) { return "" }
      for end in ends.prefix(Self.editLimit) where pattern.matches(value[..<end]) { return String(value[end...]) }
      return !longest && pattern.matches(value) ? "" : value
    case .removeSuffix(let word, let longest):
      let pattern = try pattern(word)
      let starts = longest ? Array(value.indices) : Array(value.indices.reversed())
      if !longest, pattern.matches("") { return value }
      for start in starts.prefix(Self.editLimit) where pattern.matches(value[start...]) {
        return String(value[..<start])
      }
      return value
    case .replace(let word, let with, let place):
      return Self.replace(value, try pattern(word), try text(with), place)
    case .slice(let offset, let length): return try slice(value, offset, length)
    case .changeCase(let upper, let all):
      if all { return upper ? value.uppercased() : value.lowercased() }
      return (upper ? value.prefix(1).uppercased() : value.prefix(1).lowercased()) + value.dropFirst()
    case .transform("U"): return value.uppercased()
    case .transform("L"): return value.lowercased()
    case .transform("u"): return value.prefix(1).uppercased() + value.dropFirst()
    case .transform: return ShellQuoting.single(value)
    default: return value
    }
  }

  /// Patterns are tried at so many places of a text at most, so that this stays quick.
  private static let editLimit = 2_000

  private static func replace(
    _ value: String, _ pattern: ShellPattern, _ with: String, _ place: ReplacedPlace
  ) -> String {
    let characters = Array(value)
    if !pattern.hasWildcards, place == .all || place == .first, let plain = pattern.plainText, !plain.isEmpty {
      return place == .all ? value.replacing(plain, with: with) : value.replacing(plain, with: with, maxReplacements: 1)
    }
    guard characters.count <= editLimit else { return value }
    switch place {
    case .prefix:
      let end = (0...characters.count).reversed().first { pattern.matches(characters[..<$0]) }
      return end.map { with + String(characters[$0...]) } ?? value
    case .suffix:
      let start = (0...characters.count).first { pattern.matches(characters[$0...]) }
      return start.map { String(characters[..<$0]) + with } ?? value
    case .first, .all: break
    }
    var result = ""
    var index = 0
    while index < characters.count {
      let end = (index + 1...characters.count).reversed().first { pattern.matches(characters[index..<$0]) }
      guard let end else {
        result.append(characters[index])
        index += 1
        continue
      }
      result += with
      index = end
      if place == .first { break }
    }
    return result + String(characters[index...])
  }
}

/// How a shell quotes a word so that it reads it back as it was.
enum ShellQuoting {
  /// In single quotes: `'it'\''s'`.
  static func single(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// With backslashes, as `printf %q` writes it.
  static func backslashed(_ text: String) -> String {
    if text.isEmpty { return "''" }
    let isPlain: (UInt8) -> Bool = { Byte.isNamePart($0) || $0 >= 128 || "-./:=@%+".utf8.contains($0) }
    if text.utf8.allSatisfy(isPlain) { return text }
    if text.utf8.contains(where: { $0 < 32 }) {
      let escapes: [Character: String] = ["\n": "\\n", "\t": "\\t", "\r": "\\r", "'": "\\'", "\\": "\\\\"]
      return "$'" + text.map { escapes[$0] ?? String($0) }.joined() + "'"
    }
    return text.map { $0.utf8.allSatisfy(isPlain) ? String($0) : "\\\($0)" }.joined()
  }
}
