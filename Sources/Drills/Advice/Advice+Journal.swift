import Hints
import KubernetesModel

/// Advice as the journal keeps it: one JSON object.
extension Advice {
  var journalText: String {
    var value: JSONValue = ["available": .bool(isAvailable)]
    if isBrokenOff { value["brokenOff"] = true }
    value["text"] = text.map { .string($0) }
    value["why"] = why.map { .string($0) }
    if let exchange {
      value["prompt"] = .string(exchange.prompt)
      value["answer"] = .string(exchange.answer)
      value["model"] = .string(exchange.model)
      value["inputTokens"] = exchange.inputTokens.map { JSONValue($0) }
      value["outputTokens"] = exchange.outputTokens.map { JSONValue($0) }
    }
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
    guard let prompt = value["prompt"]?.stringValue, let answer = value["answer"]?.stringValue else { return }
    exchange = Exchange(
      prompt: prompt, answer: answer, model: value["model"]?.stringValue ?? "",
      inputTokens: value["inputTokens"]?.intValue.map { Int(clamping: $0) },
      outputTokens: value["outputTokens"]?.intValue.map { Int(clamping: $0) })
  }
}
