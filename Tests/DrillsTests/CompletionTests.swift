import Drills
import Scenarios
import Scoring
import SimulationKernel
import Testing

@Suite struct CompletionTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private let drill: Drill

  init() throws { drill = Drill(try #require(Prepared.shop), startedAt: Self.call) }

  private func words(_ text: String) -> [String] { drill.completion(of: text, at: Self.call).words }

  @Test(
    "Tab knows commands, kubectl's commands and flags, and files.",
    arguments: [
      ("chec", ["check"]), ("kubectl desc", ["describe"]), ("k rollout u", ["undo"]),
      ("kubectl get pods --no-h", ["--no-headers"]),
      ("kubectl get po", ["pods", "podtemplates", "poddisruptionbudgets.policy"]),
      ("true && kubectl get namesp", ["namespaces"]), ("x=$(kubectl get confi", ["configmaps"]),
      ("kubectl get -o wi", ["wide"]),
      ("for i in 1; do kubectl get servicea", ["serviceaccounts"]), ("skip 5", ["5m"]),
      ("FOO=1 kubectl cord", ["cordon"]),
      ("cat /et", ["/etc/"]), ("kubectl get 'po", []), ("nosuch -", []),
    ])
  func known(text: String, expected: [String]) {
    #expect(words(text).filter { !$0.hasPrefix("pods.") } == expected)
  }

  @Test("Names, namespaces and containers come from the cluster as it is.")
  func names() throws {
    let namespace = drill.namespace
    #expect(words("kubectl get ns \(namespace)") == [namespace])
    #expect(words("kubectl get pods --namespace=\(namespace)") == ["--namespace=\(namespace)"])
    let pod = try #require(words("kubectl logs ").first)
    #expect(words("kubectl get pod/\(pod)") == ["pod/\(pod)"])
    #expect(words("kubectl exec \(pod) -c ").count == 1)
    let console = Transcript()
    drill.perform("kubectl delete pod \(pod) --now; alias kgp='kubectl get pods'", pace: .scripted, console: console)
    drill.perform("skip 1m", pace: .scripted, console: console)
    #expect(!words("kubectl logs ").contains(pod))
    #expect(words("kgp ") == words("kubectl get pods "))
  }

  @Test("Asking leaves no trace: neither journal, nor score, nor cluster.")
  func asking() {
    let before = (drill.journal, drill.fingerprint, drill.card)
    for text in ["kubectl get pods ", "kubectl describe deploy ", "kubectl logs -c ", "k get -n "] { _ = words(text) }
    #expect(drill.journal == before.0 && drill.fingerprint == before.1 && drill.card == before.2)
  }

  @Test("Whatever stands before the cursor, Tab answers.", arguments: 0..<20 as Range<UInt64>)
  func anything(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "typing")
    let pieces = [
      "kubectl ", "get ", "-", "--", "-n", "=", "'", "\"", "\\", "|", ";", "$(", ")", "/", ",", "pods ", "ä", "\u{0}",
      "> ",
      "logs ", "exec ", "cp ", ":", "set image ", "..", "--output=", "\n", "{", "&&", "__complete ", "help ",
    ]
    for _ in 0..<20 {
      let text = (0..<random.below(9)).map { _ in pieces[random.below(pieces.count)] }.joined()
      let completion = drill.completion(of: text, at: Self.call)
      #expect(completion.words.allSatisfy { $0.hasPrefix(completion.typed) }, "\(text)")
    }
  }
}

@Suite struct GlanceTests {
  private let prepared: PreparedScenario
  private let drill: Drill

  init() throws {
    prepared = try #require(Prepared.shop)
    drill = Drill(prepared, startedAt: Instant(seconds: 1_773_457_920))
  }

  private func glance(_ command: String, columns: Int = 100, rows: Int = 30) -> String {
    look(command, columns: columns, rows: rows).text
  }

  private func look(_ command: String, columns: Int, rows: Int) -> Glance {
    drill.glance(
      command, in: OutputWindow(columns: columns, rows: rows), at: Instant(seconds: 1_773_457_920 + 5))
  }

  @Test("A glance that shows something new is a step, which a replay takes again; the next one leaves no trace.")
  func steps() throws {
    var kept: [JournalEntry] = []
    drill.keep = { kept.append($0) }
    #expect(glance("kubectl get pods").hasPrefix("NAME"))
    #expect(drill.record.sightings.count > 0)
    let before = (drill.journal, drill.fingerprint, drill.card)
    #expect(glance("kubectl get pods").hasPrefix("NAME"))
    #expect(drill.journal == before.0 && drill.fingerprint == before.1 && drill.card == before.2)
    #expect(kept.map(\.kind) == [.glance] && kept == drill.journal.entries)
    let again = try Drill(prepared, replaying: try Journal(lines: drill.journal.lines))
    #expect(again.card == drill.card && again.fingerprint == drill.fingerprint)
  }

  @Test("What does not fit into the window is not seen.")
  func window() {
    #expect(glance("kubectl get pods", columns: 12).split(separator: "\n").allSatisfy { $0.count <= 12 })
    #expect(glance("kubectl get pods", rows: 1).split(separator: "\n").count == 1)
    #expect(drill.record.sightings.isEmpty && drill.journal.entries.isEmpty)
  }

  @Test("What is not seen is counted.")
  func cut() {
    let whole = look("kubectl get pods", columns: 200, rows: 50)
    let lines = whole.text.split(separator: "\n").count
    #expect(lines > 2 && whole.rowCount == lines && !whole.isCutOff)
    let part = look("kubectl get pods", columns: 12, rows: 2)
    #expect(part.text.split(separator: "\n").count == 2 && part.rowCount == lines && part.isCutOff)
  }

  @Test(
    "Only what reads can stand beside the shell, and nothing waits.",
    arguments: [
      ("kubectl delete pods --all", false), ("kubectl get pods | tee x", false), ("rm x", false), ("kubectl", false),
      ("kubectl -n default get pods", false), ("kubectl get pods -w", true), ("k top pods", true), ("alias", false),
      ("kubectl get pods\nkubectl delete pods --all", false),
    ])
  func reading(command: String, isAllowed: Bool) {
    #expect(drill.mayGlance(command) == isAllowed)
    #expect(glance(command).isEmpty != isAllowed)
  }
}
