import Scoring

/// The player's investigation and a short good one: as two lanes along one axis of time, and step by step beside each
/// other.
enum InvestigationPage {
  static func lines(_ report: Report, columns: Int) -> [StyledText] {
    picture(report.lanes, columns) + [StyledText()] + steps(report, columns)
  }

  // MARK: The lanes

  private static let nameWidth = 13

  private static func picture(_ lanes: InvestigationLanes, _ columns: Int) -> [StyledText] {
    let width = max(8, columns - nameWidth - 2)
    return [
      axis(lanes, width), lane("Yours", lanes.own, lanes, width), lane("A short one", lanes.ideal, lanes, width),
      StyledText(),
    ] + legend(lanes, columns)
  }

  /// What the signs mean, of those that are there.
  private static func legend(_ lanes: InvestigationLanes, _ columns: Int) -> [StyledText] {
    let kinds = Set((lanes.own + lanes.ideal).map(\.kind)).sorted()
    var rows = [StyledText()]
    for kind in kinds {
      let (sign, look) = sign(of: kind)
      let entry = StyledText(sign, look) + StyledText(" " + kind.title)
      if rows[rows.count - 1].width + 3 + entry.width > columns { rows.append(StyledText()) }
      rows[rows.count - 1].append(rows[rows.count - 1].isEmpty ? "" : "   ")
      rows[rows.count - 1].append(entry)
    }
    return rows
  }

  /// Times above the lanes, as far as they do not touch, and par.
  private static func axis(_ lanes: InvestigationLanes, _ width: Int) -> StyledText {
    let par = "par \(CardText.clock(lanes.parSeconds))"
    let parPlace = min(lanes.place(of: lanes.parSeconds, on: width), max(0, width - par.count))
    var row = Array(repeating: Character(" "), count: width)
    for tick in lanes.ticks(atMost: max(1, width / 9)) {
      let text = CardText.clock(tick)
      let place = lanes.place(of: tick, on: width)
      let isFree = place + text.count < parPlace || place > parPlace + par.count
      guard isFree, place + text.count <= width else { continue }
      row.replaceSubrange(place..<place + text.count, with: text)
    }
    if parPlace + par.count <= width { row.replaceSubrange(parPlace..<parPlace + par.count, with: par) }
    return StyledText("".padded(to: nameWidth) + String(row), .faint)
  }

  private static func lane(
    _ name: String, _ marks: [InvestigationLanes.Mark], _ lanes: InvestigationLanes, _ width: Int
  ) -> StyledText {
    var row = StyledText(name.padded(to: nameWidth), .bold)
    var next = 0
    for (place, mark) in InvestigationLanes.shown(marks, on: width, of: lanes) {
      row.append(String(repeating: "─", count: place - next), .faint)
      let (sign, look) = sign(of: mark.kind)
      row.append(sign, look)
      next = place + 1
    }
    row.append(String(repeating: "─", count: max(0, width - next)), .faint)
    return row
  }

  private static func sign(of kind: InvestigationLanes.Mark.Kind) -> (String, Look) {
    switch kind {
    case .repetition: ("·", .faint)
    case .look: ("○", .plain)
    case .hint: ("?", .notable)
    case .change: ("◆", .accent)
    case .fact: ("●", .good)
    case .wrongDiagnosis: ("×", .bad)
    case .rightDiagnosis: ("✓", .good)
    case .damage: ("!", .bad)
    case .mend: ("■", .good)
    }
  }

  // MARK: Step by step

  private static let timeWidth = 6
  /// Rows that a pause takes at most: one a minute.
  private static let longestPause = 3

  /// Each in its half of the screen, what was at the same time in the same row.
  private static func steps(_ report: Report, _ columns: Int) -> [StyledText] {
    let half = max(16, (columns - timeWidth - 3) / 2)
    let sentences = Dictionary(
      report.graph.nodes.map { ($0.number, $0.sentence) }, uniquingKeysWith: { first, _ in first })
    var lines = [
      StyledText("".padded(to: timeWidth)) + padded(StyledText("Yours", .bold), half)
        + StyledText(" │ ", .faint) + StyledText("A short good one, spread over par", .bold).truncated(to: half)
    ]
    var (own, ideal) = (report.lanes.own[...], report.lanes.ideal[...])
    var last = 0
    while let seconds = [own.first?.seconds, ideal.first?.seconds].compactMap(\.self).min() {
      let pause = min(longestPause, (seconds - last) / 60)
      lines += Array(repeating: pauseLine(half), count: max(0, pause))
      last = seconds
      var left: [StyledText] = []
      var right: [StyledText] = []
      if own.first?.seconds == seconds, let mark = own.popFirst() { left = rows(mark, half) { sentences[$0] } }
      if ideal.first?.seconds == seconds, let mark = ideal.popFirst() { right = rows(mark, half) { _ in nil } }
      lines += sideBySide(seconds, left, right, half)
    }
    return lines
  }

  private static func pauseLine(_ half: Int) -> StyledText {
    StyledText("   ·".padded(to: timeWidth) + String(repeating: " ", count: half) + " │", .faint)
  }

  private static func sideBySide(_ seconds: Int, _ left: [StyledText], _ right: [StyledText], _ half: Int)
    -> [StyledText]
  {
    (0..<max(left.count, right.count)).map { row in
      let time = StyledText((row == 0 ? CardText.clock(seconds) : "").padded(to: timeWidth), .faint)
      let first = padded(left.indices.contains(row) ? left[row] : StyledText(), half)
      let second = right.indices.contains(row) ? StyledText(" ") + right[row] : StyledText()
      return time + first + StyledText(" │", .faint) + second
    }
  }

  /// A step and, below it, the facts that it showed: their sentences, or of the good investigation their numbers.
  private static func rows(
    _ mark: InvestigationLanes.Mark, _ width: Int, _ sentence: (Int) -> String?
  ) -> [StyledText] {
    let (sign, signLook) = sign(of: mark.kind)
    let look: Look = mark.kind == .repetition ? .faint : .plain
    var rows: [StyledText] = []
    for (index, row) in StyledText(shown: mark.text, look).wordWrapped(to: width - 2).enumerated() {
      rows.append((index == 0 ? StyledText(sign + " ", signLook) : StyledText("  ")) + row)
    }
    for number in mark.facts {
      guard let sentence = sentence(number) else { continue }
      rows += StyledText(shown: "  [\(number)] \(sentence)", .good).wordWrapped(to: width)
    }
    if !mark.facts.isEmpty, mark.facts.allSatisfy({ sentence($0) == nil }) {
      rows.append(
        StyledText("  shows " + mark.facts.map { "[\($0)]" }.joined(separator: " "), .good).truncated(to: width))
    }
    return rows
  }

  private static func padded(_ text: StyledText, _ width: Int) -> StyledText {
    let text = text.truncated(to: width)
    return text + StyledText(String(repeating: " ", count: max(0, width - text.width)))
  }
}
