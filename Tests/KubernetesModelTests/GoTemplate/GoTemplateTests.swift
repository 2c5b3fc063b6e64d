import KubernetesModel
import Testing

@Suite struct GoTemplateTests {
  private let object: JSONValue = [
    "kind": "List", "count": 3, "flag": false,
    "items": [["name": "a", "labels": ["x": "1"]], ["name": "b"]], "data": ["k.y": "aGk=", "b": "c"], "none": .null,
  ]

  @Test(
    "a template prints",
    arguments: [
      ("{{.kind}}", "List"), ("{{ .kind }}!", "List!"), ("a {{- \" b \" -}} c", "a b c"),
      ("{{range .items}}{{.name}},{{end}}", "a,b,"),
      ("{{range $i, $e := .items}}{{$i}}={{$e.name}} {{end}}", "0=a 1=b "),
      ("{{range .none}}x{{else}}none{{end}}", "none"), ("{{if .flag}}yes{{else}}no{{end}}", "no"),
      ("{{if eq .kind \"Pod\"}}1{{else if eq .count 3}}2{{else}}3{{end}}", "2"), ("{{with .data}}{{.b}}{{end}}", "c"),
      ("{{index .items 1 | printf \"%v\"}}", "map[name:b]"), ("{{(index .items 0).name}}", "a"),
      ("{{len .items}}{{.count | printf \"%03d\"}}", "2003"), ("{{index .data \"k.y\" | base64decode}}", "hi"),
      ("{{.missing}}", "<no value>"), ("{{and .kind .flag}} {{or .flag 5}} {{not .flag}}", "false 5 true"),
      ("{{$n := .kind}}{{range .items}}{{$n}}{{$.count}}{{end}}", "List3List3"), ("{{/* note */}}x", "x"),
      ("{{printf \"%-5s|%q\" .kind .kind}}", "List |\"List\""),
      ("{{range $k, $v := .data}}{{$k}}:{{$v}};{{end}}", "b:c;k.y:aGk=;"),
      ("{{printf \"%s %d|%05d|%.2f|%5.1f\" 1 \"x\" 7 1.5 2.25}}", "%!s(int64=1) %!d(string=x)|00007|1.50|  2.2"),
      ("{{print 1 2 \"a\" \"b\" 3}}", "1 2ab3"), ("{{1.5e7}}", "1.5e+07"), ("{{slice .kind 1 3}}", "is"),
      ("{{exists .data \"b\"}} {{exists .data \"y\"}}", "true false"), ("{{.y.z.w}}", "<no value>"),
      ("{{$x := 1}}{{$x = 2}}{{$x}}{{if true}}{{$x = 3}}{{end}}{{$x}}", "23"), ("{{range 3}}{{.}}{{end}}", "012"),
      ("{{range .items}}{{.name}}{{break}}{{end}}", "a"),
      ("{{define \"T\"}}<{{.}}>{{end}}{{template \"T\" .kind}}{{template \"T\"}}", "<List><<no value>>"),
      ("{{block \"B\" .data}}[{{.b}}{{$.b}}]{{end}}", "[cc]"), ("{{index .kind 0}}", "76"),
      ("{{printf \"%T %T\" .data .kind}}", "map[string]interface {} string"),
      ("{{printf \"%05d|%-5d|%.2f\" \"a\" \"b\" .count}}", "%!d(string=0000a)|%!d(string=b    )|%!f(int64=03)"),
      ("{{range .items}}{{continue}}{{.name}}{{end}}", ""),
      ("{{and false .kind.x}} {{or .kind .kind.x}}", "false List"), ("{{'a'}} {{`r`}}", "97 r"),
      ("{{html \"<a&'\\\">\"}} {{urlquery \"a b&\"}}{{js \"<a>\"}}", "&lt;a&amp;&#39;&#34;&gt; a+b%26\\u003Ca\\u003E"),
      ("{{.none}} {{print .none .nope}}", "<no value> <nil> <nil>"), ("{{printf \"%q %x\" 65 \"hi\"}}", "'A' 6869"),
      ("{{printf \"%d\" 3 4}}", "3%!(EXTRA int64=4)"), ("{{.kind | eq \"List\"}}", "true"),
      ("{{if and (gt .count 2) (ne .kind \"x\")}}ok{{end}}", "ok"),
    ])
  func aTemplatePrints(_ template: String, output: String) throws {
    let result = try GoTemplate(parsing: template).text(of: object)
    #expect(result.output == output)
    #expect(result.error == nil)
  }

