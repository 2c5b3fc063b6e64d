import Drills
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// Several players at one drill, and the wall clock that they all see.
final class Team {
  static let call = Prepared.call
  static let start = Instant(seconds: 50)
  let prepared: PreparedScenario
  private(set) var drill: Drill
  var wall = Team.start
  /// What was kept, as a process that is killed leaves it.
  private(set) var kept: [JournalEntry] = []
  private var events: [Int: [SeatEvent]] = [:]

  init(_ prepared: PreparedScenario?) throws {
    self.prepared = try #require(prepared)
    drill = Drill(self.prepared, sharedFrom: wall)
    drill.keep = { [unowned self] in kept.append($0) }
  }

  /// Simulated seconds since the call.
  var seconds: Int { Int((drill.now - Self.call).components.seconds) }

  func wait(_ duration: Duration) {
    wall = wall + duration
    drill.advance(at: wall)
  }

  /// What a line says until it is done or waits.
  @discardableResult
  func line(_ line: String, _ seat: Int, mayGiveUp: Bool = true) -> String {
    #expect(drill.submit(line, seat: seat, style: .plain, mayGiveUp: mayGiveUp, at: wall), "\(line)")
    return text(of: seat)
  }

  /// What is said when something was typed, and the container had its turn.
  @discardableResult
  func type(_ text: String?, _ seat: Int) -> String {
    #expect(drill.type(text.map { Array($0.utf8) }, seat: seat, at: wall))
    wait(.milliseconds(100))
    return self.text(of: seat)
  }

  /// What a seat was shown since this was last asked.
  func text(of seat: Int) -> String {
    var bytes: [UInt8] = []
    for event in drill.takeEvents(of: seat) {
      if case .output(let piece, _) = event { bytes += piece } else { events[seat, default: []].append(event) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What else came to a seat.
  func takeEvents(_ seat: Int) -> [SeatEvent] {
    _ = text(of: seat)
    return events.removeValue(forKey: seat) ?? []
  }

  /// The run as another process makes it from what was kept.
  func replayed(entries: Int? = nil) throws -> Drill {
    let journal = Journal(header: drill.journal.header, entries: Array(kept.prefix(entries ?? kept.count)))
    return try Drill(prepared, replaying: Journal(lines: journal.lines))
  }

  /// A replay comes to the same.
  func expectSameReplay(sourceLocation: SourceLocation = #_sourceLocation) throws {
    drill.pause(at: wall)
    #expect(kept == drill.journal.entries, sourceLocation: sourceLocation)
    let replay = try replayed()
    #expect(replay.now == drill.now, sourceLocation: sourceLocation)
    #expect(replay.fingerprint == drill.fingerprint, sourceLocation: sourceLocation)
    #expect(replay.card == drill.card, sourceLocation: sourceLocation)
    #expect(replay.activity == drill.activity, sourceLocation: sourceLocation)
    for seat in 1...3 {
      #expect(replay.status(of: seat) == drill.status(of: seat), sourceLocation: sourceLocation)
    }
  }

  /// The process is killed, and another goes on with what was kept.
  func crash() throws {
    drill = try replayed()
    drill.keep = { [unowned self] in kept.append($0) }
    kept.append(drill.resume(at: wall))
  }
}
