import Terminal
import Testing

@Suite struct GridTests {
  private func plain(_ lines: [StyledText]) -> [String] { lines.map(\.plain) }

  @Test(
    "A row breaks where it is full, and never inside a wide character.",
    arguments: [
      ("abcdef", 3, ["abc", "def"]), ("", 3, [""]), ("日本語", 5, ["日本", "語"]), ("a日b", 2, ["a", "日", "b"]),
    ])
  func wrapping(text: String, columns: Int, rows: [String]) {
    #expect(plain(StyledText(text).wrapped(to: columns)) == rows)
  }

  @Test(
    "Sentences break between words, keep their indentation, and lose nothing.",
    arguments: [
      ("one two three", 8, ["one two", "three"]), ("  one two three", 9, ["  one two", "  three"]),
      ("abcdefghij kl", 4, ["abcd", "efgh", "ij", "kl"]), ("a  b", 10, ["a  b"]),
    ])
  func wordWrapping(text: String, columns: Int, rows: [String]) {
    #expect(plain(StyledText(text).wordWrapped(to: columns)) == rows)
  }

  @Test(
    "What goes on in the next row of a list stands below what it goes on with.",
    arguments: [
      ("  F1   this help at any time", 18, ["  F1   this help", "       at any time"]),
      ("- one two three", 9, ["- one two", "  three"]), ("  - one two three", 11, ["  - one two", "    three"]),
      // Two blanks behind a sentence are no list, nor is what leaves no room behind it.
      ("  Yes.  And no more", 14, ["  Yes. And no", "  more"]), ("  twelve  a b c", 12, ["  twelve a b", "  c"]),
      ("  F1   abcdefghijklmno", 16, ["  F1   abcdefghi", "       jklmno"]),
    ])
  func lists(text: String, columns: Int, rows: [String]) {
    #expect(plain(StyledText(text).wordWrapped(to: columns)) == rows)
  }

  @Test("What the game says breaks between words, what commands print where the row ends.")
  func prose() {
    var shell = Scrollback()
    shell.append(Array("the shop is down\n".utf8), isProse: true)
    shell.append(Array("web-0 Running\n".utf8))
    let area = Area(row: 0, column: 0, rows: 10, columns: 7)
    #expect(plain(shell.rows(in: area, below: [])) == ["the", "shop is", "down", "web-0 R", "unning"])
    shell.scrollToStart(in: Area(row: 0, column: 0, rows: 2, columns: 7), below: 0)
    #expect(shell.offset == 3)
  }

  @Test(
    "What terminals disagree about is drawn as what they agree about.",
    arguments: [
      ("a👨‍👩‍👧b", "a👨b"), ("👍🏽.", "👍."), ("e\u{301}x", "e\u{301}x"), ("z\u{200B}\u{200E}\u{FEFF}y", "zy"),
      ("\u{E000}\u{2028}\u{10FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("\u{1B}[31m\u{9B}2J", "[31m2J"),
      ("Z" + String(repeating: "\u{335}", count: 500), "Z\u{335}\u{335}\u{335}"),
    ])
  func harmless(text: String, drawn: String) {
    var grid = Grid(rows: 1, columns: 12)
    grid.write(StyledText(text), row: 0, in: grid.area)
    #expect(grid.text == drawn + "\n")
  }

  @Test("What is cut off is told.")
  func truncation() {
    #expect(StyledText("abcdef").truncated(to: 4).plain == "abc…")
    #expect(StyledText("abcd").truncated(to: 4).plain == "abcd")
    #expect(StyledText("abcd").truncated(to: 0).plain.isEmpty)
  }

  @Test("Looks come from colour sequences; what else a terminal could be told to do is dropped.")
  func terminalText() {
    let lines = TerminalText.lines(of: "\u{1B}[1;32mok\u{1B}[0m done\nx\u{1B}]0;title\u{07}y\u{1B}[2Jz\na\tb")
    #expect(plain(lines) == ["ok done", "xyz", "a       b"])
    #expect(lines[0].pieces.map(\.look) == [Look(.good, isBold: true), .plain])
  }

  @Test("A carriage return overwrites the line, and a character that comes in two pieces is one.")
  func pieces() {
    var text = TerminalText()
    #expect(text.lines(Array("50 %\r100".utf8)).isEmpty)
    #expect(text.open.plain == "100")
    let bytes = Array(" ä\n".utf8)
    #expect(text.lines(Array(bytes.prefix(2))).isEmpty)
    #expect(plain(text.lines(Array(bytes.dropFirst(2)))) == ["100 ä"])
  }

  @Test("Whatever is written, a grid keeps its size and its frame.")
  func grid() {
    var grid = Grid(rows: 3, columns: 6)
    grid.frame(grid.area, title: "")
    grid.write([StyledText("日本語語"), StyledText("below")], in: grid.area.inside)
    #expect(grid.text == "┌────┐\n│日本│\n└────┘\n")
  }
}

@Suite struct ScrollbackTests {
  private let area = Area(row: 0, column: 0, rows: 3, columns: 10)

  private func filled(_ count: Int) -> Scrollback {
    var scrollback = Scrollback()
    scrollback.append((1...count).map { "line \($0)\n" }.joined())
    return scrollback
  }

  private func seen(_ scrollback: Scrollback, below: String = "$ ") -> [String] {
    scrollback.rows(in: area, below: [StyledText(below)]).map(\.plain)
  }

  @Test("The end is seen, with what is being typed below it.")
  func end() {
    #expect(seen(filled(5)) == ["line 4", "line 5", "$ "])
    #expect(seen(filled(1)) == ["line 1", "$ "])
  }

  @Test("Scrolling stops at the first line and at the last.")
  func scrolling() {
    var scrollback = filled(5)
    scrollback.scroll(by: 2, in: area, below: 1)
    #expect(seen(scrollback) == ["line 2", "line 3", "line 4"])
    scrollback.scroll(by: 100, in: area, below: 1)
    #expect(seen(scrollback) == ["line 1", "line 2", "line 3"])
    scrollback.scroll(by: -100, in: area, below: 1)
    #expect(seen(scrollback) == ["line 4", "line 5", "$ "])
  }

  @Test("Long lines take the rows that they need.")
  func longLines() {
    var scrollback = Scrollback()
    scrollback.append("0123456789abcdef\n")
    #expect(seen(scrollback) == ["0123456789", "abcdef", "$ "])
  }

  @Test("The oldest lines are forgotten.")
  func limit() {
    #expect(filled(30_000).count <= 11_000)
  }
}
