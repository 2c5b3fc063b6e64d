import APIServer
import ContainerShell
import Foundation
import KubernetesModel
import Nodes
import Scenarios
import SimulationKernel
import Testing

@Suite struct LoadingTests {
  @Test("a scenario is read with the values of its variant")
  func aScenarioIsReadWithTheValuesOfItsVariant() throws {
    let source = try Sound.source()
    let seed = try #require(source.seed(choosing: "two"))
    let scenario = try source.scenario(seed: seed)
    #expect(scenario.variant == "two")
    #expect(scenario.evidence.map(\.sentence) == ["api is gone."])
    #expect(scenario.base.first?.object.at("data", "whole") == "api and more")
    #expect(scenario.nodes.first?.cpu == 500)
    #expect(scenario.images.first?.tagged("2")?.program.startup == .seconds(9))
    #expect(scenario.images.first?.tagged("1")?.program.memory.growthPerMinute == 1 << 20)
    #expect(scenario.warmUp == .seconds(120))
  }

  @Test("a header is read without the rest of its file, with the values of seed 0")
  func aHeaderIsReadWithoutTheRestOfItsFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("headers-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("small"), withIntermediateDirectories: true)
    let yaml = Sound.yaml.replacing("title: Small", with: "title: \"The {{ guilty }}\"")
      .replacing("page: The", with: "page: {{ no YAML").replacing("par: 5m", with: "par: 5m\nnonsense: [1")
    try yaml.write(to: folder.appendingPathComponent("small/scenario.yaml"), atomically: true, encoding: .utf8)
    let header = try ScenarioLibrary(folder: folder.path).header("small")
    let guilty = try #require(try Sound.source().variant(seed: 0)?.name)
    #expect(header.title == "The " + (["one": "web", "two": "api", "three": "db"][guilty] ?? ""))
    #expect(header.classes == ["W04"])
  }

  @Test("every variant is chosen by some seed, and the same by the same")
  func everyVariantIsChosenBySomeSeedAndTheSameByTheSame() throws {
    let source = try Sound.source()
    let names = (0..<100).compactMap { source.variant(seed: $0)?.name }
    #expect(Set(names) == ["one", "two", "three"])
    #expect(names == (0..<100).compactMap { source.variant(seed: $0)?.name })
  }

  @Test(
    "an error says where it is and what was probably meant",
    arguments: [
      (
        "warmUp: 2m", "warmup: 2m",
        "scenario.yaml:26:1: error: a scenario has no key \"warmup\" (did you mean \"warmUp\"?)"
      ),
      ("par: 5m", "par: soon", "scenario.yaml:6:6: error: \"soon\" is no duration; write 90s, 5m, 1h30m or 200ms"),
      (
        "difficulty: easy", "difficulty: esay",
        "scenario.yaml:4:13: error: \"esay\" is no difficulty; there are easy, medium, hard (did you mean \"easy\"?)"
      ),
      ("format: 1", "format: 2", "scenario.yaml:1:9: error: format 2 is not known; this version reads format 1"),
      (
        "id: small", "id: other",
        "scenario.yaml:2:5: error: the id must be the folder's name, \"small\"; write id: small"
      ),
      (
        "classes: [W04]\npar", "classes: [W99]\npar",
        "scenario.yaml:5:11: error: \"W99\" is no class of failure, as C01 or oomkilled are (did you mean \"W09\"?)"
      ),
      (
        "{after: 10s, delete: \"deployment/{{ guilty }}\"}", "{delete: \"deploiment/x\"}",
        "scenario.yaml:25:12: error: \"deploiment/x\" names no object; write deployment/web or pods -l app=web, with -n for a namespace (did you mean \"deployment/x\"?)"
      ),
      (
        "sentence: \"{{ guilty }} is gone.\"", "sentence: \"{{ gulty }} is gone.\"",
        "scenario.yaml:29:13: error: no value \"gulty\" is defined (did you mean \"guilty\"?)"
      ),
      (
        "for: create", "for: readiness",
        "scenario.yaml:41:62: error: \"readiness\" is nothing that kubectl wait --for takes, as condition=Available or jsonpath={.status.phase}=Bound"
      ),
      ("points: 5", "points: 0", "scenario.yaml:30:11: error: 0 does not lie between 1 and 100"),
      ("cpu: 500m", "cpu: 500mm", "scenario.yaml:10:21: error: \"500mm\" is no quantity, as 500m or 64Mi are"),
    ])
  func anErrorSaysWhereItIsAndWhatWasProbablyMeant(old: String, new: String, message: String) {
    #expect(Sound.problems(replacing: old, with: new) == [message])
  }

