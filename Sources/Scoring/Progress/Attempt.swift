package import SimulationKernel

/// A run that is over, as far as progress goes by it.
package struct Attempt: Hashable, Sendable {
  package var scenario: String
  package var variant: String
  /// The day on which it ended where the player lives, counted from 1970-01-01.
  package var day: Int
  /// The player went back in time, or could otherwise know the answer.
  package var isPractice: Bool
  package var isSolved: Bool
  package var points: Int
  /// Nil where it was not mended.
  package var secondsToMend: Int?
  package var parSeconds: Int
  package var hintCount: Int
  /// Ids of the evidence that was not seen in time.
  package var missed: [String]

  package init(
    scenario: String, variant: String, day: Int, isPractice: Bool = false, isSolved: Bool, points: Int,
    secondsToMend: Int?, parSeconds: Int, hintCount: Int = 0, missed: [String] = []
  ) {
    self.scenario = scenario
    self.variant = variant
    self.day = day
    self.isPractice = isPractice
    self.isSolved = isSolved
    self.points = points
    self.secondsToMend = secondsToMend
    self.parSeconds = parSeconds
    self.hintCount = hintCount
    self.missed = missed
  }

  package init(_ card: Card, day: Int) {
    self.init(
      scenario: card.scenario, variant: card.variant, day: day, isPractice: card.isPractice, isSolved: card.isSolved,
      points: card.points, secondsToMend: card.secondsToMend, parSeconds: card.parSeconds,
      hintCount: card.hints.count, missed: card.findings.filter { $0.seconds == nil || $0.isLate }.map(\.id))
  }

  /// How well a failure was found.
  package enum Found: String, Hashable, Sendable, Comparable {
    /// Not in a run that counts.
    case notYet
    /// With hints, or over par.
    case slow
    /// Without a hint and within par.
    case fast

    package static func < (left: Found, right: Found) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .notYet: 0
      case .slow: 1
      case .fast: 2
      }
    }
  }

  package var found: Found {
    guard isSolved, let secondsToMend else { return .notYet }
    return hintCount == 0 && secondsToMend <= parSeconds ? .fast : .slow
  }
}

extension Attempt {
  /// Days for which whoever finished a variant knows its answer.
  package static let memory = 14

  /// Those that count, of attempts from the oldest on: no practice, and no variant whose answer the player had read less
  /// than two weeks before.
  package static func counted(_ attempts: [Attempt]) -> [Attempt] {
    var known: [String: Int] = [:]
    return attempts.filter { attempt in
      let key = attempt.scenario + "/" + attempt.variant
      let isKnown = known[key].map { attempt.day - $0 < memory } ?? false
      known[key] = attempt.day
      return !isKnown && !attempt.isPractice
    }
  }
}

/// Days counted from 1970-01-01.
package enum Day {
  /// The day of a moment.
  /// - Parameter offset: seconds by which the clocks of the place are ahead of UTC.
  package static func of(_ instant: Instant, offset: Int) -> Int {
    let seconds = instant.seconds + Int64(offset)
    return Int((seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
  }

  /// `2026-11-22`
  package static func text(_ day: Int) -> String {
    String(Instant(seconds: Int64(day).multipliedReportingOverflow(by: 86_400).partialValue).rfc3339.prefix(10))
  }
}
