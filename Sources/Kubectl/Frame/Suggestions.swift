/// What kubectl says of a word that is no command.
enum Suggestions {
  static func unknownCommand(_ word: String) -> String {
    let text = "unknown command \(word.goQuoted) for \"kubectl\""
    let similar = RootCommand.suggested.filter { isSimilar($0, to: word) }
    if similar.isEmpty { return text }
    return text + "\n\nDid you mean this?\n" + similar.map { "\t\($0)\n" }.joined()
  }

  /// At most two letters wrong, or the beginning of the command.
  private static func isSimilar(_ command: String, to word: String) -> Bool {
    // Longer words cannot be two letters away from any command.
    guard word.utf8.count <= 40 else { return false }
    return distance(Array(word.lowercased()), Array(command)) <= 2 || command.hasPrefix(word.lowercased())
  }

  /// Levenshtein's: letters to insert, to remove or to exchange.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let changed = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