  @Test(
    "what is no YAML is told in plain words, where the mistake is",
    arguments: [
      ("title: Small", "title: [Small", "3:8: error: the list that begins here is not closed"),
      ("title: Small", "title: \"Small", "3:8: error: the quote that opens here is not closed"),
      ("page: The", "page: {{ page }} The", "7:7: error: a value in double braces stands without quotes; "),
      ("{guilty: web}", "{guilty: {{ web }}}", "21:32: error: a value in double braces stands without quotes; "),
      ("title: Small", "title: it's {{ x }}: y", "3:13: error: a value in double braces stands without quotes; "),
      ("warmUp: 2m", "warmUp 2m", "26:1: error: a key without a colon; "),
      ("warmUp: 2m", "\twarmUp: 2m", "26:1: error: a tab in the indentation; "),
      ("  points: 5", "   points: 5", "30:4: error: this does not go on with what began in line 28; "),
      ("title: Small", "title: Small: shop", "3:13: error: a colon where none may stand; "),
      ("title: Small", "title: Small\ntitle: Large", "4:1: error: \"title\" is given twice"),
    ])
  func whatIsNoYAMLIsToldInPlainWords(old: String, new: String, message: String) {
    let problems = Sound.problems(replacing: old, with: new)
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("scenario.yaml:" + message) == true, "\(problems)")
  }

  @Test(
    "nothing is taken for what it only looks like",
    arguments: [
      ("tags: [\"1\",", "tags: [4.10,", "13:10: error: a text is needed here, not a number; put quotes around it"),
      ("title: Small", "title: 42", "3:8: error: a text is needed here, not a number; put quotes around it"),
      ("title: Small", "title: yes", "3:8: error: a text is needed here, not true or false; put quotes around it"),
      ("guilty: web", "guilty: 4.10", "21:32: error: \"guilty\" is a number with a fraction, of which 4.10 and 4.1"),
      ("guilty: web", "guilty: [web]", "21:32: error: \"guilty\" must be a text, a whole number, true or false, not"),
      ("hints: [one,", "hints: [one: two,", "35:11: error: a text is needed here, not a map; put quotes around"),
      ("points: 5", "points: \"5\"", "30:11: error: a whole number is needed here, not a text"),
      ("points: 5", "points: -9223372036854775808", "30:11: error: a whole number is needed here, not"),
      ("warmUp: 2m", "warmUp:", "26:1: error: \"warmUp\" has no value; give it one or leave the key out"),
      ("warmUp: 2m", "warmUp: 0.5s", "26:9: error: \"0.5s\" is no duration; write 90s, 5m, 1h30m or 200ms"),
      ("- absence: \"deployment/{{ guilty }}\"", "- {absence: node/n1, log: {of: pod/a}}", "33:24: error: what shows"),
      ("answers: [{when: db}, {status: 503}]", "answers: []", "18:62: error: \"answers\" is empty"),
      ("reach: \"db:5432\",", "reach: \"db:5432\", file: /a,", "17:42: error: a need has either \"reach\" or \"file\""),
    ])
  func nothingIsTakenForWhatItOnlyLooksLike(old: String, new: String, message: String) {
    let problems = Sound.problems(replacing: old, with: new)
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("scenario.yaml:" + message) == true, "\(problems)")
  }

  @Test("deep and huge files are refused")
  func deepAndHugeFilesAreRefused() {
    func problem(depth: Int) -> String? {
      let list = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      return Sound.problems(replacing: "title: Small", with: "title: \(list)").first
    }
    #expect(problem(depth: 100)?.contains("nested too deeply") == true)
    #expect(problem(depth: 400)?.contains("exceeded max depth") == true)
    let huge = "title: " + String(repeating: "x", count: 1 << 20)
    #expect(Sound.problems(replacing: "title: Small", with: huge).first?.contains("larger than 1 MiB") == true)
  }

  @Test(
    "durations are read as Kubernetes people write them",
    arguments: [("90s", 90_000), ("1h30m", 5_400_000), ("2m", 120_000), ("1s200ms", 1200)])
  func durationsAreReadAsKubernetesPeopleWriteThem(text: String, milliseconds: Int64) {
    #expect(ScenarioDuration.parse(text) == .milliseconds(milliseconds))
  }

  @Test(
    "what is no duration is refused", arguments: ["", "5", "m", "5x", "-5m", "99999999999h", "5m3", "0.5s", "9000h"])
  func whatIsNoDurationIsRefused(_ text: String) {
    #expect(ScenarioDuration.parse(text) == nil)
  }

  @Test(
    "objects are named as kubectl names them",
    arguments: [
      ("deployment/web", "deployments", "default", "web"), ("deploy web", "deployments", "default", "web"),
      ("svc/a -n b", "services", "b", "a"), ("node/n1", "nodes", "", "n1"), ("secrets/s", "secrets", "default", "s"),
    ])
  func objectsAreNamedAsKubectlNamesThem(text: String, resource: String, namespace: String, name: String) throws {
    let reference = try #require(ObjectReference(text, defaultNamespace: "default"))
    #expect(reference.resource.resource == resource)
    #expect(reference.namespace == namespace)
    #expect(reference.name == name)
  }

  @Test(
    "An object is named with its namespace where that does not go without saying.",
    arguments: [
      ("deploy/web -n b", "deployment/web -n b"), ("deploy/web -n a", "deployment/web"), ("node/n1", "node/n1"),
      ("pods -l app=web -n b", "pod -l app=web -n b"),
    ])
  func objectIsNamedWithItsNamespace(text: String, name: String) throws {
    #expect(try #require(ObjectReference(text, defaultNamespace: "a")).description(in: "a") == name)
  }

  @Test(
    "A dot in a quoted key wants a backslash.",
    arguments: [
      (".a['b.c/d.e']", ".a['b\\.c/d\\.e']"), (".a['b\\.c']", nil), (".a.b\\.c", nil),
      (".a[\"b.c\"].d", ".a[\"b\\.c\"].d"),
      (".a[?(@.b==\"c.d\")].e", nil), (".a[0].b", nil),
    ] as [(String, String?)])
  func dotInAQuotedKeyWantsABackslash(path: String, escaped: String?) {
    #expect(FieldPath.escapingDots(path) == escaped)
  }

  @Test(
    "what names no object is refused",
    arguments: ["", "deployment", "foo/bar", "pods -l", "pods -l a", "node/n -n x", "pod/a b"])
  func whatNamesNoObjectIsRefused(_ text: String) {
    #expect(ObjectReference(text, defaultNamespace: "default") == nil)
  }

  @Test(
    "paths lead to values",
    arguments: [
      (".a.b", ["1"]), ("{.a.b}", ["1"]), (".list[1].x", ["two"]), (".list[*].x", ["one", "two"]),
      (".list[-1].x", ["two"]),
      (".list[?(@.x==\"one\")].y", ["true"]), (".a.d\\.e/f", ["z"]), (".none", []),
      (".a.b.c", []),
    ])
  func pathsLeadToValues(path: String, texts: [String]) throws {
    let object = try JSONParser.parse(
      #"{"a":{"b":1,"d.e/f":"z"},"list":[{"x":"one","y":true},{"x":"two"}]}"#)
    #expect(try #require(FieldPath(path)).texts(in: object) == texts)
  }

  @Test("what is no path is refused", arguments: ["", "a", ".", ".a[", ".a[x]"])
  func whatIsNoPathIsRefused(_ text: String) {
    #expect(FieldPath(text) == nil)
  }

  @Test("no damage to a scenario ends the process")
  func noDamageToAScenarioEndsTheProcess() {
    let text = Array(Sound.yaml.utf8)
    var random = RandomStream(seed: 11, name: "scenario")
    var refused = 0
    for _ in 0..<300 {
      var damaged = text
      for _ in 0...random.below(4) {
        let place = random.below(damaged.count)
        switch random.below(3) {
        case 0: damaged[place] = Array("{}[]:\n -\"'|>&*0aZ".utf8)[random.below(17)]
        case 1: damaged.remove(at: place)
        default: damaged.removeSubrange(place..<min(damaged.count, place + random.below(200)))
        }
        if damaged.isEmpty { damaged = [0x61] }
      }
      let problems = (try? Sound.source(String(decoding: damaged, as: UTF8.self))).map(ScenarioLinter.problems)
      if problems?.isEmpty != true { refused += 1 }
    }
    #expect(refused > 0)
  }
}
