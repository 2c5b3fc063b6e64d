import Drills
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// kubectl describe says many fields in forms of its own. Who saw those saw the field.
@Suite struct DescribedFieldTests {
  private static let files = [
    "scenario.yaml": """
    format: 1
    id: small
    title: Small
    difficulty: easy
    classes: [W04]
    par: 5m
    page: The shop is closed.
    cluster:
      nodes:
      - {name: n1, cpu: "2", memory: 2Gi}
    settle: 30s
    fault:
    - {delete: configmap/gone}
    warmUp: 30s
    evidence:
    - id: fact
      sentence: It is so.
      points: 5
      about: [deployment/web]
      shownBy:
      - field: {of: deployment/web, path: "PATH", is: VALUE}
      implies: [cause]
      hints: [one, two, three, four]
    cause:
      sentence: Somebody deleted it.
      mend: Make it.
      diagnoses: [{object: configmap/gone, classes: [W04]}]
    objectives:
    - {says: It is back, object: configmap/gone, for: create}
    allowed: [configmap/gone]
    solution: [kubectl create configmap gone]
    investigation: [{run: kubectl describe deployment web, shows: [fact]}]
    debrief: {report: It was gone., questions: [a, b, c], realWorld: It happens.}
    """,
    "manifests/all.yaml": """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: gone}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 3
      selector: {matchLabels: {app: web}}
      strategy: {rollingUpdate: {maxSurge: 2, maxUnavailable: 1}}
      template:
        metadata: {labels: {app: web}}
        spec:
          volumes: [{name: texts, configMap: {name: gone, optional: true}}]
          containers:
          - name: web
            image: shop.example/web:1
            livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 17, timeoutSeconds: 1, failureThreshold: 5}
            volumeMounts: [{name: texts, mountPath: /texts, readOnly: true}]
    """,
  ]

  /// Which of several lines show the field, each in a run of its own.
  private func seen(_ path: String, is value: String, by lines: String...) throws -> [String] {
    var files = Self.files
    files["scenario.yaml"] = files["scenario.yaml"]?.replacing("PATH", with: path).replacing("VALUE", with: value)
    let scenario = try ScenarioSource(id: "small", files: files).scenario(seed: 0)
    let prepared = try PreparedScenario(scenario, seed: 0, calledAt: Instant(seconds: 1_800_000_000))
    return lines.filter { line in
      let drill = Drill(prepared, startedAt: prepared.calledAt)
      drill.perform(line, pace: .scripted, console: Transcript())
      return drill.record.sightings["fact"] != nil
    }
  }

  private static let container = ".spec.template.spec.containers[0]"

  @Test(
    "What describe says in a form of its own is seen.",
    arguments: [
      (container + ".livenessProbe.timeoutSeconds", "1"), (container + ".livenessProbe.failureThreshold", "5"),
      (container + ".livenessProbe.periodSeconds", "17"), (container + ".volumeMounts[0].readOnly", "true"),
      (".spec.strategy.rollingUpdate.maxSurge", "2"), (".spec.replicas", "3"),
      (container + ".image", "shop.example/web:1"),
    ])
  func ownFormIsSeen(path: String, value: String) throws {
    let whole = "kubectl describe deployment web"
    let piped = "kubectl describe deployment | cat"
    let other = "kubectl describe deployment web | grep Selector"
    #expect(try seen(path, is: value, by: whole, piped, other) == [whole, piped])
  }

  @Test("The line that says it must be on the screen.")
  func itsLineMustBeOnTheScreen() throws {
    let liveness = "kubectl describe deployment web | grep Liveness"
    let others = ["kubectl describe deployment web | grep Image", "kubectl get deployment web"]
    let path = Self.container + ".livenessProbe.timeoutSeconds"
    #expect(try seen(path, is: "1", by: liveness, others[0], others[1]) == [liveness])
  }

  @Test(
    "What describe does not say is not seen.",
    arguments: [(".spec.progressDeadlineSeconds", "600"), (".spec.revisionHistoryLimit", "10")])
  func whatDescribeDoesNotSayIsNotSeen(path: String, value: String) throws {
    #expect(try seen(path, is: value, by: "kubectl describe deployment web") == [])
  }

  @Test("A line that only says whether two things are equal does not say them.")
  func equalityIsNotTheValue() throws {
    // The newest ReplicaSet is found by comparing its template with the Deployment's.
    let line = "kubectl describe deployment web | grep ReplicaSet:"
    #expect(try seen(Self.container + ".image", is: "shop.example/web:1", by: line) == [])
    #expect(try seen(Self.container + ".livenessProbe.timeoutSeconds", is: "1", by: line) == [])
  }

  @Test("What a container says is not what the objects say that kubectl reads on its way.")
  func containersWordsAreNotTheObjects() throws {
    let echo = "kubectl exec deploy/web -- echo shop.example/web:1"
    let get = "kubectl get deploy/web -o yaml"
    #expect(try seen(Self.container + ".image", is: "shop.example/web:1", by: echo, get) == [get])
  }
}
