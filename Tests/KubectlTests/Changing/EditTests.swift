import Testing

@testable import Kubectl

@Suite struct EditTests {
  private func bench() throws -> Workbench {
    let bench = Workbench()
    try bench.given(
      "/api/v1/namespaces/default/configmaps",
      #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"color":"blue"}}"#)
    return bench
  }

  private func replacing(_ old: String, _ new: String) -> (String, [UInt8]) -> [UInt8]? {
    { _, text in Array(String(decoding: text, as: UTF8.self).replacing(old, with: new).utf8) }
  }

  @Test("what was edited is sent as a patch")
  func whatWasEditedIsSentAsAPatch() throws {
    let bench = try bench()
    bench.editor = replacing("blue", "green")
    #expect(bench.run("kubectl edit configmap settings") == "configmap/settings edited\n")
    #expect(bench.bodies.last == #"{"data":{"color":"green"}}"#)
    #expect(
      bench.requests == [
        "GET /api/v1/namespaces/default/configmaps/settings", "GET /openapi/v3?timeout=32s",
        "GET /openapi/v3/api/v1?hash=&timeout=32s",
        "PATCH /api/v1/namespaces/default/configmaps/settings?fieldManager=kubectl-edit&fieldValidation=Strict "
          + "[application/strategic-merge-patch+json]",
      ])
  }

