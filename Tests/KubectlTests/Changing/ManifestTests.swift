import Testing

@testable import Kubectl

/// What kubectl 1.33 makes of files, good ones and bad ones.
@Suite struct ManifestTests {
  private static func map(_ name: String, _ apiVersion: String = "v1", kind: String = "ConfigMap") -> String {
    "apiVersion: \(apiVersion)\nkind: \(kind)\nmetadata: {name: \(name)}\n"
  }

  private static func json(_ name: String) -> String {
    #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"\#(name)"}}"#
  }

  private static let files = [
    "mid.yaml": [map("m1"), map("m2", "nosuch/v1"), map("m3")].joined(separator: "---\n"),
    "broken.yaml": [map("m1"), "apiVersion: v1\n kind: ConfigMap\n", map("m3")].joined(separator: "---\n"),
    "unversioned.yaml": [map("m1"), "kind: ConfigMap\nmetadata: {name: m2}\n", map("m3")].joined(separator: "---\n"),
    "list.yaml": """
    apiVersion: v1
    kind: List
    items:
    - {apiVersion: v1, kind: ConfigMap, metadata: {name: x1}}
    - {apiVersion: v1, kind: Foo, metadata: {name: x2}}
    - {apiVersion: v1, kind: Bar, metadata: {name: x2}}
    ---
    {apiVersion: v1, kind: Foo, metadata: {name: x9}}
    """,
    "typed.yaml": """
    apiVersion: v1
    kind: ConfigMapList
    items:
    - metadata: {name: x1}
    - {apiVersion: v1, metadata: {name: x2}}
    - {kind: ConfigMap, metadata: {name: x3}}
    """,
    "untyped.yaml":
      "{apiVersion: v1, kind: List, items: [{metadata: {name: y}}, {apiVersion: v1, kind: ConfigMap, metadata: {name: z}}]}",
    "two.json": json("j1") + "\n" + json("j2") + "\n", "cut.json": json("j1") + "\n" + json("j2").dropLast() + "\n",
    "comma.json": json("j1").replacing("}}", with: "},}"), "mixed.json": json("j1") + "\n---\n" + map("j2"),
    "tail.json": json("j1") + " xx\n", "wrong.json": json("j1").replacing(",\"meta", with: " \"meta"),
    "d/a.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: d1, labels: {a: b}}}\n", "d/b.yaml": map("d2"),
    "nameless.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {}}\n", "made.yaml": map("made"),
  ]

  @Test("files are read, selected and refused as kubectl does it")
  func filesAreReadSelectedAndRefused() {
    let bench = Workbench()
    for (path, text) in Self.files { bench.files[path] = text }
    let steps = Golden.steps("manifests")
    #expect(steps.count > 50)
    for step in steps { #expect(bench.run(step.command) == step.output, "\(step.command)") }
  }

  @Test("several objects that were applied are a list of Go's own type")
  func severalAppliedObjectsAreAList() {
    let bench = Workbench()
    bench.files["two.json"] = Self.files["two.json"] ?? ""
    let text = bench.run("kubectl apply -f two.json -o json")
    let keys = text.split(separator: "\n").filter { $0.hasPrefix("    \"") }.compactMap {
      $0.split(separator: "\"").dropFirst().first
    }
    #expect(keys == ["kind", "apiVersion", "metadata", "items"])
  }

  @Test("pruned objects are documents without a line between them")
  func prunedObjectsAreDocumentsOfTheirOwn() {
    let bench = Workbench()
    for name in ["a", "b", "c"] {
      bench.files["\(name).yaml"] = "{apiVersion: v1, kind: ConfigMap, metadata: {name: \(name), labels: {p: x}}}\n"
    }
    _ = bench.run("kubectl apply -f a.yaml -f b.yaml -f c.yaml")
    let pruned = bench.run("kubectl apply -f a.yaml --prune -l p=x --prune-allowlist=core/v1/ConfigMap -o yaml")
    #expect(pruned.split(separator: "\n").filter { $0 == "kind: ConfigMap" }.count == 3)
    #expect(!pruned.contains("---"))
  }

  @Test("a template that fails says so where it prints, with what came before")
  func aTemplateThatFailsSaysSoWhereItPrints() {
    let bench = Workbench()
    _ = bench.run("kubectl create cm a")
    let lines = bench.run("kubectl get cm a -o go-template='{{.kind}}{{.kind.x}}'").split(separator: "\n")
    let why =
      "template: output:1:16: executing \"output\" at <.kind.x>: can't evaluate field x in type interface {}"
    #expect(
      lines.first
        == "ConfigMapError executing template: \(why). Printing more information for debugging the template:")
    #expect(lines.suffix(2) == ["! error: error executing template \"{{.kind}}{{.kind.x}}\": \(why)", "[1]"])
  }
}
