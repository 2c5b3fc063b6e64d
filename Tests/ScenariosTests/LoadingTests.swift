import APIServer
import ContainerShell
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
        "scenario.yaml:26:9: error: a scenario has no key \"warmup\" (did you mean \"warmUp\"?)"
      ),
      ("par: 5m", "par: soon", "scenario.yaml:6:6: error: \"soon\" is no duration; write 90s, 5m or 1h30m"),
      (
        "difficulty: easy", "difficulty: esay",
        "scenario.yaml:4:13: error: \"esay\" is no difficulty; there are easy, medium, hard (did you mean \"easy\"?)"
      ),
      ("format: 1", "format: 2", "scenario.yaml:1:9: error: format 2 is not known; this version reads format 1"),
      ("id: small", "id: other", "scenario.yaml:2:5: error: the id must be the folder's name, \"small\""),
      (
        "classes: [W04]\npar", "classes: [W99]\npar",
        "scenario.yaml:5:11: error: \"W99\" is no class of failure, as C01 or oomkilled are"
      ),
      (
        "{after: 10s, delete: \"deployment/{{ guilty }}\"}", "{delete: \"deploiment/x\"}",
        "scenario.yaml:25:12: error: \"deploiment/x\" names no object; write deployment/web or pods -l app=web, with -n for a namespace"
      ),
      (
        "sentence: \"{{ guilty }} is gone.\"", "sentence: \"{{ gulty }} is gone.\"",
        "scenario.yaml:29:13: error: no value \"gulty\" is defined (did you mean \"guilty\"?)"
      ),
      (
        "for: create", "for: readiness",
        "scenario.yaml:41:62: error: \"readiness\" is nothing that kubectl wait --for takes, as condition=Available or jsonpath={.status.phase}=Bound"
      ),
      ("points: 5", "points: 0", "scenario.yaml:30:11: error: points must lie between 1 and 100"),
      ("cpu: 500m", "cpu: 500mm", "scenario.yaml:10:21: error: \"500mm\" is no quantity, as 500m or 64Mi are"),
    ])
  func anErrorSaysWhereItIsAndWhatWasProbablyMeant(old: String, new: String, message: String) {
    #expect(Sound.problems(replacing: old, with: new) == [message])
  }

  @Test("broken YAML is an error with its place")
  func brokenYAMLIsAnErrorWithItsPlace() {
    let problems = Sound.problems(replacing: "title: Small", with: "title: [Small")
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("scenario.yaml:") == true)
  }

  @Test("deep and huge files are refused")
  func deepAndHugeFilesAreRefused() {
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    #expect(Sound.problems(replacing: "title: Small", with: "title: \(deep)").first?.contains("deep") == true)
    let huge = "title: " + String(repeating: "x", count: 1 << 20)
    #expect(Sound.problems(replacing: "title: Small", with: huge).first?.contains("larger than 1 MiB") == true)
  }

  @Test("durations are read as Kubernetes people write them", arguments: [("90s", 90), ("1h30m", 5400), ("2m", 120)])
  func durationsAreReadAsKubernetesPeopleWriteThem(text: String, seconds: Int64) {
    #expect(ScenarioDuration.parse(text) == .seconds(seconds))
  }

  @Test("what is no duration is refused", arguments: ["", "5", "m", "5x", "-5m", "99999999999h", "5m3"])
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
