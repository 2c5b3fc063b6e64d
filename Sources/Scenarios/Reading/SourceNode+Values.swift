import KubernetesModel
import SimulationKernel

/// Values of the kinds that keys want. Nothing is taken for what it only looks like: `4.10` is a number, and another tag.
extension SourceNode {
  /// A text; a number or a flag only where a template's value took the text's place.
  func text() throws(ScenarioProblem) -> String {
    switch content {
    case .scalar(.string(let text)): return text
    case .scalar(let value) where isFilled: return FieldPath.text(value)
    case .scalar:
      throw ScenarioProblem("a text is needed here, not \(kindName)", at: position, advice: "put quotes around it")
    case .map:
      throw ScenarioProblem(
        "a text is needed here, not \(kindName)", at: position,
        advice: "put quotes around a text that has a colon and a blank in it")
    case .list: throw ScenarioProblem("a text is needed here, not \(kindName)", at: position)
    }
  }

  /// A text, a whole number or a flag, as they are compared with what a cluster says.
  func scalarText() throws(ScenarioProblem) -> String {
    switch content {
    case .scalar(.integer(let number)): return String(number)
    case .scalar(.bool(let flag)): return String(flag)
    default: return try text()
    }
  }

  func whole() throws(ScenarioProblem) -> Int {
    guard case .scalar(let value) = content,
      let number = value.intValue ?? (isFilled ? value.stringValue.flatMap { Int64($0) } : nil),
      number.magnitude < 1 << 50
    else { throw ScenarioProblem("a whole number is needed here, not \(kindName)", at: position) }
    return Int(number)
  }

  func whole(in range: ClosedRange<Int>) throws(ScenarioProblem) -> Int {
    let number = try whole()
    guard range.contains(number) else {
      throw ScenarioProblem(
        "\(number) does not lie between \(range.lowerBound) and \(range.upperBound)", at: position)
    }
    return number
  }

  func duration() throws(ScenarioProblem) -> Duration {
    let text = try text()
    guard let duration = ScenarioDuration.parse(text) else {
      throw ScenarioProblem("\"\(text)\" is no duration; write 90s, 5m, 1h30m or 200ms", at: position)
    }
    return duration
  }

  /// A moment to the second, with its zone.
  func instant() throws(ScenarioProblem) -> Instant {
    let text = try text()
    guard let instant = Instant(rfc3339: text) else {
      throw ScenarioProblem("\"\(text)\" is no moment; write 2026-03-14T03:12:00Z", at: position)
    }
    return instant
  }

  /// A Kubernetes quantity.
  func quantity(thousandths: Bool) throws(ScenarioProblem) -> Int64 {
    let text: String
    if case .scalar(.double(let number)) = content { text = String(number) } else { text = try scalarText() }
    guard let quantity = try? Quantity(parsing: text), quantity.sign >= 0 else {
      throw ScenarioProblem("\"\(text)\" is no quantity, as 500m or 64Mi are", at: position)
    }
    return thousandths ? quantity.milliValue : quantity.value
  }

  func elements() throws(ScenarioProblem) -> [SourceNode] {
    guard case .list(let elements) = content else {
      throw ScenarioProblem("a list is needed here, not \(kindName)", at: position)
    }
    return elements
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ what: String, of type: Choice.Type
  ) throws(ScenarioProblem) -> Choice where Choice.RawValue == String {
    let text = try text()
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    throw ScenarioProblem(
      "\"\(text)\" is no \(what); there are \(words.joined(separator: ", "))", at: position,
      suggestion: Spelling.nearest(to: text, among: words))
  }
}
