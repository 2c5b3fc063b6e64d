import Leaderboard
import Testing

@testable import GameServer

@Suite struct AssetTests {
  @Test("an asset is found by its address, and a good guess at it is not kept for good")
  func assetsAreFound() {
    for asset in Asset.all {
      #expect(Asset.find(asset.path) == asset)
      #expect(asset.isNamed(exactlyBy: asset.path))
    }
    let plain = Asset.find("/assets/site.css")
    #expect(plain == .style)
    #expect(plain?.isNamed(exactlyBy: "/assets/site.css") == false)
    #expect(Asset.find("/assets/site.0000000000000000.css") == nil)
    #expect(Asset.find("/assets/../Package.swift") == nil)
    #expect(Set(Asset.all.map(\.path)).count == Asset.all.count)
  }

  @Test(
    "scripts put text into pages as text alone", arguments: Asset.all.filter { $0.path.hasSuffix(".js") }.map(\.path))
  func scriptsWriteText(path: String) throws {
    let script = String(decoding: try #require(Asset.find(path)).bytes, as: UTF8.self)
    let dangerous = [
      "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "setAttribute('style",
      "createContextualFragment", "setTimeout('", "javascript:",
    ]
    for word in dangerous { #expect(!script.contains(word), "\(word)") }
  }

  @Test("a parsed board is the only markup that a script takes, and it is the server's own")
  func onlyBoardsAreParsed() {
    let parsing = Asset.all.filter { String(decoding: $0.bytes, as: UTF8.self).contains("DOMParser") }
    #expect(parsing == [.board])
  }
}

@Suite struct TerminalMarkupTests {
  @Test(
    "a terminal's colours become classes, its other codes nothing",
    arguments: [
      ("plain <b>", "plain &lt;b&gt;"), ("\u{1B}[31mred\u{1B}[0m.", "<span class=\"t-c1\">red</span>."),
      (
        "\u{1B}[1;32mok\u{1B}[39m still\u{1B}[0m",
        "<span class=\"t-bold t-c2\">ok</span><span class=\"t-bold\"> still</span>"
      ),
      ("\u{1B}[91mx\u{1B}[m", "<span class=\"t-c9\">x</span>"), ("a\u{1B}[2Jb\u{1B}[", "ab"), ("a\u{1B}", "a"),
      ("\u{1B}c", "c"),
      ("a\r\nb", "a\nb"), ("\u{1B}[\"><script>m", "cript&gt;m"),
    ])
  func coloursBecomeClasses(text: String, markup: String) {
    #expect(TerminalMarkup.html(Array(text.utf8), limit: 1000).markup == markup)
  }

  @Test("what is too long is cut, and says so")
  func longOutputIsCut() {
    #expect(TerminalMarkup.html(Array("abcdef".utf8), limit: 3).markup == "abc\n…")
    #expect(TerminalMarkup.html(Array("abc".utf8), limit: 0).markup == "\n…")
  }

  @Test("no output is markup", arguments: 0..<200)
  func noOutputIsMarkup(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let alphabet: [UInt8] = Array("\u{1B}[];m0139<>&\"'ab\n".utf8) + [0xC3, 0xFF, 0x00]
    let bytes = (0..<200).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return alphabet[Int(state >> 33) % alphabet.count]
    }
    #expect(PageOutline("<p>" + TerminalMarkup.html(bytes, limit: 150).markup + "</p>").problems == [])
  }
}
