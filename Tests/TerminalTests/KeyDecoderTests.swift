import Terminal
import Testing

@Suite struct KeyDecoderTests {
  @Test(
    "Keys of xterm, screen, the Linux console and rxvt are known.",
    arguments: [
      ("\u{1B}[5~", Key.pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}OP", .function(1)), ("\u{1B}[[A", .function(1)),
      ("\u{1B}[11~", .function(1)), ("\u{1B}[21~", .function(10)), ("\u{1B}[Z", .backTab), ("\u{1B}[1~", .home),
      ("\u{1B}OF", .end), ("\u{1B}+", .meta("+")),
      ("\u{1B}[<0;12;5M", .mouse(MouseEvent(action: .press, row: 4, column: 11))),
      ("\u{1B}[<0;12;5m", .mouse(MouseEvent(action: .release, row: 4, column: 11))),
      ("\u{1B}[<0;9223372036854775807;-9223372036854775808M", .mouse(MouseEvent(action: .press, row: 0, column: 9999))),
      ("\u{1B}[<32;1;1M", .mouse(MouseEvent(action: .drag, row: 0, column: 0))),
      ("\u{1B}[<65;300;200M", .mouse(MouseEvent(action: .scrollDown, row: 199, column: 299))),
      ("\u{1B}[<68;3;2M", .mouse(MouseEvent(action: .scrollUp, row: 1, column: 2))),
    ])
  func keys(bytes: String, key: Key) {
    var decoder = KeyDecoder()
    #expect(decoder.decode(Array(bytes.utf8)) == [key])
    #expect(!decoder.isWaiting)
  }

  @Test("Escape is a key once nothing follows it.")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0x1B]).isEmpty)
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [.escape])
    #expect(decoder.decode(Array("a".utf8)) == [.character("a")])
  }

  @Test("Keys that come byte by byte over a slow line are the same keys.")
  func slowly() {
    var decoder = KeyDecoder()
    let keys = Array("\u{1B}[5~ä\u{1B}[<0;1;2M".utf8).flatMap { decoder.decode([$0]) }
    #expect(keys == [.pageUp, .character("ä"), .mouse(MouseEvent(action: .press, row: 1, column: 0))])
  }

  @Test("Broken sequences are passed over, and what follows is read.")
  func broken() {
    for bytes in ["\u{1B}[<;;M", "\u{1B}[<1;2;3;4M", "\u{1B}[<99999999999999999999;1;1M", "\u{1B}[999~"] {
      var decoder = KeyDecoder()
      #expect(decoder.decode(Array((bytes + "x").utf8)) == [.character("x")])
    }
  }
}
