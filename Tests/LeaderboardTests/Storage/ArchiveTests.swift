import Foundation
import GRDB
import Leaderboard
import Testing

@Suite final class ArchiveTests {
  private let folder = NSTemporaryDirectory() + "firedrill-archive-" + UUID().uuidString
  private var path: String { folder + "/runs.sqlite" }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func newRun() -> Run { Run(scenario: "coffee", seed: .max, player: "ada", started: 1_000_000) }

  @Test("a run, its journal and its card are read back by another process's connection")
  func aRunItsJournalAndItsCardAreReadBackByAnotherProcesssConnection() throws {
    let archive = try Archive(path: path)
    var run = try archive.begin(newRun())
    let number = try #require(run.number)
    try archive.append("one", toRun: number)
    try archive.append("two", toRun: number)
    run.points = 87
    run.isSolved = true
    run.ended = 2_000_000
    try archive.save(run)

    let other = try Archive(path: path)
    #expect(try other.journal(ofRun: number) == ["one", "two"])
    let read = try #require(try other.run(number))
    #expect(read.points == 87 && read.seed == .max && read.isSolved)
    #expect(try other.bestPoints() == ["coffee": 87])
    #expect(try other.runs().map(\.number) == [number])
    _ = try other.begin(Run(scenario: "tea", seed: 1, player: "ada", started: 3_000_000))
    #expect(try archive.finishedRuns().map(\.number) == [number])
    #expect(try archive.playedScenarios() == ["coffee", "tea"])
  }

  @Test("Practice stays practice, whoever saves the run, and is no best score.")
  func practice() throws {
    let archive = try Archive(path: path)
    for points in [40, 90] {
      var run = try archive.begin(newRun())
      let number = try #require(run.number)
      if points == 90 { try archive.appendRewind("back", toRun: number) }
      (run.points, run.isSolved, run.ended) = (points, true, 2_000_000)
      try archive.save(run)
    }
    #expect(try archive.runs().map(\.isPractice) == [true, false])
    #expect(try archive.journal(ofRun: 2) == ["back"])
    #expect(try archive.bestPoints() == ["coffee": 40])
  }

  @Test("a run that is not there is nil")
  func aRunThatIsNotThereIsNil() throws {
    #expect(try Archive(path: path).run(7) == nil)
  }

  @Test("a damaged database is refused and left as it is")
  func aDamagedDatabaseIsRefusedAndLeftAsItIs() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let rubbish = Data(repeating: 0x41, count: 8192)
    try rubbish.write(to: URL(fileURLWithPath: path))
    #expect(throws: ArchiveError.damaged(path: path)) { try Archive(path: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == rubbish)
  }

  @Test("An examination says how a database is, and changes nothing.")
  func examinationSaysHowADatabaseIs() throws {
    let archive = try Archive(path: path)
    _ = try archive.begin(newRun())
    let sound = try Archive.examine(path: path)
    #expect(sound.complaints == [] && sound.runs == 1 && !sound.sqliteVersion.isEmpty)

    let rubbish = folder + "/rubbish.sqlite"
    try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: rubbish))
    #expect(throws: ArchiveError.damaged(path: rubbish)) { try Archive.examine(path: rubbish) }
    #expect(throws: ArchiveError.self) { try Archive.examine(path: folder + "/none.sqlite") }
    #expect(!FileManager.default.fileExists(atPath: folder + "/none.sqlite"))
  }

  @Test("a database of a newer version is refused")
  func aDatabaseOfANewerVersionIsRefused() throws {
    _ = try Archive(path: path)
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 from the future')") }
    #expect(throws: ArchiveError.newer(path: path)) { try Archive(path: path) }
  }

  @Test("a folder that cannot be made is named")
  func aFolderThatCannotBeMadeIsNamed() throws {
    let error = #expect(throws: ArchiveError.self) { try Archive(path: "/dev/null/firedrill/runs.sqlite") }
    #expect("\(try #require(error))".contains("/dev/null/firedrill"))
  }
}
