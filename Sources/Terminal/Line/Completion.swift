import Drills

/// What a Tab does with the words that may follow.
struct Completion {
  /// What is inserted at the cursor.
  let inserted: String
  /// What is to be shown, where the words go different ways.
  let choices: [String]

  /// Nil when nothing may follow.
  init?(_ offered: LineCompletion) {
    guard var shared = offered.words.first else { return nil }
    for word in offered.words { shared = String(zip(shared, word).prefix { $0 == $1 }.map(\.0)) }
    let rest = String(shared.dropFirst(offered.typed.count))
    if offered.words.count == 1 {
      (inserted, choices) = (rest + (offered.endsWord ? " " : ""), [])
    } else {
      (inserted, choices) = (rest, rest.isEmpty ? Self.shown(offered) : [])
    }
  }

  /// The words without what they all begin with and was typed already: a folder, a resource.
  private static func shown(_ offered: LineCompletion) -> [String] {
    guard let slash = offered.typed.lastIndex(of: "/") else { return offered.words }
    let folder = offered.typed[...slash].count
    return offered.words.map { String($0.dropFirst(folder)) }
  }

  /// The choices below each other, in as many columns as fit, like `ls`; what is too much is counted.
  static func rows(_ choices: [String], columns: Int, atMost limit: Int) -> [String] {
    let width = min(columns, (choices.map { DisplayWidth.of($0) }.max() ?? 0) + 2)
    let count = max(1, columns / max(1, width))
    let height = (choices.count + count - 1) / count
    let rows = (0..<min(height, limit)).map { row in
      stride(from: row, to: choices.count, by: height).map { index in
        choices[index] + String(repeating: " ", count: max(0, width - DisplayWidth.of(choices[index])))
      }.joined()
    }
    return height > limit ? rows + ["... \(choices.count) in all"] : rows
  }
}
