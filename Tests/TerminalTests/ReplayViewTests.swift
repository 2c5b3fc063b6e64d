import Drills
import Foundation
import SimulationKernel
import Terminal
import Testing

@Suite struct ReplayViewTests {
  private static let call = Instant(seconds: 1000)

  private func view(points: Int, evidence: Int) throws -> DrillView {
    try JSONDecoder().decode(
      DrillView.self,
      from: Data(
        """
        {"scenario": "s", "title": "The shop", "page": "Nobody can pay.", "namespace": "shop", "objectives": [],
         "holdSeconds": 60, "now": {"microseconds": 0}, "elapsedSeconds": 5, "parSeconds": 600, "points": \(points),
         "evidenceFound": \(evidence), "hintsTaken": 0, "wrongDiagnoses": 0, "isDiagnosed": false, "isPractice": false,
         "isSolved": false, "isOver": false}
        """.utf8))
  }

  private func frame(
    _ text: String, at seconds: Int, _ output: [(String, Int)], found: [String] = [], points: Int, evidence: Int = 0
  ) throws -> FilmFrame {
    let pieces = output.map { FilmFrame.Piece(bytes: Array($0.0.utf8), instant: Self.call + .seconds($0.1)) }
    return FilmFrame(
      kind: .command, text: text, namespace: "shop", instant: Self.call + .seconds(seconds),
      end: pieces.last?.instant ?? Self.call + .seconds(seconds), pieces: pieces,
      view: try view(points: points, evidence: evidence), found: found, entries: 0..<1)
  }

  /// A look after a second, a wait of ten minutes, and a look that shows a fact.
  private func film() throws -> ReplayView {
    let frames = [
      try frame("k get po", at: 1, [("web-0\n", 1)], points: 3),
      try frame("k get po -w", at: 11, [("web-0\n", 11), ("web-1\n", 611)], points: 3),
      try frame("k logs web-0", at: 613, [("killed\n", 613)], found: ["It was killed."], points: 9, evidence: 1),
    ]
    return ReplayView(frames, start: try view(points: 0, evidence: 0), calledAt: Self.call)
  }

  private func rows(_ view: ReplayView) -> [String] {
    view.grid(rows: 10, columns: 76).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func pressing(_ keys: [Key]) throws -> ReplayView {
    var view = try film()
    for key in keys { _ = view.press(key, rows: 10, columns: 76) }
    return view
  }

  @Test("What was typed appears letter by letter, and then what it printed.")
  func typing() throws {
    var view = try film()
    #expect(rows(view)[1] == "+0:00 shop $")
    view.advance(by: 860)
    #expect(rows(view)[1] == "+0:00 shop $ k ge")
    view.advance(by: 140)
    #expect(rows(view)[1...3] == ["+0:00 shop $ k get po", "web-0", "+0:01 shop $"])
  }

  @Test("The end of the film shows the run, its bar and how it stands.")
  func end() throws {
    let rows = rows(try pressing([.end]))
    #expect(rows[0].hasPrefix(" The shop   ") && rows[0].hasSuffix("   10:13 of 10:00 · 9 points"))
    #expect(
      rows[1...7] == [
        "+0:01 shop $ k get po -w", "web-0", "web-1", "+10:11 shop $ k logs web-0", "killed", "+ It was killed.",
        "+10:13 shop $",
      ])
    #expect(rows[9].hasPrefix(" end 1x · +10:13 of +10:13 · 9 points · 1 fact · s opens a shell"))
  }

  @Test("A long wait is shortened, and its time still runs through.")
  func rhythm() throws {
    var view = try pressing([.right])
    #expect(view.place.instant == Self.call + .seconds(1))
    _ = view.press(.character(" "), rows: 10, columns: 76)
    view.advance(by: 4000)
    #expect(view.place.frame == 1 && view.place.hasBegun)
    let during = view.place.instant
    #expect(during > Self.call + .seconds(100) && during < Self.call + .seconds(611))
    view.advance(by: 8000)
    #expect(view.isPaused && view.place.frame == 3)
  }

  @Test("Arrows step by commands, e by evidence, Home and End go all the way.")
  func stepping() throws {
    #expect(try pressing([.right, .right]).place.instant == Self.call + .seconds(611))
    #expect(try pressing([.right, .right, .left]).place.instant == Self.call + .seconds(1))
    #expect(try pressing([.right, .left, .left]).place.instant == Self.call)
    #expect(try pressing([.character("e")]).place.instant == Self.call + .seconds(613))
    #expect(try pressing([.end, .character("E")]).place.frame == 3)
    #expect(try pressing([.end, .home]).place.frame == 0)
    let back = rows(try pressing([.end, .left, .left]))
    #expect(back == rows(try pressing([.right])))
  }

  @Test("The speed and the pause are told; playing goes on from the beginning at the end.")
  func speed() throws {
    #expect(rows(try film())[9].hasPrefix(" playing 1x · +0:00 of +10:13 · 0 points · 0 facts"))
    #expect(rows(try pressing([.character("+"), .character(" ")]))[9].hasPrefix(" paused 2x"))
    #expect(rows(try pressing([.character("-"), .character("-"), .character("-")]))[9].hasPrefix(" playing 0.25x"))
    let end = try pressing([.end])
    #expect(rows(end)[9].hasPrefix(" end 1x · +10:13 of +10:13 · 9 points · 1 fact ·"))
    #expect(rows(end)[8].hasSuffix("●"))
    #expect(try pressing([.end, .character(" ")]).place.frame == 0)
    var fast = try pressing([.character("+"), .character("+"), .character("+"), .character("+")])
    fast.advance(by: 70)
    #expect(fast.place.instant > Self.call + .seconds(1))
  }

  @Test("A click into the bar goes there.")
  func click() throws {
    let click = Key.mouse(MouseEvent(action: .press, row: 8, column: 75))
    #expect(try pressing([click]).place.frame == 3)
  }

  @Test("Every size is drawn, also of a film of nothing.")
  func everySize() throws {
    for var view in [try film(), ReplayView([], start: try view(points: 0, evidence: 0), calledAt: Self.call)] {
      for (rows, columns) in [(1, 1), (2, 5), (9, 20), (60, 200)] {
        for key in [Key.right, .left, .end, .pageUp, .pageDown, .character("e"), .character(" ")] {
          _ = view.press(key, rows: rows, columns: columns)
          view.advance(by: 100)
          #expect(view.grid(rows: rows, columns: columns).rows == rows)
        }
      }
    }
  }
}
