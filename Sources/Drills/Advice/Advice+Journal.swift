import Hints
import KubernetesModel

/// Advice as the journal keeps it: one JSON object.
extension Advice {
  var journalText: String {
    var value: JSONValue = ["available": .bool(isAvailable)]
    if isBrokenOff { value["brokenOff"] = true }
    value["text"] = text.map { .string($0) }
    value["why"] = why.map { .string($0) }
    value["evidence"] = place.map { .string($0.evidence) }
    value["level"] = place.map { JSONValue($0.level) }
    for (name, member) in exchange?.members ?? [] { value[name] = member }
    return JSONWriter.string(value, escapesHTML: false)
  }

  /// Whatever is not to be read counts as if nobody had been there to be asked.
  init(journalText: String) {
    guard let value = try? JSONParser.parse(journalText) else {
      self = .unavailable
      return
    }
    self.init(
      isAvailable: value["available"]?.boolValue ?? false, text: value["text"]?.stringValue,
      why: value["why"]?.stringValue)
    isBrokenOff = value["brokenOff"]?.boolValue ?? false
    if let evidence = value["evidence"]?.stringValue, let level = value["level"]?.intValue {
      place = HintLadder.Place(evidence: evidence, level: Int(clamping: level))
    }
    exchange = Exchange(membersOf: value)
  }
}

extension Advice.Exchange {
  /// What a JSON object says of it.
  var members: [(String, JSONValue?)] {
    [
      ("prompt", .string(prompt)), ("answer", .string(answer)), ("model", .string(model)),
      ("inputTokens", inputTokens.map { JSONValue($0) }), ("outputTokens", outputTokens.map { JSONValue($0) }),
    ]
  }

  /// Nil where the object says nothing of any.
  fileprivate init?(membersOf value: JSONValue) {
    guard let prompt = value["prompt"]?.stringValue, let answer = value["answer"]?.stringValue else { return nil }
    self.init(
      prompt: prompt, answer: answer, model: value["model"]?.stringValue ?? "",
      inputTokens: value["inputTokens"]?.intValue.map { Int(clamping: $0) },
      outputTokens: value["outputTokens"]?.intValue.map { Int(clamping: $0) })
  }
}
