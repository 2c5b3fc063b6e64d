import Drills
import Foundation

/// A journal in a file, for another process.
enum RunFile {
  /// Plays a run again in another process.
  /// - Returns: what is different there; nil where nothing is.
  static func difference(of proof: RunProof, _ journal: Journal) -> String? {
    let path = NSTemporaryDirectory() + "firedrill-run-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      try journal.lines.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
      return proof.difference(from: try OwnProcess.run(["scenario", "reenact", path]).filter { $0 != "\n" })
    } catch {
      return "cannot play it: \(error)"
    }
  }

  static func read(_ path: String) throws(Failure) -> Journal {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Failure("\(path) cannot be read")
    }
    do throws(JournalError) {
      return try Journal(lines: text.split(separator: "\n").map(String.init))
    } catch {
      throw Failure("\(path): \(error.description)")
    }
  }
}