  @Test(
    "what is no template is refused in Go's words",
    arguments: [
      ("{{", "unclosed action"), ("{{.a", "unclosed action"), ("{{range .items}}", "unexpected EOF"),
      ("{{end}}", "unexpected {{end}}"), ("{{if}}x{{end}}", "missing value for if"),
      ("{{else}}", "unexpected {{else}}"),
      ("{{foo .a}}", "function \"foo\" not defined"), ("{{$x}}", "undefined variable \"$x\""),
      ("{{if true}}{{$x := 1}}{{end}}{{$x}}", "undefined variable \"$x\""), ("{{\"a}}", "unterminated quoted string"),
      ("{{3 | print}}{{ }}", "missing value for command"), ("{{.kind)}}", "unexpected right paren"),
      ("{{(.kind}}", "unclosed left paren"), ("{{%}}", "unexpected \"%\" in command"),
      ("{{.kind ; }}", "unexpected \";\" in operand"),
      ("{{.kind}", "bad character U+007D '}'"), ("{{define T}}x{{end}}", "unexpected \"T\" in define clause"),
      ("{{define \"T\" .}}x{{end}}", "unexpected <.> in define clause"), ("{{define \"T\"}}x", "unexpected EOF"),
      ("{{if true}}{{define \"T\"}}x{{end}}{{end}}", "unexpected <define> in command"),
      (
        "{{define \"T\"}}x{{end}}{{define \"T\"}}y{{end}}", "template: multiple definition of template \"T\""
      ), ("{{/* a", "unclosed comment"),
      ("{{break}}", "{{break}} outside {{range}}"), ("{{'ab'}}", "malformed character constant: 'ab'"),
      ("{{\"\\x\"}}", "invalid syntax"), ("{{.kind.}}", "unexpected <.> in operand"),
      ("{{if .a}}{{else}}{{else}}{{end}}", "expected end; found {{else}}"),
    ])
  func whatIsNoTemplateIsRefusedInGosWords(_ template: String, message: String) {
    let error = #expect(throws: GoTemplateError.self) { try GoTemplate(parsing: template) }
    #expect(error?.description == "template: output:1: " + message)
  }

  @Test(
    "what cannot be evaluated is named with its place",
    arguments: [
      ("{{.kind.x}}", "1:7", ".kind.x", "can't evaluate field x in type interface {}"),
      (
        "\n {{.kind.x.yyyyyyyyyyyyyyyyyyyyyyyyyyy}}", "2:8", ".kind.x.yyyyyyyyyyyyyyyyyyyyyyyyyyy",
        "can't evaluate field x in type interface {}"
      ),
      ("{{index .data 1}}", "1:2", "index .data 1", "error calling index: value has type int64; should be string"),
      ("{{index .items 9}}", "1:2", "index .items 9", "error calling index: index out of range: 9"),
      ("{{range .kind}}{{end}}", "1:8", ".kind", "range can't iterate over List"),
      ("{{not}}", "1:2", "not", "wrong number of args for not: want 1 got 0"),
      ("{{len .kind .kind}}", "1:2", "len", "wrong number of args for len: want 1 got 2"),
      ("{{nil | print}}", "1:2", "nil", "nil is not a command"),
      ("{{call .kind}}", "1:2", "call .kind", "error calling call: non-function .kind of type string"),
      ("{{.nope | base64decode}}", "1:10", "base64decode", "invalid value; expected string"),
      (
        "{{\"a*\" | base64decode}}", "1:9", "base64decode",
        "error calling base64decode: base64 decode failed: illegal base64 data at input byte 1"
      ),
      ("{{template \"T\" .kind}}", "1:11", "{{template \"T\" .kind}}", "template \"T\" not defined"),
      ("{{1 2}}", "1:2", "1", "can't give argument to non-function 1"),
      ("{{.data 1}}", "1:2", ".data", "data is not a method but has arguments"),
      ("{{lt 1 1.5}}", "1:2", "lt 1 1.5", "error calling lt: incompatible types for comparison"),
      ("{{index .q \"a\"}}", "1:2", "index .q \"a\"", "error calling index: index of untyped nil"),
      ("{{slice .kind 2 50}}", "1:2", "slice .kind 2 50", "error calling slice: index out of range: 50"),
      ("{{.none.x}}", "1:7", ".none.x", "nil pointer evaluating interface {}.x"),
    ])
  func whatCannotBeEvaluatedIsNamedWithItsPlace(
    _ template: String, place: String, node: String, message: String
  ) throws {
    let error = try GoTemplate(parsing: template).text(of: object).error
    #expect(error?.description == "template: output:\(place): executing \"output\" at <\(node)>: \(message)")
  }

  @Test("a mistake is in the template that it stands in, and templates cannot include each other for ever")
  func aMistakeIsInTheTemplateThatItStandsIn() throws {
    let inner = try GoTemplate(parsing: "{{define \"T\"}}{{.kind.x}}{{end}}{{template \"T\" .}}").text(of: object).error
    #expect(
      inner?.description
        == "template: output:1:21: executing \"T\" at <.kind.x>: can't evaluate field x in type interface {}")
    let endless = try GoTemplate(parsing: "{{define \"T\"}}{{template \"T\" .}}{{end}}{{template \"T\" .}}")
    #expect(
      endless.text(of: object).error?.description.hasSuffix("exceeded maximum template depth (100000)") == true)
  }

  @Test("a missing key is an error where it is not allowed")
  func aMissingKeyIsAnErrorWhereItIsNotAllowed() throws {
    let result = try GoTemplate(parsing: "a{{.kind}}{{.data.z}}").text(of: object, allowsMissingKeys: false)
    #expect(result.output == "aList")
    #expect(
      result.error?.description
        == "template: output:1:17: executing \"output\" at <.data.z>: map has no entry for key \"z\"")
  }

  @Test("noise is evaluated or refused", arguments: 0..<500)
  func noiseIsEvaluatedOrRefused(_ seed: UInt64) {
    let pieces = [
      "{{", "}}", "range ", "end", ".items", ".name", "if ", "else", "|", "(", ")", "$x", ":=", "\"", " ", "-", "len ",
      "5", ",",
    ]
    var noise = Noise(seed)
    let text = (0..<noise.next(below: 30)).map { _ in pieces[noise.next(below: pieces.count)] }.joined()
    _ = try? GoTemplate(parsing: text).text(of: object)
    _ = try? GoTemplate(parsing: String(repeating: "{{if (", count: 3000) + text)
  }
}
