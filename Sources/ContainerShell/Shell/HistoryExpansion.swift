/// What an interactive bash makes of `!!`, `!12`, `!-2`, `!kubectl` and `!$` before it reads a line.
package struct HistoryExpansion {
  /// There is no such line.
  package struct Problem: Error, Hashable {
    /// As it was typed: `!12`.
    package let event: String

    package init(event: String) { self.event = event }
  }

  /// Bytes that a line may come to.
  private static let limit = 1 << 20

  /// Oldest first; the first line is number 1.
  private let history: [String]

  package init(history: [String]) { self.history = history }

  package func expand(_ line: String) throws(Problem) -> String {
    guard line.contains("!") else { return line }
    var result = ""
    var rest = line[...]
    var quote: Character?
    var before: Character = " "
    while let character = rest.first {
      if character == "!", quote != "'", let event = event(in: rest, after: before) {
        result += try text(of: event)
        guard result.utf8.count <= Self.limit else { throw Problem(event: String(event)) }
        rest = rest.dropFirst(event.count)
        before = " "
        continue
      }
      rest.removeFirst()
      result.append(character)
      if character == "\\", quote != "'", let next = rest.popFirst() { result.append(next) }
      if character == quote { quote = nil } else if quote == nil, "'\"".contains(character) { quote = character }
      before = character
    }
    return result
  }

  /// The event that a text begins with; nil for a `!` that is none: before a blank, and in `[!a]`, `${!a}` and `$!`.
  private func event(in text: Substring, after before: Character) -> Substring? {
    let name = text.dropFirst()
    guard let first = name.first, !first.isWhitespace, !"=(\"".contains(first), !"[{$".contains(before) else {
      return nil
    }
    if first == "!" || first == "$" { return text.prefix(2) }
    if first == "-" || first.isNumber { return text.prefix(2 + name.dropFirst().prefix(while: \.isNumber).count) }
    return text.prefix(1 + name.prefix { !$0.isWhitespace && !";|&<>()\"'".contains($0) }.count)
  }

  private func text(of event: Substring) throws(Problem) -> String {
    let name = event.dropFirst()
    var line: String?
    if name == "!" || name == "$" {
      line = history.last
    } else if let number = Int(name) {
      let index = number > 0 ? number - 1 : history.count + number
      line = history.indices.contains(index) && number != 0 ? history[index] : nil
    } else {
      line = history.last { $0.hasPrefix(name) }
    }
    guard let line else { throw Problem(event: String(event)) }
    return name == "$" ? line.split(separator: " ").last.map(String.init) ?? "" : line
  }
}
