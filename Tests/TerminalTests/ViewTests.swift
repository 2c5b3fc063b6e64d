import Drills
import Foundation
import Terminal
import Testing

@Suite struct MenuViewTests {
  private static let entries = [
    MenuView.Entry(
      id: "alpha", title: "The alpha", difficulty: "easy", area: "Workload", par: 7, best: nil, openRun: nil,
      isNew: true),
    MenuView.Entry(
      id: "beta", title: "The beta that is rather long to read", difficulty: "hard", area: "Network", par: 12, best: 88,
      openRun: nil),
    MenuView.Entry(
      id: "gamma", title: "The gamma", difficulty: "hard", area: "Node", par: 10, best: nil, openRun: 4),
  ]

  private func pressing(_ keys: [Key]) -> (view: MenuView, outcome: ViewOutcome) {
    var view = MenuView(Self.entries)
    var outcome = ViewOutcome.stays
    for key in keys { outcome = view.press(key, rows: 8, columns: 60) }
    return (view, outcome)
  }

  @Test("The menu shows what there is, and what is new.")
  func grid() {
    #expect(
      MenuView(Self.entries).grid(rows: 8, columns: 60).text == """
         Firedrill  who is on call tonight?                 1 new
         Filter:
         TITLE               DIFFICULTY  WHERE         PAR   BEST
         The alpha           easy        Workload      7m    new
         The beta that is …  hard        Network       12m   88
         The gamma           hard        Node          10m   open

         F1 help  Enter plays  arrows choose  letters filter  F5 pr…

        """)
  }

  @Test("Typing filters, in any order of words; Enter plays what is left.")
  func filter() {
    let (view, outcome) = pressing([.character("z"), .enter])
    #expect(outcome == .stays && view.choice == nil)
    let (second, left) = pressing("net hard".map { .character($0) } + [.enter])
    #expect(left == .left && second.choice == .play("beta"))
  }

  @Test("Tab goes on with an open run; Escape empties the filter, then leaves.")
  func resumeAndLeave() {
    #expect(pressing([.end, .tab]).view.choice == .resume(4))
    #expect(pressing([.tab]).view.choice == nil)
    #expect(pressing([.character("x"), .escape]).outcome == .stays)
    #expect(pressing([.character("x"), .escape, .escape]).outcome == .left)
  }

  @Test("A click selects, a second one plays; the wheel moves on.")
  func mouse() {
    let click = Key.mouse(MouseEvent(action: .press, row: 4, column: 3))
    #expect(pressing([click]).outcome == .stays)
    #expect(pressing([click, click]).view.choice == .play("beta"))
    let wheel = Key.mouse(MouseEvent(action: .scrollDown, row: 4, column: 3))
    #expect(pressing([wheel, wheel, wheel, .enter]).view.choice == .play("gamma"))
  }

  @Test("Scenarios stand under their tracks, and what was never played is found by asking for it.")
  func tracks() {
    let entries = Self.entries.enumerated().map { index, entry in
      var entry = entry
      entry.track = index < 2 ? "First calls" : "Later"
      return entry
    }
    var view = MenuView(entries)
    let text = view.grid(rows: 9, columns: 60).text.split(separator: "\n").map(String.init)
    #expect(text[3] == " First calls" && text[6] == " Later" && text[7].hasPrefix(" The gamma"))
    let click = Key.mouse(MouseEvent(action: .press, row: 7, column: 3))
    let heading = Key.mouse(MouseEvent(action: .press, row: 6, column: 3))
    for key in [click, heading, heading] { #expect(view.press(key, rows: 9, columns: 60) == .stays) }
    #expect(view.press(click, rows: 9, columns: 60) == .left && view.choice == .play("gamma"))
    var filtered = MenuView(entries)
    for character in "new" { _ = filtered.press(.character(character), rows: 9, columns: 60) }
    #expect(!filtered.grid(rows: 9, columns: 60).text.contains("The beta"))
    #expect(filtered.grid(rows: 9, columns: 60).text.contains("The alpha"))
  }

  @Test("The menu begins with what it is told to, and else with the first.")
  func choosing() {
    var view = MenuView(Self.entries, choosing: "beta")
    #expect(view.press(.enter, rows: 9, columns: 60) == .left && view.choice == .play("beta"))
    var other = MenuView(Self.entries, choosing: "nothing")
    #expect(other.press(.enter, rows: 9, columns: 60) == .left && other.choice == .play("alpha"))
  }

  @Test("F1 says what the keys do, on any screen; a question mark where it is no letter, and the help says no more.")
  func help() {
    let menu = MenuView(Self.entries)
    #expect(menu.isHelpWanted(by: .function(1)) && !menu.isHelpWanted(by: .character("?")))
    var pager = PagerView(title: "T", text: "one\n")
    #expect(pager.isHelpWanted(by: .character("?")) && pager.help?.contains("searches") == true)
    _ = pager.press(.character("/"), rows: 9, columns: 60)
    #expect(!pager.isHelpWanted(by: .character("?")) && pager.isHelpWanted(by: .function(1)))
    let help = PagerView.help(menu.help ?? "")
    #expect(help.help == nil)
    #expect(
      help.grid(rows: 6, columns: 40).text.hasPrefix(
        """
        Keys
          Up Down        choose, as the mouse
                         wheel and a click do;
                         PgUp PgDn, Home and End
                         go further

        """))
  }

  @Test("F5 asks for the progress.")
  func progress() {
    let (view, outcome) = pressing([.function(5)])
    #expect(outcome == .left && view.choice == .progress)
    let (left, _) = pressing([.function(5), .escape])
    #expect(left.choice == nil)
  }

  @Test("Every key and every size is survived.")
  func everything() {
    var view = MenuView(Self.entries)
    for (rows, columns) in [(1, 1), (3, 10), (24, 80), (60, 200)] {
      for key in [Key.up, .down, .pageDown, .pageUp, .home, .end, .backspace, .control("u"), .unknown] {
        _ = view.press(key, rows: rows, columns: columns)
        #expect(view.grid(rows: rows, columns: columns).rows == rows)
      }
    }
  }
}

