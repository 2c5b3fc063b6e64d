import Scenarios
import Testing

@Suite struct LinterTests {
  @Test("a sound scenario has no problems")
  func aSoundScenarioHasNoProblems() throws {
    #expect(Sound.problems(replacing: "nothing", with: "") == [])
    #expect(try Sound.rehearsed(replacing: "nothing", with: "") == [])
  }

  @Test(
    "a mistake is found and named",
    arguments: [
      ("implies: [cause]", "implies: [caus]", "implies \"caus\", which is no fact"),
      ("implies: [cause]", "implies: [gone]", "facts imply each other in a circle: gone -> gone"),
      ("implies: [cause]", "implies: [gone]", "no way leads from \"gone\" to the cause"),
      ("implies: [cause]", "implies: []", "\"gone\" implies nothing"),
      (
        "cause:\n", "lessons: [{says: Look, until: {seen: gon}}]\ncause:\n",
        "a lesson waits for \"gon\", which is no fact"
      ),
      ("cause:\n", "lessons: [{says: \" \", until: {key: Tab}}]\ncause:\n", "a lesson says nothing"),
      (
        "cause:\n", "lessons: [{says: Look, until: {ran: [\" \"]}}]\ncause:\n",
        "a lesson waits for a command without a name"
      ),
      ("hints: [one, two, three, four]", "hints: [one, two]", "\"gone\" needs four hints, not 2"),
      (
        "hints: [one,", "hints: [kubectl create it,",
        "hint 1 of \"gone\" holds a command that mends: \"kubectl create\""
      ),
      (
        "page: The shop is closed.", "page: OOMKilled again.", "the page says \"oomkilled\", which gives the cause away"
      ),
      ("title: Small", "title: The web is gone", "the title names \"web\", which is guilty"),
      ("questions: [a, b, c]", "questions: [a]", "the debrief needs three questions"),
      ("shows: [gone]", "shows: [gome]", "the investigation shows \"gome\", which is no fact"),
      ("shows: [gone]", "shows: []", "no step of the investigation shows \"gone\""),
      ("about: [\"deployment/{{ guilty }}\"]", "about: []", "\"gone\" points at no object"),
      ("allowed: [\"deployment/{{ guilty }}\"]", "allowed: []", "nothing may be changed, so nothing can be mended"),
      (
        ", object: \"deployment/{{ guilty }}\", for: create", ", connects: {from: namespace/default, to: \"wed:80\"}",
        "no Service \"wed\" is among the manifests"
      ),
      (
        ", object: \"deployment/{{ guilty }}\", for: create", ", connects: {from: service/web, to: \"web:80\"}",
        "a connection comes from pods or from a namespace"
      ),
      (
        ", object: \"deployment/{{ guilty }}\", for: create", ", connects: {from: pods/web, to: web}",
        "a port is needed, as in web:80"
      ),
      (
        ", object: \"deployment/{{ guilty }}\", for: create",
        ", connects: {from: pods/web, to: \"web:80\", status: 200}",
        "only what is answered over HTTP has a status"
      ),
      (
        "absence: \"deployment/{{ guilty }}\"", "connection: {to: \"web:x\", outcome: refused}",
        "\"web:x\" is no place to connect to"
      ),
      ("classes: [W04]\npar", "classes: [C01]\npar", "a diagnosis has none of the scenario's classes"),
      (
        "absence: \"deployment/{{ guilty }}\"",
        "field: {of: node/n1, path: \".metadata.annotations['a.example/b.c']\", is: long}",
        "two in double quotes (did you mean \".metadata.annotations['a\\.example/b\\.c']\"?)"
      ),
      (
        "absence: \"deployment/{{ guilty }}\"", "field: {of: node/n1, path: status.phase, is: long}",
        "\"status.phase\" is no JSONPath, as .status.phase is one (did you mean \".status.phase\"?)"
      ),
      (
        "for: create", "for: \"jsonpath={.data['a.b']}=1\"",
        "a dot in a quoted key parts two names and is never found; put a backslash before it"
      ),
      (
        "absence: \"deployment/{{ guilty }}\"", "field: {of: node/n1, path: \".spec.list[0]\", is: sh}",
        "warning: \"sh\" is too short to be seen: no name stands on the line of a list's element"
      ),
      (
        "absence: \"deployment/{{ guilty }}\"", "field: {of: node/n1, path: .data.weekend, oneOf: [long, \"0\"]}",
        "warning: \"0\" is so short that it is seen only where weekend stands on the same line"
      ),
    ])
  func aMistakeIsFoundAndNamed(old: String, new: String, message: String) {
    let problems = Sound.problems(replacing: old, with: new)
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
  }

