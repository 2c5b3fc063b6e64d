import Foundation
import Hints
import Scenarios
import Testing

/// The scenarios that players get.
enum Shipped {
  static let library = ScenarioLibrary(
    folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Scenarios")

  /// One variant of each; another one for another number.
  static func scenarios(variant: Int) throws -> [Scenario] {
    try library.identifiers.map { id in
      let source = try library.source(id)
      return try source.scenario(source.variants[variant % source.variants.count])
    }
  }

  /// Every variant of a scenario.
  static func variants(of id: String) throws -> [Scenario] {
    let source = try library.source(id)
    return try source.variants.map { try source.scenario($0) }
  }
}

@Suite struct InjectionTests {
  @Test("There are attempts of every kind.")
  func thereAreAttemptsOfEveryKind() {
    #expect(InjectionAttempt.all.count >= 60)
    #expect(Set(InjectionAttempt.all.map(\.disguise)) == Set(AnswerDisguise.allCases))
    #expect(InjectionAttempt.all.contains { $0.place == .output })
  }

  @Test("A provider that gives in to every attempt gives nothing away.", arguments: Shipped.library.identifiers)
  func providerThatGivesInGivesNothingAway(_ id: String) throws {
    let variants = try Shipped.variants(of: id)
    for level in 0...4 {
      let trial = AdviceTrial(AdviceTrial.situation(of: variants[level % variants.count], level: level))
      // An explanation has the check of a hint, and nothing of the ladder that may be said.
      for (number, attempt) in InjectionAttempt.all.enumerated() where level > 0 || number.isMultiple(of: 5) {
        let secret = number + level
        let outcome = trial.outcome(of: attempt, secret: secret)
        #expect(outcome.leaks == [], "level \(level), \(attempt.disguise): \(outcome.answer)")
        // Of answers in many lines only the first four are shown, which may be harmless.
        guard case .shown(let text) = outcome.verdict, !text.contains("\n"), !attempt.disguise.losesDigits else {
          continue
        }
        #expect(!trial.isTelling(secret: secret), "level \(level), \(attempt.disguise) shows \(text)")
      }
    }
  }
}
