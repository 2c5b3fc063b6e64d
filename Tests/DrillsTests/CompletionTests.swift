import Drills
import Scenarios
import SimulationKernel
import Testing

@Suite struct CompletionTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private static let prepared: PreparedScenario? = {
    let source = try? ShippedScenarioTests.library.source("bakery-orders")
    return (try? source?.scenario(seed: 0)).flatMap { try? PreparedScenario($0, seed: 0) }
  }()

  private let drill: Drill

  init() throws { drill = Drill(try #require(Self.prepared), startedAt: Self.call) }

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
