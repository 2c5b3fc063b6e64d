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
      ("\u{1B}[200~two\nlines\u{1B}[201~!", "two\nlines!"), ("a\u{1B}[99;99Zb", "ab"),
      ("\u{1B}[200~a\r\nb\u{1}\rc\n\u{1B}[201~", "a\nb\nc"),
      // Several cuts in a row are brought back as one, and Ctrl-_ takes back one step at a time.
      ("a b c\u{17}\u{17}x\u{19}", "a xb c"), ("a b\u{01}\u{1B}d\u{1B}d\u{19}\u{19}", "a ba b"),
      ("one two\u{17}x\u{1F}\u{1F}", "one two"), ("one two\u{17}\u{18}\u{15}", "one two"), ("abc\u{1F}", ""),
      ("one two\u{1B}\u{7F}\u{1B}\u{7F}x", "x"), ("abc\u{06}\u{06}x", "abcx"), ("ab\u{01}\u{06}\u{14}", "ba"),
      // In several lines the keys for a line's start and end stay in it.
      ("\u{1B}[200~ab\ncd\u{1B}[201~\u{01}x\u{05}y", "ab\nxcdy"), ("\u{1B}[200~ab\ncd\u{1B}[201~\u{15}x", "ab\nx"),
      ("\u{1B}[200~ab\ncd\u{1B}[201~\u{10}\u{0B}x", "abxcd"), ("ab\u{1B}\rcd", "ab\ncd"),
    ])
  func keysEditTheLineAsInAShell(typed: String, line: String) {
    #expect(typing(typed).line == line)
  }

  @Test("A key costs the same however much is typed already.", .timeLimit(.minutes(1)))
  func manyKeys() {
    for usesViKeys in [false, true] {
      var editor = LineEditor(history: [], usesViKeys: usesViKeys)
      for _ in 0..<20_000 { _ = editor.press(.character("x")) }
      #expect(editor.buffer.characters.count == 20_000)
      _ = editor.press(.control("_"))
      #expect(editor.buffer.isEmpty)
    }
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

  @Test("ctrl-g gives a search up, ctrl-s searches forward, and an empty search repeats the last one")
  func searchesAreGivenUpAndTurnRound() {
    let history = ["get pods", "get nodes", "describe pod"]
    #expect(typing("dra\u{12}get\u{07}ft", history: history).line == "draft")
    #expect(typing("\u{12}pod\u{12}\u{13}", history: history).line == "describe pod")
    #expect(typing("\u{12}nodes\u{07}\u{12}\u{12}", history: history).line == "get nodes")
    #expect(typing("\u{12}get\u{07}\u{1B}[A", history: history).line == "describe pod")
  }

  @Test("alt-. brings the last word of the line before, then of older ones")
  func lastWordsOfEarlierLines() {
    let history = ["kubectl get deploy", "kubectl describe pod web-1"]
    #expect(typing("echo \u{1B}.", history: history).line == "echo web-1")
    #expect(typing("echo \u{1B}.\u{1B}.", history: history).line == "echo deploy")
    #expect(typing("echo \u{1B}.\u{1B}.\u{1B}. x", history: history).line == "echo deploy x")
  }

  @Test("up and down move between the lines of one text before they leave it")
  func movingInSeveralLines() {
    let history = ["for i in 1 2; do\necho $i\ndone"]
    #expect(typing("\u{1B}[A\u{1B}[A!", history: history).line == "for i in 1 2; do\necho! $i\ndone")
    #expect(typing("x\u{1B}[A\u{1B}[B", history: history).line == "x")
  }

  @Test("ctrl-x ctrl-e asks for the player's own editor")
  func ownEditor() {
    #expect(typing("k get\u{18}\u{05}").outcome == .openEditor("k get"))
  }

  @Test("a text that is not complete goes on in a new line, and the next one is pasted there in one piece")
  func continuing() {
    var editor = LineEditor(history: [])
    _ = editor.press(.paste("for i in 1 2"))
    _ = editor.press(.home)
    editor.continueOnNextLine()
    _ = editor.press(.paste("do echo $i\ndone\n"))
    #expect(editor.press(.enter) == .accepted("for i in 1 2\ndo echo $i\ndone"))
  }

  @Test("ten thousand characters are pasted at once")
  func longPaste() {
    let text = String(repeating: "key: value\n", count: 1000)
    #expect(typing("cat <<E\u{1B}[200~\(text)\u{1B}[201~").line == "cat <<E" + text.dropLast())
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
    var editor = LineEditor(history: ["a", "b c", "for x\nin y"], usesViKeys: seed % 2 == 0)
    for _ in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      for key in decoder.decode([UInt8(truncatingIfNeeded: state >> 40)]) { _ = editor.press(key) }
      #expect(editor.buffer.cursor <= editor.buffer.characters.count)
    }
  }
}
