/// Collects what is wrong with a scenario, variant by variant, and says once what several of them have.
package struct ScenarioProblemList: Sendable {
  /// What makes two problems of different variants one: all but the quoted words of their messages.
  private struct Key: Hashable, Sendable {
    let severity: ScenarioProblem.Severity
    let position: SourcePosition
    let gist: String
    /// Counts those of one variant that would otherwise be alike.
    let number: Int
  }

  private let variants: [String]
  private var problems: [ScenarioProblem] = []
  private var indices: [Key: Int] = [:]

  /// - Parameter variants: the names of all that are looked at.
  package init(variants: [String]) { self.variants = variants }

  /// Adds what is wrong with one variant, or with the scenario as a whole.
  package mutating func add(_ new: [ScenarioProblem], variant: String? = nil) {
    var counts: [Key: Int] = [:]
    for var problem in new {
      let position = SourcePosition(file: problem.file, line: problem.line, column: problem.column)
      let gist = Self.gist(of: problem.message)
      let plain = Key(severity: problem.severity, position: position, gist: gist, number: 0)
      let number = counts[plain, default: 0]
      counts[plain] = number + 1
      let key = Key(severity: problem.severity, position: position, gist: gist, number: number)
      if let index = indices[key] {
        if let variant, !problems[index].variants.contains(variant) { problems[index].variants.append(variant) }
      } else {
        indices[key] = problems.count
        problem.variants = variant.map { [$0] } ?? []
        problems.append(problem)
      }
    }
  }

  /// By file and place; variants are named where not all of them are concerned.
  package var all: [ScenarioProblem] {
    var all = problems
    for index in all.indices where all[index].variants.count == variants.count { all[index].variants = [] }
    return all.enumerated().sorted {
      ($0.element.file, $0.element.line, $0.element.column, $0.offset)
        < ($1.element.file, $1.element.line, $1.element.column, $1.offset)
    }.map(\.element)
  }

  package var hasErrors: Bool { problems.contains { $0.severity == .error } }

  /// A message without what stands between its first and its last quote.
  private static func gist(of message: String) -> String {
    guard let first = message.firstIndex(of: "\""), let last = message.lastIndex(of: "\"") else { return message }
    return message[..<first] + "\"" + message[last...]
  }
}
