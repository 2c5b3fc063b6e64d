import KubernetesModel
import Testing

@Suite struct LabelSelectorTests {
  @Test(
    "the text form is read",
    arguments: [
      ("a=b,c!=d,e in (f,g),h,!i", "a=b,c!=d,e in (f,g),h,!i"), ("", ""), ("b==1, a = 2", "a=2,b==1"),
      ("x in (b,,a)", "x in (,a,b)"),
      ("x notin ()", "x notin ()"), ("a=", "a="), ("a=,b", "a=,b"), ("in in (in, notin)", "in in (in,notin)"),
      ("a>5", "a>5"),
      ("!  a", "!a"), ("example.com/name=x", "example.com/name=x"),
    ])
  func theTextFormIsRead(_ text: String, normal: String) throws {
    #expect(try LabelSelector(parsing: text).description == normal)
  }

  @Test(
    "a bad text is refused in apimachinery's words",
    arguments: [
      ("a in (", "unable to parse requirement: found '', expected: ',', ')' or identifier"),
      ("app in web", "unable to parse requirement: found 'web' expected: '('"),
      ("a,", "found '', expected: identifier after ','"),
      (",", "found ',', expected: !, identifier, or 'end of string'"),
      ("!", "unable to parse requirement: found '', expected: identifier"),
      ("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"),
      ("a=b c", "found 'c', expected: ',' or 'end of string'"),
      ("a=(", "unable to parse requirement: found '(', expected: identifier"),
      ("a in (b c)", "unable to parse requirement: found 'c', expected: ',' or ')'"),
      (
        "-a",
        "unable to parse requirement: <nil>: Invalid value: \"-a\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
      ),
      (
        "a=b!", "found '!', expected: ',' or 'end of string'"
      ),
      (
        "a>b",
        "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer"
      ),
    ])
  func aBadTextIsRefusedInApimachinerysWords(_ text: String, message: String) {
    #expect(throws: SelectorError(message)) { try LabelSelector(parsing: text) }
  }

  @Test(
    "labels match",
    arguments: [
      ("app=web", true), ("app!=web", false), ("tier!=x", true), ("app in (web,db)", true), ("app notin (web)", false),
      ("tier notin (x)", true), ("app", true), ("!app", false), ("n>4", true), ("n<4", false), ("app>4", false),
      ("", true),
    ])
  func labelsMatch(_ text: String, matches: Bool) throws {
    let selector = try LabelSelector(parsing: text)
    #expect(selector.matches(["app": "web", "n": "5"]) == matches)
    #expect(selector.matches(["app": "web", "n": "5"] as JSONValue) == matches)
  }

  @Test("the object form is read and printed as kubectl prints it")
  func theObjectFormIsReadAndPrintedAsKubectlPrintsIt() throws {
    let object: JSONValue = [
      "matchLabels": ["b": "1", "a": "2"],
      "matchExpressions": [
        ["key": "c", "operator": "In", "values": ["y", "x"]], ["key": "d", "operator": "DoesNotExist"],
      ],
    ]
    #expect(LabelSelector.text(of: object) == "a=2,b=1,c in (x,y),!d")
    #expect(LabelSelector.text(of: [:]) == "<none>")
    #expect(LabelSelector.text(of: nil) == "<none>")
    #expect(LabelSelector.text(of: ["matchExpressions": [["key": "c", "operator": "Is"]]]) == "<error>")
    #expect(try LabelSelector(object: [:]).matches(["a": "b"]))
    #expect(try !LabelSelector(object: nil).matches(["a": "b"]))
  }

  @Test("noise is read or refused", arguments: 0..<300)
  func noiseIsReadOrRefused(_ seed: UInt64) {
    let text = Noise(seed).text(from: "ab1=!<>(),  in notin.-/_\u{0}é", length: 40)
    if let selector = try? LabelSelector(parsing: text) {
      #expect(throws: Never.self) { try LabelSelector(parsing: selector.description) }
    }
  }
}

@Suite struct FieldSelectorTests {
  @Test(
    "the text form is read",
    arguments: [
      ("a=b", "a=b"), ("b==2,a!=1,", "a!=1,b=2"), ("", ""), (#"a=x\,y\=z\\"#, #"a=x\,y\=z\\"#), ("a=", "a="),
    ])
  func theTextFormIsRead2(_ text: String, normal: String) throws {
    #expect(try FieldSelector(parsing: text).description == normal)
  }

  @Test(
    "a bad text is refused in apimachinery's words",
    arguments: [
      ("a", "invalid selector: 'a'; can't understand 'a'"),
      (#"a=\x"#, #"invalid field selector: invalid escape sequence: \x"#),
      ("a=b=c", "invalid field selector: unescaped character in value: 61"),
      (#"a=b\"#, #"invalid field selector: invalid escape sequence: \"#),
    ])
  func aBadTextIsRefusedInApimachinerysWords2(_ text: String, message: String) {
    #expect(throws: SelectorError(message)) { try FieldSelector(parsing: text) }
  }

  @Test("fields match, and absent ones count as empty")
  func fieldsMatchAndAbsentOnesCountAsEmpty() throws {
    let selector = try FieldSelector(parsing: "status.phase!=Running,spec.nodeName=")
    #expect(selector.matches { $0 == "status.phase" ? "Pending" : nil })
    #expect(!selector.matches { $0 == "status.phase" ? "Running" : nil })
    #expect(selector.requiredValue(of: "spec.nodeName") == "")
    #expect(selector.requiredValue(of: "status.phase") == nil)
  }
}
