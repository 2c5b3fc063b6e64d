import Foundation
import Leaderboard
import SimulationKernel
import Testing

/// Archives that were made, or changed, by hand.
@Suite struct HandMadeArchiveTests {
  private static let exported = Result {
    let ground = try Ground()
    return try exportLines(of: fullCup(in: ground).id, in: ground.archive)
  }

  private var lines: [String] { get throws { try Self.exported.get() } }

  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The line that is named, or zero for the one behind the last.
    let line: Int
    let words: String
    let change: @Sendable (inout [String]) -> Void

    init(_ words: String, line: Int, _ change: @escaping @Sendable (inout [String]) -> Void) {
      testDescription = words
      self.line = line
      self.words = words
      self.change = change
    }

    /// In one line of the archive, one text in place of another.
    init(_ words: String, line: Int, _ old: String, _ new: String) {
      self.init(words, line: line) { lines in
        lines[line - 1] = lines[line - 1].replacingOccurrences(of: old, with: new)
      }
    }
  }

  // Line 1 is the header, 2 the competition, 3 and 4 the teams, 5 the award, 6 the announcement, then the audit.
  static let damages: [Damage] = [
    Damage("this is no archive of a competition", line: 1) { $0[0] = "hello" },
    Damage("this is no archive of a competition", line: 1) { $0 = [] },
    Damage("it was written by a newer firedrill; update this one", line: 1, "\"version\":1", "\"version\":2"),
    Damage("the competition itself must come first", line: 2) { $0.remove(at: 1) },
    Damage("competition: there is another one already", line: 3) { $0.insert($0[1], at: 2) },
    Damage("competition.starts is missing", line: 2, "\"starts\":1000000000,", ""),
    Damage("competition.ends: it must be a whole number", line: 2, "\"ends\":5000000000", "\"ends\":\"soon\""),
    Damage("ends: it must be after the start", line: 2, "\"ends\":5000000000", "\"ends\":1000"),
    Damage(
      "identity: it may have 100 characters at most", line: 2, "\"identity\":\"",
      "\"identity\":\"\(String(repeating: "x", count: 100))"),
    Damage("weight: it must be from 1 to 1000", line: 2, "\"weight\":150", "\"weight\":0"),
    Damage(
      "pauses: they must follow one another, each ending after its beginning", line: 2, "\"ended\":2600",
      "\"ended\":2400"),
    Damage("it is no JSON", line: 3) { $0[2].removeLast() },
    Damage("it is no JSON", line: 3) { $0[2] = "" },
    Damage("it must hold one of", line: 3) { $0[2] = "{\"user\":{}}" },
    Damage("id: team 3 is there twice", line: 4, "\"id\":4", "\"id\":3"),
    Damage("name: it must not hold U+202E", line: 3, "\"Reds\"", "\"Re\u{202E}ds\""),
    Damage(
      "name: it may have 40 characters at most", line: 3, "\"Reds\"", "\"\(String(repeating: "x", count: 10_000))\""),
    Damage("name: another team has the name REDS", line: 4, "\"name\":\"Eve\"", "\"name\":\"REDS\""),
    Damage("bracket: the rules have no bracket none", line: 3, "\"pros\"", "\"none\""),
    Damage("points: it must be from -100000 to 100000, and not 0", line: 5, "\"points\":7", "\"points\":7000000"),
    Damage("it holds a value that cannot be taken", line: 5, "\"points\":7", "\"points\":7e99"),
    Damage("team: there is no team 77 before", line: 5) { lines in
      lines[4] = #"{"award":{"at":5,"givenBy":"x","points":7,"reason":"x","team":77}}"#
    },
    Damage("text: it must not hold the control character U+1B", line: 6, "Tea", "T\\u001bea"),
    Damage("at: it must be from 1970 to 9999", line: 6, "\"at\":", "\"at\":-"),
    Damage("the archive is cut short: its last line, the end, is missing", line: 0) { $0.removeLast() },
    Damage("the archive is cut short: its last line, the end, is missing", line: 0) { $0 = Array($0.prefix(4)) },
    Damage("something follows after the end", line: 0) { $0.append("{}") },
  ]

  @Test(
    "An archive that was made by hand is refused with the line that is wrong, and nothing of it is kept.",
    arguments: damages)
  func damaged(by damage: Damage) throws {
    var lines = try lines
    let whole = lines
    damage.change(&lines)
    #expect(lines != whole)
    let other = try Ground().archive
    let error = #expect(throws: ArchiveError.self) { try importLines(lines, into: other) }
    guard case .badImport(let line, let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.hasPrefix(damage.words))
    #expect(line == (damage.line > 0 ? damage.line : lines.last == "{}" ? lines.count : lines.count + 1))
    #expect(try other.competitions().isEmpty && other.audit().isEmpty && other.accountCount() == 0)
  }

  @Test(
    "Runs in an archive that cannot be are refused.",
    arguments: [
      ("\"points\":81", "\"points\":82", "points: the card has 81"),
      ("\"points\":81", "\"points\":-1", "points: it must be from 0 to 100000"),
      ("\"scenario\":\"coffee\",\"seats\"", "\"scenario\":\"cocoa\",\"seats\"", "scenario: the competition has no"),
      ("\"seed\":\"7\"", "\"seed\":\"-7\"", "seed: it must be a number"),
      ("\"seat\":1", "\"seat\":65", "seats: it must be from 1 to 64"),
      ("\"ended\":1200000000", "\"ended\":1099000000", "ended: it must not be before the start"),
      ("\"card\":\"{", "\"card\":\"", "card: it is no score card"),
      ("\"player\":\"Ada\"", "\"player\":\"\"", "player: it must not"),
    ])
  func runs(old: String, new: String, words: String) throws {
    var lines = try lines
    let index = try #require(lines.firstIndex { $0.hasPrefix("{\"run\"") })
    lines[index] = lines[index].replacingOccurrences(of: old, with: new)
    let other = try Ground().archive
    let error = try #require(throws: ArchiveError.self) { try importLines(lines, into: other) }
    #expect("\(error)".hasPrefix("line \(index + 1) of the archive: \(words)"), "\(error)")
  }

  @Test("Journals that are missing, of nobody, or no JSON are refused.")
  func journals() throws {
    let lines = try lines
    let index = try #require(lines.firstIndex { $0.hasPrefix("{\"journal\"") })
    for (line, words) in [
      (#"{"journal":{"lines":["x"],"run":1}}"#, "lines: a line of the journal is no JSON object"),
      (#"{"journal":{"lines":["{}"],"run":99}}"#, "run: there is no run 99 before"),
      (#"{"journal":{"lines":"{}","run":1}}"#, "journal.lines: it must be a list"),
    ] {
      var damaged = lines
      damaged[index] = line
      let error = try #require(throws: ArchiveError.self) { try importLines(damaged, into: try Ground().archive) }
      #expect("\(error)".hasPrefix("line \(index + 1) of the archive: \(words)"), "\(error)")
    }
    let bare = lines.filter { !$0.hasPrefix("{\"journal\"") }
    let end = bare.dropLast() + ["{\"end\":{\"lines\":\(bare.count - 1)}}"]
    let error = try #require(throws: ArchiveError.self) { try importLines(Array(end), into: try Ground().archive) }
    #expect("\(error)".contains("has no journal"))
  }

  @Test("Bytes that are no text, and a line of nested lists, are refused.")
  func rubbish() throws {
    let archive = try Ground().archive
    let whole = try lines
    let nested = String(repeating: "[", count: 200_000)
    for line in [Array("{\"team\":\"\u{FF}".utf8) + [0xFF, 0xFE], Array(nested.utf8), [0]] {
      let bytes = Array((whole[0] + "\n" + whole[1] + "\n").utf8) + line
      let error = try #require(throws: ArchiveError.self) {
        try archive.importCompetition(bytes, counting: .asExported, secret: "s", at: 1, by: .console)
      }
      #expect("\(error)".hasPrefix("line 3 of the archive: it is no "), "\(error)")
    }
  }

  @Test("Whatever is changed in an archive, it is imported whole or not at all.", arguments: 1...6)
  func mutations(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), name: "archives")
    let ground = try Ground()
    let whole = try exportLines(of: fullCup(in: ground, entries: 2).id, in: ground.archive).joined(separator: "\n")
    let archive = try Ground().archive
    var imported = 0
    for _ in 0..<25 {
      var bytes = Array(whole.utf8)
      for _ in 0...random.below(3) {
        let place = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array("9999999999".utf8), at: place)
        default: bytes.removeSubrange(place..<min(place + random.below(40), bytes.count))
        }
      }
      do {
        let new = try archive.importCompetition(
          bytes, counting: .asExported, asCopy: true, secret: "s", at: seconds(7000), by: .console)
        imported += 1
        let board = try archive.standings(ofCompetition: new.competition.id, at: .max, includingFrozen: true)
        #expect(board.rows.count == new.teams)
        #expect(!StandingsCSV.text(board).isEmpty && !CTFtimeFeed.text(board).isEmpty)
      } catch {
        guard case .badImport = error else {
          Issue.record("\(error)")
          return
        }
      }
      #expect(try archive.competitions().count == imported)
    }
  }
}
