import ContainerShell
import Kubectl

/// The files of the player's workstation, as kubectl sees them.
final class PlayerFiles: KubectlFiles {
  private let loop: ShellLoop
  private let directory: String

  init(_ loop: ShellLoop, directory: String) {
    self.loop = loop
    self.directory = directory
  }

  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    throw FileProblem("no such file or directory")
  }

  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    throw FileProblem("permission denied")
  }

  func list(_ path: String) throws(FileProblem) -> [String] {
    throw FileProblem("no such file or directory")
  }

  func isDirectory(_ path: String) -> Bool { false }
}
