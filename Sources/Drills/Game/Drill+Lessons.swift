import ContainerShell
package import Scenarios
import Scoring

/// Leading somebody through a scenario that has lessons. What was done is found in the journal and the record alone, but
/// for the keys, of which nothing is kept: after a break they are tried again.
extension Drill {
  /// Notes that a key was used.
  package func use(_ key: Lesson.Key) { usedKeys.insert(key) }

  /// The lesson that comes next; nil where there is none, or none is left.
  package var lesson: DrillView.Lesson? {
    let lessons = scenario.lessons.filter(isPossible)
    guard !lessons.isEmpty else { return nil }
    let commands = commandsRun
    guard let index = lessons.firstIndex(where: { !isDone($0.until, commands) }) else { return nil }
    return DrillView.Lesson(
      number: index + 1, count: lessons.count, praise: index > 0 ? lessons[index - 1].praise.trimmingEnd() : "",
      says: lessons[index].says.trimmingEnd())
  }

  /// Whether the way in which the drill is played has the key, where a lesson is about nothing else.
  private func isPossible(_ lesson: Lesson) -> Bool {
    guard let key = lesson.until.key else { return true }
    return lesson.until != Lesson.Condition(key: key) || offeredKeys.contains(key)
  }

  private func isDone(_ condition: Lesson.Condition, _ commands: [[String]]) -> Bool {
    if let fact = condition.seen, record.sightings[fact] != nil { return true }
    if let key = condition.key, usedKeys.contains(key) { return true }
    if condition.isDiagnosed, record.isDiagnosed { return true }
    if condition.isMended, record.mendedAt != nil { return true }
    return condition.ran.contains { wanted in
      let words = wanted.split(whereSeparator: \.isWhitespace).map(String.init)
      return commands.contains { Self.command($0, isOne: words) }
    }
  }

  /// Every command of every line, and of other clients, word by word.
  private var commandsRun: [[String]] {
    let lines = journal.entries.filter { $0.kind == .line || $0.kind == .game }.map(\.text) + record.steps.map(\.text)
    return lines.flatMap { line in
      line.split { "|;&\n()`".contains($0) }.map { command in
        let words = command.split(whereSeparator: \.isWhitespace).map(String.init).prefix { !$0.hasPrefix("#") }
        guard let first = words.first, let alias = shell.alias(first) else { return Array(words) }
        return alias.split(separator: " ").map(String.init) + words.dropFirst()
      }
    }
  }

  /// Whether a command begins with the first of the words, and has the others in their order.
  private static func command(_ command: [String], isOne words: [String]) -> Bool {
    guard command.first == words.first else { return false }
    var rest = words[...]
    for word in command where word == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
