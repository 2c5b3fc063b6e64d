import ContainerShell
import SimulationKernel
import Testing

@Suite struct EditorCommandTests {
  @Test(
    "sed edits as it does everywhere",
    arguments: [
      ("echo hello | sed s/l/L/", "heLlo\n"), ("echo hello | sed 's/l/L/g'", "heLLo\n"),
      ("seq 5 | sed -n 2,3p", "2\n3\n"),
      ("seq 5 | sed '2d;4d'", "1\n3\n5\n"), ("seq 3 | sed '$d'", "1\n2\n"),
      ("echo ab | sed -E 's/(a)(b)/\\2\\1/'", "ba\n"),
      ("echo a.b | sed 's|a\\.b|[&]|'", "[a.b]\n"), ("seq 3 | sed '/2/!d'", "2\n"), ("seq 9 | sed 3q", "1\n2\n3\n"),
      ("seq 2 | sed '1a x'", "1\nx\n2\n"), ("seq 2 | sed '1i x'", "x\n1\n2\n"), ("seq 2 | sed '2c x'", "1\nx\n"),
      ("echo abc | sed y/abc/xyz/", "xyz\n"), ("seq 5 | sed -n '/2/,/4/p'", "2\n3\n4\n"),
      ("printf a | sed s/a/b/", "b"),
      ("echo k: v > /tmp/f; sed -i 's/v/w/' /tmp/f; cat /tmp/f", "k: w\n"), ("echo aXbX | sed 's/x/-/2I'", "aXb-\n"),
    ])
  func sedEditsAsItDoesEverywhere(script: String, output: String) throws {
    let result = try shell(script)
    #expect(result.output == output, "\(result.errors)")
  }

  private static let pods = """
    {"items":[{"metadata":{"name":"web","labels":{"app":"web"}},"status":{"phase":"Running","restarts":2}},
    {"metadata":{"name":"db"},"status":{"phase":"Pending","restarts":0}}]}
    """

  @Test(
    "jq filters as it does everywhere",
    arguments: [
      (".items[].metadata.name", "\"web\"\n\"db\"\n"), (".items | length", "2\n"),
      (".items[0].status", "{\"phase\":\"Running\",\"restarts\":2}\n"),
      ("[.items[] | select(.status.phase != \"Running\") | .metadata.name]", "[\"db\"]\n"),
      (".items[] | \"\\(.metadata.name)=\\(.status.restarts + 1)\"", "\"web=3\"\n\"db=1\"\n"),
      (".items | map(.status.restarts) | add", "2\n"), (".items[1].metadata.labels.app // \"none\"", "\"none\"\n"),
      (".items[0] | keys", "[\"metadata\",\"status\"]\n"),
      (".items | sort_by(.metadata.name) | .[0].metadata.name", "\"db\"\n"),
      (".items | group_by(.status.phase) | map(length)", "[1,1]\n"),
      (".items[0].metadata | has(\"labels\"), has(\"x\")", "true\nfalse\n"),
      ("[.items[].metadata.name] | join(\",\")", "\"web,db\"\n"), ("if .items then 1 else 2 end", "1\n"),
      (".items[0].metadata.labels | to_entries[] | .key + \"=\" + .value", "\"app=web\"\n"),
      ("\"aGk=\" | @base64d", "\"hi\"\n"),
      (".items[] | select(.metadata.name | test(\"^w\")) | .metadata.name", "\"web\"\n"),
      ("del(.items[0]) | .items | length", "1\n"),
      (".items[0].status.restarts |= . + 5 | .items[0].status.restarts", "7\n"),
      ("[.items[].status.restarts] | max", "2\n"),
      ("[range(3)] | reverse", "[2,1,0]\n"), (".none?, .items[0].nothing.at.all", "null\nnull\n"),
      ("reduce .items[] as $i (0; . + $i.status.restarts)", "2\n"), ("[..|numbers?]|length", "2\n"),
      ("{a: 1, b: (.items|length)}", "{\"a\":1,\"b\":2}\n"),
      ("[.items[] | {name: .metadata.name}] | .[-1].name", "\"db\"\n"),
    ])
  func jqFiltersAsItDoesEverywhere(filter: String, output: String) throws {
    let result = try execute(["jq", "-c", filter], in: toolbox, input: Self.pods)
    #expect(result.output == output, "\(result.errors)")
  }

  @Test("no script makes sed, jq, grep or tar trap")
  func noScriptMakesSedJqGrepOrTarTrap() throws {
    let pieces = [
      "s/", "/", "\\(", "\\)", "(", ")", "[", "]", "{", "}", ",", "$", "1", "p", "|", ".", "a", "*", "+", "\\1", "\"",
      "\\", "?", "//", "..", ":", "-", ";", "if", "then", "end", "as $x", "@", "y", "d", "q", "!",
    ]
    var random = RandomStream(seed: 11, name: "editors")
    for _ in 0..<300 {
      let text = (0..<(1 + random.below(10))).map { _ in pieces[random.below(pieces.count)] }.joined()
      for command in [["sed", text], ["jq", text], ["grep", text], ["grep", "-E", text], ["tar", "xf", "-"]] {
        let result = try execute(command, in: toolbox, input: command[0] == "tar" ? text : "[1,{\"a\":\"b\"}]\n")
        #expect((0...255).contains(result.code), "\(command)")
      }
    }
  }
}
