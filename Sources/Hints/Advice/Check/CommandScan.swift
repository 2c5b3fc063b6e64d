/// Finds kubectl commands that change something.
enum CommandScan {
  private static let verbs: Set = [
    "annotate", "apply", "autoscale", "cordon", "create", "delete", "drain", "edit", "expose", "label", "patch",
    "replace", "run", "scale", "set", "taint", "uncordon",
  ]
  private static let rollouts: Set = ["undo", "restart", "pause", "resume"]
  private static let settings: Set = ["image", "env", "resources", "selector", "serviceaccount", "subject"]
  /// The beginnings of such commands, for the search in disguises.
  static let calls: [[UInt8]] = {
    let calls = verbs.sorted().map { "kubectl \($0)" } + rollouts.sorted().map { "rollout \($0)" }
    return (calls + settings.sorted().map { "set \($0)" }).map { Array($0.utf8) }
  }()

  /// The command lines in a sentence, each up to where a sign ends it.
  static func commands(in text: String) -> [Substring] {
    var commands: [Substring] = []
    var rest = text[...]
    while let range = rest.firstRange(of: "kubectl ") {
      let line = rest[range.lowerBound...]
      let end = line.indices.first { index in
        guard ",.;)".contains(line[index]) else { return line[index].isNewline }
        let next = line.index(after: index)
        return next == line.endIndex || line[next].isWhitespace
      }
      commands.append(line[..<(end ?? line.endIndex)])
      rest = rest[range.upperBound...]
    }
    return commands
  }

  static func isChanging(_ line: Substring) -> Bool {
    let words = line.lowercased().split { $0.isWhitespace || "\"'`".contains($0) }.map(String.init)
    guard let call = words.firstIndex(where: { $0 == "kubectl" || $0 == "k" }) else { return false }
    return verb(after: call, in: words) != nil
  }

  /// The place of a changing command's verb: behind the call and its options.
  private static func verb(after call: Int, in words: [String]) -> Int? {
    var index = call + 1
    while index < words.count, words[index].hasPrefix("-") { index += words[index].contains("=") ? 1 : 2 }
    guard index < words.count else { return nil }
    let isRollout = words[index] == "rollout" && index + 1 < words.count && rollouts.contains(words[index + 1])
    return isRollout || verbs.contains(words[index]) ? index : nil
  }

  /// Whether a folded text holds a changing command that was not shown: after `kubectl`, or a verb with an object's name.
  static func finds(in text: FoldedText, names: Set<String>, shown: ShownText) -> Bool {
    for line in text.bytes.split(separator: 10) {
      let bytes = line.filter { $0 != FoldedText.hump }
      let words = bytes.split { FoldedText.isSpace($0) || quotes.contains($0) }
        .map { String(decoding: $0, as: UTF8.self) }
      for index in words.indices {
        let isCall = words[index] == "kubectl" || words[index] == "k"
        if isCall, let verb = verb(after: index, in: words),
          !isShown(words[index...min(verb + 2, words.count - 1)], shown)
        {
          return true
        }
        if isNamed(index, words, names), !isShown(words[index...min(index + 2, words.count - 1)], shown) { return true }
      }
    }
    return false
  }

  /// Quotes, stars and brackets that open.
  private static let quotes: Set<UInt8> = [34, 39, 96, 42, 40, 91]

  private static func isShown(_ words: ArraySlice<String>, _ shown: ShownText) -> Bool {
    var literal = Array(words.joined(separator: " ").utf8)[...]
    while let last = literal.last, !FoldedText.isWordByte(last) { literal.removeLast() }
    return shown.holds(literal)
  }

  /// Whether a verb stands here and then, with its kind, the name of an object: `scale deployment/web`.
  private static func isNamed(_ index: Int, _ words: [String], _ names: Set<String>) -> Bool {
    guard verbs.contains(words[index]), index + 1 < words.count else { return false }
    let halves = words[index + 1].split(separator: "/", maxSplits: 1).map(String.init)
    guard let kind = halves.first, ObjectKinds.all.contains(kind) else { return false }
    let name = halves.count == 2 ? halves[1] : index + 2 < words.count ? words[index + 2] : ""
    return names.contains(String(name.reversed().drop { ".,;:!?)".contains($0) }.reversed()))
  }
}
