import Leaderboard
import Testing

@Suite struct DisplayNameTests {
  @Test(
    "Names of every script are taken as they are, composed and with single blanks.",
    arguments: [
      ("Ada Lovelace", "Ada Lovelace"), ("  Ada \t Lovelace ", "Ada Lovelace"), ("Zoe\u{308}", "Zo\u{EB}"),
      ("Наталья", "Наталья"), ("Ελένη", "Ελένη"), ("محمد", "محمد"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
      ("דוד", "דוד"), ("王小明", "王小明"), ("さくら", "さくら"), ("김민준", "김민준"), ("क्षत्रिय", "क्षत्रिय"),
      ("สมชาย", "สมชาย"), ("ሰላም", "ሰላም"), ("👩\u{200D}🚀 crew", "👩\u{200D}🚀 crew"), ("❤\u{FE0F}", "❤\u{FE0F}"),
      ("=1+1", "=1+1"), ("<b>", "<b>"), ("O'Neil", "O'Neil"),
      (String(repeating: "x", count: 40), String(repeating: "x", count: 40)),
    ])
  func everyScript(given: String, shown: String) throws {
    let name = try DisplayName(given)
    #expect(name.text == shown)
    #expect(Array(name.text.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test(
    "Names that nobody could read, or that read as others, are refused.",
    arguments: [
      "", "   ", "\u{3164}", "\u{2800}", "...", "\u{301}a", "a\u{0}b", "a\u{1B}[2Jb", "a\u{202E}b", "a\u{2066}b",
      "a\u{200B}b", "a\u{200D}b", "a\u{FEFF}b", "a\u{AD}b", "a\u{FE0F}", "a\u{E0041}", "a\u{E000}", "a\u{FFFFE}",
      "Z" + String(repeating: "\u{351}", count: 12), String(repeating: "x", count: 41),
    ])
  func refused(name: String) throws {
    let error = #expect(throws: ArchiveError.self) { try DisplayName(name) }
    guard case .invalid("name", let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.count < 100)
  }

  @Test("Names of 10,000 characters are refused, of whatever they are made.")
  func longNames() {
    for piece in ["x", "👨‍👩‍👧‍👦", "\u{301}", " ", "\u{202E}", "가", "\0"] {
      let name = "a" + String(repeating: piece, count: 10_000) + "b"
      #expect(throws: ArchiveError.self) { try DisplayName(name) }
    }
  }

  @Test(
    "Names that look the same have one key.",
    arguments: [
      ("Ada", "ADA"), ("Ada Lovelace", "adalovelace"), ("ａｄａ", "ada"), ("Straße", "STRASSE"), ("ﬁn", "fin"),
      ("аdа", "ada"), ("Ηello", "hello"), ("Zoe\u{308}", "ZO\u{EB}"), ("می\u{200C}خواهم", "میخواهم"), ("①", "1"),
    ])
  func sameKey(one: String, other: String) throws {
    #expect(try DisplayName(one).key == DisplayName(other).key)
  }

  @Test(
    "Different names of one script have different keys.", arguments: [("Вера", "Мера"), ("王", "玉"), ("ada", "adb")])
  func differentKeys(one: String, other: String) throws {
    #expect(try DisplayName(one).key != DisplayName(other).key)
  }
}
