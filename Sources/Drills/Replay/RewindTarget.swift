import Scenarios

/// How far a player wants to go back.
package enum RewindTarget: Hashable, Sendable {
  /// By so many commands, from 1.
  case commands(Int)
  /// By a stretch of simulated time.
  case by(Duration)
  /// To so much simulated time after the call.
  case to(Duration)

  /// `2m`, `3` (commands), `+4:10`; nothing is one command.
  package init?(_ text: String) {
    if text.isEmpty {
      self = .commands(1)
    } else if let count = Int(text), text.first?.isNumber ?? false {
      guard count > 0 else { return nil }
      self = .commands(count)
    } else if let duration = ScenarioDuration.parse(text), duration > .zero {
      self = .by(duration)
    } else if let seconds = Self.seconds(text.first == "+" ? text.dropFirst() : text[...]) {
      self = .to(.seconds(seconds))
    } else {
      return nil
    }
  }

  /// `4:10` or `1:04:10`.
  private static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var seconds = 0
    for part in parts {
      guard (1...4).contains(part.count), part.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(part) else {
        return nil
      }
      seconds = seconds * 60 + number
    }
    return seconds
  }
}
