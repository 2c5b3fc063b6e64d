import APIServer
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel
import Testing

@Suite struct CardTests {
  private let table = "NAME    READY   STATUS         RESTARTS\nweb-1   0/1     ErrImagePull   7 (2m ago)\n"

  private func reference(_ text: String) throws -> ObjectReference {
    try #require(ObjectReference(text, defaultNamespace: "default"))
  }

  private func failureClass(_ id: String) throws -> FailureClass { try #require(FailureClass.find(id)) }

  @Test("evidence earns its share of forty points")
  func evidenceEarnsItsShareOfFortyPoints() throws {
    var fixture = try Fixture()
    #expect(fixture.points(.evidence) == 0)
    fixture.step("kubectl get pods", after: 1, prints: table, Fixture.podTable)
    #expect(fixture.points(.evidence) == 8)
  }

  @Test("what is seen only after the mend earns nothing")
  func whatIsSeenOnlyAfterTheMendEarnsNothing() throws {
    var fixture = try Fixture()
    try fixture.mend()
    fixture.look(after: 10)
    fixture.look(after: 40)
    fixture.step("kubectl get pods", after: 41, prints: table, Fixture.podTable)
    #expect(fixture.record.isSolved)
    #expect(fixture.points(.evidence) == 0)
    #expect(fixture.card.findings.first { $0.id == "waiting" }?.isLate == true)
  }

  @Test(
    "a diagnosis earns all at the first answer, half at the second, nothing later",
    arguments: [(0, 20), (1, 10), (2, 0), (5, 0)])
  func aDiagnosisEarnsAllAtTheFirstAnswerHalfAtTheSecondNothingLater(
    wrong: Int, points: Int
  ) throws {
    var fixture = try Fixture()
    let web = try reference("deployment/web")
    let class1 = try failureClass("N01")
    let class2 = try failureClass("image-reference")
    for _ in 0..<wrong {
      let isRight = fixture.record.diagnose(web, as: class1, scenario: fixture.scenario, at: Fixture.start)
      #expect(!isRight)
    }
    let isRight = fixture.record.diagnose(web, as: class2, scenario: fixture.scenario, at: Fixture.start)
    #expect(isRight)
    #expect(fixture.points(.diagnosis) == points)
  }

  @Test("another object is no right diagnosis")
  func anotherObjectIsNoRightDiagnosis() throws {
    var fixture = try Fixture()
    let isRight = fixture.record.diagnose(
      try reference("deployment/shop"), as: try failureClass("W04"), scenario: fixture.scenario, at: Fixture.start)
    #expect(!isRight)
    #expect(fixture.points(.diagnosis) == 0)
  }

  @Test("the objectives must hold for the holding time without a break")
  func theObjectivesMustHoldForTheHoldingTimeWithoutABreak() throws {
    var fixture = try Fixture()
    let broken = fixture.api
    try fixture.mend()
    let mended = fixture.api
    fixture.look(after: 10)
    fixture.look(after: 35)
    #expect(!fixture.record.isSolved)
    fixture.api = broken
    fixture.look(after: 36)
    #expect(fixture.record.mendedAt == nil)
    fixture.api = mended
    fixture.look(after: 40)
    fixture.look(after: 70)
    #expect(fixture.record.isSolved)
    #expect(fixture.points(.resolution) == 40)
    #expect(fixture.card.secondsToMend == 40)
  }

  @Test("pace is a bonus for being under par and never a penalty", arguments: [(299, 5), (300, 5), (301, 0)])
  func paceIsABonusForBeingUnderParAndNeverAPenalty(mendedAt: Int64, bonus: Int) throws {
    var fixture = try Fixture()
    try fixture.mend()
    fixture.look(after: mendedAt)
    fixture.look(after: mendedAt + 30)
    #expect(fixture.points(.pace) == bonus)
  }

  @Test("a change to an object that nothing seen points at is blind")
  func aChangeToAnObjectThatNothingSeenPointsAtIsBlind() throws {
    var fixture = try Fixture()
    fixture.step("kubectl edit deployment web", after: 1, prints: "edited", Fixture.changedDeployment("web"))
    #expect(fixture.points(.blindChanges) == -3)
    fixture.step("kubectl get pods", after: 2, prints: table, Fixture.podTable)
    fixture.step("kubectl edit deployment web", after: 3, prints: "edited", Fixture.changedDeployment("web"))
    #expect(fixture.points(.blindChanges) == -3)
    fixture.step("kubectl edit deployment shop", after: 4, prints: "edited", Fixture.changedDeployment("shop"))
    #expect(fixture.points(.blindChanges) == -6)
    #expect(fixture.card.blindChanges.map(\.what) == ["deployment/web", "deployment/shop"])
  }

  @Test("blind changes cost at most fifteen points")
  func blindChangesCostAtMostFifteenPoints() throws {
    var fixture = try Fixture()
    for second in 1...9 {
      fixture.step("kubectl edit", after: Int64(second), prints: "edited", Fixture.changedDeployment("shop"))
    }
    #expect(fixture.points(.blindChanges) == -15)
  }

  @Test("looking, asking and trying out are no changes")
  func lookingAskingAndTryingOutAreNoChanges() throws {
    var fixture = try Fixture()
    let path = "/apis/apps/v1/namespaces/default/deployments/shop"
    let body: JSONValue = ["metadata": ["name": "shop", "namespace": "default"]]
    let review = Fixture.change(.post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", ["metadata": [:]])
    let debug = Fixture.change(
      .post, "/api/v1/namespaces/default/pods", ["metadata": ["name": "debug", "namespace": "default"]])
    let refused = Exchange(
      request: APIRequest(.delete, path), response: APIResponse(APIStatus.notFound(Fixture.deployments, "shop")))
    let exec = Fixture.change(.post, Fixture.podPath + "/exec", [:])
    fixture.step(
      "all of them", after: 1, prints: "", Fixture.change(.patch, path, body, dryRun: true), review, debug, refused,
      exec)
    #expect(fixture.record.blindChanges.isEmpty)
  }

  @Test("healthy objects that are gone or lost data are damage")
  func healthyObjectsThatAreGoneOrLostDataAreDamage() throws {
    var fixture = try Fixture()
    try fixture.api.delete(Fixture.deployments, namespace: "default", "shop", as: .admin, at: Fixture.start)
    fixture.record.close(api: fixture.api, at: Fixture.start)
    #expect(fixture.points(.damage) == -5)
    let secret: JSONValue = [
      "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "keys", "namespace": "default"],
      "data": ["a": "YQ=="],
    ]
    _ = try fixture.api.update(secret, in: Fixture.secrets, as: .admin, at: Fixture.start)
    fixture.record.close(api: fixture.api, at: Fixture.start)
    #expect(fixture.points(.damage) == -25)
    #expect(fixture.card.damage.map(\.what) == ["deployment/shop was deleted", "secret/keys lost some of its keys"])
  }

  @Test("hints cost what they cost, and the sum is never below zero")
  func hintsCostWhatTheyCostAndTheSumIsNeverBelowZero() throws {
    var fixture = try Fixture()
    fixture.record.takeHint(about: "waiting", level: 1, price: 2, saying: "Look.", at: Fixture.start)
    fixture.record.takeHint(about: "waiting", level: 2, price: 4, saying: "Look closer.", at: Fixture.start)
    #expect(fixture.points(.hints) == -6)
    #expect(fixture.card.points == 0)
  }

  @Test("measures tell how the player looked")
  func measuresTellHowThePlayerLooked() throws {
    var fixture = try Fixture()
    let nodes = Fixture.reply("/api/v1/nodes", ["kind": "NodeList", "items": []])
    fixture.step("kubectl get nodes -o name", after: 10, prints: "node/n1\n", nodes)
    fixture.step("kubectl get pods", after: 40, prints: table, Fixture.podTable)
    fixture.step("kubectl get pods", after: 100, prints: table, Fixture.podTable)
    let measures = fixture.card.measures
    #expect(measures.secondsToFirstEvidence == 40)
    #expect(measures.firstLook == ["nodes", "workloads"])
    #expect(measures.newSteps == 66)
    #expect(measures.longestSecondsWithoutEvidence == 60)
  }

  @Test("a change is no look: it neither tells something new nor counts as telling nothing")
  func aChangeIsNoLookItNeitherTellsSomethingNewNorCountsAsTellingNothing() throws {
    var fixture = try Fixture()
    fixture.step("kubectl get pods", after: 1, prints: table, Fixture.podTable)
    fixture.step("kubectl edit deployment web", after: 2, prints: "edited", Fixture.changedDeployment("web"))
    #expect(fixture.card.measures.newSteps == 100)
    #expect(fixture.card.steps.map(\.isChange) == [false, true])
    let text = CardText.full(fixture.card, scenario: fixture.scenario, style: .plain)
    #expect(!text.contains("Steps that told you nothing new"))
  }

  @Test("facts that were on the screen before a wrong diagnosis were overlooked")
  func factsThatWereOnTheScreenBeforeAWrongDiagnosisWereOverlooked() throws {
    var fixture = try Fixture()
    let line = "Failed to pull image \"shop/web:v9\": not found\n"
    fixture.step("kubectl get events", after: 1, prints: line, Fixture.events)
    _ = fixture.record.diagnose(
      try reference("deployment/shop"), as: try failureClass("W04"), scenario: fixture.scenario,
      at: Fixture.start + .seconds(2))
    #expect(fixture.card.overlooked == ["event"])
  }

  @Test("a card as text holds what was found and what was not")
  func aCardAsTextHoldsWhatWasFoundAndWhatWasNot() throws {
    var fixture = try Fixture()
    fixture.step("kubectl get pods", after: 65, prints: table, Fixture.podTable)
    let text = CardText.full(fixture.card, scenario: fixture.scenario, style: .plain)
    #expect(text.contains("01:05  The pod waits. [8]"))
    #expect(text.contains("         $ kubectl get pods"))
    #expect(text.contains("The registry has no such image."))
    #expect(!text.contains("\u{1B}"))
    let interim = CardText.interim(fixture.card, scenario: fixture.scenario, style: .plain)
    #expect(!interim.contains("The registry has no such image."))
    #expect(!interim.contains(fixture.scenario.cause.sentence))
  }
}
