import APIServer
import Cluster
import Drills
import Foundation
import KubernetesModel
import Scenarios
import SimulationKernel

/// Measures single drills of the scenario with the most pods.
struct DrillBench {
  private static let calledAt = Instant(seconds: 1_800_000_000)
  private let prepared: PreparedScenario

  init() throws {
    prepared = try Self.largest()
  }

  /// The shipped scenario with the most pods, prepared.
  static func largest() throws -> PreparedScenario {
    var best: (pods: Int, prepared: PreparedScenario)?
    for id in try Catalogue.library().identifiers {
      let prepared = try Catalogue.prepare(Catalogue.scenario(id, seed: 1), seed: 1, calledAt: calledAt)
      let pods = prepared.podCount
      if pods > best?.pods ?? -1 { best = (pods, prepared) }
    }
    guard let best else { throw Failure("there are no scenarios to measure") }
    return best.prepared
  }

  func starting() -> Figure {
    let times = (0..<1001).map { _ in
      Stopwatch.milliseconds { _ = Drill(prepared, startedAt: Self.calledAt) }
    }
    return Figure(measure: "starting a drill, median", value: Stopwatch.median(times), unit: "ms", limit: 1)
  }

  func getPods() -> Figure {
    let drill = Drill(prepared, startedAt: Self.calledAt)
    let console = SilentConsole()
    let times = (0..<501).map { _ in
      Stopwatch.milliseconds { drill.perform("kubectl get pods -A", pace: .scripted, console: console) }
    }
    return Figure(
      measure: "kubectl get pods -A, \(prepared.podCount) pods, median", value: Stopwatch.median(times), unit: "ms",
      limit: 2)
  }

  func replay() throws -> [Figure] {
    let drill = Drill(prepared, startedAt: Self.calledAt)
    let console = SilentConsole()
    for number in 0..<500 {
      let line = CommandMix.lines[number % CommandMix.lines.count]
      drill.perform(line, pace: .scripted, console: console)
    }
    var replayed: Drill?
    let time = try Stopwatch.milliseconds { replayed = try Drill(prepared, replaying: drill.journal) }
    guard replayed?.fingerprint == drill.fingerprint else {
      throw Failure("the replay of a 500-line journal has another fingerprint than the run")
    }
    return [Figure(measure: "replay of a 500-line journal", value: time, unit: "ms", limit: 1000)]
  }
}

/// What players type, in a mix that looks, filters and changes.
enum CommandMix {
  static let lines = [
    "kubectl get pods", "kubectl get nodes", "kubectl get pods -A -o wide", "kubectl get deployments",
    "kubectl get events", "kubectl describe nodes | head -40", "kubectl get svc,endpoints", "kubectl get pods -o yaml",
    "kubectl get pods -o name | head -1 | xargs kubectl describe", "kubectl get rs",
    "kubectl create configmap notes-$RANDOM --from-literal=a=1", "kubectl get cm", "kubectl get all",
    "kubectl get pods -o json | grep -c image",
    "kubectl get deployments -o name | head -1 | xargs kubectl rollout history",
    "kubectl get pods --sort-by=.metadata.name", "kubectl top pods", "check", "kubectl get secrets",
    "kubectl get deployments -o name | head -1 | xargs kubectl rollout restart",
  ]
}

/// A player without a screen.
final class SilentConsole: PlayerConsole {
  var isTerminal: Bool { false }
  func keep(_ entry: JournalEntry) {}
  func write(_ bytes: [UInt8], isError: Bool) {}
  func readInput() -> [UInt8]? { nil }
  func edit(fileName: String, text: [UInt8]) -> [UInt8]? { nil }
}

extension PreparedScenario {
  var podCount: Int { cluster.server.list(.pods).count }
}
