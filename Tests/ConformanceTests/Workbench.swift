import APIServer
import Cluster
import ContainerShell
import Kubectl
import Nodes
import Scoring
import SimulationKernel

@testable import Drills
@testable import Scenarios

/// A fresh cluster of the recorded shape, and a shell to type at.
final class Workbench {
  /// Simulated time that a command takes, as it roughly took when it was recorded.
  private static let pause = Duration.milliseconds(400)
  private static let start = Instant(seconds: 1_795_359_600)

  private var shell = PlayerShell(hostCommands: ["kubectl"], at: start)
  private let kubeconfig = Kubeconfig(namespace: "default")
  private let stage: Stage
  private let clock = RunClock(
    header: JournalHeader(scenario: "conformance", seed: 1, startedAt: start, calledAt: start))

  init() {
    let node = NodeConfiguration(
      name: "node-1", cpu: 2000, memory: 8 << 30,
      images: [
        "busybox:1.28", "busybox:1.36", "busybox:latest", "nginx:1.25", "nginx:1.27", "nginx:1.28", "nginx:1.29",
        "registry.k8s.io/pause:3.9", "registry.k8s.io/pause:3.10",
      ], retagged: ["nginx:1.27": "nginx:1.25", "nginx:1.28": "nginx:1.25"])
    var cluster = Cluster(
      ClusterConfiguration(nodes: [node], isBare: true), seed: 1, at: Self.start - .seconds(60))
    cluster.advance(to: Self.start)
    stage = Stage(DrillState(scenario: .empty, cluster: cluster, at: Self.start))
  }

  /// Types a command, and returns what it printed and its exit status.
  func run(_ command: String) -> (output: String, status: Int) {
    stage.state.advance(to: stage.state.now + Self.pause)
    let transport = LineTransport(
      stage, clock: clock, pace: .scripted(until: stage.state.now + .seconds(120)), keyboard: Keyboard(console: nil))
    let printed = PrintedOutput(console: nil)
    let loop = ShellLoop(
      shell: shell, transport: transport, kubeconfig: kubeconfig, isTerminal: false, printed: printed, style: .plain,
      commandsTakeTime: true, willPlay: {})
    _ = loop.run(command)
    printed.end(at: stage.state.now)
    shell = loop.shell
    return (String(decoding: printed.pieces.flatMap(\.bytes), as: UTF8.self), shell.lastStatus)
  }

  func write(_ text: String, to file: String) {
    _ = run("mkdir -p \"$(dirname '\(file)')\"; cat > '\(file)' <<'END_OF_FIXTURE'\n\(text)END_OF_FIXTURE\n")
  }
}

extension Scenario {
  fileprivate static let empty = Scenario(
    id: "conformance", title: "", difficulty: .easy, classes: [], par: .zero, namespace: "default", page: "",
    variant: "", nodes: [], images: [], base: [], settle: .zero, faults: [], warmUp: .zero, evidence: [], decoys: [],
    cause: Cause(sentence: "", diagnoses: [], mend: ""), objectives: [], hold: .zero, allowed: [], healthy: [],
    solution: [], investigation: [], debrief: Debrief(report: "", questions: [], realWorld: ""),
    rules: ScoringRules(), allowsSkip: true)
}
