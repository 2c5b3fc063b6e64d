import ContainerShell
import Testing

@Suite struct HistoryExpansionTests {
  @Test(
    "a line asks for those before it",
    arguments: [
      ("!!", "kubectl get ev"), ("sudo !!; !!", "sudo kubectl get ev; kubectl get ev"), ("!1 -w", "kubectl get po -w"),
      ("!-2", "ls /tmp"), ("!ls", "ls /tmp"), ("!kub", "kubectl get ev"), ("cat !$", "cat ev"),
      ("echo hi!", "echo hi!"),
      ("[ ! -f x ]", "[ ! -f x ]"), ("echo '!!' \\!! \"it's !!\"", "echo '!!' \\!! \"it's kubectl get ev\""),
      ("[[ a != b ]]", "[[ a != b ]]"), ("ls [!a]* ${!x} $!", "ls [!a]* ${!x} $!"),
      ("awk '!seen[$0]++'", "awk '!seen[$0]++'"),
    ])
  func aLineAsksForThoseBeforeIt(line: String, expanded: String) throws {
    #expect(try expansion.expand(line) == expanded)
  }

  @Test("a line that never was is not run", arguments: ["!4", "!-4", "!0", "!nothing", "!99999999999999999999"])
  func aLineThatNeverWasIsNotRun(line: String) {
    #expect(throws: HistoryExpansion.Problem(event: line)) { try expansion.expand(line) }
  }

  @Test("lines do not grow without end")
  func linesDoNotGrowWithoutEnd() {
    let long = HistoryExpansion(history: [String(repeating: "x", count: 60_000)])
    #expect(throws: HistoryExpansion.Problem.self) { try long.expand(String(repeating: "!!", count: 10_000)) }
  }

  private let expansion = HistoryExpansion(history: ["kubectl get po", "ls /tmp", "kubectl get ev"])
}
