import KubernetesModel

/// A regular expression of jq's, looked for in a text.
struct JQSearch {
  let text: [UInt8]
  let matches: [RegularExpression.Match]
  private let names: [String?]

  /// - Parameters:
  ///   - pattern: a string, or an array of it and flags.
  ///   - flags: `g` for all matches, `i` for letters of either case, `x` for blanks that do not count.
  init(_ pattern: JQValue, _ flags: JQValue, in value: JQValue) throws(JQMachine.Stop) {
    guard case .string(let subject) = value else {
      throw JQMachine.failure("\(value.described) cannot be matched, as it is not a string")
    }
    var source = pattern
    var letters = if case .string(let text) = flags { text } else { "" }
    if case .array(let parts) = pattern {
      source = parts.first ?? .null
      if parts.count > 1, case .string(let more) = parts[1] { letters += more }
    }
    guard case .string(var expression) = source else {
      throw JQMachine.failure("\(source.described) cannot be matched, as it is not a string")
    }
    if let odd = letters.first(where: { !"gimnpslx".contains($0) }) {
      _ = odd
      throw JQMachine.failure("\(letters) is not a valid modifier string")
    }
    if letters.contains("x") { expression.removeAll { $0 == " " || $0 == "\n" } }
    text = Array(subject.utf8)
    names = Self.names(of: expression)
    do throws(RegularExpression.InvalidPattern) {
      let compiled = try RegularExpression(expression, syntax: .perl, ignoresCase: letters.contains("i"))
      let found = letters.contains("g") ? compiled.matches(in: text) : compiled.firstMatch(in: text).map { [$0] } ?? []
      matches = letters.contains("n") ? found.filter { !$0.range.isEmpty } : found
    } catch {
      throw JQMachine.failure("\(expression) (at offset 0) is not a valid regex: \(error.message)")
    }
  }

  /// The names of the groups, in their order.
  private static func names(of expression: String) -> [String?] {
    var found: [String?] = []
    var rest = expression[...]
    var isInSet = false
    while let next = rest.popFirst() {
      switch next {
      case "\\": _ = rest.popFirst()
      case "[": isInSet = true
      case "]": isInSet = false
      case "(" where !isInSet:
        if rest.hasPrefix("?<"), !rest.hasPrefix("?<="), !rest.hasPrefix("?<!") {
          found.append(String(rest.dropFirst(2).prefix { $0 != ">" }))
        } else if !rest.hasPrefix("?") {
          found.append(nil)
        }
      default: break
      }
    }
    return found
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  private func offset(_ position: Int) -> JQValue { .number(Double(string(0..<position).unicodeScalars.count)) }

  /// As `match` gives it.
  func described(_ match: RegularExpression.Match) -> JQValue {
    var object = place(match.range)
    var captures: [JQValue] = []
    for (index, range) in match.groups.dropFirst().enumerated() {
      var capture = range.map(place) ?? JQObject()
      if range == nil {
        capture["offset"] = .number(-1)
        capture["length"] = .number(0)
        capture["string"] = .null
      }
      capture["name"] = index < names.count ? names[index].map(JQValue.string) ?? .null : .null
      captures.append(.object(capture))
    }
    object["captures"] = .array(captures)
    return .object(object)
  }

  private func place(_ range: Range<Int>) -> JQObject {
    var object = JQObject()
    object["offset"] = offset(range.lowerBound)
    object["length"] = .number(Double(string(range).unicodeScalars.count))
    object["string"] = .string(string(range))
    return object
  }

  /// What the groups with names caught.
  func captures(_ match: RegularExpression.Match) -> JQValue {
    var object = JQObject()
    for (name, range) in zip(names, match.groups.dropFirst()) {
      if let name { object[name] = range.map { .string(string($0)) } ?? .null }
    }
    return .object(object)
  }

  /// The pieces between the matches.
  var pieces: [JQValue] {
    var found: [JQValue] = []
    var start = 0
    for match in matches where !match.range.isEmpty {
      found.append(.string(string(start..<match.range.lowerBound)))
      start = match.range.upperBound
    }
    return found + [.string(string(start..<text.count))]
  }
}
