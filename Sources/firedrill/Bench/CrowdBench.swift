import Drills
import Scenarios
import SimulationKernel

/// Holds many drills of one scenario in memory, each with some commands behind it.
struct CrowdBench {
  private static let commands = 20
  let count: Int

  func measure() throws -> [Figure] {
    let prepared = try DrillBench.largest()
    let before = try ProcessMemory.resident(of: "self")
    var drills: [Drill] = []
    drills.reserveCapacity(count)
    let console = SilentConsole()
    let time = Stopwatch.milliseconds {
      for _ in 0..<count {
        let drill = Drill(prepared, startedAt: prepared.calledAt)
        for line in CommandMix.lines.prefix(Self.commands) {
          drill.perform(line, pace: .scripted, console: console)
        }
        drills.append(drill)
      }
    }
    let perDrill = Double(max(0, try ProcessMemory.resident(of: "self") - before)) / Double(max(1, count)) / 1000
    // The drills must live until their memory was counted.
    return withExtendedLifetime(drills) {
      [
        Figure(measure: "resident per drill, \(count) drills", value: perDrill, unit: "KB", limit: 100),
        Figure(
          measure: "commands per second, one core", value: Double(count * Self.commands) / max(0.001, time / 1000),
          unit: "1/s"),
      ]
    }
  }
}