  @Test("the text begins with what to do")
  func theTextBeginsWithWhatToDo() throws {
    let bench = try bench()
    var shown = ""
    bench.editor = { _, text in
      shown = String(decoding: text, as: UTF8.self)
      return text
    }
    #expect(bench.run("kubectl edit configmap settings") == "! Edit cancelled, no changes made.\n")
    #expect(
      shown.hasPrefix(
        """
        # Please edit the object below. Lines beginning with a '#' will be ignored,
        # and an empty file will abort the edit. If an error occurs while saving this file will be
        # reopened with the relevant failures.
        #
        apiVersion: v1
        data:
          color: blue
        kind: ConfigMap

        """))
  }

  @Test("an empty file changes nothing")
  func anEmptyFileChangesNothing() throws {
    let bench = try bench()
    bench.editor = { _, _ in Array("# nothing\n".utf8) }
    #expect(
      bench.run("kubectl edit configmap settings --validate=false") == "! Edit cancelled, saved file was empty.\n")
    #expect(
      masked(bench.run("kubectl edit configmap settings"))
        == "! error: configmaps \"settings\" is invalid\n" + Self.cancelled)
  }

  private static let kept = "! A copy of your changes has been stored to \"/tmp/kubectl-edit-N.yaml\"\n"
  private static let cancelled = kept + "! error: Edit cancelled, no valid changes were saved.\n[1]\n"

  private func masked(_ text: String) -> String { text.replacing(#/kubectl-edit-\d+/#, with: "kubectl-edit-N") }

  /// What is replaced by what, what is printed then, and what the file says when it is opened again.
  private static let refused: [(String, String, String, String)] = [
    (
      "color: blue", "color: [blue", "! error: configmaps \"settings\" is invalid\n" + cancelled,
      """
      # configmaps "settings" was not valid:
      # * <nil>: Invalid value: "The edited file failed validation": yaml: line 3: did not find expected ',' or ']'
      #
      """
    ),
    (
      "kind: ConfigMap\n", "", "! error: configmaps \"settings\" is invalid\n" + cancelled,
      "# * <nil>: Invalid value: \"The edited file failed validation\": kind not set\n#\n"
    ),
    (
      "kind: ConfigMap", "kind: Foo", cancelled,
      """
      # The edited file had a syntax error: resource mapping not found for name: "settings" namespace: "default" from \
      "edited-file": no matches for kind "Foo" in version "v1"
      # ensure CRDs are installed first
      #
      """
    ),
    (
      "name: settings", "labels: {a: 1}\n  name: settings", cancelled,
      "# The edited file had a syntax error: unable to decode \"edited-file\": json: cannot unmarshal number into Go struct"
    ),
    (
      "namespace: default", "namespace: other",
      kept
        + "! error: the namespace from the provided object \"other\" does not match the namespace \"default\". You must pass '--namespace=other' to perform this operation.\n[1]\n",
      ""
    ),
    ("# Please edit", "# Edited", "! Edit cancelled, no changes made.\n", ""),
  ]

  @Test("What cannot be sent is told in the file, which is opened once more.", arguments: refused)
  func whatCannotBeSentIsToldInTheFile(old: String, new: String, output: String, complaint: String) throws {
    let bench = try bench()
    var last = ""
    bench.editor = { _, text in
      last = String(decoding: text, as: UTF8.self)
      return Array(last.replacing(old, with: new).utf8)
    }
    #expect(masked(bench.run("kubectl edit configmap settings")) == output)
    #expect(complaint.isEmpty || last.contains(complaint))
  }

  @Test("An object that cannot be recognised any more is shown as Go shows it.")
  func anObjectThatCannotBeRecognisedIsShown() throws {
    let bench = try bench()
    bench.editor = replacing("uid: ", "uid: x")
    let output = bench.run("kubectl edit configmap settings")
    #expect(
      output.contains(
        "! error: no original object found for &unstructured.Unstructured{Object:map[string]interface {}{\"apiVersion\":\"v1\", "
      ))
  }

  @Test("What the server refuses for other reasons is not edited again.")
  func whatTheServerRefusesForOtherReasonsIsNotEditedAgain() throws {
    let bench = try bench()
    _ = bench.run("kubectl create deployment web --image=nginx")
    bench.editor = replacing("image:", "imag:")
    #expect(
      masked(bench.run("kubectl edit deployment web")) == """
        ! error: deployments.apps "web" could not be patched: strict decoding error: unknown field "spec.template.spec.containers[0].imag"
        ! You can run `kubectl replace -f /tmp/kubectl-edit-N.yaml` to try this update again.
        [1]

        """)
  }

  @Test("JSON is edited without comments, and printed as it is then.")
  func jsonIsEditedWithoutComments() throws {
    let bench = try bench()
    var name = ""
    var shown = ""
    bench.editor = { file, text in
      (name, shown) = (file, String(decoding: text, as: UTF8.self))
      return Array(shown.replacing("blue", with: "green").utf8)
    }
    #expect(bench.run("kubectl edit configmap settings -o json").hasPrefix("{\n    \"apiVersion\": \"v1\",\n"))
    #expect(name.hasSuffix(".json") && shown.hasPrefix("{\n    \"apiVersion\": \"v1\",\n"))
    #expect(bench.run("kubectl get cm settings -o jsonpath={.data.color}") == "green")
  }

  @Test("what the server refuses is shown in the file, and kept when nothing is mended")
  func whatTheServerRefusesIsShownInTheFileAndKeptWhenNothingIsMended() throws {
    let bench = try bench()
    _ = bench.run("kubectl create deployment web --image=nginx")
    var texts: [String] = []
    bench.editor = { _, text in
      texts.append(String(decoding: text, as: UTF8.self))
      return Array(texts[texts.count - 1].replacing("replicas: 1", with: "replicas: -1").utf8)
    }
    let output = bench.run("kubectl edit deployment web")
    let lines = output.split(separator: "\n").map(String.init)
    #expect(lines.first == #"! error: deployments.apps "web" is invalid"#)
    #expect(
      lines.dropFirst().first?.hasPrefix("! A copy of your changes has been stored to \"/tmp/kubectl-edit-") == true)
    #expect(lines.suffix(2) == ["! error: Edit cancelled, no valid changes were saved.", "[1]"])
    #expect(texts.count == 2)
    #expect(texts.last?.contains("# deployments.apps \"web\" was not valid:\n# * spec.replicas: ") == true)
  }

  @Test("a name cannot be edited")
  func aNameCannotBeEdited() throws {
    let bench = try bench()
    bench.editor = replacing("name: settings", "name: other")
    #expect(
      bench.run("kubectl edit configmap settings").hasSuffix(
        "! error: At least one of apiVersion, kind and name was changed\n[1]\n"))
  }

  @Test("an editor that fails is named")
  func anEditorThatFailsIsNamed() throws {
    let bench = try bench()
    bench.editor = { _, _ in nil }
    #expect(
      bench.run("kubectl edit configmap settings") == "! error: there was a problem with the editor \"vi\"\n[1]\n")
  }

  @Test("the configuration that was applied last is edited in its annotation")
  func theConfigurationThatWasAppliedLastIsEditedInItsAnnotation() {
    let bench = Workbench()
    bench.files["a.yaml"] = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {color: blue}}\n"
    _ = bench.run("kubectl apply -f a.yaml")
    bench.editor = replacing("blue", "green")
    #expect(bench.run("kubectl apply edit-last-applied configmap settings") == "configmap/settings edited\n")
    #expect(bench.run("kubectl apply view-last-applied configmap settings").contains("color: green"))
    #expect(bench.run("kubectl get cm settings -o jsonpath={.data.color}") == "blue")
  }

  @Test("What create --edit shows is created as it was left.")
  func createEditCreatesWhatWasLeft() {
    let bench = Workbench()
    bench.files["a.yaml"] = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {color: blue}}\n"
    bench.editor = replacing("blue", "green")
    #expect(bench.run("kubectl create --edit -f a.yaml") == "configmap/settings created\n")
    #expect(
      bench.requests == [
        "GET /openapi/v3?timeout=32s", "GET /openapi/v3/api/v1?hash=&timeout=32s",
        "POST /api/v1/namespaces/default/configmaps?fieldManager=kubectl-create&fieldValidation=Strict",
      ])
    #expect(bench.run("kubectl get cm settings -o jsonpath={.data.color}") == "green")
    bench.editor = { _, text in text }
    bench.files["a.yaml"] = bench.files["a.yaml"].replacing("settings", with: "other")
    #expect(bench.run("kubectl create --edit -f a.yaml") == "! Edit cancelled, no changes made.\n")
    bench.editor = replacing("blue", "red")
    #expect(
      bench.run("kubectl create --edit --raw=/api -f a.yaml")
        == "! error: --raw and --edit are mutually exclusive\n! See 'kubectl create -h' for help and examples\n[1]\n")
  }
}
