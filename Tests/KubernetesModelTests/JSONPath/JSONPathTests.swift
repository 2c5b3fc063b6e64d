import KubernetesModel
import Testing

@Suite struct JSONPathTests {
  /// The golden file has what kubectl 1.33 prints, errors after `!!`.
  @Test("templates print what kubectl prints")
  func templatesPrintWhatKubectlPrints() throws {
    let object = try YAMLReader.value(goldenText("jsonpath.yaml"))
    for (template, output) in try goldenCases("jsonpath.txt") {
      var result: String
      do throws(JSONPathError) {
        result = try JSONPath(parsing: template).text(of: object)
      } catch {
        result = "!! " + error.description
      }
      while result.hasSuffix("\n") { result.removeLast() }
      #expect(result == output, "\(template)")
    }
  }

  @Test(
    "relaxed expressions need no braces",
    arguments: ["metadata.name", ".metadata.name", "{metadata.name}", "{.metadata.name}"])
  func relaxedExpressionsNeedNoBraces(_ text: String) throws {
    #expect(try JSONPath(relaxed: text).text(of: ["metadata": ["name": "x"]]) == "x")
  }

  @Test("a missing key is an error when it is to be one")
  func aMissingKeyIsAnErrorWhenItIsToBeOne() throws {
    let path = try JSONPath(parsing: "{.a.b}")
    #expect(throws: JSONPathError("b is not found")) { try path.results(in: ["a": [:]], allowsMissingKeys: false) }
    #expect(throws: JSONPathError.self) { try JSONPath(relaxed: "{.a}{.b}") }
  }

  @Test(
    "loops without an end are followed by what stands in them, and texts have Go's escapes",
    arguments: [
      ("{range .a[*]}{.n}{\"\\n\"}", "1\n2\n\n"), ("{range .a[*]}{.n}{\"\\n\"}{end}", "1\n2\n"),
      ("{range .a[*]}{.n}", "12"), (#"{"\u00e9\x41\101"}"#, "éAA"),
    ])
  func loopsWithoutAnEnd(template: String, output: String) throws {
    let object: JSONValue = ["a": [["n": 1], ["n": 2]]]
    #expect(try JSONPath(parsing: template).text(of: object) == output)
  }

  @Test("an expression cannot blow up")
  func anExpressionCannotBlowUp() throws {
    var value: JSONValue = ["x": "y"]
    for _ in 0..<200 { value = ["a": value] }
    let path = try JSONPath(parsing: "{...*...*...*...*...*}")
    #expect(throws: JSONPathError("too many results")) { try path.text(of: value) }
  }

  @Test("noise is evaluated or refused", arguments: 0..<500)
  func noiseIsEvaluatedOrRefused(_ seed: UInt64) {
    let text = Noise(seed).text(from: "{{}}..[]()*'\"@$abc?,:01-=<>!\\ \nrangeend", length: 40)
    _ = try? JSONPath(parsing: text).text(of: Noise(seed).object(depth: 4))
    _ = try? JSONPath(parsing: "{" + text + "}").text(of: Noise(seed).object(depth: 4))
  }
}
