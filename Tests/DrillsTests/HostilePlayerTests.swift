import Cluster
import Drills
import Scenarios
import SimulationKernel
import Testing

/// A player who means harm, or who mistypes: what a line asks for ends soon, and the cluster stays sound.
@Suite struct HostilePlayerTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private let drill: Drill

  init() throws { drill = Drill(try #require(Prepared.ferry), startedAt: Self.call) }

  private func output(_ line: String) -> String {
    let console = Transcript()
    drill.perform(line, pace: .scripted, console: console)
    return console.text
  }

  private func write(_ text: String, to file: String) {
    for line in ["cat > \(file) <<'END'"] + text.split(separator: "\n").map(String.init) + ["END"] { _ = output(line) }
  }

  @Test("variables that double each other are too long for execve")
  func variablesThatDoubleEachOtherAreTooLongForExecve() {
    let doubling = (1...40).map { "    - {name: V\($0), value: $(V\($0 - 1))$(V\($0 - 1))}" }
    let lines = [
      "apiVersion: v1", "kind: Pod", "metadata: {name: boom}", "spec:", "  containers:", "  - name: c",
      "    image: nginx:1.27", "    env:", "    - {name: V0, value: xxxxxxxxxxxxxxxx}",
    ]
    write((lines + doubling).joined(separator: "\n"), to: "pod.yaml")
    #expect(output("kubectl apply -f pod.yaml") == "pod/boom created\n")
    _ = output("skip 20s")
    #expect(output("kubectl logs boom").hasSuffix(": argument list too long\n"))
    #expect(output("kubectl get pod boom -o jsonpath='{..lastState.terminated.exitCode}'") == "255")
  }

  @Test("two billion pods end at the database's size")
  func twoBillionPodsEndAtTheDatabasesSize() {
    let set =
      "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}, spec: {serviceName: s, podManagementPolicy: Parallel, "
      + "replicas: 2147483647, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, "
      + "spec: {containers: [{name: c, image: 'nginx:1.27'}]}}}}"
    write(set, to: "set.yaml")
    #expect(output("kubectl apply -f set.yaml") == "statefulset.apps/s created\n")
    _ = output("skip 5m")
    #expect(output("kubectl get sts s").contains("/2147483647"))
    #expect(output("kubectl run one --image=nginx:1.27").contains("etcdserver: mvcc: database space exceeded"))
    _ = output("kubectl create deployment x --image=nginx:1.27 --replicas=2147483647; skip 10s")
    #expect(output("kubectl get deploy x").contains("0/2147483647"))
  }

  @Test(
    "an Indexed Job asks for no more than the server allows",
    arguments: [
      (
        "{completions: 5, parallelism: 100001",
        "spec.parallelism: Invalid value: 100001: must be less than or equal to 100000"
      ),
      ("{parallelism: 5", "spec.completions: Required value: when completion mode is Indexed"),
      (
        "{completions: 100001, backoffLimitPerIndex: 1",
        "spec.maxFailedIndexes: Required value: must be specified when completions is above 100000"
      ),
    ])
  func anIndexedJobAsksForNoMoreThanTheServerAllows(spec: String, refusal: String) {
    write(
      "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: \(spec), completionMode: Indexed, "
        + "template: {spec: {restartPolicy: Never, containers: [{name: c, image: 'busybox:1.36'}]}}}}", to: "job.yaml")
    #expect(output("kubectl apply -f job.yaml").contains(refusal))
  }

  @Test("what is too large is refused before anybody looks at it")
  func whatIsTooLargeIsRefusedBeforeAnybodyLooksAtIt() {
    _ = output("head -c 4000000 /dev/zero | tr '\\0' a > big; head -c 1100000 big > bigger")
    #expect(
      output("kubectl create configmap big --from-file=big").contains("Request entity too large: limit is 3145728"))
    #expect(
      output("kubectl create configmap big --from-file=bigger").contains(
        "[]: Too long: may not be more than 1048576 bytes"))
    #expect(output("kubectl get configmap big").contains("not found"))
  }

  @Test("damaged command lines are answered", arguments: 0..<4)
  func damagedCommandLinesAreAnswered(seed: UInt64) {
    var lines = CommandLines(seed: seed)
    for _ in 0..<60 {
      let line = lines.next()
      let console = Transcript()
      let outcome = drill.perform(line, pace: .scripted, console: console)
      #expect((0...255).contains(outcome.status), "\(line)")
      if outcome.prompt == .continuation { drill.perform("'\"`)", pace: .scripted, console: console) }
      var sanitizer = Sanitizer()
      let shown = sanitizer.visible(Array(console.text.utf8)) + sanitizer.end()
      #expect(!shown.contains(0x1B) && !shown.contains(0), "\(line)")
      let problems = drill.invariantViolations
      #expect(problems == [], "\(line)")
      if !problems.isEmpty { return }
    }
  }
}

