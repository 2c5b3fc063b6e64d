/// Texts that authors broke into lines for a terminal.
package enum Prose {
  /// The same text with a line a paragraph. What is indented or begins as an entry of a list does keeps its line.
  package static func flowed(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isOpen, !isBlank, !isEntry(line) {
        paragraphs[paragraphs.count - 1] += " " + line
      } else {
        paragraphs.append(String(line))
      }
      isOpen = !isBlank
    }
    while paragraphs.last?.isEmpty ?? false { paragraphs.removeLast() }
    return paragraphs
  }

  private static func isEntry(_ line: Substring) -> Bool {
    if line.first?.isWhitespace ?? true { return true }
    if ["- ", "* "].contains(where: line.hasPrefix) { return true }
    let number = line.prefix(while: \.isNumber)
    return !number.isEmpty && line.dropFirst(number.count).hasPrefix(". ")
  }
}