@Suite struct PagerViewTests {
  @Test("A text that is replaced is read on at the same place, as far as it goes.")
  func replacedTextIsReadOnAtTheSamePlace() {
    var view = PagerView(title: "T", text: (1...20).map { "line \($0)\n" }.joined())
    for _ in 0..<6 { _ = view.press(.down, rows: 4, columns: 40) }
    view.replace(title: "U", text: (1...20).map { "new \($0)\n" }.joined())
    #expect(view.grid(rows: 4, columns: 40).text.hasPrefix("new 7\nnew 8\nnew 9\n U  "))
    view.replace(title: "V", text: "short\n")
    #expect(view.grid(rows: 4, columns: 40).text.hasPrefix("short\n"))
  }

  private func pressing(_ keys: [Key]) -> String {
    var view = PagerView(title: "T", text: (1...20).map { "line \($0)\n" }.joined())
    for key in keys { _ = view.press(key, rows: 5, columns: 60) }
    return view.grid(rows: 5, columns: 60).text.split(separator: "\n").first.map(String.init) ?? ""
  }

  @Test("Keys move by lines and pages, and stop at the ends.")
  func moving() {
    #expect(pressing([.down, .character("j")]) == "line 3")
    #expect(pressing([.pageDown]) == "line 4")
    #expect(pressing([.end, .pageDown]) == "line 17")
    #expect(pressing([.character("G"), .character("g"), .up]) == "line 1")
  }

  @Test("A search goes to the next match, and round no corner.")
  func searching() {
    let search: [Key] = [.character("/")] + "LINE".lowercased().map { .character($0) } + [.character(" ")]
    #expect(pressing(search + [.character("7"), .enter]) == "line 7")
    #expect(pressing(search + [.character("1"), .enter, .character("n")]) == "line 10")
    #expect(pressing([.character("/"), .character("z"), .enter]) == "line 1")
  }
}

@Suite struct DrillScreenTests {
  private func screen() throws -> DrillScreen {
    let view = try JSONDecoder().decode(
      DrillView.self,
      from: Data(
        """
        {"scenario": "s", "title": "The shop", "page": "03:12\\nNobody can pay.", "namespace": "shop",
         "objectives": [{"says": "Payments work", "isMet": false}, {"says": "All pods run", "isMet": true}],
         "holdSeconds": 60, "now": {"microseconds": 0}, "elapsedSeconds": 5, "parSeconds": 600, "points": 12,
         "evidenceFound": 1, "hintsTaken": 1, "wrongDiagnoses": 0, "isDiagnosed": false, "isPractice": false,
         "isSolved": false,
         "isOver": false}
        """.utf8))
    var screen = DrillScreen(view: view)
    screen.elapsedSeconds = 65
    screen.shell.append("one\ntwo\n")
    screen.typing = .init(prompt: StyledText("shop $ "), editor: LineEditor(history: []))
    return screen
  }

