import Drills
import Scenarios
import SimulationKernel

/// Tab in a cluster with many pods.
struct CompletionBench {
  private static let pods = 500

  func measure() throws -> Figure {
    let prepared = try DrillBench.largest()
    let drill = Drill(prepared, startedAt: prepared.calledAt)
    let console = SilentConsole()
    drill.perform(
      "kubectl create deployment many --image=registry.test/many:1 --replicas=\(Self.pods); skip 2m", pace: .scripted,
      console: console)
    var offered = 0
    let times = (0..<101).map { _ in
      Stopwatch.milliseconds {
        offered = drill.completion(of: "kubectl describe pod ", at: prepared.calledAt).words.count
      }
    }
    guard offered >= Self.pods else { throw Failure("Tab offers \(offered) of \(Self.pods) pods") }
    return Figure(measure: "Tab among \(offered) pods, median", value: Stopwatch.median(times), unit: "ms", limit: 20)
  }
}
