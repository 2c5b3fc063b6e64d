import ArgumentParser
import Foundation
import Terminal

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the engine and the server against their targets. Only a release build's figures mean anything.",
    subcommands: [BenchServer.self])

  @Option(help: "Drills to hold in memory at once.")
  var drills = 10_000

  @Option(help: ArgumentHelp("Measure only what has this in its name.", valueName: "text"))
  var only = ""

  @Flag(help: "Print an array of objects: measure, value, unit, limit, atLeast.")
  var json = false

  /// Of a process that measures one thing.
  @Option(help: .hidden)
  var measure: Int?

  func run() throws {
    try reportingFailure {
      let device = TerminalDevice()
      let benchmarks = Self.benchmarks(drills: drills)
      if let measure {
        guard benchmarks.indices.contains(measure) else { throw Failure("there is no such measure.") }
        device.write(try JSONOutput.text(benchmarks[measure].figures()))
        return
      }
      let wanted = benchmarks.indices.filter { only.isEmpty || benchmarks[$0].name.contains(only) }
      let progress = ProgressBar(isWanted: true)
      if !json { device.write(Machine.text + "\n\n" + Figure.header) }
      var figures: [Figure] = []
      for (done, index) in wanted.enumerated() {
        progress.show(Double(done) / Double(wanted.count), benchmarks[index].name)
        let measured = try apart(index)
        progress.clear()
        if !json { device.write(measured.map(\.row).joined()) }
        figures += measured
      }
      if json { device.write(try JSONOutput.text(figures)) }
    }
  }

  /// Measures in a process of its own: what was measured before leaves memory behind, and threads.
  private func apart(_ index: Int) throws -> [Figure] {
    let text = try OwnProcess.run(["bench", "--drills", "\(drills)", "--measure", "\(index)"])
    guard let figures = try? JSONDecoder().decode([Figure].self, from: Data(text.utf8)) else {
      throw Failure("a measurement printed something else than its figures.")
    }
    return figures
  }

  private static func benchmarks(drills: Int) -> [(name: String, figures: () throws -> [Figure])] {
    [
      ("firedrill list, start to exit", { [try ProcessBench.list()] }),
      ("starting drills", { [try DrillBench().starting()] }),
      ("the terminal game", { try TerminalBench().measure() }),
      ("Tab in a large cluster", { [try CompletionBench().measure()] }),
      ("kubectl get pods", { [try DrillBench().getPods()] }),
      ("a simulated hour", { [try HourBench().measure()] }),
      ("replaying a journal", { try DrillBench().replay() }),
      ("hints", { try HintsBench().measure() }),
      ("the API in process", { try ServerBench().measure() }),
      ("the API over HTTP", { try WireBench().measure() }),
      ("a change to many watchers", { [try FanOutBench().measure()] }),
      ("idle clusters", { [try IdleBench().measure()] }),
      ("\(drills) drills", { try CrowdBench(count: drills).measure() }),
    ]
  }
}
