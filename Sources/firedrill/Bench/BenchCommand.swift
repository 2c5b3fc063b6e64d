import ArgumentParser
import Foundation
import Terminal

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the engine against its targets. Only a release build's figures mean anything.")

  @Option(help: "Drills to hold in memory at once.")
  var drills = 10_000

  @Option(help: ArgumentHelp("Measure only what has this in its name.", valueName: "text"))
  var only = ""

  @Flag(help: "Print an array of objects: measure, value, unit, limit.")
  var json = false

  func run() throws {
    try reportingFailure {
      let device = TerminalDevice()
      var figures: [Figure] = []
      for benchmark in Self.benchmarks(drills: drills) where only.isEmpty || benchmark.name.contains(only) {
        device.write("\(benchmark.name) ...\n", toError: true)
        figures += try benchmark.measure()
      }
      device.write(json ? try JSONOutput.text(figures) : Figure.table(figures))
    }
  }

  private static func benchmarks(drills: Int) -> [(name: String, measure: () throws -> [Figure])] {
    [
      ("firedrill list, start to exit", { [try ProcessBench.list()] }),
      ("starting drills", { [try DrillBench().starting()] }),
      ("kubectl get pods", { [try DrillBench().getPods()] }),
      ("a simulated hour", { [try HourBench().measure()] }),
      ("replaying a journal", { try DrillBench().replay() }),
      ("the API", { try ServerBench().measure() }),
      ("\(drills) drills", { try CrowdBench(count: drills).measure() }),
    ]
  }
}

/// One measured number, and what it should stay under.
struct Figure: Encodable {
  let measure: String
  let value: Double
  let unit: String
  /// Nil where there is none.
  var limit: Double?

  static func table(_ figures: [Figure]) -> String {
    var table = TextTable(header: ["MEASURE", "VALUE", "LIMIT"])
    for figure in figures {
      table.add([
        figure.measure, "\(text(figure.value)) \(figure.unit)", figure.limit.map { "\(text($0)) \(figure.unit)" } ?? "",
      ])
    }
    return table.text
  }

  private static func text(_ value: Double) -> String {
    value >= 100 ? String(Int(value.rounded())) : String(format: "%.3g", value)
  }
}

/// Measures time by a clock that nobody sets.
enum Stopwatch {
  /// Milliseconds that `body` takes.
  static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body)
    return Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
