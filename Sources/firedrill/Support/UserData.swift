import Foundation
import Leaderboard
import Terminal

/// Where a user's runs are kept, after the XDG base directory specification.
enum UserData {
  static var folder: String { PlayerFolder.path }

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
