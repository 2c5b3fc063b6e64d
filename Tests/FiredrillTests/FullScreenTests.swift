import Foundation
import Scenarios
import Testing

@Suite struct FullScreenTests {
  private let program = Program()

  private func script(_ id: String) throws -> [String] {
    let scenario = try ScenarioLibrary(folder: Program.scenarioFolder).source(id).scenario(seed: 5)
    return scenario.investigation.map(\.run) + scenario.solution
  }

  @Test("A drill is played on the whole screen, to its debrief.", arguments: ["xterm-256color", "vt100"])
  func played(kind: String) throws {
    let id = "ferry-bookings"
    let terminal = try PseudoTerminal(program, ["play", id, "--seed", "5"], kind: kind)
    #expect(terminal.waits(for: "F1 help"))
    for line in try script(id) { terminal.type(line + "\r") }
    terminal.type("skip 5m\r")
    #expect(terminal.waits(for: "What happened"))
    terminal.type("q")
    #expect(terminal.waits(for: "is kept"))
    #expect(terminal.status() == 0)
    let card = try program.run("score", "--json")
    #expect(card.status == 0 && card.output.contains("\"isSolved\" : true"))
  }

  @Test(
    "vi opens the player's own editor on a file of the game's shell, and clear empties the terminal.",
    arguments: [true, false])
  func ownEditor(isPlain: Bool) throws {
    try FileManager.default.createDirectory(atPath: program.dataFolder, withIntermediateDirectories: true)
    let editor = program.dataFolder + "/editor"
    try "#!/bin/sh\nsed -i s/raw/cooked/ \"$1\"\n".write(toFile: editor, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: editor)
    let terminal = try PseudoTerminal(
      program, ["play", "ferry-bookings", "--seed", "5"] + (isPlain ? ["--plain"] : []), kind: "xterm",
      changing: ["EDITOR": editor])
    #expect(terminal.waits(for: "help"))
    terminal.type("echo raw fish > menu; vi menu; cat menu\r")
    #expect(terminal.waits(for: "cooked fish"))
    if isPlain {
      terminal.type("clear\r")
      #expect(terminal.waits(for: "\u{1B}[H\u{1B}[2J"))
    }
    terminal.type("quit\r")
    #expect(terminal.waits(for: "is kept"))
    #expect(terminal.status() == 0)
    #expect(try program.run("replay").output.contains("cooked fish"))
  }

  @Test(
    "A text that is pasted comes in one piece also on what calls itself a vt100, and Ctrl-C takes a long line away.")
  func paste() throws {
    let terminal = try PseudoTerminal(program, ["play", "ferry-bookings", "--seed", "5"], kind: "vt100")
    #expect(terminal.waits(for: "\u{1B}[?2004h"))
    #expect(terminal.waits(for: "F1 help"))
    terminal.type("echo " + String(repeating: "long line ", count: 600) + "\u{03}")
    #expect(terminal.waits(for: "^C"))
    terminal.type(
      "\u{1B}[200~cat <<END | wc -l\n" + String(repeating: "text\n", count: 600) + "the end\nEND\n\u{1B}[201~\r")
    #expect(terminal.waits(for: "601"))
    terminal.type("quit\r")
    #expect(terminal.waits(for: "is kept"))
    #expect(terminal.status() == 0)
  }

  @Test("On a terminal the lists fit into its width.", arguments: [80, 64])
  func lists(columns: UInt16) throws {
    _ = try program.run("play", "ferry-bookings", "--seed", "5", input: "rewind\ngiveup yes\n")
    for command in ["list", "history"] {
      let terminal = try PseudoTerminal(program, [command], kind: "xterm", columns: columns)
      let text = terminal.rest()
      #expect(text.contains("ferry-b") && text.split(separator: "\r\n").allSatisfy { $0.count <= columns }, "\(text)")
    }
    #expect(try program.run("list").output.split(separator: "\n").contains { $0.count > 80 })
  }

  @Test("The menu leads to a drill, and back.")
  func menu() throws {
    let terminal = try PseudoTerminal(program, [], kind: "xterm")
    #expect(terminal.waits(for: "Filter"))
    // F5 shows the progress, and takes it away.
    terminal.type("\u{1B}[15~")
    #expect(terminal.waits(for: "scenarios solved"))
    terminal.type("\u{1B}[15~")
    #expect(terminal.waits(for: "Filter"))
    terminal.type("ferry\r")
    #expect(terminal.waits(for: "Halden Line"))
    // F10, and then Escape.
    terminal.type("\u{1B}[21~")
    #expect(terminal.waits(for: "who is on call"))
    terminal.type("\u{1B}")
    #expect(terminal.status() == 0)
    #expect(try program.run("history").output.contains("ferry-bookings"))
  }

  @Test("A terminal that is closed in the middle loses nothing.")
  func hangUp() throws {
    let terminal = try PseudoTerminal(program, ["play", "ferry-bookings", "--seed", "5"], kind: "xterm")
    #expect(terminal.waits(for: "F1 help"))
    terminal.type("kubectl get nodes\r")
    #expect(terminal.waits(for: "VERSION"))
    terminal.hangUp()
    #expect(terminal.status() == 0)
    let resumed = try program.run(["resume"], input: "history\n")
    #expect(resumed.output.contains("kubectl get nodes"))
  }

  @Test("A run plays like a film, into which one steps.")
  func film() throws {
    _ = try program.run(
      "play", "ferry-bookings", "--seed", "5", input: "kubectl get nodes\nkubectl delete deploy web\n")
    let before = try program.run("score").output
    let terminal = try PseudoTerminal(program, ["replay"], kind: "xterm")
    #expect(terminal.waits(for: "playing 1x"))
    // To the end of the first command, and into it.
    terminal.type("\u{1B}[C")
    #expect(terminal.waits(for: "VERSION"))
    terminal.type("s")
    #expect(terminal.waits(for: "as it was at +0:02"))
    terminal.type("kubectl delete deploy web bookings\r")
    #expect(terminal.waits(for: "\"bookings\" deleted"))
    terminal.type("\u{04}")
    #expect(terminal.waits(for: "paused"))
    terminal.type("q")
    #expect(terminal.status() == 0)
    #expect(try program.run("score").output == before)
  }

  @Test("Where a terminal can do nothing the game is plain.")
  func dumb() throws {
    let terminal = try PseudoTerminal(program, ["play", "ferry-bookings", "--seed", "5"], kind: "dumb")
    #expect(terminal.waits(for: "Type help for the game's own commands."))
    terminal.type("quit\r")
    #expect(terminal.waits(for: "is kept"))
    #expect(terminal.status() == 0)
  }
}
