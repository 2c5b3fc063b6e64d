import ContainerShell
import SimulationKernel
import Testing

@Suite struct PlayerShellTests {
  private func makeShell() -> PlayerShell {
    PlayerShell(aliases: ["k": "kubectl"], hostCommands: ["kubectl"], at: morning)
  }

  /// Runs a line; kubectl answers each command with the texts given, a piece at a time.
  private func run(_ line: String, _ shell: inout PlayerShell, answers: [String] = []) -> (
    text: String, calls: [String]
  ) {
    var text = ""
    var calls: [String] = []
    var pending: [(identifier: Int, pieces: [String])] = []
    var now = morning
    shell.run(line, at: now)
    for _ in 0..<500 {
      switch shell.step(at: now, surroundings: SmallNetwork()) {
      case .write(let output): text += String(decoding: output.bytes, as: UTF8.self)
      case .perform(let command):
        calls.append(command.arguments.joined(separator: " "))
        pending.append((command.identifier, answers))
      case .cancel(let identifier): pending.removeAll { $0.identifier == identifier }
      case .wait(let until): now = until
      case .waitForCommand:
        guard let first = pending.first else { return (text, calls) }
        if case .bytes(let bytes) = shell.takeInput(of: first.identifier) {
          text += "<" + String(decoding: bytes, as: UTF8.self) + ">"
        } else if let piece = first.pieces.first {
          shell.feed(Array(piece.utf8), from: first.identifier)
          pending[0].pieces.removeFirst()
        } else {
          shell.finish(first.identifier, status: 0)
          pending.removeFirst()
        }
      case .finished, .exited, .needsMoreLines, .waitForTyping: return (text, calls)
      }
    }
    return (text, calls)
  }

  @Test("kubectl is performed by the host and filtered by the shell")
  func kubectlIsPerformedByTheHostAndFilteredByTheShell() {
    var shell = makeShell()
    let result = run("k get pods | grep web", &shell, answers: ["web-0 Running\ndb-0 ", "Pending\nweb-1 Running\n"])
    #expect(result.calls == ["kubectl get pods"])
    #expect(result.text == "web-0 Running\nweb-1 Running\n")
    #expect(shell.lastStatus == 0)
  }

  @Test("several lines that were typed as one run one after the other, and nothing that they run reads them")
  func severalLinesAsOne() {
    var shell = makeShell()
    #expect(run("alias hi='echo hello'\nhi\nread line\necho \"$line\"", &shell).text == "hello\n")
    #expect(run("typed", &shell).text == "typed\n")
    #expect(run("for i in 1 2\ndo\n  echo $i\ndone", &shell).text == "1\n2\n")
    #expect(run("cat <<E\na\n\nb\nE\nkubectl get po", &shell).calls == ["kubectl get po"])
    #expect(run("history | tail -2 | head -1", &shell).text.contains("kubectl get po"))
    #expect(run("echo a\n)\necho b", &shell).text == "a\nbash: syntax error near unexpected token `)'\n")
  }

  @Test(
    "a text is complete when nothing is open in it",
    arguments: [
      ("k get po", true), ("echo 'a", false), ("echo \"a\nb\"", true), ("for i in 1", false), ("k get po |", false),
      ("k get po \\", false), ("cat <<E", false), ("cat <<E\na", false), ("cat <<E\na\nE", true),
      ("if true; then", false),
      ("true &&", false), ("f() {", false), (")", true), ("", true), ("echo $(ls", false), ("echo a # '", true),
    ])
  func completeness(text: String, isComplete: Bool) {
    #expect(makeShell().isComplete(text) == isComplete)
  }

  @Test("set -o vi asks for vi's keys, set -o emacs and set +o vi for the others")
  func viKeys() {
    var shell = makeShell()
    for (line, isOn) in [("set -o vi", true), ("set -o emacs", false), ("set -o vi", true), ("set +o vi", false)] {
      _ = run(line, &shell)
      #expect(shell.usesViKeys == isOn)
    }
  }

  @Test("an unknown command is not found")
  func anUnknownCommandIsNotFound() {
    var shell = makeShell()
    #expect(run("nope", &shell).text == "bash: nope: command not found\n")
    #expect(shell.lastStatus == 127)
  }

  @Test("a reader that has enough cancels the command")
  func aReaderThatHasEnoughCancelsTheCommand() {
    var shell = makeShell()
    let result = run("kubectl get pods -w | head -1", &shell, answers: ["a\nb\n", "c\n", "d\n"])
    #expect(result.text == "a\n")
  }

  @Test("what is piped to kubectl can be taken by it")
  func whatIsPipedToKubectlCanBeTakenByIt() {
    var shell = makeShell()
    let result = run("echo 'kind: Pod' | kubectl apply -f -", &shell, answers: ["pod/x created\n"])
    #expect(result.text == "<kind: Pod\n>pod/x created\n")
  }

  @Test("an interrupt ends what runs")
  func anInterruptEndsWhatRuns() {
    var shell = makeShell()
    shell.run("sleep 100", at: morning)
    #expect(shell.step(at: morning, surroundings: SmallNetwork()) == .wait(until: morning + .seconds(100)))
    shell.interrupt(at: morning + .seconds(1))
    #expect(shell.step(at: morning + .seconds(1), surroundings: SmallNetwork()) == .finished(status: 130))
  }

  @Test("an open quote asks for more lines")
  func anOpenQuoteAsksForMoreLines() {
    var shell = makeShell()
    shell.run("echo 'a", at: morning)
    #expect(shell.step(at: morning, surroundings: SmallNetwork()) == .needsMoreLines)
    #expect(run("b'", &shell).text == "a\nb\n")
  }

  @Test("variables, files and loops stay from line to line")
  func variablesFilesAndLoopsStayFromLineToLine() {
    var shell = makeShell()
    _ = run("x=3; cd /tmp; echo hi > note", &shell)
    #expect(run("cat note; echo $x $PWD", &shell).text == "hi\n3 /tmp\n")
    #expect(
      run("for p in a b; do kubectl delete pod $p; done", &shell).calls == [
        "kubectl delete pod a", "kubectl delete pod b",
      ])
    #expect(run("echo \"pods: $(kubectl get pods)\"", &shell, answers: ["a b\n"]).text == "pods: a b\n")
  }

  @Test("exit leaves the shell")
  func exitLeavesTheShell() {
    var shell = makeShell()
    shell.run("exit 3", at: morning)
    #expect(shell.step(at: morning, surroundings: SmallNetwork()) == .exited(status: 3))
  }

  @Test("history lists what was typed, and jobs what runs in the background")
  func historyListsWhatWasTypedAndJobsWhatRunsInTheBackground() {
    var shell = makeShell()
    _ = run("echo one", &shell)
    _ = run("sleep 100 &", &shell)
    #expect(run("jobs", &shell).text == "[1]+  Running                 sleep 100 &\n")
    #expect(run("history 2", &shell).text == "    3  jobs\n    4  history 2\n")
    #expect(run("fg %7", &shell).text == "bash: fg: 7: no such job\n")
    #expect(run("fg", &shell).text == "sleep 100\n")
  }
}
