import Foundation
import Leaderboard

/// Where a user's runs are kept, after the XDG base directory specification.
enum UserData {
  /// `$XDG_DATA_HOME/firedrill`, or `~/.local/share/firedrill`.
  static var folder: String {
    let environment = ProcessInfo.processInfo.environment
    // The specification has relative paths ignored.
    if let home = environment["XDG_DATA_HOME"], home.hasPrefix("/") { return home + "/firedrill" }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share/firedrill"
  }

  static var archivePath: String { folder + "/runs.sqlite" }

  static func openArchive() throws(Failure) -> Archive {
    do {
      return try Archive(path: archivePath)
    } catch {
      throw Failure("\(error)")
    }
  }

  /// The archive only when there is one: looking at a list must not make folders.
  static func existingArchive() throws(Failure) -> Archive? {
    FileManager.default.fileExists(atPath: archivePath) ? try openArchive() : nil
  }

  static var player: String {
    let environment = ProcessInfo.processInfo.environment
    return environment["USER"] ?? environment["LOGNAME"] ?? "player"
  }
}

/// Why a command cannot do what it was asked: one line for the user.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
