import Drills
import Scenarios
import Testing

/// What `firedrill scenario test` tells an author, by a small scenario that is spoilt in one place.
@Suite struct AuthoredScenarioTests {
  private static let scenario = """
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
    images:
    - image: shop.example/web
      tags: ["1"]
      ports: [8080]
      program: {startup: 1s, ready: [open], listen: [{port: 8080}]}
    settle: 1m
    fault:
    - patch: deployment/web
      with: {spec: {template: {spec: {containers: [{name: web, image: "shop.example/web:9"}]}}}}
    warmUp: 2m
    hold: 10s
    evidence:
    - id: waiting
      sentence: The pods wait.
      points: 5
      about: [deployment/web]
      shownBy:
      - cell: {of: pods -l app=web, column: Status, oneOf: [ImagePullBackOff, ErrImagePull]}
      - log: {of: pods -l app=web, contains: open}
      implies: [image]
      hints: [one, two, three, four]
    - id: image
      sentence: The Deployment asks for 9.
      points: 5
      about: [deployment/web]
      shownBy:
      - field: {of: deployment/web, path: ".spec.template.spec.containers[0].image", is: "shop.example/web:9"}
      implies: [cause]
      hints: [one, two, three, four]
    decoys:
    - id: spare
      sentence: The Deployment spare has no pods.
      why: Nobody needs it now.
      shownBy:
      - cell: {of: deployment/spare, column: Ready, is: 0/0}
    cause:
      sentence: Somebody wrote a tag that there is not.
      mend: Write the right one.
      diagnoses: [{object: deployment/web, classes: [W04]}]
    objectives:
    - {says: The shop is open, object: deployment/web, for: "jsonpath={.status.readyReplicas}=1"}
    - {says: It answers, connects: {from: namespace/default, to: "web:80"}}
    allowed: [deployment/web]
    solution:
    - kubectl set image deployment/web web=shop.example/web:1
    - kubectl rollout status deployment/web --timeout=60s
    investigation:
    - {run: kubectl get pods, shows: [waiting]}
    - {run: kubectl get deployment web -o yaml, shows: [image]}
    debrief: {report: It was gone., questions: [a, b, c], realWorld: It happens.}
    """

