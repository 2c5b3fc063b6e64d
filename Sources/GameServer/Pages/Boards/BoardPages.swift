import Leaderboard

/// A competition's board, live.
struct CompetitionBoardView: Hashable, Sendable {
  var slug: String
  var name: String
  var phase: CompetitionPhase
  var starts: Int64
  var ends: Int64
  var brackets: [String]
  /// The one that is shown; nil for all.
  var bracket: String?
  /// Of one page.
  var standings: StandingsView
  var paging: Paging
  /// Where the reader's own teams stand.
  var own: [Own] = []
  /// The newest first.
  var announcements: [CompetitionView.Announcement]

  struct Own: Hashable, Sendable {
    var team: String
    /// Nil for who is out of the competition.
    var place: Int?
    var score: Int
    var page: Int
  }

  /// Where it is.
  func path(bracket: String?, page: Int = 1) -> String {
    let queries = [bracket.map { "bracket=\(Path.part($0))" }, page > 1 ? "page=\(page)" : nil].compactMap(\.self)
    return Path.to("competitions", slug, "board") + (queries.isEmpty ? "" : "?" + queries.joined(separator: "&"))
  }
}

enum CompetitionBoardPage {
  /// Seconds after which a reader without scripts gets the page anew.
  private static let reload = 30

  static func html(_ view: CompetitionBoardView, in frame: PageFrame) -> String {
    let path = view.path(bracket: view.bracket, page: view.paging.page)
    var choices: [HTML] = []
    if !view.brackets.isEmpty {
      let brackets: [String?] = [nil] + view.brackets
      choices = brackets.map { bracket in
        let target = view.path(bracket: bracket)
        let current: HTML = bracket == view.bracket ? " aria-current=\"true\"" : .empty
        return "<li><a href=\"\(target)\"\(current)>\(bracket ?? "All", limit: 200)</a></li>\n"
      }
    }
    let brackets: HTML =
      choices.isEmpty ? .empty : "<nav aria-label=\"Brackets\" class=\"tabs\"><ul>\n\(choices)</ul></nav>\n"
    // Events hold the first page of all brackets: another one asks for itself again.
    let mode: HTML = view.bracket == nil && view.paging.page == 1 ? .empty : " data-again=\"yes\""
    let pages = PageLinks.html("Pages of the board", view.paging) { page in
      view.path(bracket: view.bracket, page: page)
    }
    return frame.document(
      "Board: \(view.name)", scripts: [.board], width: .wide, reloads: view.phase == .over ? nil : reload,
      """
      <p class="kind"><a href="\(Path.to("competitions", view.slug))">\(view.name, limit: 1000)</a></p>
      <h1>Board</h1>
      <p><span class="tag \(view.phase.rawValue)">\(view.phase.words)</span> \
      \(CompetitionsPage.window(view.phase, view.starts, view.ends, now: frame.now)) \
      <span class="live" id="live" data-competition="\(view.slug)"\(mode)></span></p>
      <noscript><p class="faint">This page comes anew every \(reload) seconds. <a href="\(path)">Now</a></p></noscript>
      <p class="away" role="status" id="moves"></p>
      \(brackets)\(own(view))\(StandingsTable.html(view.standings))\(pages)\(CompetitionPage.announcements(view.announcements))
      """)
  }

  /// Where the reader stands, if that is on another page.
  private static func own(_ view: CompetitionBoardView) -> [HTML] {
    view.own.filter { $0.page != view.paging.page }.map { own in
      """
      <p>\(own.team, limit: 400): \(own.place.map { "place \($0), " } ?? "")\(own.score) points. \
      <a href="\(view.path(bracket: view.bracket, page: own.page))">Show it on page \(own.page)</a></p>

      """
    }
  }
}

/// The boards of a server: all-time, a season, a scenario.
struct BoardsView: Hashable, Sendable {
  enum Scope: Hashable, Sendable {
    case all
    /// `2026-Q4`
    case season(String)
    case scenario(String)
  }

  struct Choice: Hashable, Sendable {
    var id: String
    var title: String
  }

  var scope: Scope
  var board: BoardView
  /// The newest first.
  var seasons: [String]
  var scenarios: [Choice]
}

enum BoardsPage {
  static func html(_ view: BoardsView, in frame: PageFrame) -> String {
    let places: [(String, String, BoardsView.Scope)] =
      [("/board", "All time", .all)] + view.seasons.map { (Path.to("board", "seasons", $0), $0, .season($0)) }
    let links: [HTML] = places.map { path, title, scope in
      "<li><a href=\"\(path)\"\(scope == view.scope ? " aria-current=\"page\"" : .empty)>\(title)</a></li>\n"
    }
    let scenarios: [HTML] = view.scenarios.map { choice in
      let isCurrent = view.scope == .scenario(choice.id)
      return
        "<li><a href=\"\(Path.to("board", "scenarios", choice.id))\"\(isCurrent ? " aria-current=\"page\"" : .empty)>\(choice.title)</a></li>\n"
    }
    return frame.document(
      view.board.title, width: .wide,
      """
      <h1>\(view.board.title)</h1>
      <nav aria-label="Boards" class="tabs"><ul>
      \(links)</ul>
      <details><summary>Of a scenario</summary>
      <ul class="columns">
      \(scenarios)</ul></details></nav>
      \(BoardTable.html(view.board))<p class="faint">A run counts when the server has computed its card again from the journal.
      \(view.scope.note)</p>

      """)
  }
}

extension BoardsView.Scope {
  fileprivate var note: String {
    switch self {
    case .scenario: "Of each player the best run is shown."
    case .all, .season:
      "Points are those of the best run of each scenario, added up; the rest are averages of these runs."
    }
  }
}

enum PlayerPage {
  static func html(_ view: PlayerView, in frame: PageFrame) -> String {
    frame.document(view.name, PlayerProfile.html(view))
  }
}
