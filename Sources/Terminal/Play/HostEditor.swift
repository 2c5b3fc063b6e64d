import Foundation
import Glibc

/// The player's own editor, on a temporary copy that is gone afterwards.
package struct HostEditor {
  package init() {}

  /// What the environment names, as kubectl looks it up.
  private var command: String {
    let environment = ProcessInfo.processInfo.environment
    return ["KUBE_EDITOR", "VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
  }

  /// The text after editing; nil when the editor could not be started or ended with an error.
  package func edit(fileName: String, text: [UInt8]) -> [UInt8]? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("firedrill-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    // Only the last part of the name, so that it cannot lead out of the folder.
    let file = folder.appendingPathComponent((fileName as NSString).lastPathComponent)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(text).write(to: file)
    } catch {
      return nil
    }
    guard run(on: file.path) else { return nil }
    return (try? Data(contentsOf: file)).map(Array.init)
  }

  private func run(on path: String) -> Bool {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The editor gets Ctrl-C, which this process keeps from itself.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    let words = ["sh", "-c", "\(command) \"$1\"", "sh", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return false } }
    return status == 0
  }
}