  /// A solution with values of its own.
  private static let mending = Sound.yaml.replacing(
    "solution: [\"kubectl create deployment {{ guilty }} --image=shop.example/web:1\"]",
    with: """
      solution:
      - "kubectl set image deployment/{{ guilty }} web=shop.example/web:1"
      - kubectl patch service x -p '{"spec":{"selector":{"tier":"front"}}}'
      """)

  @Test(
    "what gives the mend or the cause away too soon is told",
    arguments: [
      ("hints: [one", "hints: [use shop.example/web:1 now", "hint 1 of \"gone\" holds a value of the mend: \"shop.e"),
      (
        "hints: [one, two", "hints: [one, the label is front", "hint 2 of \"gone\" holds a value of the mend: \"front\""
      ),
      ("two, three", "two, Somebody  deleted it", "hint 3 of \"gone\" says the cause"),
      ("two, three", "two, try k scale", "hint 3 of \"gone\" holds a command that mends: \"k scale\""),
      ("one, two", "one, set image does it", "hint 2 of \"gone\" holds a command that mends: \"set image\""),
      ("page: The", "page: Somebody deleted it. The", "the page says the cause"),
      ("page: The", "page: Give us shop.example/web:1. The", "the page holds a value of the mend: \"shop.example/web"),
    ])
  func whatGivesTheMendAwayTooSoonIsTold(old: String, new: String, message: String) throws {
    let source = try Sound.source(Self.mending.replacing(old, with: new))
    let problems = ScenarioLinter.problems(in: source).map(\.description)
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
  }

  @Test(
    "what a hint may say is no spoiler",
    arguments: [
      "hints: [one, two, look at web, use shop.example/web:1]", "hints: [one, the frontier is near, three, four]",
      "hints: [a set of images, do not delete pods, three, four]",
      "hints: [kubectl get deployments, kubectl rollout history, kubectl describe, kubectl apply]",
    ])
  func whatAHintMaySayIsNoSpoiler(hints: String) throws {
    let yaml = Self.mending.replacing("hints: [one, two, three, four]", with: hints)
    #expect(ScenarioLinter.problems(in: try Sound.source(yaml)) == [])
  }

  @Test(
    "Where a mend makes an object, only the object's name is a value of the mend.",
    arguments: [
      "kubectl -n shop create configmap lost", "kubectl create secret tls lost --cert=a.crt",
      "kubectl create configmap lost --namespace pay", "kubectl create configmap lost && kubectl rollout restart",
    ])
  func madeObjects(line: String) throws {
    let solution = "solution: [\"kubectl create deployment {{ guilty }} --image=shop.example/web:1\"]"
    let yaml = Sound.yaml.replacing(solution, with: "solution: [\"\(line)\"]")
    func problems(_ hint: String) throws -> [String] {
      let source = try Sound.source(yaml.replacing("hints: [one, two", with: "hints: [\(hint), two"))
      return ScenarioLinter.problems(in: source).map(\.description).filter { $0.contains("value of the mend") }
    }
    #expect(try problems("create or rollout; kubectl; tls; pay") == [])
    #expect(try problems("the lost one").count == 1)
  }

  @Test("what several variants have is said once, and what some have with their names")
  func whatSeveralVariantsHaveIsSaidOnce() {
    let all = Sound.problems(replacing: "title: Small", with: "title: \"The {{ guilty }} is gone\"")
    #expect(all == ["scenario.yaml:3:8: error: the title names \"web\", which is guilty; say what users miss"])
    let two = Sound.problems(replacing: "title: Small", with: "title: The web and the db")
    #expect(
      two == [
        "scenario.yaml:3:8: error: the title names \"web\", which is guilty; say what users miss [variants one, three]"
      ])
  }

  @Test("too few variants are worth a warning")
  func tooFewVariantsAreWorthAWarning() {
    let problems = Sound.problems(replacing: "- {name: three, values: {guilty: db}}\n", with: "")
    #expect(problems.count == 1)
    #expect(problems.first?.contains("warning: fewer than three variants") == true)
  }
}
