import ContainerShell
import Foundation
import SimulationKernel
import Testing

/// What people type every day, and what real shells and tools answer: bash with GNU's tools and jq for the player's own
/// shell, BusyBox for a container's.
@Suite struct OneLinerTests {
  private struct Case {
    var script: String
    var output = ""
    var code = 0
  }

  private static func text(_ name: String) throws -> String {
    let folder = try #require(Bundle.module.url(forResource: "OneLiners", withExtension: nil))
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// `$ command`, `> continued`, the output, and `[code]` where it is not 0.
  private static func cases(_ name: String) throws -> [Case] {
    var cases: [Case] = []
    var isCommand = false
    for line in try text(name).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        // An empty line stands between two cases.
        if let last = cases.last?.output, last.hasSuffix("\n") { cases[cases.count - 1].output.removeLast() }
        cases.append(Case(script: String(line.dropFirst(2))))
        isCommand = true
      } else if line.hasPrefix(">"), isCommand {
        cases[cases.count - 1].script += "\n" + line.dropFirst(2)
      } else if line.hasPrefix("["), line.hasSuffix("]"), let code = Int(line.dropFirst().dropLast()), !cases.isEmpty {
        cases[cases.count - 1].code = code
        isCommand = false
      } else if !cases.isEmpty {
        cases[cases.count - 1].output += line + "\n"
        isCommand = false
      }
    }
    if let last = cases.last?.output, last.hasSuffix("\n") { cases[cases.count - 1].output.removeLast() }
    return cases
  }

  @Test("one-liners in the player's shell write what bash and GNU's tools write", arguments: ["bash", "tools", "jq"])
  func oneLinersInThePlayersShellWriteWhatBashAndGNUsToolsWrite(name: String) throws {
    var prepared = PlayerShell(at: morning)
    Self.run("mkdir /tmp/w && cd /tmp/w\n" + (try Self.text("files.sh")), in: &prepared)
    for example in try Self.cases(name + ".txt") {
      var shell = prepared
      try shell.write(Array(example.script.utf8), toFile: "/tmp/script")
      Self.run("bash /tmp/script >/tmp/out 2>/dev/null </dev/null", in: &shell)
      #expect(String(decoding: shell.file("/tmp/out") ?? [], as: UTF8.self) == example.output, "\(example.script)")
      #expect(shell.lastStatus == example.code, "\(example.script)")
    }
  }

  private static func run(_ line: String, in shell: inout PlayerShell) {
    var now = morning
    shell.run(line, at: now)
    for _ in 0..<1000 {
      switch shell.step(at: now, surroundings: SmallNetwork()) {
      case .wait(let until): now = until
      case .write, .perform, .cancel: break
      default: return
      }
    }
  }

  @Test("one-liners in a container write what BusyBox writes")
  func oneLinersInAContainerWriteWhatBusyBoxWrites() throws {
    let start = ContainerStart(image: busybox, command: ["sleep", "100000"], hostname: "box")
    var prepared = try Container(start, at: morning)
    let folder = "mkdir /tmp/w && cd /tmp/w\n"
    _ = try Self.run(folder + (try Self.text("files.sh")), in: &prepared)
    for example in try Self.cases("busybox.txt") {
      var container = prepared
      let (output, code) = try Self.run("cd /tmp/w\n" + example.script, in: &container)
      #expect(output == example.output, "\(example.script)")
      #expect(code == example.code, "\(example.script)")
    }
  }

  private static func run(_ script: String, in container: inout Container) throws -> (output: String, code: Int) {
    let session = try container.execute(["sh", "-c", script], at: morning)
    var output: [UInt8] = []
    for _ in 0..<1000 {
      container.advance(to: container.nextEvent ?? morning, surroundings: SmallNetwork())
      for piece in container.takeOutput(of: session) where !piece.isError { output += piece.bytes }
      if case .exited(let code)? = container.end(of: session) { return (String(decoding: output, as: UTF8.self), code) }
    }
    return (String(decoding: output, as: UTF8.self), -1)
  }
}
