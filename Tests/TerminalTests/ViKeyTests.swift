import Terminal
import Testing

@Suite struct ViKeyTests {
  /// Types a text in which `⎋` stands for Escape, and returns the line with the cursor's place in it.
  private func typing(_ text: String, history: [String] = []) -> String {
    var editor = LineEditor(history: history, usesViKeys: true)
    for character in text {
      let key: Key =
        switch character {
        case "⎋": .escape
        case "⏎": .enter
        case "←": .backspace
        default: .character(character)
        }
      _ = editor.press(key)
    }
    let characters = editor.buffer.characters
    let cursor = editor.buffer.cursor
    return String(characters[..<cursor]) + "‸" + String(characters[cursor...])
  }

  @Test(
    "Motions go where vi's go.",
    arguments: [
      ("⎋", "get po web-1 -o wid‸e"), ("⎋0", "‸get po web-1 -o wide"), ("⎋^", "‸get po web-1 -o wide"),
      ("⎋0w", "get ‸po web-1 -o wide"), ("⎋03w", "get po web‸-1 -o wide"), ("⎋03W", "get po web-1 ‸-o wide"),
      ("⎋b", "get po web-1 -o ‸wide"), ("⎋4b", "get po web-‸1 -o wide"), ("⎋3B", "get po ‸web-1 -o wide"),
      ("⎋0e", "ge‸t po web-1 -o wide"), ("⎋03e", "get po we‸b-1 -o wide"), ("⎋03E", "get po web-‸1 -o wide"),
      ("⎋0$", "get po web-1 -o wid‸e"), ("⎋0lllhl", "get‸ po web-1 -o wide"), ("⎋03|", "ge‸t po web-1 -o wide"),
      ("⎋0fw", "get po ‸web-1 -o wide"), ("⎋02fe", "get po w‸eb-1 -o wide"), ("⎋0tw", "get po‸ web-1 -o wide"),
      ("⎋0fw;", "get po web-1 -o ‸wide"), ("⎋0fw;,", "get po ‸web-1 -o wide"), ("⎋Fo", "get po web-1 -‸o wide"),
      ("⎋To", "get po web-1 -o‸ wide"), ("⎋0fz", "‸get po web-1 -o wide"), ("⎋0tw;", "get po web-1 -o‸ wide"),
    ])
  func motions(keys: String, result: String) {
    #expect(typing("get po web-1 -o wide" + keys) == result)
  }

  @Test(
    "Operators, counts and the keys that change the text do what they do in vi.",
    arguments: [
      ("a b c⎋x", "a b‸ "), ("abcd⎋02x", "‸cd"), ("abcd⎋2X", "a‸d"), ("one two⎋0dw", "‸two"),
      ("one two three⎋0d2w", "‸three"), ("one two three⎋02dw", "‸three"), ("one two⎋db", "one ‸o"),
      ("one two⎋0D", "‸"), ("one two⎋0wD", "one‸ "), ("one two⎋dd", "‸"), ("one two⎋0cwx⎋", "‸x two"),
      ("one two⎋0Cx⎋", "‸x"), ("one two⎋ccx⎋", "‸x"), ("one two⎋Sx⎋", "‸x"), ("one two⎋0sx⎋", "‸xne two"),
      ("one two⎋0ywP", "one‸ one two"), ("one two⎋0yw$p", "one twoone‸ "), ("ab⎋0xp", "b‸a"), ("ab⎋yyp", "aba‸b"),
      ("one two⎋0yzw", "one ‸two"), ("abc⎋0rx", "‸xbc"), ("abc⎋02rx", "x‸xc"), ("abc⎋0~~", "AB‸c"), ("ß⎋~", "‸ß"),
      ("one two⎋0dfo", "‸"), ("one two⎋0dto", "‸o"), ("one two⎋0d$", "‸"), ("(a b) c⎋0d%", "‸ c"),
      ("a.b⎋0cwx⎋", "‸x.b"), ("abc⎋0ix⎋", "‸xabc"), (" abc⎋Ix⎋", " ‸xabc"), ("abc⎋0ax⎋", "a‸xbc"),
      ("abc⎋0Ax⎋", "abc‸x"), ("a⎋d⎋x", "‸"), ("abc⎋099999999999x", "‸"), ("one two⎋0cw⎋", "‸ two"),
    ])
  func changes(keys: String, result: String) {
    #expect(typing(keys) == result)
  }

  @Test(
    "u takes a change back, and . makes it again.",
    arguments: [
      ("one two⎋0dwu", "‸one two"), ("one⎋0xxuu", "‸one"), ("one two⎋0cwxyz⎋u", "‸one two"), ("abcdef⎋0x..", "‸def"),
      ("a b c⎋0dw.", "‸c"), ("one two⎋0cwx⎋w.", "x ‸x"), ("abc⎋A!⎋.", "abc!‸!"), ("abc⎋0rxl.", "x‸xc"),
      ("abc⎋Axy←⎋.", "abcx‸x"),
    ])
  func repeating(keys: String, result: String) {
    #expect(typing(keys) == result)
  }

  @Test(
    "j and k walk through history, / searches it.",
    arguments: [
      ("x⎋k", "‸describe pod"), ("x⎋kk", "‸get nodes"), ("x⎋2k", "‸get nodes"), ("x⎋kkj", "‸describe pod"),
      ("x⎋kj", "‸x"),
      ("⎋/get⏎", "‸get nodes"), ("⎋/get⏎n", "‸get pods"), ("⎋/get⏎nN", "‸get nodes"), ("⎋/zzz⏎", "‸"),
      ("⎋G", "get pod‸s"),
      ("⎋/ge⎋x", "‸"),
    ])
  func history(keys: String, result: String) {
    #expect(typing(keys, history: ["get pods", "get nodes", "describe pod"]) == result)
  }

  @Test("Escape that comes with the next key is a key of its own, and Enter accepts in both modes.")
  func escapes() {
    var editor = LineEditor(history: [], usesViKeys: true)
    for character in "ab c" { _ = editor.press(.character(character)) }
    _ = editor.press(.meta("b"))
    #expect(editor.isInNormalMode && editor.buffer.cursor == 0)
    #expect(editor.press(.enter) == .accepted("ab c"))
    #expect(editor.press(.character("v")) == .openEditor("ab c"))
    _ = editor.press(.character("i"))
    #expect(editor.press(.enter) == .accepted("ab c"))
    #expect(editor.press(.control("c")) == .cancelled)
  }
}
