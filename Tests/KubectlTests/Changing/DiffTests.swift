import Testing

@testable import Kubectl

@Suite struct DiffTests {
  private static let config = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {color: blue, size: small}
    """

  @Test("nothing is printed where nothing differs")
  func nothingIsPrintedWhereNothingDiffers() {
    let bench = Workbench()
    bench.files["a.yaml"] = Self.config
    _ = bench.run("kubectl apply -f a.yaml")
    #expect(bench.run("kubectl diff -f a.yaml").isEmpty)
    #expect(
      bench.requests == [
        "GET /api/v1/namespaces/default/configmaps/settings", "GET /openapi/v3?timeout=32s",
        "GET /openapi/v3/api/v1?hash=&timeout=32s",
      ])
  }

  @Test("a change is shown with the lines around it and ends with 1")
  func aChangeIsShownWithTheLinesAroundItAndEndsWith1() {
    let bench = Workbench()
    bench.files["a.yaml"] = Self.config
    _ = bench.run("kubectl apply -f a.yaml")
    bench.files["a.yaml"] = Self.config.replacing("blue", with: "green")
    let output = bench.run("kubectl diff -f a.yaml")
    #expect(output.hasPrefix("diff -u -N /tmp/LIVE-"))
    #expect(
      output.contains("\n@@ -1,6 +1,6 @@\n apiVersion: v1\n data:\n-  color: blue\n+  color: green\n   size: small\n"))
    #expect(output.hasSuffix("[1]\n"))
    #expect(bench.run("kubectl get cm settings -o jsonpath={.data.color}") == "blue")
  }

  @Test("an object that is not there is all new")
  func anObjectThatIsNotThereIsAllNew() {
    let bench = Workbench()
    bench.files["a.yaml"] = Self.config
    let output = bench.run("kubectl diff -f a.yaml")
    #expect(output.contains("\n@@ -0,0 +1,"))
    #expect(bench.run("kubectl get cm settings").hasSuffix("[1]\n"))
  }

  @Test("the values of secrets stay hidden")
  func theValuesOfSecretsStayHidden() {
    let bench = Workbench()
    bench.files["s.yaml"] = """
      {apiVersion: v1, kind: Secret, metadata: {name: key}, data: {a: b25l, b: dHdv}}
      """
    _ = bench.run("kubectl apply -f s.yaml")
    bench.files["s.yaml"] = bench.files["s.yaml"].replacing("b25l", with: "b2hu")
    let output = bench.run("kubectl diff -f s.yaml")
    #expect(output.contains("-  a: '*** (before)'\n+  a: '*** (after)'\n   b: '***'\n"))
    #expect(!output.contains("b25l"))
  }

  @Test("what goes wrong ends with 2")
  func whatGoesWrongEndsWith2() {
    #expect(Workbench().run("kubectl diff") == "! error: must specify one of -f and -k\n[2]\n")
  }

  @Test(
    "texts are compared as diff compares them",
    arguments: [
      ("a\nb\nc\n", "a\nb\nc\n", ""),
      ("", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n"),
      ("a\n", "", "@@ -1 +0,0 @@\n-a\n"),
      ("a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"),
      (
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"
      ),
      (
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "0\n2\n3\n4\n5\n6\n7\n8\n9\n11\n",
        "@@ -1,4 +1,4 @@\n-1\n+0\n 2\n 3\n 4\n@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-10\n+11\n"
      ),
      // What was added is shown below the lines that it equals.
      ("- a\n", "- a\n- a\n", "@@ -1 +1,2 @@\n - a\n+- a\n"),
    ])
  func textsAreComparedAsDiffComparesThem(old: String, new: String, hunks: String) {
    #expect(UnifiedDiff(from: old, to: new).hunks == hunks)
  }
}
