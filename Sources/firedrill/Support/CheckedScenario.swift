import Foundation
import Scenarios

/// What was found in a scenario, for its author and for scripts.
struct CheckedScenario: Encodable {
  struct Variant: Encodable {
    let name: String
    let seed: UInt64
    /// What the ideal way earns.
    let points: Int
  }

  private struct Problem: Encodable {
    let severity: String
    let file: String
    let line: Int
    let column: Int
    let message: String
    let advice: String
    let suggestion: String?
    /// Empty for all.
    let variants: [String]
    let details: String
  }

  /// Letters of a line that one reads at a glance; what is cut off stands in `--verbose` and `--json`.
  private static let lineLimit = 400

  let id: String
  let problems: [ScenarioProblem]
  /// Those that could be played; nil where nobody tried.
  var variants: [Variant]?

  private enum CodingKeys: String, CodingKey {
    case id, passed, problems, variants
  }

  var errorCount: Int { problems.filter { $0.severity == .error }.count }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(errorCount == 0, forKey: .passed)
    try container.encodeIfPresent(variants, forKey: .variants)
    let all = problems.map { problem in
      Problem(
        severity: problem.severity.rawValue, file: problem.file, line: problem.line, column: problem.column,
        message: problem.message, advice: problem.advice, suggestion: problem.suggestion, variants: problem.variants,
        details: problem.details)
    }
    try container.encode(all, forKey: .problems)
  }

  /// A line a problem; with their details when they are wanted.
  func lines(isVerbose: Bool, indent: String = "") -> String {
    problems.map { problem in
      let line = "\(id)/\(problem.description)".split(whereSeparator: \.isNewline).joined(separator: " ")
      let isCut = !isVerbose && line.count > Self.lineLimit
      var text = indent + (isCut ? line.prefix(Self.lineLimit) + " ..." : line) + "\n"
      if isVerbose, !problem.details.isEmpty {
        text += problem.details.split(separator: "\n").map { indent + "    | " + $0 + "\n" }.joined()
      }
      return text
    }.joined()
  }
}
