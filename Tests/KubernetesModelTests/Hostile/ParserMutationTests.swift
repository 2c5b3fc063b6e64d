import KubernetesModel
import Testing

/// Whatever is read is read or refused: nothing ends the process, and nothing takes long.
@Suite struct ParserMutationTests {
  struct Parser: CustomTestStringConvertible, Sendable {
    let name: String
    let seeds: [String]
    let read: @Sendable ([UInt8]) -> Bool

    var testDescription: String { name }

    init(_ name: String, _ seeds: [String], _ read: @escaping @Sendable ([UInt8]) throws -> Void) {
      self.name = name
      self.seeds = seeds
      self.read = { bytes in
        do {
          try read(bytes)
          return true
        } catch {
          return false
        }
      }
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static let object: JSONValue = [
    "apiVersion": "v1", "kind": "Pod",
    "metadata": ["name": "web-0", "labels": ["app": "web"], "creationTimestamp": "2026-01-01T00:00:00Z"],
    "spec": ["containers": [["name": "a", "image": "a:1"], ["name": "b", "image": "b:1"]]], "status": ["count": 3],
  ]

  static let parsers: [Parser] = [
    Parser(
      "YAML",
      [
        "a: 1\nb: [x, 'y', \"z\\n\"]\nc: {d: &e [1], f: *e}\n", "- |\n  text\n- >-\n  more\n  text\n- ? a\n  : b\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "base: &m {x: 1}\nown:\n  <<: *m\n  y: 0x1F\n---\n!!str 5\n",
      ]
    ) { _ = try YAMLReader.documents(text($0)).map { YAMLWriter.string($0.value) } },
    Parser("JSON", [#"{"a":[1,-2.5e10,true,null],"b":"\u00e9\n\ud83d\ude00","c":{"d":""}}"#, "[[[[1]]]]", "-0.0"]) {
      _ = JSONWriter.string(try JSONParser.parse($0))
    },
    Parser(
      "JSONPath",
      [
        "{.spec.containers[*].image}", "{range .spec.containers[*]}{.name}{\"\\t\"}{end}",
        "{.spec.containers[?(@.name==\"a\")].image}", "{..name}{.spec.containers[-1:]['name','image']}",
      ]
    ) { _ = try JSONPath(parsing: text($0)).text(of: object) },
    Parser("custom columns' paths", [".metadata.labels.app", "{.status.count}", "spec.containers[0].name"]) {
      _ = try JSONPath(relaxed: text($0)).text(of: object)
    },
    Parser(
      "go-template",
      [
        "{{range .spec.containers}}{{.name}}{{\"\\n\"}}{{end}}",
        "{{with $x := .metadata}}{{$x.name | printf \"%-10s\"}}{{end}}",
        "{{if eq .kind \"Pod\"}}{{len .spec.containers}}{{else}}{{index .spec.containers 0}}{{end}}",
        "{{define \"a\"}}{{template \"a\" .}}{{end}}{{template \"a\" .}}", "{{printf \"%[1]*d %v %q\" 5 .kind}}",
      ]
    ) { _ = try GoTemplate(parsing: text($0)).text(of: object) },
    Parser("label selectors", ["a=b,c!=d,e in (f,g),h notin (i),!j,k", "app.kubernetes.io/name==x,n>3"]) {
      _ = try LabelSelector(parsing: text($0)).matches(["a": "b"])
    },
    Parser("field selectors", ["metadata.name=web,status.phase!=Running", "spec.nodeName==a\\,b"]) {
      _ = try FieldSelector(parsing: text($0)).matches { _ in "x" }
    },
    Parser("quantities", ["500m", "1.5Gi", "12e6", "-0.5", "1E", "1000000000000000000000n", "0x10"]) {
      let quantity = try Quantity(parsing: text($0))
      _ = (quantity + quantity).description + String(quantity.value) + String(quantity.milliValue)
    },
    Parser(
      "JSON patches",
      [#"[{"op":"replace","path":"/spec/containers/0/image","value":"x"},{"op":"remove","path":"/a~1b"}]"#]
    ) {
      _ = try JSONPatch(JSONParser.parse($0)).apply(to: object)
    },
    Parser("merge patches", [#"{"metadata":{"labels":{"app":null}},"spec":{"containers":[]}}"#]) {
      _ = try MergePatch.apply(JSONParser.parse($0), to: object)
    },
    Parser(
      "strategic merge patches",
      [
        #"{"spec":{"containers":[{"name":"a","$patch":"delete"},{"name":"b","image":"c"}],"$setElementOrder/containers":[{"name":"b"}]}}"#
      ]
    ) { _ = try StrategicMergePatch(type: "core.v1.Pod").apply(JSONParser.parse($0), to: object) },
    Parser("base64", ["aGVsbG8=", "AA==", "////"]) { _ = Base64.decode(text($0)).map(Base64.encode) },
  ]

  @Test("damaged texts are read or refused", arguments: parsers)
  func damagedTextsAreReadOrRefused(_ parser: Parser) {
    var refused = 0
    for seed in 0..<400 as Range<UInt64> {
      var mutation = Mutation(seed &+ 1)
      for text in parser.seeds where !parser.read(mutation.mutate(text)) { refused += 1 }
    }
    #expect(refused > 0 || parser.name == "base64")
  }

  @Test("deep and long texts are read or refused", arguments: parsers)
  func deepAndLongTextsAreReadOrRefused(_ parser: Parser) {
    let units = [
      "[", "{", "(", "{{", "{\"a\":", "- ", "a: ", "? ", "&a ", "!", "a.", "..", "$(", "\"", "\\", " ", "\n", "9", "a,",
      "{{if ", "[?(@.",
    ]
    for unit in units {
      let text = String(repeating: unit, count: 20_000)
      _ = parser.read(Array(text.utf8))
      _ = parser.read(Array(("{." + text).utf8))
      _ = parser.read(Array((text + "}").utf8))
    }
    #expect(!parser.name.isEmpty)
  }

  @Test("aliases that double each other do not fill the memory")
  func aliasesThatDoubleEachOtherDoNotFillTheMemory() {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x]\n"
    for level in 1...40 {
      yaml += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 8).joined(separator: ","))]\n"
    }
    #expect(throws: YAMLError.self) { try YAMLReader.value(yaml) }
  }
}
