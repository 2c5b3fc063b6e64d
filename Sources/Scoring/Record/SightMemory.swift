import Scenarios
import SimulationKernel

/// What earlier answers brought that is no evidence by itself.
struct SightMemory: Sendable {
  /// Parts of relations that were seen.
  var parts: Set<String> = []
  /// Facts that were fetched into a file, by key, and the words that show them when the file is read.
  var fetched: [String: String] = [:]
  /// Objects, logs and events that were looked at: digests of what names them.
  var looks: Set<UInt64> = []

  /// A fact that an answer showed.
  struct Seen {
    /// When; nil for when the answer came.
    var instant: Instant?
  }

  /// Whether an answer shows a fact, with what was seen before. `key` names the probe.
  mutating func sees(_ probe: Probe, key: String, through sight: Sight) -> Seen? {
    if case .relation(let parts) = probe {
      var seen = Seen()
      for (index, part) in parts.enumerated() {
        guard let found = sees(part, key: "\(key)/\(index)", through: sight) else { continue }
        if self.parts.insert("\(key)/\(index)").inserted {
          seen.instant = [seen.instant, found.instant].compactMap(\.self).max()
        }
      }
      return parts.indices.allSatisfy { self.parts.contains("\(key)/\($0)") } ? seen : nil
    }
    switch sight.outcome(of: probe) {
    case .shown(let instant): return Seen(instant: instant)
    case .fetched(let words):
      if let line = sight.answer.screen?.commandLine, line.contains(">") || line.contains("tee ") {
        fetched[key] = words
      }
      return nil
    case .nothing: return readsFile(key, sight.answer.screen)
    }
  }

  /// What was kept in a file is seen when it is printed, unless the player typed it.
  private func readsFile(_ key: String, _ screen: Screen?) -> Seen? {
    guard let words = fetched[key], words.utf8.count > 3, let screen else { return nil }
    let command = screen.commandLine.split(separator: " ").first ?? ""
    guard command != "echo", command != "printf" else { return nil }
    return screen.line(containing: words).map { Seen(instant: $0.instant) }
  }
}
