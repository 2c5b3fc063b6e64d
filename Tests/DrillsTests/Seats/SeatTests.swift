import Drills
import Foundation
import Scenarios
import SimulationKernel
import Testing

/// Several players on one cluster, each at a seat.
@Suite struct SeatTests {
  private let team: Team

  init() throws { team = try Team(Prepared.shop) }

  private var pod: String {
    team.line("kubectl get pods -o name | grep shop | head -1 | cut -d/ -f2", 3)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test("Who watches sees at once what another deletes.")
  func watch() throws {
    let pod = pod
    #expect(team.line("kubectl get pods -w", 1).contains(pod))
    #expect(team.drill.status(of: 1) == .running)
    #expect(team.line("kubectl delete pod \(pod) --wait=false", 2) == "pod \"\(pod)\" deleted\n")
    #expect(team.text(of: 1).contains(pod))
    team.wait(.seconds(40))
    #expect(team.text(of: 1).split(separator: "\n").contains { $0.contains("shop") && $0.contains("Running") })
    #expect(team.drill.status(of: 1) == .running && team.drill.status(of: 2) == .ready)
    team.drill.interrupt(seat: 1, at: team.wall)
    #expect(team.takeEvents(1) == [.done(status: 130), .prompt(.ready)])
    try team.expectSameReplay()
  }

  @Test("Lines that wait go on beside each other, in the order of time.")
  func waiting() throws {
    team.line("for turn in 1 2 3; do echo one $turn $(date +%S); sleep 4; done; echo one over", 1)
    team.line("sleep 6; echo two $(date +%S); kubectl create configmap made", 2)
    #expect(team.text(of: 1) == "" && team.text(of: 2) == "")
    team.wait(.seconds(5))
    #expect(team.text(of: 1).hasPrefix("one 2") && team.text(of: 2) == "")
    #expect(team.line("kubectl get configmap made", 3).contains("not found"))
    team.wait(.seconds(10))
    #expect(team.text(of: 2).hasSuffix("configmap/made created\n"))
    #expect(team.text(of: 1).hasSuffix("one over\n"))
    #expect(team.line("kubectl get configmap made -o name", 3) == "configmap/made\n")
    try team.expectSameReplay()
  }

  @Test("A shell in a container reads what is typed at its seat, also what was typed ahead.")
  func typing() throws {
    team.line("kubectl exec -it deploy/shop -- sh", 1)
    team.wait(.milliseconds(100))
    #expect(team.drill.status(of: 1) == .reading)
    #expect(team.takeEvents(1).last == .wantsInput)
    #expect(team.type("echo in $(hostname | cut -c1-3)\n", 1).contains("in sho\n"))
    #expect(team.line("echo here", 2) == "here\n")
    team.type("sleep 5\n", 1)
    team.type("echo later\n", 1)
    #expect(team.text(of: 1) == "")
    team.wait(.seconds(6))
    #expect(team.text(of: 1).contains("later\n"))
    team.drill.interrupt(seat: 1, at: team.wall)
    #expect(team.drill.status(of: 1) == .reading)
    team.type("exit 4\n", 1)
    #expect(team.takeEvents(1).suffix(2) == [.done(status: 4), .prompt(.ready)])
    #expect(!team.drill.type(Array("nobody reads\n".utf8), seat: 1, at: team.wall))
    team.line("read name; echo hello $name", 2)
    #expect(team.type("Ada\n", 2) == "hello Ada\n")
    team.line("kubectl exec -i deploy/shop -- cat", 2)
    #expect(team.type("last\n", 2) == "last\n")
    team.type(nil, 2)
    #expect(team.drill.status(of: 2) == .ready)
    try team.expectSameReplay()
  }

  @Test("Ctrl-C ends what runs at one seat alone.")
  func interruption() throws {
    team.line("kubectl get pods -w", 1)
    team.line("sleep 300; echo never", 2)
    team.line("echo 'open", 3)
    #expect(team.takeEvents(3) == [.prompt(.continuation)])
    team.wait(.seconds(3))
    team.drill.interrupt(seat: 2, at: team.wall)
    team.drill.interrupt(seat: 3, at: team.wall)
    #expect(team.takeEvents(2) == [.done(status: 130), .prompt(.ready)])
    #expect(team.takeEvents(3) == [.prompt(.ready)])
    #expect(team.drill.status(of: 1) == .running)
    #expect(team.line("echo still $?", 2) == "still 130\n" && team.line("echo here", 3) == "here\n")
    team.drill.interrupt(seat: 3, at: team.wall)
    #expect(team.kept.last?.kind == .line)
    try team.expectSameReplay()
  }

  @Test("What runs in a container's terminal ends with Ctrl-C, and its shell goes on.")
  func interruptionInside() throws {
    team.line("kubectl exec -it deploy/shop -- sh", 1)
    team.wait(.milliseconds(100))
    team.type("sleep 300; echo never\n", 1)
    team.wait(.seconds(2))
    team.drill.interrupt(seat: 1, at: team.wall)
    team.wait(.milliseconds(100))
    #expect(team.type("echo status $?\n", 1).contains("status 130\n"))
    #expect(team.drill.status(of: 1) == .reading)
    team.type("exit 7\n", 1)
    #expect(team.takeEvents(1).suffix(2) == [.done(status: 7), .prompt(.ready)])
    try team.expectSameReplay()
  }

  @Test("A text is edited at one seat while others go on, and what they did meanwhile is not lost.")
  func editing() throws {
    team.line("kubectl create configmap settings --from-literal=color=blue", 1)
    team.line("kubectl edit configmap settings", 1)
    guard case .editing(let fileName, let text) = team.drill.status(of: 1) else {
      Issue.record("nothing is edited")
      return
    }
    #expect(team.takeEvents(1).last == .wantsEdit(fileName: fileName, text: text))
    team.line("kubectl label configmap settings owner=two", 2)
    let edited = String(decoding: text, as: UTF8.self).replacing("blue", with: "green")
    team.drill.edited(Array(edited.utf8), seat: 1, at: team.wall)
    #expect(team.text(of: 1) == "configmap/settings edited\n")
    #expect(team.line("kubectl get cm settings -o jsonpath='{.data.color} {.metadata.labels.owner}'", 3) == "green two")
    team.line("kubectl edit configmap settings", 2)
    team.drill.edited(nil, seat: 2, at: team.wall)
    #expect(team.drill.status(of: 2) == .ready)
    team.line("vi notes", 2)
    team.drill.edited(Array("mine\n".utf8), seat: 2, at: team.wall)
    #expect(team.line("cat notes", 2) == "mine\n")
    team.line("kubectl edit configmap settings", 2)
    team.drill.interrupt(seat: 2, at: team.wall)
    #expect(team.drill.status(of: 2) == .ready)
    try team.expectSameReplay()
  }

  @Test("A seat's shell reads its player's settings before its first line.")
  func settings() throws {
    #expect(team.drill.setUp("alias kgp='kubectl get pods -o name'\nNAME=Ada", seat: 1, at: team.wall))
    #expect(team.line("kgp | head -1; echo $NAME", 1).hasSuffix("Ada\n"))
    #expect(team.line("kgp", 2).contains("command not found"))
    #expect(!team.drill.setUp("NAME=Ben", seat: 1, at: team.wall))
    #expect(!team.drill.setUp("NAME=Ben", seat: 0, at: team.wall))
    #expect(team.drill.setUp("if true; then", seat: 3, at: team.wall))
    #expect(team.text(of: 3).contains("were not read"))
    try team.expectSameReplay()
  }

  @Test("Each seat has files, variables and a namespace of its own.")
  func places() throws {
    team.line("echo mine > file; NAME=Ada; kubectl config set-context --current --namespace=kube-system", 1)
    #expect(team.line("cat file; echo \"<$NAME>\"", 2) == "cat: file: No such file or directory\n<>\n")
    #expect(team.line("cat file; echo $NAME", 1) == "mine\nAda\n")
    #expect(team.drill.namespace(of: 1) == "kube-system" && team.drill.namespace(of: 2) == "bakery")
    #expect(team.drill.completion(of: "cat f", seat: 1, at: team.wall).words == ["file"])
    #expect(team.drill.completion(of: "cat f", seat: 2, at: team.wall).words == [])
    #expect(!team.drill.isComplete("echo 'open", seat: 2) && team.drill.isComplete("echo", seat: 2))
  }

  @Test("Time that one skips passes for all, and their lines go on in its middle.")
  func skipping() throws {
    team.line("sleep 100; kubectl create configmap made; date +%M:%S", 2)
    let start = team.seconds
    #expect(team.line("skip 5m", 1).hasPrefix("It is "))
    #expect(team.seconds == start + 300)
    #expect(team.text(of: 2).hasPrefix("configmap/made created\n"))
    team.line("sleep 20", 2)
    let reply = team.drill.command(["skip", "30s"], seat: 3, at: team.wall)
    #expect(reply?.status == 0 && team.drill.status(of: 2) == .ready && team.seconds == start + 330)
    team.wait(.seconds(10))
    #expect(team.seconds == start + 340)
    try team.expectSameReplay()
  }

  @Test("A drill is given up by whoever may, for everybody; who quits leaves the others there.")
  func leaving() throws {
    team.line("kubectl get pods -w", 2)
    #expect(team.line("giveup", 1, mayGiveUp: false).contains("captain"))
    #expect(team.drill.command(["giveup"], seat: 1, mayGiveUp: false, at: team.wall)?.status == 1)
    team.line("quit", 1, mayGiveUp: false)
    #expect(team.takeEvents(1).last == .prompt(.over) && team.drill.status(of: 1) == .left)
    #expect(team.line("echo back", 1) == "back\n")
    team.line("touch kept; exit", 1)
    #expect(team.drill.status(of: 1) == .left)
    #expect(team.line("ls", 1) == "kept\n")
    #expect(team.drill.status(of: 2) == .running && !team.drill.isOver)
    try team.expectSameReplay()
    #expect(team.line("giveup", 3).contains("Points"))
    #expect(team.takeEvents(1).last == .prompt(.over))
    #expect(team.drill.isOver && team.takeEvents(2).suffix(2) == [.done(status: 130), .prompt(.over)])
    for seat in 1...3 { #expect(team.drill.status(of: seat) == .over) }
    #expect(!team.drill.submit("echo late", seat: 2, at: team.wall))
    try team.expectSameReplay()
  }

  @Test("Nobody goes back in a drill of several, and commands of one who plays alone do nothing there.")
  func onlyAlone() throws {
    #expect(team.line("rewind", 1).contains("Nobody can go back"))
    #expect(team.drill.perform("kubectl get pods", pace: .scripted, console: Transcript()).status == 1)
    #expect(team.drill.glance("kubectl get pods", in: OutputWindow(columns: 80, rows: 5), at: team.wall) == Glance())
    let alone = Drill(team.prepared, startedAt: Team.start)
    #expect(!alone.submit("echo", seat: 1, at: Team.start) && alone.takeEvents(of: 1) == [])
    #expect(alone.status(of: 1) == .over)
  }
}
