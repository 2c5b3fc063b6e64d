extension Picture {
  private static let scoreRow = 44

  /// The parts of the score as bars. As wide as there is room; its text keeps its size.
  package static func score(_ card: Card, id: String = "score") -> String {
    let parts = card.tellingParts
    let largest = max(1, parts.map { max($0.maximum, abs($0.points)) }.max() ?? 1)
    var body = ""
    for (index, part) in parts.enumerated() {
      let top = index * scoreRow
      let whole = percent(Double(max(part.maximum, abs(part.points))) / Double(largest))
      let earned = percent(Double(abs(part.points)) / Double(largest))
      body += """
        <text x="0" y="\(top + 16)">\(Markup.text(part.title))</text>\
        <text x="100%" y="\(top + 16)" class="end strong">\(Markup.text(part.score))</text>
        <rect y="\(top + 24)" width="\(whole)" height="10" rx="5" class="track"/>\
        <rect y="\(top + 24)" width="\(earned)" height="10" rx="5" class="\(part.points < 0 ? "bad" : "good")"/>

        """
    }
    let words = parts.map { "\($0.title) \($0.score): \($0.why)" }.joined(separator: "; ")
    return svg(
      id: id, title: "\(card.points) points", description: words + ".",
      size: "width=\"100%\" height=\"\(parts.count * scoreRow)\"", body)
  }
}
