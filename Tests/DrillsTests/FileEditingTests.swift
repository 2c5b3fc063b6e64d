import Drills
import Kubectl
import Scenarios
import SimulationKernel
import Testing

/// A player whose editor puts a word in place of another.
private final class EditingPlayer: PlayerConsole {
  let isTerminal: Bool
  private let change: ([UInt8]) -> [UInt8]?
  private(set) var edited: [String] = []
  private(set) var output = ""
  private(set) var journal: [JournalEntry] = []

  init(isTerminal: Bool = true, _ change: @escaping ([UInt8]) -> [UInt8]?) {
    self.isTerminal = isTerminal
    self.change = change
  }

  func write(_ bytes: [UInt8], isError: Bool) { output += String(decoding: bytes, as: UTF8.self) }
  func keep(_ entry: JournalEntry) { journal.append(entry) }
  func readInput() -> [UInt8]? { nil }
  func edit(fileName: String, text: [UInt8]) -> [UInt8]? {
    edited.append(fileName)
    return change(text)
  }
}

@Suite struct FileEditingTests {
  private static let call = Instant(seconds: 1_773_457_920)
  private let drill: Drill

  init() throws { drill = Drill(try #require(Prepared.shop), startedAt: Self.call) }

  private func play(_ lines: String..., console: EditingPlayer) -> [Int] {
    lines.map { drill.perform($0, pace: .scripted, console: console).status }
  }

  private static func replacing(_ word: String, with other: String) -> ([UInt8]) -> [UInt8]? {
    { Array(String(decoding: $0, as: UTF8.self).replacing(word, with: other).utf8) }
  }

  @Test(
    "An editor changes a file of the game's shell.", arguments: ["vi", "vim", "nano", "$EDITOR", "/usr/local/bin/vi"])
  func edits(editor: String) {
    let console = EditingPlayer(Self.replacing("old", with: "new"))
    let statuses = play(
      "mkdir -p a && cd a && echo old > note.yaml", "cd .. && \(editor) +1 a/note.yaml && cat a/note.yaml",
      console: console)
    #expect(statuses == [0, 0] && console.output == "new\n")
    #expect(console.edited == ["note.yaml"])
    #expect(console.journal.map(\.kind) == [.line, .line, .edited])
  }

  @Test("A replay asks nobody, and comes out the same.")
  func replays() throws {
    let console = EditingPlayer(Self.replacing("sleepers", with: "readers"))
    _ = play(
      "kubectl create configmap sleepers --dry-run=client -o yaml > m.yaml", "vi m.yaml", "kubectl apply -f m.yaml",
      console: console)
    #expect(console.output == "configmap/readers created\n")
    let nobody = EditingPlayer { _ in nil }
    let again = try Drill(try #require(Prepared.shop), replaying: drill.journal, console: nobody)
    #expect(again.fingerprint == drill.fingerprint && nobody.edited.isEmpty)
    #expect(nobody.output == console.output)
  }

  @Test("In a run of before the shell had editors there is none.")
  func earlierRuns() throws {
    let console = EditingPlayer { $0 }
    _ = play("vi a; kubectl get nodes", console: console)
    var journal = drill.journal
    journal.entries.removeAll { $0.kind == .edited }
    let nobody = EditingPlayer { _ in nil }
    _ = try Drill(try #require(Prepared.shop), replaying: journal, console: nobody)
    #expect(nobody.output.hasPrefix("bash: vi: command not found\nNAME"))
  }

  @Test("Where nobody can edit it says so, and nothing changes.")
  func without() {
    let script = EditingPlayer(isTerminal: false) { _ in [1] }
    #expect(play("echo a > f", "vi f", "cat f", console: script) == [0, 1, 0])
    #expect(script.output.hasPrefix("vi: there is no terminal here to edit in.") && script.output.hasSuffix("\na\n"))
    #expect(script.edited.isEmpty)
    let player = EditingPlayer { _ in nil }
    #expect(play("vi f", "vi", "vi /tmp", "vi f | cat", "vi new", console: player) == [1, 1, 1, 0, 0])
    #expect(
      player.output.hasPrefix(
        """
        vi: nothing was saved: f is as it was
        vi: say which file: vi FILE
        vi: /tmp is a directory
        vi: there is no terminal here
        """))
    #expect(play("ls", console: player) == [0] && player.output.hasSuffix("\nf\n"))
  }

  @Test("An EDITOR that is the player's own is used for kubectl edit, too.")
  func kubectlEdit() {
    let console = EditingPlayer(Self.replacing("replicas: 2", with: "replicas: 3"))
    _ = play("KUBE_EDITOR='vim -n' kubectl edit deployment shop", console: console)
    #expect(console.edited.count == 1 && !console.output.contains("not found"))
  }

  @Test("clear empties a terminal, and writes nothing anywhere else.")
  func clears() {
    let player = EditingPlayer { $0 }
    #expect(play("clear", "clear | wc -c", "clear > f; wc -c < f", console: player) == [0, 0, 0])
    #expect(player.output == "\u{1B}[H\u{1B}[2J0\n0\n")
    let script = EditingPlayer(isTerminal: false) { $0 }
    #expect(play("clear", console: script) == [0] && script.output.isEmpty)
  }

  @Test("A loop of clear alone comes to an end, too.")
  func endlessly() {
    let script = EditingPlayer { $0 }
    #expect(play("while true; do clear; done", console: script) == [130])
  }
}
