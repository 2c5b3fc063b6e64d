import Terminal
import Testing

@Suite struct TypedTextTests {
  private func typed(_ text: String, cursor: Int? = nil, columns: Int = 10) -> TypedText {
    var buffer = LineBuffer(text)
    if let cursor { buffer.move(to: cursor) }
    return TypedText(prompt: StyledText("$ "), buffer: buffer, columns: columns)
  }

  @Test(
    "Rows break where they are full and where a line ends, and the cursor stands where the next character comes.",
    arguments: [
      ("", ["$ "], 0, 2), ("12345678", ["$ 12345678", ""], 1, 0), ("123456789", ["$ 12345678", "9"], 1, 1),
      ("a\nb", ["$ a", "> b"], 1, 3), ("a\n", ["$ a", "> "], 1, 2), ("1234567日", ["$ 1234567", "日"], 1, 2),
      ("a\tb", ["$ a     b"], 0, 9), ("e\u{301}\u{200B}x", ["$ e\u{301}x"], 0, 4), ("a\u{202E}b", ["$ ab"], 0, 4),
    ])
  func rows(text: String, rows: [String], row: Int, column: Int) {
    let typed = typed(text)
    #expect(typed.rows.map(\.plain) == rows)
    #expect(typed.cursor == .init(row: row, column: column))
  }

  @Test("A cursor at the beginning of a row is on that row.")
  func cursorInside() {
    #expect(typed("123456789", cursor: 8).cursor == .init(row: 1, column: 0))
    #expect(typed("a\nb", cursor: 1).cursor == .init(row: 0, column: 3))
    #expect(typed("a\nb", cursor: 2).cursor == .init(row: 1, column: 2))
  }

  @Test("Of a text that is longer than the screen the rows around the cursor are seen.")
  func limited() {
    let text = (1...50).map(String.init).joined(separator: "\n")
    let end = typed(text).limited(to: 3)
    #expect(end.rows.map(\.plain) == ["> 48", "> 49", "> 50"] && end.cursor.row == 2)
    let start = typed(text, cursor: 0).limited(to: 3)
    #expect(start.rows.map(\.plain) == ["$ 1", "> 2", "> 3"] && start.cursor.row == 0)
  }
}

@Suite struct LineRendererTests {
  /// A terminal that knows what the renderer needs.
  private struct Screen {
    var rows = [[Character]](repeating: [], count: 1)
    var row = 0
    var column = 0

    mutating func take(_ text: String) {
      var rest = text[...]
      while let character = rest.popFirst() {
        switch character {
        case "\r\n", "\n":
          row += 1
          column = character == "\r\n" ? 0 : column
          if row == rows.count { rows.append([]) }
        case "\r": column = 0
        case "\u{1B}":
          let code = rest.dropFirst().prefix { !$0.isLetter }
          let kind = rest.dropFirst(1 + code.count).first
          rest = rest.dropFirst(2 + code.count)
          let count = Int(code) ?? 1
          switch kind {
          case "A": row -= count
          case "B": row += count
          case "C": column += count
          case "K": rows[row] = Array(rows[row].prefix(column))
          case "J":
            rows[row] = Array(rows[row].prefix(column))
            rows = Array(rows.prefix(row + 1))
          default: break
          }
        default:
          while rows[row].count <= column { rows[row].append(" ") }
          rows[row][column] = character
          column += 1
        }
      }
    }
  }

  @Test("However a text changes, the screen shows it, with the cursor in its place.")
  func anyChange() {
    let texts = [
      "", "a", "abcdefgh", "abcdefghijkl", "abc", "a\nbcd\nef", "x\nbcd", "12345678901234567890123", "", "q\nr",
    ]
    var screen = Screen()
    var renderer = LineRenderer(hasColour: true)
    for (index, text) in texts.enumerated() {
      for cursor in [0, text.count / 2, text.count] {
        var buffer = LineBuffer(text)
        buffer.move(to: cursor)
        let commands: Set<String>? = index % 2 == 0 ? ["a"] : nil
        let typed = TypedText(prompt: StyledText("$ "), buffer: buffer, columns: 10, commands: commands)
        screen.take(renderer.draw(typed, columns: 10))
        let shown = screen.rows.map { String($0).trimmed }
        #expect(Array(shown.prefix(typed.rows.count)) == typed.rows.map(\.plain.trimmed))
        #expect(shown.dropFirst(typed.rows.count).filter { !$0.isEmpty } == [])
        #expect(screen.row == typed.cursor.row && screen.column == typed.cursor.column)
      }
    }
  }

  @Test("A character at the end of the line is all that is sent, and nothing is cleared for it.")
  func littleIsSent() {
    var renderer = LineRenderer(hasColour: false)
    let prompt = StyledText("$ ")
    _ = renderer.draw(TypedText(prompt: prompt, buffer: LineBuffer("k"), columns: 80), columns: 80)
    #expect(renderer.draw(TypedText(prompt: prompt, buffer: LineBuffer("k "), columns: 80), columns: 80) == " ")
    let drawn = renderer.draw(TypedText(prompt: prompt, buffer: LineBuffer("k"), columns: 80), columns: 80)
    #expect(drawn == "\r\u{1B}[3C\u{1B}[K")
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

@Suite struct CommandColoursTests {
  /// A letter a look, for each character.
  private func looks(_ line: String, cursor: Int? = nil) -> String {
    let looks = CommandColours.looks(
      of: Array(line), cursor: cursor ?? 0, commands: ["kubectl", "k", "grep", "echo", "check", "cat"])
    let letters: [Look: String] = [
      .plain: ".", .good: "c", .bad: "!", .notable: "s", .accent: "f", .bold: "o", .faint: "#",
    ]
    return looks.map { letters[$0] ?? "?" }.joined()
  }

  @Test(
    "Each part of a line has its look.",
    arguments: [
      ("k get po -n shop | grep -v 'Run'", "c........ff......o.cccc.ff.sssss"),
      ("kubctl get", "!!!!!!...."), ("A=1 k x", "....c.."), ("for i in 1; do k $i; done", "ooo...oo..o.oo.c.sso.oooo"),
      ("k a && nope || check", "c...oo.!!!!.oo.ccccc"), ("k > f 2>&1 # why", "c.o....oo..#####"),
      ("echo \"a b\" $(k x)", "cccc.sssss.ooc..o"), ("cat <<E\na b\nE\nk", "ccc.oo..ssssssc"),
      ("! k", "o.c"), ("/bin/ls -l", "ccccccc.ff"), ("echo 'open", "cccc.sssss"),
    ])
  func parts(line: String, expected: String) {
    #expect(looks(line) == expected)
  }

  @Test("A command that is being typed is not called unknown before its time.")
  func beingTyped() {
    #expect(looks("kub", cursor: 3) == "...")
    #expect(looks("kub", cursor: 0) == "!!!")
    #expect(looks("kux", cursor: 3) == "!!!")
  }

  @Test(
    "Whatever is typed, every character has a look.",
    arguments: ["\\", "$", "a$(", "<<", "\"\\", "`x`", "<<E\n", "((", "a<(b", "${", "'"])
  func odd(line: String) {
    #expect(looks(line).count == line.count)
  }

  @Test(
    "Blanks of every kind are passed over.", arguments: ["a\u{A0}b", "\u{3000}", "k |\u{A0}grep", "k get\u{2009}po"])
  func blanks(text: String) {
    let typed = TypedText(prompt: StyledText("$ "), buffer: LineBuffer(text), columns: 40, commands: ["k", "grep"])
    #expect(typed.rows.map(\.plain) == ["$ " + text])
  }
}
