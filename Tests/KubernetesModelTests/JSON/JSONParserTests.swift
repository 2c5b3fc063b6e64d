import KubernetesModel
import Testing

@Suite struct JSONParserTests {
  @Test(
    "a value is read and written as Go writes it",
    arguments: [
      (#"{"b":1,"a":[true,null,"x"]}"#, #"{"a":[true,null,"x"],"b":1}"#), ("  12 ", "12"), ("-0.5e1", "-5"),
      ("1e100", "1e+100"), ("9223372036854775807", "9223372036854775807"),
      ("9223372036854775808", "9223372036854776000"),
      (#""\u00e4\ud83d\ude00\ud800""#, "\"ä😀\u{FFFD}\""), (#""<&>""#, #""\u003c\u0026\u003e""#),
      ("\"\\u2028\"", #""\u2028""#), ("1.10", "1.1"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"),
      ("123456789012345678901", "123456789012345680000"), (#""a\u0000\u001f""#, #""a\u0000\u001f""#),
    ])
  func aValueIsReadAndWrittenAsGoWritesIt(text: String, written: String) throws {
    #expect(JSONWriter.string(try JSONParser.parse(text)) == written)
  }

  @Test(
    "what is wrong is said in Go's words",
    arguments: [
      ("", "unexpected end of JSON input"), (#"{"kind":"#, "unexpected end of JSON input"),
      ("{a}", "invalid character 'a' looking for beginning of object key string"),
      ("[1,]", "invalid character ']' looking for beginning of value"),
      ("1 2", "invalid character '2' after top-level value"),
      ("tru1", "invalid character '1' in literal true (expecting 'e')"),
      ("\"\n\"", "invalid character '\n' in string literal"), (#""\q""#, "invalid character 'q' in string escape code"),
      ("01", "invalid character '1' after top-level value"), ("1.", "unexpected end of JSON input"),
      (#"{"a" 1}"#, "invalid character '1' after object key"),
    ])
  func whatIsWrongIsSaidInGosWords(text: String, message: String) {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    #expect(error?.message == message)
  }

  @Test("a key that comes twice is reported with its path, and the last one counts")
  func aKeyThatComesTwiceIsReportedWithItsPathAndTheLastOneCounts() throws {
    var parser = JSONParser(Array(#"{"a":{"b":[{"c":1,"c":2}]}}"#.utf8))
    let value = try parser.document()
    #expect(parser.duplicates == ["a.b[0].c"])
    #expect(value.at("a", "b")?[0]?["c"] == 2)
  }

  @Test("nesting has an end")
  func nestingHasAnEnd() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try JSONParser.parse(deep) }
  }

  @Test("random text is read or refused, never fatal", arguments: UInt64(1)...40)
  func randomTextIsReadOrRefusedNeverFatal(seed: UInt64) throws {
    var state = seed
    let alphabet = Array(#"{}[]",:\u0123eE+-.truefalsn 9"#.utf8)
    let bytes = (0..<200).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return alphabet[Int(state >> 33) % alphabet.count]
    }
    for start in stride(from: 0, to: bytes.count, by: 7) {
      guard let value = try? JSONParser.parse(Array(bytes[start...])) else { continue }
      #expect(try JSONParser.parse(JSONWriter.bytes(value)) == value)
    }
  }
}

@Suite struct JSONValueTests {
  @Test("a path makes the objects on its way")
  func aPathMakesTheObjectsOnItsWay() {
    var value: JSONValue = [:]
    value.set("x", at: "a", "b", "c")
    #expect(value.at("a", "b", "c") == "x")
    value.set(nil, at: "a", "b", "c")
    #expect(value == ["a": ["b": [:]]])
    value.set(nil, at: "no", "such", "path")
    #expect(value == ["a": ["b": [:]]])
  }

  @Test("keys are sorted however they come")
  func keysAreSortedHoweverTheyCome() {
    let value: JSONValue = ["b": 1, "a": 2, "c": 3, "B": 4]
    #expect(value.objectValue?.keys == ["B", "a", "b", "c"])
  }

  @Test("changing a copy leaves the original as it was")
  func changingACopyLeavesTheOriginalAsItWas() {
    let original: JSONValue = ["a": ["b": 1]]
    var copy = original
    copy.set(2, at: "a", "b")
    #expect(original.at("a", "b") == 1 && copy.at("a", "b") == 2)
  }
}