/// kubectl lines out of parts that fit each other now and then.
private struct CommandLines {
  private var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed, name: "command lines") }

  private static let commands = [
    "get", "describe", "delete --wait=false", "create", "run", "expose", "set image", "set env", "set resources",
    "set selector",
    "set serviceaccount", "patch", "rollout status --timeout=5s", "rollout undo", "rollout restart", "rollout history",
    "scale",
    "autoscale", "label", "annotate", "taint", "cordon", "drain --timeout=5s", "logs", "exec", "top", "explain",
    "api-resources",
    "apply", "replace", "diff", "edit", "wait --timeout=2s", "auth can-i", "config view", "cp", "debug", "events",
    "version",
    "cluster-info", "certificate approve", "create configmap", "create secret generic", "create deployment",
    "create job",
    "create cronjob", "create service clusterip", "create role", "create rolebinding", "create ingress", "create quota",
    "create token", "create namespace", "kustomize", "options", "completion", "plugin", "proxy --help", "attach",
  ]
  private static let resources = [
    "pods", "po", "deploy", "deployment/web", "deployments.v1.apps", "svc/web", "nodes", "node/node-1", "cm", "secret",
    "job", "cj",
    "sts", "ds", "rs", "pvc", "pv", "ns", "events", "all", "hpa", "crd", "roles", "sa/default", "pods,svc",
    "deploy/web", "web", "x",
    "pods/nope", "unknown", "a/b/c", "/", "", "deployments.apps/", "*", "pod/", "ép",
  ]
  private static let flags = [
    "-o yaml", "-o json", "-o wide", "-o name", "-o jsonpath={.items[*].metadata.name}", "-o jsonpath={.items[?(@.a==1",
    "-o go-template={{.}}",
    "-o go-template={{range", "-o custom-columns=A:.metadata.name,B", "-o custom-columns=", "-o nope", "-A",
    "-n kube-system", "-n nope",
    "-l app=web", "-l 'a in (b'", "-l ''", "--field-selector status.phase=Running", "--field-selector x",
    "--sort-by=.metadata.name",
    "--sort-by={.a[", "--replicas=3", "--replicas=-1", "--replicas=99999999999999999999", "--image=nginx:1.27",
    "--image=", "--image=$(true)",
    "--port=80", "--port=99999999", "--port=x", "--dry-run=client", "--dry-run=server", "--dry-run=nope", "--force",
    "--grace-period=-5",
    "--timeout=9999999h", "--timeout=x", "-p '{\"spec\":{\"replicas\":2}}'", "-p '{'",
    "--type=json -p '[{\"op\":\"remove\",\"path\":\"/spec\"}]'",
    "--type=merge -p '{\"metadata\":{\"labels\":null}}'", "-f nope.yaml", "-f -", "-f /etc", "-f /dev/zero", "-k .",
    "--from-literal=a=b",
    "--from-literal=a", "--from-file=/etc/hosts", "--from-file=/dev/zero", "--limits=cpu=1,memory=x",
    "--requests=cpu=-1", "--schedule='* * * * *'",
    "--schedule='99 * * * *'", "--schedule='*/0 * * * *'", "--min=1 --max=0", "--for=condition=Ready",
    "--for=jsonpath={.x}", "--for=delete",
    "--tail=5", "--tail=-1", "--since=1h", "--since-time=x", "--previous", "-c nope", "--limit-bytes=-1",
    "--to-revision=99", "--chunk-size=-1",
    "--chunk-size=1", "--subresource=status", "--show-labels", "--watch-only --request-timeout=1s", "--overwrite",
    "a=b", "a-", "A=", "=", "a=b=c",
    "k=v:NoSchedule", "k:Nope", "--", "-- ls", "--as=bob", "--v=9", "-h", "--nope", "--raw=/metrics",
    "--raw=/api/v1/../x", "-i", "--all",
    "--verb=get --resource=pods", "--rule=a.b/c=svc:80", "--rule=x", "--hard=pods=1,cpu=x", "app=nginx:1", "*=nginx:1",
    "c=", "FOO=bar",
    "FOO-", "--list", "--duration=1s", "--cascade=orphan", "--cascade=x", "--context=nope", "--kubeconfig=/dev/null",
    "--server=https://x",
  ]
  private static let noise = [
    "\u{0}", "\u{1B}[31m", "\u{FEFF}", "é", "\\", "[[", "{{", "%n", "9223372036854775808", "-9223372036854775809",
  ]

  mutating func next() -> String {
    var words = ["kubectl", pick(Self.commands)]
    for _ in 0..<random.below(3) { words.append(pick(Self.resources)) }
    for _ in 0..<random.below(4) { words.append(pick(Self.flags)) }
    if random.below(8) == 0 { words.insert("'" + pick(Self.noise) + "'", at: 1 + random.below(words.count)) }
    return words.joined(separator: " ") + " < /dev/null"
  }

  private mutating func pick(_ words: [String]) -> String { words[random.below(words.count)] }
}