  private static let manifest = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 1
      strategy: {type: Recreate}
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
          - name: web
            image: shop.example/web:1
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{port: 80, targetPort: 8080}]
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: spare}
    spec:
      replicas: 0
      selector: {matchLabels: {app: spare}}
      template:
        metadata: {labels: {app: spare}}
        spec: {containers: [{name: web, image: "shop.example/web:1"}]}
    """

  private func problems(replacing old: String, with new: String) throws -> [ScenarioProblem] {
    #expect(Self.scenario.contains(old) || Self.manifest.contains(old))
    let files = [
      "scenario.yaml": Self.scenario.replacing(old, with: new),
      "manifests/all.yaml": Self.manifest.replacing(old, with: new),
    ]
    let report = ScenarioTest.run(try ScenarioSource(id: "small", files: files))
    // One variant is worth a warning, which is not what this is about.
    return report.problems.filter { !$0.message.hasPrefix("fewer than three variants") }
  }

  @Test("A sound scenario passes.")
  func soundScenarioPasses() throws {
    #expect(try problems(replacing: "title: Small", with: "title: Small").map(\.description) == [])
  }

  @Test(
    "A healthy state that is not healthy is told at the manifest.",
    arguments: [
      (
        "image: shop.example/web:1\n", "image: shop.example/web:3\n",
        "manifests/all.yaml:13:16: error: \"deployment/web\" is not available before the fault: container \"web\" waits with "
      ),
      (
        "targetPort: 8080", "targetPort: 8081",
        "manifests/all.yaml:20:34: error: \"service/web\" refuses connections to port 80 before the fault: none of its pods"
      ),
      (
        "  selector: {app: web}\n", "  selector: {app: wed}\n",
        "manifests/all.yaml:19:13: error: \"service/web\" selects no pods before the fault"
      ),
      (
        "        image: shop.example/web:1\n",
        "        image: shop.example/web:1\n        resources: {requests: {cpu: 9}}\n",
        "manifests/all.yaml:3:18: error: \"deployment/web\" is not available before the fault: a pod finds no node: "
      ),
      (
        "ready: [open],", "ready: [open], ends: {after: 2s, code: 3},",
        "manifests/all.yaml:12:9: error: \"deployment/web\" is not available before the fault: container \"web\" "
      ),
      (
        "readyReplicas}=1", "readyReplicas}=2",
        "scenario.yaml:51:3: error: this objective is not met before the fault: {.status.readyReplicas} of \"deployment/web\" is \"1\""
      ),
    ])
  func sickHealthyStateIsTold(old: String, new: String, message: String) throws {
    let found = try problems(replacing: old, with: new).map(\.description)
    #expect(found.contains { $0.hasPrefix(message) }, "\(found)")
  }

  @Test("A healthy state that needs longer is told, and how long it may live is settle.")
  func shortSettleIsTold() throws {
    let found = try problems(replacing: "settle: 1m", with: "settle: 1s").map(\.description)
    #expect(
      found.contains(
        "scenario.yaml:16:9: error: \"deployment/web\" is not available yet when the fault comes; let settle last longer"
      ),
      "\(found)")
  }

  @Test(
    "What shows nothing is told.",
    arguments: [
      ("contains: open", "contains: opem", "scenario.yaml:29:5: warning: this never shows anything; "),
      ("column: Ready, is: 0/0", "column: Ready, is: 0/1", "nothing that can be asked shows the decoy \"spare\""),
      ("column: Status", "column: Phase", "\"kubectl get pods\" does not show \"waiting\"; "),
      (
        "run: kubectl get deployment web -o yaml", "run: kubectl get deployment web",
        "scenario.yaml:59:45: error: \"kubectl get deployment web\" does not show \"image\"; "
      ),
      (
        "- cell: {of: deployment/spare, column: Ready, is: 0/0}", "- connection: {to: \"web:80\", outcome: timedOut}",
        "nothing that can be asked shows the decoy \"spare\""
      ),
    ])
  func whatShowsNothingIsTold(old: String, new: String, message: String) throws {
    let found = try problems(replacing: old, with: new).map(\.description)
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test(
    "A command that fails is told with its place and what it says.",
    arguments: [
      (
        "run: kubectl get pods,", "run: \"kubectl get pods; kubectl get pood\",",
        "scenario.yaml:58:9: error: the investigation's \"kubectl get pods; kubectl get pood\" fails: \"error: the server doesn't have a resource type \"pood\"\""
      ),
      ("rollout status deployment/web", "rollout status deployment/wed", "fails: \"Error from server (NotFound): "),
      (
        "- kubectl rollout status deployment/web --timeout=60s", "- kubectl get deploy | grpe web",
        "grpe: command not found"
      ),
      ("- kubectl rollout status", "- echo \"open", "\"echo \"open deployment/web --timeout=60s\" is not complete"),
    ])
  func failingCommandIsTold(old: String, new: String, message: String) throws {
    let found = try problems(replacing: old, with: new).map(\.description)
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test("A look that fails is no mistake where that is the fact.")
  func failingLookIsNoMistakeWhereThatIsTheFact() throws {
    let line = "- {run: kubectl get pods, shows: [waiting]}"
    let looks = try problems(
      replacing: line, with: "- {run: kubectl get pods web-0 && false || kubectl get pods, shows: [waiting]}")
    #expect(looks.filter { $0.severity == .error } == [])
  }

  @Test("Of a solution that solves nothing every unmet objective is told, with what was seen.")
  func unmetObjectivesAreTold() throws {
    let found = try problems(replacing: "web=shop.example/web:1", with: "web=shop.example/web:7")
    let messages = found.map(\.description)
    #expect(
      messages.contains(
        "scenario.yaml:51:3: error: the solution does not meet this objective: {.status.readyReplicas} of \"deployment/web\" is empty, not \"1\""
      ), "\(messages)")
    #expect(
      messages.contains(
        "scenario.yaml:52:3: error: the solution does not meet this objective: a connection from \"namespace/default\" to \"web:80\" ends as refused, not as answered"
      ), "\(messages)")
    #expect(found.contains { $0.details.contains("image updated") })
  }
}
