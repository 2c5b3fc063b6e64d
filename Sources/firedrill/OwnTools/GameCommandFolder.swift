import Drills
import Foundation

/// The game's commands, and `k`, as programs in a folder of their own, for the PATH of the player's shell.
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
    for command in GameCommand.allCases where command != .quit {
      try writeProgram(command.rawValue, "\(program) game \(command.rawValue)")
    }
    try writeProgram("k", "kubectl")
    if !Self.isOnPath("kubectl") { try writeProgram("kubectl", "\(program) kubectl") }
  }

  private func writeProgram(_ name: String, _ command: String) throws {
    try write("bin/\(name)", "#!/bin/sh\nexec \(command) \"$@\"\n", mode: 0o700)
  }

  private static func isOnPath(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
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
