import Scenarios

/// What earlier answers brought that is no evidence by itself.
struct SightMemory: Sendable {
  /// Parts of relations that were seen.
  var parts: Set<String> = []
  /// Facts that were fetched into a file, by key, and the words that show them when the file is read.
  var fetched: [String: String] = [:]
  /// Objects, logs and events that were looked at: digests of what names them.
  var looks: Set<UInt64> = []

  /// Whether an answer shows a fact, with what was seen before. `key` names the probe.
  mutating func sees(_ probe: Probe, key: String, through sight: Sight) -> Bool {
    if case .relation(let parts) = probe {
      for (index, part) in parts.enumerated() where sees(part, key: "\(key)/\(index)", through: sight) {
        self.parts.insert("\(key)/\(index)")
      }
      return parts.indices.allSatisfy { self.parts.contains("\(key)/\($0)") }
    }
    switch sight.outcome(of: probe) {
    case .shown: return true
    case .fetched(let words):
      if let line = sight.answer.screen?.commandLine, line.contains(">") || line.contains("tee ") {
        fetched[key] = words
      }
      return false
    case .nothing: return readsFile(key, sight.answer.screen)
    }
  }

  /// What was kept in a file is seen when it is printed, unless the player typed it.
  private func readsFile(_ key: String, _ screen: Screen?) -> Bool {
    guard let words = fetched[key], words.utf8.count > 3, let screen else { return false }
    let command = screen.commandLine.split(separator: " ").first ?? ""
    return command != "echo" && command != "printf" && screen.contains(words)
  }
}
