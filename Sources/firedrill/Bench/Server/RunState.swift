import Drills
import GameServer
import KubernetesModel
import SimulationKernel

/// What a server said of a run: how much of its journal there was, when that was, and what state all of it led to.
struct RunState: Sendable {
  let run: Int64
  let entries: Int
  let instant: Instant
  let fingerprint: String

  /// - Parameter answer: of `runs/{run}/fingerprint`.
  init(_ run: Int64, _ answer: JSONValue) throws {
    self.run = run
    entries = Int(try answer.required(number: "entries"))
    instant = Instant(microseconds: try answer.required(number: "instant"))
    fingerprint = try answer.required(text: "fingerprint")
  }

  static func call(_ run: Int64, organiser: String) -> ServerAccess.Call {
    ServerAccess.Call("GET", "runs/\(run)/fingerprint", token: organiser)
  }

  /// What is wrong with it by the run's journal as it is stored; nil when it comes of it.
  func problem(in journal: Journal, _ shelf: ScenarioShelf) -> String? {
    guard journal.entries.count >= entries else {
      return "run \(run): the server had \(entries) entries, and \(journal.entries.count) are stored"
    }
    var before = Journal(header: journal.header, entries: Array(journal.entries.prefix(entries)))
    before.entries.append(JournalEntry(instant: instant, kind: .time))
    do {
      let drill = try Drill(try shelf.prepared(for: journal.header), replaying: before)
      guard drill.fingerprint.description != fingerprint else { return nil }
      return "run \(run): after \(entries) entries its state was \(fingerprint), and is replayed as "
        + drill.fingerprint.description
    } catch {
      return "run \(run) cannot be replayed: \(error)"
    }
  }
}
