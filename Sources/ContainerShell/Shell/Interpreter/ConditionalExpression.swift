import KubernetesModel

/// `[[ … ]]`: like test, with patterns, regular expressions, `&&` and `||`; words are not split.
struct ConditionalExpression {
  private var words: [ShellWord]
  private var position = 0

  static func evaluate(
    _ words: [ShellWord], _ expansion: inout ShellExpansion
  ) throws(ShellExpansion.Interruption) -> Bool {
    var expression = ConditionalExpression(words: words)
    return try expression.or(&expansion, 0)
  }

  private func isNext(_ text: String) -> Bool {
    position < words.count && words[position].plainText == text
  }

  private mutating func or(_ expansion: inout ShellExpansion, _ depth: Int) throws(ShellExpansion.Interruption) -> Bool
  {
    var result = try and(&expansion, depth)
    while isNext("||") {
      position += 1
      let right = try and(&expansion, depth)
      result = result || right
    }
    return result
  }

  private mutating func and(_ expansion: inout ShellExpansion, _ depth: Int) throws(ShellExpansion.Interruption) -> Bool
  {
    var result = try primary(&expansion, depth)
    while isNext("&&") {
      position += 1
      let right = try primary(&expansion, depth)
      result = result && right
    }
    return result
  }

  private mutating func primary(
    _ expansion: inout ShellExpansion, _ depth: Int
  ) throws(ShellExpansion.Interruption) -> Bool {
    if depth > 40 { throw .failed("syntax error in conditional expression") }
    if isNext("!") {
      position += 1
      return !(try primary(&expansion, depth + 1))
    }
    if isNext("(") {
      position += 1
      let result = try or(&expansion, depth + 1)
      position += 1
      return result
    }
    guard position < words.count else { throw .failed("syntax error in conditional expression") }
    let left = try expansion.text(words[position])
    if let operation = words[position].plainText, operation.hasPrefix("-"), operation.count == 2,
      position + 1 < words.count, !isOperator(position + 1)
    {
      let operand = try expansion.text(words[position + 1])
      position += 2
      return TestExpression.unary(operation, operand, expansion.view) ?? false
    }
    guard position + 2 < words.count, let operation = words[position + 1].plainText, isOperator(position + 1),
      operation != "&&", operation != "||", operation != ")"
    else {
      position += 1
      return !left.isEmpty
    }
    let word = words[position + 2]
    position += 3
    return try compare(left, operation, word, &expansion)
  }

  private func isOperator(_ index: Int) -> Bool {
    guard let text = words[index].plainText else { return false }
    return ["==", "=", "!=", "=~", "<", ">", "&&", "||", ")", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot"]
      .contains(text)
  }

  private func compare(
    _ left: String, _ operation: String, _ word: ShellWord, _ expansion: inout ShellExpansion
  ) throws(ShellExpansion.Interruption) -> Bool {
    switch operation {
    case "==", "=": return try expansion.pattern(word).matches(left)
    case "!=": return !(try expansion.pattern(word).matches(left))
    case "<": return left < (try expansion.text(word))
    case ">": return left > (try expansion.text(word))
    case "=~":
      let source = try expansion.regularExpression(word)
      guard let expression = try? RegularExpression(source, syntax: .extended) else { throw .failed("invalid regex") }
      let text = Array(left.utf8)
      let match = expression.firstMatch(in: text)
      let groups = match?.groups.map { $0.map { String(decoding: text[$0], as: UTF8.self) } ?? "" } ?? []
      if expansion.dialect.isBash { expansion.variables.set("BASH_REMATCH", elements: groups) }
      return match != nil
    default: return TestExpression.binary(left, operation, try expansion.text(word)) ?? false
    }
  }
}
