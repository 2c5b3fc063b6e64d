import APIServer
import Drills
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// A shop whose Service lost its pods, so that its client reaches nobody.
private enum Shop {
  static let call = Instant(seconds: 1_773_457_920)

  static let yaml = """
    format: 1
    id: shop
    title: Closed
    difficulty: easy
    classes: [N01]
    par: 5m
    page: The counter hears nothing.
    cluster: {nodes: [{name: n1, cpu: "4", memory: 8Gi}]}
    images:
    - {image: shop.example/web, base: busybox, tags: ["1"], ports: [8080], program: {listen: [{port: 8080}]}}
    - {image: shop.example/counter, base: busybox, tags: ["1"]}
    settle: 2m
    fault: [{patch: service/web, with: {spec: {selector: {app: wed}}}}]
    warmUp: 1m
    hold: 30s
    evidence:
    - id: refused
      sentence: The counter's connections are refused.
      points: 5
      about: [service/web]
      shownBy: [{connection: {to: "web:80", outcome: refused}}]
      implies: [cause]
      hints: [one, two, three, four]
    - id: answered
      sentence: The pod itself answers.
      points: 5
      about: [service/web]
      shownBy: [{connection: {to: localhost, outcome: answered, status: 200}}]
      implies: [cause]
      hints: [one, two, three, four]
    cause:
      sentence: The selector has a slip.
      mend: Mend it.
      diagnoses: [{object: service/web, classes: [N01]}]
    objectives:
    - {says: The counter reaches the shop, connects: {from: pods -l app=counter, to: "http://web/", status: 200}}
    - {says: Others do as well, connects: {from: namespace/kube-system, to: "web.default:80"}}
    allowed: [service/web]
    solution: ["kubectl patch service web -p '{\\"spec\\":{\\"selector\\":{\\"app\\":\\"web\\"}}}'"]
    investigation: [{run: kubectl get pods, shows: [refused, answered]}]
    debrief: {report: r, questions: [a, b, c], realWorld: w}
    """

  private static func deployment(_ name: String) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: \(name)}
    spec:
      replicas: 1
      selector: {matchLabels: {app: \(name)}}
      template:
        metadata: {labels: {app: \(name)}}
        spec: {containers: [{name: main, image: "shop.example/\(name):1"}]}
    """
  }

  static let manifests = """
    \(deployment("web"))
    ---
    \(deployment("counter"))
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
    """

  static let prepared: PreparedScenario? = {
    let source = try? ScenarioSource(id: "shop", files: ["scenario.yaml": yaml, "manifests/all.yaml": manifests])
    return (try? source?.scenario(seed: 0)).flatMap { try? PreparedScenario($0, seed: 0, calledAt: call) }
  }()
}

@Suite struct ConnectionTests {
  private let drill: Drill

  init() throws { drill = Drill(try #require(Shop.prepared), startedAt: Shop.call) }

  @discardableResult
  private func output(_ line: String) -> String {
    let console = Transcript()
    drill.perform(line, pace: .scripted, console: console)
    return console.text
  }

  private var seen: [String] { drill.record.sightings.keys.sorted() }

  @Test("A connection shows how it ended, whatever the tool says of it.")
  func connectionShowsHowItEnded() {
    #expect(
      output("kubectl exec deploy/counter -- sh -c 'wget -qO- http://web/ 2>/dev/null || echo closed'") == "closed\n")
    #expect(seen == ["refused"])
    output("kubectl exec deploy/web -- wget -qO /dev/null http://localhost:8080/")
    #expect(seen == ["answered", "refused"])
  }

  @Test("A connection to the Service's address is one to the Service.")
  func addressOfAServiceStandsForIt() {
    let address = output("kubectl get service web -o jsonpath={.spec.clusterIP}")
    output("kubectl exec deploy/counter -- nc -zv \(address) 80")
    #expect(seen == ["refused"])
  }

  @Test("Where nobody sees how a connection ended it is not shown.")
  func hiddenConnectionIsNotShown() {
    output("kubectl exec deploy/counter -- wget -qO- http://web/ > /dev/null 2>&1")
    #expect(seen == [])
    output("kubectl exec deploy/counter -- wget -qO- http://web:81/")
    #expect(seen == [])
  }

  @Test("Words that tools would use prove nothing.")
  func wordsProveNothing() {
    output("kubectl exec deploy/counter -- echo 'connect to web:80: Connection refused'")
    #expect(seen == [])
  }

  @Test("Objectives can ask for a connection, from pods and from a namespace.")
  func objectivesAskForConnections() {
    #expect(output("check").split(separator: "\n").filter { $0.contains("not yet") }.count == 2)
    for line in drill.scenario.solution { output(line) }
    output("skip 2s")
    #expect(output("check").contains("All met"))
    output("skip 40s")
    #expect(drill.record.isSolved)
  }

  @Test("A policy that keeps others out is noticed by the objective for others alone.")
  func policyIsNoticed() {
    for line in drill.scenario.solution { output(line) }
    output("skip 5s")
    output(
      """
      printf '%s' '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"own"},"spec":\
      {"podSelector":{},"ingress":[{"from":[{"podSelector":{}}]}]}}' | kubectl create -f -
      """)
    let check = output("check")
    #expect(check.contains("met      The counter"))
    #expect(check.contains("not yet  Others"))
  }

  @Test("What a probe of an objective asks leaves no trace.")
  func probesLeaveNoTrace() throws {
    for line in drill.scenario.solution { output(line) }
    let log = output("kubectl logs deploy/web")
    output("check")
    output("skip 20s")
    #expect(output("kubectl logs deploy/web") == log)
  }
}

@Suite struct ExactTimeTests {
  private let drill: Drill

  init() throws { drill = Drill(try #require(Shop.prepared), startedAt: Shop.call) }

  @discardableResult
  private func output(_ line: String) -> String {
    let console = Transcript()
    drill.perform(line, pace: .scripted, console: console)
    return console.text
  }

  @Test("Evidence is seen when it is printed, not when the line began.")
  func evidenceIsSeenWhenPrinted() throws {
    output("sleep 30; kubectl exec deploy/counter -- wget -qO- http://web/; sleep 20")
    let finding = try #require(drill.card.findings.first { $0.id == "refused" })
    #expect(finding.seconds == 32)
    #expect(drill.now == Shop.call + .seconds(52))
  }

  @Test("A healthy workload that was broken is damaged, even when it is whole again.")
  func repairedDamageCounts() {
    output("kubectl scale deployment web --replicas=0")
    output("sleep 45")
    output("kubectl scale deployment web --replicas=1")
    output("sleep 20")
    output("quit")
    #expect(drill.card.damage.map(\.what) == ["deployment/web was not healthy for a while"])
    #expect(drill.card.damage.map(\.points) == [-5])
    #expect(drill.card.damage.first?.seconds == 2)
  }

  @Test("A pod that is replaced is no damage.")
  func replacedPodIsNoDamage() {
    output("kubectl delete pod -l app=counter --wait=false")
    output("sleep 50")
    output("quit")
    #expect(drill.card.damage.isEmpty)
  }

  @Test("What was deleted was damaged, even when it is made anew.")
  func recreatedObjectWasDamaged() {
    output("kubectl get deployment counter -o yaml > saved.yaml; kubectl delete deployment counter")
    output("kubectl create -f saved.yaml; sleep 30")
    output("quit")
    #expect(drill.card.damage.map(\.what) == ["deployment/counter was deleted"])
  }
}
