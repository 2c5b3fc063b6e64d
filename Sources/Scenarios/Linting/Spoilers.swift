/// What a text may not say that is read before the mend: the solution's commands and values, and the cause itself.
struct Spoilers {
  enum Finding: Hashable {
    /// The words of a command that mends.
    case command(String)
    /// A value that the mend writes.
    case value(String)
    case cause
  }

  /// kubectl's commands that change something, with the second word where the first alone does not tell.
  private static let changing = [
    "annotate", "apply", "autoscale", "cordon", "create", "delete", "drain", "edit", "expose", "label", "patch",
    "replace", "rollout restart", "rollout undo", "scale", "set", "taint", "uncordon",
  ]
  /// Phrases that nobody writes who does not mean the command.
  private static let phrases = ["rollout restart", "rollout undo", "set env", "set image", "set resources"]
  /// Letters of the shortest word that tells one text from another.
  private static let tellingLength = 4

  private let values: [String]
  private let lines: [String]
  private let causeWords: Set<String>
  private let cause: String

  init(_ scenario: Scenario) {
    values = MendValues(scenario).all
    lines = scenario.solution.map(Self.plain)
    cause = Self.plain(scenario.cause.sentence)
    causeWords = Self.tellingWords(of: scenario.cause.sentence)
  }

  /// What `text` gives away, each finding once.
  func findings(in text: String) -> [Finding] {
    let plain = Self.plain(text)
    var findings: [Finding] = []
    let calls = Self.changing.flatMap { ["kubectl \($0)", "k \($0)"] } + Self.phrases
    if let call = (lines + calls).first(where: { Self.holds(plain, $0) }) { findings.append(.command(call)) }
    findings += values.filter { Self.holds(plain, $0.lowercased()) }.map(Finding.value)
    if saysCause(text, plain) { findings.append(.cause) }
    return findings
  }

  /// Whether it is the cause's sentence, in whatever order of its words: most of those that tell.
  private func saysCause(_ text: String, _ plain: String) -> Bool {
    if cause.split(separator: " ").count > 2, plain.contains(cause) { return true }
    guard causeWords.count >= 5 else { return false }
    let shared = causeWords.intersection(Self.tellingWords(of: text)).count
    return shared * 4 >= causeWords.count * 3
  }

  private static func tellingWords(of text: String) -> Set<String> {
    let words = plain(text).split { !($0.isLetter || $0.isNumber || "-._/=".contains($0)) }
    return Set(words.map { $0.trimmingDots() }.filter { $0.count >= tellingLength })
  }

  /// In lower case, with single blanks, and without the full stop.
  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ").trimmingDots()
  }

  /// Whether `text` holds `words` as whole words.
  private static func holds(_ text: String, _ words: String) -> Bool {
    var rest = text[...]
    while !words.isEmpty, let range = rest.firstRange(of: words) {
      let before = rest[..<range.lowerBound].last ?? text[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      if !isPartOfWord(before), !isPartOfWord(after) { return true }
      rest = rest[rest.index(after: range.lowerBound)...]
    }
    return false
  }

  private static func isPartOfWord(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ?? false
  }
}

extension StringProtocol {
  fileprivate func trimmingDots() -> String {
    var text = Substring(self)
    while let last = text.last, ".,;:!?".contains(last) { text.removeLast() }
    return String(text)
  }
}
