import Drills
import Foundation

/// The game's commands as programs in a folder of their own, for the PATH of the player's shell.
struct GameCommandFolder {
  /// Environment variables of the shell.
  static let addressVariable = "FIREDRILL_DRILL"

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("firedrill-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("bin"), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let program = Self.quoted(URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path)
    for command in GameCommand.allCases where command != .quit && command != .help {
      try write("bin/\(command.rawValue)", "#!/bin/sh\nexec \(program) game \(command.rawValue) \"$@\"\n", mode: 0o700)
    }
  }

  var programs: String { folder.appendingPathComponent("bin").path }
  var kubeconfig: String { folder.appendingPathComponent("kubeconfig").path }

  @discardableResult
  func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    return file.path
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// As one word of a POSIX shell.
  static func quoted(_ text: String) -> String { "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'" }
}
