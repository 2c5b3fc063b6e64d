import Foundation
import Glibc
import Leaderboard
import Scenarios

/// Where runs are kept, and where scenarios come from.
struct DataCheck {
  /// Below this a long run may find no room.
  private static let leastSpace: UInt64 = 50 << 20

  var findings: [Finding] { [database, space, scenarios] }

  private var database: Finding {
    let path = UserData.archivePath
    guard FileManager.default.fileExists(atPath: path) else { return folder }
    do throws(ArchiveError) {
      let check = try Archive.examine(path: path)
      guard check.complaints.isEmpty else {
        return .wrong(
          "database", "\(path) is damaged: \(check.complaints.joined(separator: "; "))",
          mend: "Move it away to start afresh, or restore it from a backup.")
      }
      let runs = check.runs == 1 ? "1 run" : "\(check.runs) runs"
      return .good("database", "\(path), sound, \(runs), SQLite \(check.sqliteVersion)")
    } catch {
      return .wrong("database", error.says, mend: error.mend)
    }
  }

  /// Where the database will be.
  private var folder: Finding {
    let nearest = nearest
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: nearest, isDirectory: &isFolder)
    guard isFolder.boolValue, FileManager.default.isWritableFile(atPath: nearest) else {
      let reason = isFolder.boolValue ? "cannot be written" : "is no folder"
      return .wrong(
        "database", "\(UserData.archivePath) cannot be made: \(nearest) \(reason).",
        mend: "Set XDG_DATA_HOME to a folder that can be written.")
    }
    return .good("database", "none yet; the first run makes \(UserData.archivePath)")
  }

  /// What there is of the way to the data folder.
  private var nearest: String {
    var folder = UserData.folder
    while !FileManager.default.fileExists(atPath: folder), folder.count > 1 {
      folder = (folder as NSString).deletingLastPathComponent
    }
    return folder
  }

  private var space: Finding {
    let folder = nearest
    var statistics = statvfs()
    guard statvfs(folder, &statistics) == 0 else {
      return .note("free space", "\(folder): \(String(cString: strerror(errno)))")
    }
    let free = UInt64(statistics.f_bavail).multipliedReportingOverflow(by: UInt64(statistics.f_frsize)).partialValue
    let says = "\(free >> 20) MiB for runs"
    guard free >= Self.leastSpace else {
      return .wrong(
        "free space", says + " in \(folder)", mend: "Make room there, or set XDG_DATA_HOME to another disk.")
    }
    return .good("free space", says)
  }

  private var scenarios: Finding {
    let library = ScenarioLibrary(folder: Catalogue.folder)
    let ids = library.identifiers
    guard !ids.isEmpty else {
      return .wrong(
        "scenarios", "there are none in \(library.folder).",
        mend: "Set FIREDRILL_SCENARIOS to the folder that holds them, or unset it.")
    }
    let unreadable = ids.filter { (try? library.header($0)) == nil }
    guard unreadable.isEmpty else {
      return .wrong(
        "scenarios", "of \(ids.count) in \(library.folder) some cannot be read: \(unreadable.joined(separator: ", ")).",
        mend: "firedrill scenario lint \(unreadable.joined(separator: " ")) says why.")
    }
    return .good("scenarios", "\(ids.count) in \(library.folder)")
  }
}
