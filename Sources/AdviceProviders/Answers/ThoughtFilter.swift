/// Leaves out what local models think aloud before they answer: `<think>...</think>` at the beginning.
struct ThoughtFilter {
  private enum State {
    case start
    case thinking
    case speaking
  }

  private var state = State.start
  private var held = ""

  /// What of the next piece is said.
  mutating func read(_ text: String) -> String {
    if case .speaking = state { return text }
    held += text
    if case .start = state {
      let begun = held.drop(while: \.isWhitespace)
      if begun.isEmpty || "<think>".hasPrefix(begun) { return "" }
      state = begun.hasPrefix("<think>") ? .thinking : .speaking
      if case .speaking = state { return release(String(begun)) }
    }
    guard let end = held.firstRange(of: "</think>") else {
      // Only the end may complete the mark; the thoughts before it are not kept.
      held = String(held.suffix(16))
      return ""
    }
    let rest = held[end.upperBound...].drop(while: \.isWhitespace)
    guard !rest.isEmpty else {
      held = "</think>"
      return ""
    }
    state = .speaking
    return release(String(rest))
  }

  /// What was held back, when nothing more comes.
  mutating func end() -> String {
    guard case .start = state else { return "" }
    state = .speaking
    return release(held)
  }

  private mutating func release(_ text: String) -> String {
    held = ""
    return text
  }
}
