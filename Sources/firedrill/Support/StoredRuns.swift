import Drills
import Leaderboard
import Scenarios

/// Runs of the archive, brought back to life.
enum StoredRuns {
  /// A run by its number, or the newest that is wanted where none is given.
  static func find(
    _ number: Int64?, in archive: Archive, ofKind kind: String = "run", isWanted: (Run) -> Bool = { _ in true }
  ) throws(Failure) -> Run {
    do {
      if let number {
        if let run = try archive.run(number) { return run }
        throw Failure("there is no run \(number). firedrill history lists your runs.")
      }
      if let run = try archive.runs().first(where: isWanted) { return run }
      throw Failure("there is no \(kind). Start one with: firedrill play ID")
    } catch let error as ArchiveError {
      throw Failure("\(error)")
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("\(error)")
    }
  }

  static func journal(of run: Run, in archive: Archive) throws(Failure) -> Journal {
    do {
      return try Journal(lines: try archive.journal(ofRun: run.number ?? 0))
    } catch let error as JournalError {
      throw Failure("the journal of run \(run.number ?? 0) cannot be used: \(error.description).")
    } catch {
      throw Failure("\(error)")
    }
  }

  /// The drill as it stood after the journal's last line; `console` and `willRun` see it come about.
  static func drill(
    of run: Run, in archive: Archive, console: (any PlayerConsole)? = nil,
    willRun: (Duration, String) -> Void = { _, _ in }
  ) throws(Failure) -> Drill {
    let journal = try journal(of: run, in: archive)
    let prepared = try Catalogue.prepare(for: journal.header)
    do {
      return try Drill(prepared, replaying: journal, console: console, willRun: willRun)
    } catch {
      throw Failure("the journal of run \(run.number ?? 0) cannot be used: \(error.description).")
    }
  }

  /// A run to look at again.
  /// - Parameter progress: is told how many of how many entries were played.
  static func film(
    of run: Run, in archive: Archive, progress: (Int, Int) -> Void
  ) throws(Failure) -> Film {
    let journal = try journal(of: run, in: archive)
    let prepared = try Catalogue.prepare(for: journal.header)
    do {
      return try Film(prepared, of: journal, progress: progress)
    } catch {
      throw Failure("the journal of run \(run.number ?? 0) cannot be used: \(error.description).")
    }
  }

  /// What was typed in the last runs, oldest first: the shell's history. Nothing where it cannot be read.
  static func commandLines(in archive: Archive) -> [String] {
    let runs = ((try? archive.runs()) ?? []).prefix(10).reversed()
    return runs.flatMap { run in
      let journal = (try? archive.journal(ofRun: run.number ?? 0)).flatMap { try? Journal(lines: $0) }
      return journal?.entries.filter { $0.kind == .line }.map(\.text) ?? []
    }
  }
}
