import Scenarios
import Testing

@Suite struct LinterTests {
  @Test("a sound scenario has no problems")
  func aSoundScenarioHasNoProblems() {
    #expect(Sound.problems(replacing: "nothing", with: "") == [])
  }

  @Test(
    "a mistake is found and named",
    arguments: [
      ("implies: [cause]", "implies: [caus]", "implies \"caus\", which is no fact"),
      ("implies: [cause]", "implies: [gone]", "facts imply each other in a circle: gone -> gone"),
      ("implies: [cause]", "implies: [gone]", "no way leads from \"gone\" to the cause"),
      ("implies: [cause]", "implies: []", "\"gone\" implies nothing"),
      ("hints: [one, two, three, four]", "hints: [one, two]", "\"gone\" needs four hints, not 2"),
      ("hints: [one,", "hints: [kubectl create it,", "hint 1 of \"gone\" says how to mend"),
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
        "a port is needed, as in db:5432"
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
    ])
  func aMistakeIsFoundAndNamed(old: String, new: String, message: String) {
    let problems = Sound.problems(replacing: old, with: new)
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
  }

  @Test("too few variants are worth a warning")
  func tooFewVariantsAreWorthAWarning() {
    let problems = Sound.problems(replacing: "- {name: three, values: {guilty: db}}\n", with: "")
    #expect(problems.count == 1)
    #expect(problems.first?.contains("warning: fewer than three variants") == true)
  }
}
