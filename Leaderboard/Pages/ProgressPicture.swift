import Scenarios
package import Scoring

/// A player's progress as a picture: a square a class of failure, filled where it was found fast, half filled where
/// slowly, dashed where not yet. Shapes differ as well as colours; the list below it says the same in words.
package enum ProgressPicture {
  /// How wide it is drawn: once for wide pages, once for narrow ones.
  package struct Size: Hashable, Sendable {
    var width: Int
    var columns: Int

    package static let wide = Size(width: 760, columns: 16)
    package static let narrow = Size(width: 340, columns: 7)
  }

  private static let square = 40
  private static let step = 46
  private static let heading = 26

  /// - Parameter shown: ids of the classes that the reader may know of; nil for all.
  package static func svg(
    _ progress: PlayerProgress, shown: Set<String>?, _ size: Size, id: String, className: String
  ) -> HTML {
    var body = HTML.empty
    var top = 0
    for area in progress.areas {
      body += "<text x=\"0\" y=\"\(top + 16)\" class=\"strong\">\(area.name)</text>\n"
      let rest = unmet(area, size)
      if !rest.isEmpty {
        body += "<text x=\"\(size.width)\" y=\"\(top + 16)\" class=\"end small faint\">\(rest)</text>\n"
      }
      top += heading
      let classes = known(area, shown)
      for (index, entry) in classes.enumerated() {
        body += tile(entry, left: index % size.columns * step, top: top + index / size.columns * step)
      }
      top += (classes.count + size.columns - 1) / size.columns * step + 14
    }
    let counts = Attempt.Found.all.map { found in "\(count(progress, found, shown)) \(found.words)" }
    return """
      <svg class="\(className)" viewBox="0 0 \(size.width) \(max(1, top))" width="100%" role="img" \
      aria-labelledby="\(id)-t \(id)-d">
      <title id="\(id)-t">Progress by class of failure</title>
      <desc id="\(id)-d">\(counts.joined(separator: ", ")). The list below says which.</desc>
      \(body)</svg>

      """
  }

  private static func tile(_ entry: PlayerProgress.Class, left: Int, top: Int) -> HTML {
    let middle = left + square / 2
    let name: HTML = "<title>\(entry.failureClass.id) \(entry.failureClass.name): \(entry.found.words)</title>"
    let shape: HTML
    switch entry.found {
    case .fast:
      shape = "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(square)\" height=\"\(square)\" rx=\"7\" class=\"tile fast\"/>"
    case .slow:
      shape = """
        <rect x="\(left)" y="\(top)" width="\(square)" height="\(square)" rx="7" class="tile slow"/>\
        <path d="M\(left + 1) \(top + square / 2)H\(left + square - 1)V\(top + square - 7)a6 6 0 0 1-6 6H\(left + 7)a6 6 0 0 1-6-6Z" class="warn"/>
        """
    case .notYet:
      shape =
        "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(square)\" height=\"\(square)\" rx=\"7\" class=\"tile not-yet\"/>"
    }
    return """
      <g>\(name)\(shape)<text x="\(middle)" y="\(top + (entry.found == .slow ? 15 : 25))" \
      class="middle small\(entry.found == .fast ? " on" : "")">\(entry.failureClass.id)</text></g>

      """
  }

  private static func unmet(_ area: PlayerProgress.Area, _ size: Size) -> String {
    guard area.unfinished > 0 else { return "" }
    let isShort = size == .narrow
    return area.unfinished == 1
      ? (isShort ? "1 to be met" : "1 scenario still to be met")
      : (isShort ? "\(area.unfinished) to be met" : "\(area.unfinished) scenarios still to be met")
  }

  private static func known(_ area: PlayerProgress.Area, _ shown: Set<String>?) -> [PlayerProgress.Class] {
    area.classes.filter { shown?.contains($0.failureClass.id) ?? true }
  }

  private static func count(_ progress: PlayerProgress, _ found: Attempt.Found, _ shown: Set<String>?) -> Int {
    progress.areas.reduce(0) { $0 + known($1, shown).count { $0.found == found } }
  }

  // MARK: In words

  /// The same as a table.
  package static func table(_ progress: PlayerProgress, shown: Set<String>?) -> HTML {
    let rows: [HTML] = progress.areas.flatMap { area in
      known(area, shown).map { entry in
        """
        <tr><th scope="row">\(entry.failureClass.id) \(entry.failureClass.name)</th><td>\(area.name)</td>\
        <td>\(entry.found.words)</td><td class="number">\(entry.best?.points ?? 0)</td>\
        <td class="number">\(time(entry))</td></tr>

        """
      }
    }
    return """
      <table>
      <thead><tr><th scope="col">Class</th><th scope="col">Area</th><th scope="col">Found</th>\
      <th scope="col" class="number">Points</th><th scope="col" class="number">Mended after</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>

      """
  }

  private static func time(_ entry: PlayerProgress.Class) -> String {
    guard let best = entry.best, let seconds = best.secondsToMend else { return "–" }
    return "\(CardText.clock(seconds)) of \(CardText.clock(best.parSeconds))"
  }

  /// What the squares mean.
  package static let legend: HTML = """
    <ul class="legend">
    <li><svg viewBox="0 0 20 20" aria-hidden="true"><rect x="1" y="1" width="18" height="18" rx="4" class="tile fast"/></svg>\
    fast: no hint, within par</li>
    <li><svg viewBox="0 0 20 20" aria-hidden="true"><rect x="1" y="1" width="18" height="18" rx="4" class="tile slow"/>\
    <path d="M2 10H18V16a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3Z" class="warn"/></svg>slow: solved with hints, or over par</li>
    <li><svg viewBox="0 0 20 20" aria-hidden="true"><rect x="1" y="1" width="18" height="18" rx="4" class="tile not-yet"/></svg>\
    not yet</li>
    </ul>

    """
}

extension Attempt.Found {
  fileprivate static let all: [Attempt.Found] = [.fast, .slow, .notYet]

  fileprivate var words: String {
    switch self {
    case .fast: "fast"
    case .slow: "slow"
    case .notYet: "not yet"
    }
  }
}
