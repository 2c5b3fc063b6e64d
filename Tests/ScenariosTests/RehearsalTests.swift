import Scenarios
import Testing

@Suite struct RehearsalTests {
  private func problems(_ manifest: String) throws -> [String] {
    ScenarioRehearsal.problems(in: try Sound.source(manifest: manifest)).map(\.description)
  }

  private static let workload = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: "{{ guilty }}"}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: "shop.example/web:1"}]}

    """

  @Test("a pod of its own may stand among the manifests of a new namespace")
  func aPodOfItsOwnMayStandAmongTheManifestsOfANewNamespace() throws {
    let pod = """
      apiVersion: v1
      kind: Pod
      metadata: {name: alone}
      spec: {containers: [{name: main, image: "shop.example/web:1"}]}
      ---

      """
    #expect(try problems(pod + Self.workload) == [])
  }

  @Test("a scenario that can be prepared has no problems")
  func aScenarioThatCanBePreparedHasNoProblems() throws {
    #expect(try problems(Self.workload) == [])
  }

  @Test(
    "what is wrong with a manifest is told in plain words, at the field",
    arguments: [
      ("  replicaz: 2", "13:3", "spec has no field \"replicaz\" (did you mean \"replicas\"?)"),
      ("  replicas: -1", "13:13", "the API server refuses spec.replicas: Invalid value: -1"),
      ("  replicas: two", "13:13", "replicas must be a whole number, not a text"),
      ("  replicas: \"2\"", "13:13", "replicas must be a whole number, not a text; leave the quotes out"),
      ("  minReadySeconds: [2]", "13:20", "minReadySeconds must be a whole number, not a list"),
    ])
  func whatIsWrongWithAManifestIsToldAtTheField(line: String, place: String, message: String) throws {
    let found = try problems(
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n" + Self.workload + "\(line)\n")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("manifests/all.yaml:\(place): error: ") == true, "\(found)")
    #expect(found.first?.contains(message) == true, "\(found)")
  }

  @Test(
    "a fault's patch of a wrong kind is told in plain words, at the field",
    arguments: [
      ("{spec: {replicas: two}}", "error: replicas must be a whole number, not a text"),
      ("{spec: {template: {spec: {containers: {a: b}}}}}", "error: containers must be a list, not a map"),
      ("{spec: {replica: 2}}", "error: spec has no field \"replica\" (did you mean \"replicas\"?)"),
      ("{spec: {replicas: -3}}", "error: the API server refuses spec.replicas: Invalid value: -3"),
    ])
  func aFaultsPatchOfAWrongKindIsToldAtTheField(patch: String, message: String) throws {
    let found = try Sound.rehearsed(
      replacing: "{after: 10s, delete: \"deployment/{{ guilty }}\"}",
      with: "{after: 10s, patch: \"deployment/{{ guilty }}\", with: \(patch)}")
    #expect(found.count == 1)
    #expect(found.first?.contains(message) == true, "\(found)")
    #expect(found.first?.hasPrefix("scenario.yaml:25:") == true, "\(found)")
    #expect(found.first?.hasPrefix("scenario.yaml:25:4:") == false, "\(found)")
  }

  @Test(
    "what names nothing is told with what was probably meant",
    arguments: [
      (
        "about: [\"deployment/{{ guilty }}\"]", "about: [\"deployment/{{ guilty }}s\"]",
        "31:11: error: there is never a \"deployment/webs\" in namespace \"default\" (did you mean \"deployment/web\"?)"
      ),
      (
        "allowed: [\"deployment/{{ guilty }}\"]", "allowed: [secret/key]",
        "42:11: error: there is never a \"secret/key\" in namespace \"default\""
      ),
      (
        "object: \"deployment/{{ guilty }}\", classes", "object: configmap/texts -n shop, classes",
        "39:24: error: there is never a \"configmap/texts\" in namespace \"shop\" (did you mean \"configmap/texts -n default\"?)"
      ),
      (
        "allowed:", "healthy: [configmap/text]\nallowed:",
        "42:11: error: there is never a \"configmap/text\" in namespace \"default\" (did you mean \"configmap/texts\"?)"
      ),
      (
        "absence: \"deployment/{{ guilty }}\"",
        "cell: {of: \"pods -l app={{ guilty }}x\", column: Status, is: Running}",
        "33:16: error: there is never a \"pod -l app=webx\" in namespace \"default\" (did you mean \"pod -l app=web\"?)"
      ),
      (
        "absence: \"deployment/{{ guilty }}\"", "absence: secret/key",
        "33:14: warning: there is never a \"secret/key\" in namespace \"default\"; that it is missing is no fact unless something asks for it"
      ),
    ])
  func whatNamesNothingIsTold(old: String, new: String, message: String) throws {
    #expect(try Sound.rehearsed(replacing: old, with: new) == ["scenario.yaml:" + message])
  }

  @Test("what the mend makes, or a field asks for, need not be there")
  func whatTheMendMakesOrAFieldAsksForNeedNotBeThere() throws {
    let yaml = Sound.yaml.replacing("solution: [", with: "solution: [kubectl create secret generic key, ")
      .replacing("allowed: [", with: "allowed: [secret/key, secret/asked, ")
    #expect(ScenarioRehearsal.problems(in: try Sound.source(yaml)).count == 1)
    let manifest = Sound.manifest.replacing(
      "image: \"shop.example/web:1\"", with: "image: \"shop.example/web:1\", envFrom: [{secretRef: {name: asked}}]")
    #expect(ScenarioRehearsal.problems(in: try Sound.source(yaml, manifest: manifest)) == [])
  }

  @Test("What comes only after a while is waited for.")
  func whatComesLateIsWaitedFor() throws {
    let nightly =
      Sound.manifest + """

        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "*/5 * * * *"
          jobTemplate:
            spec:
              template:
                metadata: {labels: {app: nightly}}
                spec: {restartPolicy: Never, containers: [{name: web, image: "shop.example/web:1"}]}
        """
    let yaml = Sound.yaml.replacing("about: [\"deployment/{{ guilty }}\"]", with: "about: [pods -l app=nightly]")
    let rehearsal = ScenarioRehearsal(
      try Sound.source(yaml.replacing("settle: 30s", with: "settle: 20m"), manifest: nightly))
    let indices = rehearsal.source.variants.indices
    #expect(rehearsal.isInDoubt(indices.map { rehearsal.rehearse($0, isBrief: true) }))
    #expect(ScenarioRehearsal.problems(in: rehearsal.source) == [])
  }

  @Test("all manifests are tried although one is refused")
  func allManifestsAreTriedAlthoughOneIsRefused() throws {
    let wrong =
      "apiVersion: v1\nkind: Pot\nmetadata: {name: a}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: A_B}\n"
    let found = try problems(wrong)
    #expect(found.count == 2)
    #expect(found.first?.contains("did you mean \"Pod\"") == true)
  }

  @Test("a fault that finds nothing is told at its place")
  func aFaultThatFindsNothingIsToldAtItsPlace() throws {
    let found = try problems("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
    #expect(found.contains { $0.hasPrefix("scenario.yaml:25:24: error: the fault finds no \"deployment/") }, "\(found)")
  }
}