  @Test("A narrow screen has the incident above the shell.")
  func narrow() throws {
    let grid = try screen().grid(rows: 14, columns: 50)
    #expect(
      grid.text
        == """
         The shop      1:05 of 10:00 · 12 points · 1 hint
        ┌─ Incident ─────────────────────────────────────┐
        │· Payments work                                 │
        │✓ All pods run                                  │
        │                                                │
        └───────────────────────────────────────── more ─┘
        one
        two
        shop $
         F1 help  F2 incident  F3 live  F4 timeline  F10 …

        """.padded(toRows: 14))
    #expect(grid.cursor == .init(row: 8, column: 7))
  }

  @Test("A wide screen has it beside the shell, which stays wide enough for a table.")
  func wide() throws {
    let layout = try screen().layout(rows: 40, columns: 120)
    #expect(layout.shell == Area(row: 1, column: 0, rows: 38, columns: 84))
    #expect(layout.incident == Area(row: 1, column: 84, rows: 38, columns: 36))
  }

  @Test("A command beside the shell has its own place, on wide screens and on narrow ones.")
  func live() throws {
    var screen = try screen()
    let glance = Glance(text: "NAME   READY\nweb-0  1/1\n", rowCount: 2)
    screen.live = DrillScreen.Live(command: "kubectl get pods", glance: glance)
    #expect(screen.layout(rows: 40, columns: 120).live == Area(row: 1, column: 0, rows: 16, columns: 84))
    #expect(screen.layout(rows: 24, columns: 80).live == Area(row: 6, column: 0, rows: 7, columns: 80))
    #expect(screen.layout(rows: 24, columns: 80).shell.rows == 10)
    #expect(screen.grid(rows: 24, columns: 80).text.contains("┌─ kubectl get pods ─"))
    #expect(screen.grid(rows: 24, columns: 80).text.contains("│web-0  1/1 "))
  }

  @Test("Where there is room for two tables the live command stands beside the shell, below the incident.")
  func liveBeside() throws {
    var screen = try screen()
    screen.live = DrillScreen.Live(command: "kubectl get pods")
    let layout = screen.layout(rows: 60, columns: 200)
    #expect(layout.shell == Area(row: 1, column: 0, rows: 58, columns: 84))
    #expect(layout.incident == Area(row: 1, column: 84, rows: 14, columns: 116))
    #expect(layout.live == Area(row: 15, column: 84, rows: 44, columns: 116))
    screen.isIncidentShown = false
    #expect(screen.layout(rows: 60, columns: 200).live == Area(row: 1, column: 84, rows: 58, columns: 116))
  }

  @Test("What of a live command is not seen is told.")
  func liveCut() throws {
    var screen = try screen()
    let text = (1...5).map { "web-\($0)  Running\n" }.joined()
    screen.live = DrillScreen.Live(command: "k get po", glance: Glance(text: text, rowCount: 5))
    #expect(!screen.grid(rows: 40, columns: 80).text.contains(" of 5"))
    screen.live?.glance.rowCount = 17
    #expect(screen.grid(rows: 40, columns: 80).text.contains("─ 5 of 17 lines ─┘"))
    screen.live?.glance.isCutOff = true
    #expect(screen.grid(rows: 40, columns: 80).text.contains("─ 5 of 17 lines, cut at the right ─┘"))
    screen.live?.glance = Glance(text: text, rowCount: 5)
    // The pane has become smaller than what was asked for it.
    #expect(screen.grid(rows: 16, columns: 80).text.contains(" of 5 lines ─┘"))
  }

  @Test(
    "A click on the name of a key is that key.",
    arguments: [(1, Key.function(1)), (7, .function(1)), (10, .function(2)), (57, .pageUp), (62, .pageDown), (74, nil)])
  func keyLine(column: Int, key: Key?) throws {
    let screen = try screen()
    let click = Key.mouse(MouseEvent(action: .press, row: 23, column: column))
    let foot = screen.grid(rows: 24, columns: 80).text.split(separator: "\n").last ?? ""
    #expect(screen.key(meant: click, (24, 80)) == key ?? click, "\(foot)")
    let elsewhere = Key.mouse(MouseEvent(action: .press, row: 22, column: column))
    #expect(screen.key(meant: elsewhere, (24, 80)) == elsewhere)
    #expect(screen.key(meant: .function(4), (24, 80)) == .function(4))
  }

  @Test("The incident can be hidden, and is where there is no room.")
  func hidden() throws {
    var screen = try screen()
    #expect(screen.layout(rows: 8, columns: 80).incident == nil)
    screen.isIncidentShown = false
    #expect(screen.layout(rows: 24, columns: 80).shell.rows == 22)
  }

  @Test("A long line goes on below, with the cursor where the next character will stand.")
  func longLine() throws {
    var screen = try screen()
    for character in String(repeating: "x", count: 43) { _ = screen.typing?.editor.press(.character(character)) }
    let grid = screen.grid(rows: 14, columns: 50)
    #expect(grid.cursor == .init(row: 9, column: 0))
    _ = screen.typing?.editor.press(.home)
    #expect(screen.grid(rows: 14, columns: 50).cursor == .init(row: 8, column: 7))
  }

  @Test("Every size is drawn, whatever the player gave the incident.")
  func everySize() throws {
    var screen = try screen()
    for size in [-100, 0, 3, 1000] {
      screen.incidentSize = size
      for (rows, columns) in [(1, 1), (2, 5), (9, 20), (24, 80), (60, 200)] {
        let grid = screen.grid(rows: rows, columns: columns)
        #expect(grid.rows == rows && grid.columns == columns)
      }
    }
  }
}

extension String {
  /// Blank rows between the last two, up to that many.
  fileprivate func padded(toRows count: Int) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    while lines.count < count { lines.insert("", at: lines.count - 1) }
    return lines.joined(separator: "\n") + "\n"
  }
}
