extension RegularExpression {
  /// Replaces a match, counted from 1, or all from that one on; returns how many it replaced.
  ///
  /// An empty match directly after another match does not count, as in sed and awk.
  package func replacing(
    in text: [UInt8], number: Int, isGlobal: Bool, with replacement: (Match, [UInt8]) -> [UInt8]
  ) -> (text: [UInt8], count: Int) {
    var result: [UInt8] = []
    var (copied, search, seen, replaced) = (0, 0, 0, 0)
    var lastEnd: Int?
    while search <= text.count, let match = firstMatch(in: text, from: search) {
      let range = match.range
      search = range.isEmpty ? range.upperBound + 1 : range.upperBound
      if range.isEmpty, lastEnd == range.lowerBound { continue }
      lastEnd = range.upperBound
      seen += 1
      guard seen >= number else { continue }
      result += text[copied..<range.lowerBound] + replacement(match, text)
      copied = range.upperBound
      replaced += 1
      if !isGlobal { break }
    }
    return (result + text[copied...], replaced)
  }
}
