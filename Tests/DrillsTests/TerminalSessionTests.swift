import Drills
import Kubectl
import Scenarios
import SimulationKernel
import Testing

/// Lines that a player types, one after the other, while something reads them.
private final class TypedLines: PlayerConsole {
  var lines: [String]
  let isTerminal: Bool
  private let addsLineEnds: Bool
  let terminalSize: ScreenSize?
  private(set) var output: [UInt8] = []
  private(set) var journal: [JournalEntry] = []

  init(_ lines: [String], isTerminal: Bool = false, addsLineEnds: Bool = true, size: ScreenSize? = nil) {
    terminalSize = size
    self.lines = lines
    self.isTerminal = isTerminal
    self.addsLineEnds = addsLineEnds
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  func write(_ bytes: [UInt8], isError: Bool) { output += bytes }
  func keep(_ entry: JournalEntry) { journal.append(entry) }
  func readInput() -> [UInt8]? {
    lines.isEmpty ? nil : Array((lines.removeFirst() + (addsLineEnds ? "\n" : "")).utf8)
  }
  func edit(fileName: String, text: [UInt8]) -> [UInt8]? { nil }
}

/// A wall clock whose player has no patience: Ctrl-C after so many seconds of waiting, in one step or in many, and again
/// after as many more.
private final class ImpatientClock: WallClock {
  private(set) var now = Instant(seconds: 50)
  private let patience: Duration
  private var patienceEnds: Instant

  init(patience: Duration) {
    self.patience = patience
    patienceEnds = now + patience
  }

  func sleep(until instant: Instant) -> Bool {
    guard instant > patienceEnds else {
      now = max(now, instant)
      return true
    }
    now = patienceEnds
    patienceEnds = now + patience
    return false
  }
}

@Suite struct TerminalSessionTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private let drill: Drill

