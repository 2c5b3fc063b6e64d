import Scenarios

/// Scenarios as far as they go without being played, all variants of all of them at once.
struct Rehearsals {
  struct One {
    let id: String
    /// Nil where the files cannot be read.
    let source: ScenarioSource?
    let variants: [ScenarioRehearsal.Variant]
    let problems: ScenarioProblemList

    fileprivate let isInDoubt: Bool
  }

  private struct Task: Sendable {
    let rehearsal: ScenarioRehearsal
    let variant: Int
    let isBrief: Bool
  }

  /// Prepares all variants, as they are played.
  static func all(of ids: [String], in library: ScenarioLibrary, _ bar: ProgressBar) -> [One] {
    rehearse(ids, in: library, isBrief: false, bar)
  }

  /// The same for whoever only wants to know what is wrong: at first with little patience, and at length where that
  /// leaves a doubt.
  static func brief(of ids: [String], in library: ScenarioLibrary, _ bar: ProgressBar) -> [One] {
    let brief = rehearse(ids, in: library, isBrief: true, bar)
    var sure = all(of: brief.filter(\.isInDoubt).map(\.id), in: library, bar)[...]
    return brief.map { $0.isInDoubt ? sure.popFirst() ?? $0 : $0 }
  }

  private static func rehearse(
    _ ids: [String], in library: ScenarioLibrary, isBrief: Bool, _ bar: ProgressBar
  ) -> [One] {
    let sources = ids.map { id in Result { () throws(ScenarioProblem) in try library.source(id) } }
    let tasks = sources.compactMap { try? $0.get() }.flatMap { source in
      source.variants.indices.map { Task(rehearsal: ScenarioRehearsal(source), variant: $0, isBrief: isBrief) }
    }
    var rehearsed = Workers.map(
      tasks, didFinish: { bar.show(Double($0) / Double(tasks.count), "\($0)/\(tasks.count) variants prepared") },
      { $0.rehearsal.rehearse($0.variant, isBrief: $0.isBrief) })[...]
    return zip(ids, sources).map { id, source in
      switch source {
      case .success(let source):
        let variants = Array(rehearsed.prefix(source.variants.count))
        rehearsed = rehearsed.dropFirst(variants.count)
        let rehearsal = ScenarioRehearsal(source)
        return One(
          id: id, source: source, variants: variants, problems: rehearsal.problems(in: variants),
          isInDoubt: isBrief && rehearsal.isInDoubt(variants))
      case .failure(let problem):
        var problems = ScenarioProblemList(variants: [])
        problems.add([problem])
        return One(id: id, source: nil, variants: [], problems: problems, isInDoubt: false)
      }
    }
  }
}
