import KubernetesModel
import Testing

@Suite struct YAMLWriterTests {
  /// The golden file is what kubectl 1.33 prints.
  @Test("odd values are written as kubectl writes them")
  func oddValuesAreWrittenAsKubectlWritesThem() throws {
    let value = try JSONParser.parse(goldenText("yaml-written.json"))
    let lines = YAMLWriter.string(value).split(separator: "\n", omittingEmptySubsequences: false)
    let golden = try goldenText("yaml-written.yaml").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == golden.count)
    for (line, expected) in zip(lines, golden) { #expect(line == expected) }
  }

  @Test("what is written reads back as the same value")
  func whatIsWrittenReadsBackAsTheSameValue() throws {
    let value = try JSONParser.parse(goldenText("yaml-written.json"))
    var readable = value
    // A merge key is written as go-yaml writes it: plain.
    readable.update("metadata") { $0.update("annotations") { $0["<<"] = nil } }
    readable.update("n") { $0["f"] = nil }
    #expect(try YAMLReader.value(YAMLWriter.string(readable)) == readable)
  }

  @Test("any text reads back", arguments: 0..<300)
  func anyTextReadsBack(_ seed: UInt64) throws {
    var noise = Noise(seed)
    var value: JSONValue = [:]
    for index in 0..<noise.next(below: 8) {
      let text = Noise(seed &* 31 &+ UInt64(index)).text(
        from: "ab1: -#'\"\n\t,[]{}&*!|>%@`?.~=yn0é😀\u{7}\\", length: 200)
      value["k" + text.prefix(index)] = index % 2 == 0 ? .string(text) : [.string(text), [.string(text)]]
    }
    value["<<"] = nil
    #expect(try YAMLReader.value(YAMLWriter.string(value)) == value)
  }
}

@Suite struct YAMLReaderTests {
  /// The golden file has what kubectl 1.33 makes of each text.
  @Test("texts are read and refused as kubectl does")
  func textsAreReadAndRefusedAsKubectlDoes() throws {
    for (input, output) in try goldenCases("yaml-read.txt") {
      var result: String
      do throws(YAMLError) {
        result = JSONWriter.string(try YAMLReader.value(input), escapesHTML: false)
      } catch {
        result = "error: " + error.description
      }
      #expect(result == output, "\(input)")
    }
  }

  @Test("documents are cut at separators and know their lines")
  func documentsAreCutAtSeparatorsAndKnowTheirLines() throws {
    let text = "# nothing\n---\na: 1\n--- # next\n\n---\nb:\n  c: [x,\n   y]\n  c: 2\n"
    let documents = try YAMLReader.documents(text)
    #expect(documents.map(\.value) == [["a": 1], ["b": ["c": 2]]])
    #expect(documents[1].position(of: [.key("b"), .key("c")]) == (line: 10, column: 6))
    #expect(documents[1].duplicates.map(\.path) == ["b.c"])
    #expect(documents[1].strictError == "yaml: unmarshal errors:\n  line 4: key \"c\" already set in map")
    #expect(documents[0].strictError == nil)
  }

  @Test("an error names the line of the document and knows the line of the text")
  func anErrorNamesTheLineOfTheDocumentAndKnowsTheLineOfTheText() {
    let error = #expect(throws: YAMLError.self) { try YAMLReader.documents("a: b\n---\nc: d\n e: f\n") }
    #expect(error?.description == "yaml: line 2: mapping values are not allowed in this context")
    #expect(error?.line == 4)
  }

  @Test("deep nesting is refused", arguments: ["[", "- ", "{a: ", "? "])
  func deepNestingIsRefused(_ piece: String) {
    #expect(throws: YAMLError.self) { try YAMLReader.value(String(repeating: piece, count: 20_000)) }
  }

  @Test("aliases may not blow a document up")
  func aliasesMayNotBlowADocumentUp() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let error = #expect(throws: YAMLError.self) { try YAMLReader.value(text) }
    #expect(error?.description == "yaml: document contains excessive aliasing")
  }

  @Test("noise is read or refused", arguments: 0..<500)
  func noiseIsReadOrRefused(_ seed: UInt64) {
    let text = Noise(seed).text(from: "ab1: -#'\"\n\n  \t,[]{}&*!|>%@`?.~=y<0é\u{0}\\x-:", length: 120)
    if let value = try? YAMLReader.value(text) {
      #expect(throws: Never.self) { try YAMLReader.value(YAMLWriter.string(value)) }
    }
  }
}