  init() throws { drill = Drill(try #require(Prepared.shop), startedAt: Self.call) }

  @Test("a shell in a container reads what the player types, until exit")
  func aShellInAContainerReadsWhatThePlayerTypesUntilExit() {
    let console = TypedLines(["echo in $(hostname | cut -c1-3)", "exit 4", "echo never"])
    let outcome = drill.perform("kubectl exec -i deploy/shop -- sh", pace: .scripted, console: console)
    #expect(console.text == "in sho\ncommand terminated with exit code 4\n")
    #expect(outcome.status == 4)
    #expect(console.lines == ["echo never"])
    #expect(console.journal.map(\.kind) == [.line, .typed, .typed])
  }

  @Test("A command in a container learns how large the player's terminal is, and a replay tells it the same.")
  func size() throws {
    let console = TypedLines([], isTerminal: true, size: ScreenSize(columns: 100, rows: 30))
    drill.perform("kubectl exec -it deploy/shop -- stty size", pace: .scripted, console: console)
    #expect(console.text.contains("30 100"))
    let line = "kubectl exec -it deploy/shop -- sh -c 'exit $(stty size | cut -d \" \" -f 1)'"
    #expect(drill.perform(line, pace: .scripted, console: console).status == 30)
    #expect(drill.journal.lines.last?.contains("\"size\":\"100x30\"") == true)
    let prepared = try #require(Prepared.shop)
    let again = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(again.fingerprint == drill.fingerprint)
    let asked = TypedLines([])
    again.perform("echo $?", pace: .scripted, console: asked)
    #expect(asked.text == "30\n")
  }

  @Test("A size that is none is ignored.", arguments: ["", "x", "80", "80x", "80x24x1", "-1x5", "70000x1", "axb"])
  func noSize(text: String) throws {
    let line = #"{"at":1,"kind":"line","text":"ls","terminal":true,"size":"\#(text)"}"#
    let header = JournalHeader(scenario: "s", seed: 1, startedAt: .init(seconds: 0), calledAt: .init(seconds: 0)).line
    #expect(try Journal(lines: [header, line]).entries.map(\.size) == [nil])
  }

  @Test("on a terminal the container prompts, and does not repeat what was typed")
  func onATerminalTheContainerPromptsAndDoesNotRepeatWhatWasTyped() {
    let console = TypedLines(["echo hello", "exit"], isTerminal: true)
    drill.perform("kubectl exec -it deploy/shop -- sh", pace: .scripted, console: console)
    #expect(!console.text.contains("echo hello"))
    #expect(!console.text.contains("\\r"))
    #expect(console.text.contains("# hello\n"))
  }

  @Test("a pod is run, typed to, and gone")
  func aPodIsRunTypedToAndGone() {
    let console = TypedLines(["echo hello", "exit 3"], isTerminal: true)
    let outcome = drill.perform(
      "kubectl run client --rm -it --restart=Never --image=busybox:1.36 -- sh", pace: .scripted, console: console)
    #expect(console.text.contains("hello\n/ # "))
    #expect(console.text.contains("pod \"client\" deleted\n"))
    #expect(console.text.hasSuffix("/client terminated (Error)\n"))
    #expect(outcome.status == 3)
  }

  @Test("what is piped in goes to the container alone")
  func whatIsPipedInGoesToTheContainerAlone() {
    let console = TypedLines(["never"])
    drill.perform("echo from stdin | kubectl exec -i deploy/shop -- cat", pace: .scripted, console: console)
    #expect(console.text == "from stdin\n")
    #expect(console.lines == ["never"])
  }

  @Test("copies go there and back without touching the keyboard")
  func copiesGoThereAndBackWithoutTouchingTheKeyboard() {
    let console = TypedLines(["never"])
    drill.perform(
      "echo hello > note; POD=$(kubectl get pod -o name | grep shop | head -1 | cut -d/ -f2)", pace: .scripted,
      console: console)
    drill.perform(
      "kubectl cp note $POD:/tmp/copy && kubectl cp $POD:/tmp/copy back && cat back", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("hello\n"))
    #expect(console.lines == ["never"])
  }

  @Test("one kubectl can feed another")
  func oneKubectlCanFeedAnother() {
    let console = TypedLines([])
    drill.perform("kubectl create configmap made --from-literal=a=1", pace: .scripted, console: console)
    drill.perform(
      "kubectl get cm made -o yaml | sed 's/a: .*1.*/a: b/' | kubectl replace -f -", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("configmap/made replaced\n"))
    drill.perform("kubectl get cm made -o json | kubectl apply -f - 2>/dev/null", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("configmap/made configured\n"))
  }

  @Test("an editor that the environment names runs in the player's own shell")
  func anEditorThatTheEnvironmentNamesRunsInThePlayersOwnShell() {
    let console = TypedLines([])
    drill.perform("kubectl create configmap settings --from-literal=color=blue", pace: .scripted, console: console)
    drill.perform(
      "KUBE_EDITOR='sed -i s/blue/green/' kubectl edit configmap settings", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("configmap/settings edited\n"))
    drill.perform("KUBE_EDITOR=true kubectl edit configmap settings", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("Edit cancelled, no changes made.\n"))
    drill.perform("EDITOR=false kubectl edit configmap settings", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("error: there was a problem with the editor \"false\"\n"))
    drill.perform(
      "EDITOR='kubectl edit configmap settings; true' kubectl edit cm settings", pace: .scripted, console: console)
    #expect(
      console.text.hasSuffix("bash: kubectl: command not found\nEdit cancelled, no changes made.\n"))
  }

  @Test("an init container waits for a service with wget, and may not write a file")
  func anInitContainerWaitsForAServiceWithWget() {
    let console = TypedLines([])
    let manifest = """
      kubectl apply -f - <<'END'
      apiVersion: v1
      kind: Pod
      metadata: {name: visitor}
      spec:
        initContainers:
        - name: wait
          image: busybox:1.36
          command:
          - /bin/sh
          - -exc
          - |
            for turn in $(seq 1 3); do
              ANSWER=$(wget --server-response http://${SHOP} 2>&1 | awk '/^  HTTP/{print $2}')
              if [ $ANSWER -eq 200 ]; then exit 0; fi
              sleep 5
            done
            exit 1
          env: [{name: SHOP, value: "shop:80"}]
          securityContext: {readOnlyRootFilesystem: true}
        containers: [{name: main, image: busybox:1.36, command: [sleep, "3600"]}]
      END
      """
    drill.perform(manifest, pace: .scripted, console: console)
    drill.perform("kubectl wait --for=condition=Ready pod/visitor --timeout=60s", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("pod/visitor condition met\n"))
    drill.perform("kubectl logs visitor -c wait | tail -3", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("+ ANSWER=200\n+ '[' 200 -eq 200 ]\n+ exit 0\n"))
  }

  @Test("Ctrl-C without a terminal ends the session")
  func ctrlCWithoutATerminalEndsTheSession() throws {
    let outcome = drill.perform(
      "kubectl exec deploy/shop -- sleep 300", pace: .live(ImpatientClock(patience: .seconds(20))),
      console: TypedLines([], isTerminal: true))
    #expect(outcome.status == 130)
  }

  @Test("Ctrl-C in a container's terminal ends what runs there, not the session")
  func ctrlCInAContainersTerminalEndsWhatRunsThereNotTheSession() throws {
    let prepared = try #require(Prepared.shop)
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    let console = TypedLines(
      ["sleep 300; echo never", "echo status $?", "while :; do :; done", "echo again $?", "exit 7"], isTerminal: true)
    let outcome = drill.perform(
      "kubectl exec -it deploy/shop -- sh", pace: .live(ImpatientClock(patience: .seconds(20))), console: console)
    #expect(outcome.status == 7)
    // The player's terminal shows ^C by itself.
    #expect(!console.text.contains("^C"))
    #expect(console.text.contains("status 130\n"))
    #expect(console.text.contains("again 130\n"))
    // The console does not repeat what was typed: this word is printed only if the line went on.
    #expect(!console.text.contains("never"))
    #expect(drill.journal.entries.filter { $0.kind == .interrupt }.count == 2)
    let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(replay.fingerprint == drill.fingerprint)
    #expect(replay.now == drill.now)
  }

  @Test("Ctrl-C ends a flood of output.", arguments: ["yes", "kubectl exec deploy/shop -- yes"])
  func flood(line: String) throws {
    let prepared = try #require(Prepared.shop)
    let drill = Drill(prepared, startedAt: Instant(seconds: 50))
    let console = TypedLines([], isTerminal: true)
    let clock = ImpatientClock(patience: .milliseconds(5))
    #expect(drill.perform(line, pace: .live(clock), console: console).status == 130)
    #expect(console.text.hasPrefix("y\ny\n") && drill.journal.entries.map(\.kind) == [.line, .interrupt])
    let replay = try Drill(prepared, replaying: drill.journal)
    #expect(replay.fingerprint == drill.fingerprint && replay.now == drill.now)
  }

  @Test("Ctrl-C ends a loop of commands that never pauses.")
  func busyLoop() throws {
    let line = "while true; do kubectl version -o name; done >/dev/null 2>&1"
    let prepared = try #require(Prepared.shop)
    let live = Drill(prepared, startedAt: Instant(seconds: 50))
    let clock = ImpatientClock(patience: .milliseconds(500))
    #expect(live.perform(line, pace: .live(clock), console: TypedLines([])).status == 130)
    let replay = try Drill(prepared, replaying: live.journal)
    #expect(replay.fingerprint == live.fingerprint && replay.now == live.now)
  }

  @Test("Ctrl-C ends what a container runs at a terminal.", arguments: ["shop", "stock"])
  func interruptedCommand(name: String) throws {
    let drill = Drill(try #require(Prepared.shop), startedAt: Instant(seconds: 50))
    let console = TypedLines([], isTerminal: true)
    let clock = ImpatientClock(patience: .seconds(2))
    let line = "kubectl exec -it deploy/\(name) -- sleep 20"
    #expect(drill.perform(line, pace: .live(clock), console: console).status == 130)
    #expect(drill.journal.entries.filter { $0.kind == .interrupt }.count == 1)
    #expect(console.text == "command terminated with exit code 130\n")
  }

  @Test("Ctrl-C at a container's prompt is shown once, by the player's terminal")
  func ctrlCAtAContainersPromptIsShownOnce() {
    let console = TypedLines(["\u{03}", "exit\n"], isTerminal: true, addsLineEnds: false)
    drill.perform("kubectl exec -it deploy/shop -- sh", pace: .scripted, console: console)
    #expect(console.text.hasPrefix("# # command"))
  }

  @Test("a script's line that takes no notice of Ctrl-C ends all the same")
  func aScriptsLineThatTakesNoNoticeOfCtrlCEndsAllTheSame() {
    let console = TypedLines([])
    drill.perform("trap '' INT; while :; do sleep 1; done", pace: .scripted, console: console)
    drill.perform("echo here", pace: .scripted, console: console)
    #expect(console.text.hasSuffix("here\n"))
  }

  @Test("What a container prints comes to its end soon, however much it is.")
  func muchOutput() throws {
    let drill = Drill(try #require(Prepared.shop), startedAt: Instant(seconds: 50))
    let console = TypedLines([])
    let start = drill.now
    drill.perform(
      "kubectl exec deploy/shop -- sh -c 'yes | head -c 3000000' | wc -c", pace: .scripted, console: console)
    #expect(console.text == "3000000\n")
    #expect(drill.now - start < .seconds(30))
  }

  @Test("kubectl makes the folders of the files that it writes.")
  func foldersOfFiles() throws {
    let drill = Drill(try #require(Prepared.shop), startedAt: Instant(seconds: 50))
    let console = TypedLines([])
    drill.perform(
      "kubectl cluster-info dump --output-directory=a/b; ls a/b/bakery/pods.json", pace: .scripted, console: console)
    #expect(console.text == "Cluster info dumped to a/b\na/b/bakery/pods.json\n")
  }
}
