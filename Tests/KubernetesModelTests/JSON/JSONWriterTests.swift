import KubernetesModel
import Testing

@Suite struct JSONWriterTests {
  @Test(
    "Texts are escaped as Go does it.",
    arguments: [
      ("", #""""#), ("plain", #""plain""#), ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t\u{8}\u{c}", #""\n\r\t\b\f""#),
      ("\u{1}x\u{1f}", #""\u0001x\u001f""#), ("<a&b>", #""\u003ca\u0026b\u003e""#),
      ("a\u{2028}b\u{2029}", #""a\u2028b\u2029""#), ("é\u{80}¨\u{2027}", "\"é\u{80}¨\u{2027}\""),
    ])
  func textsAreEscaped(_ text: String, _ expected: String) {
    #expect(JSONWriter.string(.string(text)) == expected)
  }

  @Test("Without HTML in mind, its letters stand as they are.")
  func htmlCanStand() {
    #expect(JSONWriter.string("<a&b>\u{2028}", escapesHTML: false) == #""<a&b>\u2028""#)
  }
}
