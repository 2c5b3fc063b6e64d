import ContainerShell
import Kubectl

/// The files of the player's workstation, as kubectl sees them.
final class PlayerFiles: KubectlFiles {
  private let loop: ShellLoop

  init(_ loop: ShellLoop) { self.loop = loop }

  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    if let content = loop.shell.file(path) { return content }
    throw FileProblem(isDirectory(path) ? "is a directory" : "no such file or directory")
  }

  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    do {
      try loop.shell.write(bytes, toFile: path)
    } catch {
      throw FileProblem(error.text.lowercased())
    }
  }

  func list(_ path: String) throws(FileProblem) -> [String] {
    let names = loop.shell.names(in: path)
    guard !names.isEmpty else { throw FileProblem("no such file or directory") }
    return names.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  func isDirectory(_ path: String) -> Bool {
    loop.shell.file(path) == nil && !loop.shell.names(in: path).isEmpty
  }
}
