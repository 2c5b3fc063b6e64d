import Leaderboard

/// How a competition stands.
enum CompetitionPhase: String, Hashable, Sendable {
  case upcoming, running, paused, over
}

/// A competition in a list. Times are microseconds since 1970.
struct CompetitionLine: Hashable, Sendable {
  var slug: String
  var name: String
  var phase: CompetitionPhase
  var starts: Int64
  var ends: Int64
  var teams: Int
  /// Nobody but organisers sees it.
  var isDraft: Bool = false
}

enum CompetitionsPage {
  static func html(_ lines: [CompetitionLine], in frame: PageFrame) -> String {
    let body: HTML =
      lines.isEmpty
      ? "<p>None is planned. <a href=\"/scenarios\">Play by yourself</a> meanwhile.</p>\n" : list(lines, now: frame.now)
    return frame.document("Competitions", "<h1>Competitions</h1>\n\(body)")
  }

  static func list(_ lines: [CompetitionLine], now: Int64) -> HTML {
    let items: [HTML] = lines.map { line in
      """
      <li><a href="\(Path.to("competitions", line.slug))"><strong>\(line.name, limit: 1000)</strong></a> \
      \(tags(line.phase, isDraft: line.isDraft))
      <span class="faint with">\(window(line.phase, line.starts, line.ends, now: now)) · \
      \(line.teams) \(line.teams == 1 ? "team" : "teams")</span></li>

      """
    }
    return "<ul class=\"list\">\n\(items)</ul>\n"
  }

  static func tags(_ phase: CompetitionPhase, isDraft: Bool) -> HTML {
    let draft: HTML? = isDraft ? "<span class=\"tag paused\">draft</span> " : nil
    return "\(draft)<span class=\"tag \(phase.rawValue)\">\(phase.words)</span>"
  }

  /// What matters next of its time.
  static func window(_ phase: CompetitionPhase, _ starts: Int64, _ ends: Int64, now: Int64) -> HTML {
    switch phase {
    case .upcoming:
      "starts \(TimeText.moment(starts)), in \(TimeText.span(starts - now)), for \(TimeText.span(ends - starts))"
    case .running: "until \(TimeText.moment(ends)), \(TimeText.span(ends - now)) left"
    case .paused: "paused; it ends \(TimeText.moment(ends))"
    case .over: "ended \(TimeText.moment(ends))"
    }
  }
}

extension CompetitionPhase {
  var words: String {
    switch self {
    case .upcoming: "to come"
    case .running: "running"
    case .paused: "paused"
    case .over: "over"
    }
  }
}
