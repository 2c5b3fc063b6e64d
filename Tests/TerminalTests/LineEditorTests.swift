import Foundation
import Terminal
import Testing

@Suite struct LineEditorTests {
  /// Types a text in which `^x` stands for Ctrl-X, and returns the last outcome and the line.
  private func typing(_ bytes: String, history: [String] = []) -> (outcome: LineEditor.Outcome, line: String) {
    var editor = LineEditor(history: history)
    var decoder = KeyDecoder()
    var outcome = LineEditor.Outcome.editing
    for key in decoder.decode(Array(bytes.utf8)) { outcome = editor.press(key) }
    return (outcome, editor.buffer.text)
  }

  @Test(
    "keys edit the line as in a shell",
    arguments: [
      ("abc", "abc"), ("abc\u{01}x", "xabc"), ("abc\u{7F}", "ab"), ("ab\u{02}x", "axb"), ("one two\u{17}", "one "),
      ("one two\u{15}", ""), ("one two\u{01}\u{0B}", ""), ("one two\u{17}\u{01}\u{19}", "twoone "), ("ab\u{14}", "ba"),
      ("one two\u{1B}b\u{1B}d", "one "), ("abc\u{1B}[D\u{1B}[D\u{1B}[3~", "ac"), ("ä€😀\u{7F}", "ä€"),
      ("\u{1B}[200~two\nlines\u{1B}[201~!", "twolines!"), ("a\u{1B}[99;99Zb", "ab"),
    ])
  func keysEditTheLineAsInAShell(typed: String, line: String) {
    #expect(typing(typed).line == line)
  }

  @Test("enter accepts, ctrl-c cancels, ctrl-d on an empty line ends the input")
  func enterAcceptsCtrlCCancelsCtrlDOnAnEmptyLineEndsTheInput() {
    #expect(typing("k get po\r").outcome == .accepted("k get po"))
    #expect(typing("k get po\u{03}").outcome == .cancelled)
    #expect(typing("\u{04}").outcome == .endOfInput)
    #expect(typing("ab\u{01}\u{04}").line == "b")
  }

  @Test("up and down walk through history and come back to the draft")
  func upAndDownWalkThroughHistoryAndComeBackToTheDraft() {
    let history = ["first", "second"]
    #expect(typing("dra\u{1B}[A", history: history).line == "second")
    #expect(typing("dra\u{1B}[A\u{1B}[A\u{1B}[A", history: history).line == "first")
    #expect(typing("dra\u{1B}[A\u{1B}[B", history: history).line == "dra")
  }

  @Test("ctrl-r finds earlier lines, each time an older one")
  func ctrlRFindsEarlierLinesEachTimeAnOlderOne() {
    let history = ["get pods", "get nodes", "describe pod"]
    #expect(typing("\u{12}get", history: history).line == "get nodes")
    #expect(typing("\u{12}get\u{12}", history: history).line == "get pods")
    #expect(typing("\u{12}get\r", history: history).outcome == .accepted("get nodes"))
  }

  @Test("a long line wraps and the cursor is on its row")
  func aLongLineWrapsAndTheCursorIsOnItsRow() {
    var renderer = LineRenderer()
    let drawn = renderer.draw(prompt: "> ", promptWidth: 2, buffer: LineBuffer("12345678"), columns: 5)
    #expect(drawn == "\r> 12345678\n\u{1B}[J\r")
    let again = renderer.draw(prompt: "> ", promptWidth: 2, buffer: LineBuffer("1"), columns: 5)
    #expect(again == "\r\u{1B}[2A> 1\u{1B}[J\r\u{1B}[3C")
  }

  @Test("nothing is cleared from the first column on, which terminals would keep for every key")
  func nothingIsClearedFromTheFirstColumnOn() {
    var renderer = LineRenderer()
    for text in ["", "k", "k get po"] {
      let drawn = renderer.draw(prompt: "$ ", promptWidth: 2, buffer: LineBuffer(text), columns: 80)
      let before = drawn.components(separatedBy: "\u{1B}[J")
      #expect(before.count == 2 && before[0] == "\r$ " + text)
    }
  }

  @Test(
    "a text takes the columns that a terminal gives it",
    arguments: [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("😀", 2), ("", 0)])
  func aTextTakesTheColumnsThatATerminalGivesIt(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test("random bytes never harm the editor", arguments: UInt64(1)...20)
  func randomBytesNeverHarmTheEditor(seed: UInt64) {
    var state = seed
    var decoder = KeyDecoder()
    var editor = LineEditor(history: ["a", "b c"])
    for _ in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      for key in decoder.decode([UInt8(truncatingIfNeeded: state >> 40)]) { _ = editor.press(key) }
      #expect(editor.buffer.cursor <= editor.buffer.characters.count)
    }
  }
}
