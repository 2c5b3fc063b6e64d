import Drills
import Foundation
import Terminal
import Testing

/// What stands on the drill's screen while somebody types.
@Suite struct TypingViewTests {
  private func screen(lesson: String = "null", typed: [Key] = [], usesViKeys: Bool = false) throws -> DrillScreen {
    let view = try JSONDecoder().decode(
      DrillView.self,
      from: Data(
        """
        {"scenario": "s", "title": "The shop", "page": "03:12\\nNobody can pay.", "namespace": "shop",
         "objectives": [{"says": "Payments work", "isMet": false}], "holdSeconds": 60, "now": {"microseconds": 0},
         "elapsedSeconds": 5, "parSeconds": 600, "points": 12, "evidenceFound": 1, "hintsTaken": 0,
         "wrongDiagnoses": 0, "isDiagnosed": false, "isPractice": false, "isSolved": false, "isOver": false,
         "lesson": \(lesson)}
        """.utf8))
    var screen = DrillScreen(view: view)
    var editor = LineEditor(history: [], usesViKeys: usesViKeys)
    for key in typed { _ = editor.press(key) }
    screen.typing = .init(prompt: StyledText("$ "), editor: editor, commands: ["kubectl", "echo"])
    return screen
  }

  private func shown(_ screen: DrillScreen) -> [String] {
    screen.grid(rows: 24, columns: 50).text.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
  }

  @Test("What a beginner is to do stands above the objectives, after the praise for what was done.")
  func lesson() throws {
    let lesson =
      #"{"number": 2, "count": 9, "praise": "Well done.", "says": "Type  kubectl get pods  and read every column."}"#
    let rows = shown(try screen(lesson: lesson))
    #expect(
      rows[1...6].map { $0.trimmingCharacters(in: ["│", " "]) } == [
        "┌─ Incident ─────────────────────────────────────┐", "Lesson 2 of 9", "Well done.",
        "Type  kubectl get pods  and read every column.", "", "· Payments work",
      ])
  }

  @Test("Several lines stand below each other, the cursor in the last, and what may follow below it.")
  func choices() throws {
    var screen = try screen(typed: [.paste("for i in 1\ndo kubectl g")])
    screen.typing?.choices = [StyledText("get  grep")]
    let grid = screen.grid(rows: 24, columns: 50)
    let text = grid.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(text[8...10] == ["$ for i in 1", "> do kubectl g", "get  grep"])
    #expect(grid.cursor == .init(row: 9, column: 14))
  }

  @Test("A text that is longer than the screen keeps the cursor in sight, wherever it is.")
  func longText() throws {
    let text = (1...100).map { "echo \($0)" }.joined(separator: "\n")
    let end = shown(try screen(typed: [.paste(text)]))
    #expect(end.contains("> echo 100"))
    let start = try screen(typed: [.paste(text)] + Array(repeating: .up, count: 99))
    #expect(shown(start).contains("$ echo 1") && start.grid(rows: 24, columns: 50).cursor?.row == 8)
  }

  @Test("The last row tells when letters are vi's commands.")
  func normalMode() throws {
    let normal = shown(try screen(typed: [.character("a"), .escape], usesViKeys: true))
    #expect(normal.filter { $0.hasPrefix(" vi: normal ") }.count == 1)
    let inserting = shown(try screen(typed: [.character("a")], usesViKeys: true))
    #expect(inserting.filter { $0.contains("vi:") } == [])
  }

  @Test("A text that is pasted to a program is typed line by line.")
  func pastedToProgram() {
    #expect(LineReader.keys(ofPasted: "a\r\nb\n") == [.paste("a"), .enter, .paste("b"), .enter, .paste("")])
    #expect(LineReader.keys(ofPasted: "a") == [.paste("a")])
  }
}
