import KubernetesModel
import Testing

@Suite struct CELTests {
  private static let scope = CELScope([
    "self": CELValue([
      "keep": 7, "name": "web-1", "target": "disk", "ratio": 0.5, "empty": "", "tags": ["a", "b", "c"],
      "ports": [["name": "http", "port": 80], ["name": "dns", "port": 53]], "labels": ["app": "web", "a-b": "1"],
      "limits": ["memory": "1Gi"], "nothing": .null,
    ])
  ])

  private func evaluate(_ text: String) -> String {
    do {
      return show(try CELExpression(text).evaluate(Self.scope))
    } catch let error as CELError {
      return "error: \(error.message)"
    } catch {
      return "\(error)"
    }
  }

  private func show(_ value: CELValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): String(value)
    case .integer(let value): String(value)
    case .double(let value): String(value)
    case .string(let text): "'\(text)'"
    case .list(let elements): "[" + elements.map(show).joined(separator: ", ") + "]"
    case .map(let object):
      "{" + object.members.map { "\($0.key): \(show(CELValue($0.value)))" }.joined(separator: ", ") + "}"
    case .quantity(let quantity): quantity.description
    case .optional(let inner): "optional(\(inner.map(show) ?? "none"))"
    case .type(let name): name
    }
  }

  @Test(
    "An expression has the value that the language gives it.",
    arguments: [
      ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 / 2", "3"), ("-7 % 3", "-1"), ("1.5 + 2.0", "3.5"), ("0x1f", "31"),
      ("'a' + \"b\" + r'\\n' + '\\n\\x41\\u00e9'", "'ab\\n\nAé'"), ("'''it's'''", "'it's'"),
      ("[1, 2] + [3]", "[1, 2, 3]"),
      ("{'a': 1, 'b': [true]}", "{a: 1, b: [true]}"), ("!true || false", "false"), ("1 < 2 && 2.0 >= 2", "true"),
      ("self.keep > 5 ? 'many' : 'few'", "'many'"), ("self.keep == 7.0", "true"), ("'a' != 'b' // a remark", "true"),
      ("self.ports[1].port", "53"), ("self['name']", "'web-1'"), ("self.labels.a__dash__b", "'1'"),
      ("has(self.keep) && !has(self.missing) && !has(self.nothing)", "true"), ("'b' in self.tags", "true"),
      ("'app' in self.labels", "true"), ("size(self.tags) == self.tags.size()", "true"), ("size('é€')", "2"),
      ("self.name.startsWith('web') && self.name.endsWith('1') && self.name.contains('-')", "true"),
      ("self.name.matches('^[a-z]+-[0-9]$')", "true"), ("matches(self.name, '^x')", "false"),
      ("self.tags.all(t, t.size() == 1)", "true"), ("self.tags.exists(t, t == 'c')", "true"),
      ("self.tags.exists_one(t, t > 'a')", "false"), ("self.ports.map(p, p.port)", "[80, 53]"),
      ("self.ports.map(p, p.port < 60, p.name)", "['dns']"), ("self.ports.filter(p, p.port > 60).size()", "1"),
      ("self.labels.all(k, self.labels[k] != '')", "true"), ("self.tags.exists(i, t, i == 2 && t == 'c')", "true"),
      ("string(7) + string(true) + string(0.5)", "'7true0.5'"), ("int('42') + int(1.9)", "43"), ("double(1)", "1.0"),
      ("type(1) == int", "true"), ("self.?missing.orValue('none')", "'none'"), ("self.?keep.hasValue()", "true"),
      ("self.labels[?'x'].orValue('y')", "'y'"), ("optional.none().orValue(1)", "1"),
      ("quantity(self.limits.memory).isGreaterThan(quantity('512Mi'))", "true"),
      ("quantity('1Gi').compareTo(quantity('1024Mi'))", "0"), ("isQuantity('1x')", "false"),
      ("quantity('100m').add(quantity('1')) == quantity('1100m')", "true"),
      ("'a,b'.split(',')", "['a', 'b']"), ("['a', 'b'].join('-')", "'a-b'"), (" 'AbC'.lowerAscii() ", "'abc'"),
      ("' x '.trim()", "'x'"), ("'hello'.substring(1, 3)", "'el'"), ("'hello'.indexOf('l')", "2"),
      ("'aXbX'.replace('X', '-')", "'a-b-'"), ("[3, 1, 2].max() + [3, 1].sum()", "7"), ("[1, 2].isSorted()", "true"),
      ("sets.contains([1, 2], [2])", "true"), ("math.greatest(1, 5, 3)", "5"),
      // One side decides, whatever becomes of the other.
      ("self.missing == 1 || true", "true"), ("false && self.missing == 1", "false"),
      ("[1, 0].exists(n, 1 / n == 1)", "true"),
    ])
  func valueOfExpression(text: String, value: String) {
    #expect(evaluate(text) == value)
  }

  @Test(
    "What has no value says why.",
    arguments: [
      ("self.missing", "no such key: missing"), ("self.tags[3]", "index out of bounds: 3"),
      ("1 / 0", "division by zero"),
      ("1 % 0", "modulus by zero"), ("9223372036854775807 + 1", "integer overflow"), ("1 + 'a'", "no such overload"),
      ("self.name.size(1)", "no such overload"), ("'a' < 1", "no such overload"),
      ("'x'.matches('(')", "error parsing regexp: Unmatched ( or \\(: `(`"),
      ("-(-9223372036854775807 - 1)", "integer overflow"), ("self.missing == 1 || false", "no such key: missing"),
    ])
  func failureOfExpression(text: String, message: String) {
    #expect(evaluate(text) == "error: " + message)
  }

  @Test("An expression that would run too long is ended.")
  func longExpressionIsEnded() {
    let list = "[" + Array(repeating: "1", count: 60).joined(separator: ",") + "]"
    let text = "\(list).all(a, \(list).all(b, \(list).all(c, \(list).all(d, a + b + c + d > 0))))"
    #expect(evaluate(text) == "error: operation cancelled: actual cost limit exceeded")
  }

  @Test("A text that is no expression is marked where it goes wrong.")
  func syntaxErrorIsMarked() {
    #expect(
      evaluate("self.keep >").description
        == "ERROR: <input>:1:12: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', "
        + "'false', 'null', NUM_FLOAT, NUM_INT, STRING, IDENTIFIER}\n | self.keep >\n | ...........^")
    #expect(
      evaluate(String(repeating: "(", count: 10_000)).hasPrefix("ERROR: <input>:1:101: expression recursion limit"))
    #expect(evaluate(String(repeating: "!", count: 10_000)).hasPrefix("ERROR: "))
    #expect(evaluate("'open").hasPrefix("ERROR: <input>:1:1: "))
  }

  @Test("The variables that come from outside are known.")
  func freeVariablesAreKnown() throws {
    let expression = try CELExpression("object.tags.all(t, t != name) && size(params) > 0")
    #expect(expression.uses("params"))
    #expect(!expression.uses("t"))
    #expect(
      expression.undeclared(knowing: ["object", "params"])?.description
        == "ERROR: <input>:1:25: undeclared reference to 'name' (in container '')\n"
        + " | object.tags.all(t, t != name) && size(params) > 0\n | ........................^")
  }

  @Test("Noise is refused or computed, and never more than that.")
  func noiseIsSurvived() {
    var noise = Noise(7)
    let words = [
      "self", ".", "keep", "(", ")", "[", "]", "{", "}", "1", "'a'", "+", "-", "!", "?", ":", ",", "has", "all", "in",
      "&&", "\\", "\"", "é", ".?", "map", "x",
    ]
    for _ in 0..<3000 {
      let text = (0..<noise.next(below: 12)).map { _ in words[noise.next(below: words.count)] }.joined()
      _ = evaluate(text)
    }
  }
}
