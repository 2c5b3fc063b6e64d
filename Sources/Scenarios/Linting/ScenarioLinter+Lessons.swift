extension ScenarioLinter {
  /// A lesson that never ends would hold whoever follows it for ever.
  mutating func checkLessons() {
    let facts = scenario.evidence.map(\.id)
    for (index, lesson) in scenario.lessons.enumerated() {
      let path = ["lessons", String(index)]
      if lesson.says.allSatisfy(\.isWhitespace) { report("a lesson says nothing", at: path + ["says"]) }
      if let seen = lesson.until.seen, !facts.contains(seen) {
        report(
          "a lesson waits for \"\(seen)\", which is no fact", at: path + ["until", "seen"],
          suggestion: Spelling.nearest(to: seen, among: facts))
      }
      for (number, command) in lesson.until.ran.enumerated() where command.allSatisfy(\.isWhitespace) {
        report("a lesson waits for a command without a name", at: path + ["until", "ran", String(number)])
      }
    }
  }
}
