import Foundation

/// The player's own editor, on a temporary copy that is gone afterwards.
package struct HostEditor {
  private let command: String

  /// - Parameter command: for the shell; without one what the environment names.
  package init(command: String? = nil) { self.command = command ?? Self.usual }

  private static var usual: String {
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
    let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
    return (try? HostProcess.run(["/bin/sh", "-c", "\(command) \"$1\"", "sh", path], environment: environment)) == 0
  }
}
