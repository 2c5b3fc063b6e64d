import HashTreeCollections
import SimulationKernel

/// A file, a directory, a link or a device, with its attributes.
package struct FileNode: Sendable {
  enum Content: Sendable {
    case file([UInt8])
    case directory(TreeDictionary<String, FileNode>)
    case link(String)
    case device(Device)
    /// An executable: the command that runs, by its name.
    case executable(String)
  }

  package enum Device: Sendable {
    case null
    case zero
    case random
    case full
    case terminal
  }

  var content: Content
  var mode: Int
  var owner: Int
  var group: Int
  var modified: Instant

  init(
    _ content: Content, mode: Int, owner: Int = 0, group: Int = 0, modified: Instant = Instant(seconds: 1_735_689_600)
  ) {
    self.content = content
    self.mode = mode
    self.owner = owner
    self.group = group
    self.modified = modified
  }

  static func directory(mode: Int = 0o755, owner: Int = 0, group: Int = 0) -> FileNode {
    FileNode(.directory([:]), mode: mode, owner: owner, group: group)
  }

  var isDirectory: Bool {
    if case .directory = content { true } else { false }
  }

  var size: Int {
    switch content {
    case .file(let bytes): bytes.count
    case .directory: 4096
    case .link(let target): target.utf8.count
    case .device: 0
    case .executable: 1_131_168
    }
  }
}

/// Why an operation on a file failed, with the words of the C library.
package enum FileError: String, Error, Sendable {
  case notFound = "No such file or directory"
  case notDirectory = "Not a directory"
  case isDirectory = "Is a directory"
  case permissionDenied = "Permission denied"
  case readOnly = "Read-only file system"
  case noSpace = "No space left on device"
  case exists = "File exists"
  case notEmpty = "Directory not empty"
  case tooManyLinks = "Too many levels of symbolic links"
  case nameTooLong = "File name too long"
  case badDescriptor = "Bad file descriptor"
  case notPermitted = "Operation not permitted"
  case invalid = "Invalid argument"
  case brokenPipe = "Broken pipe"
  case busy = "Resource busy"

  package var text: String { rawValue }
}

/// On whose behalf a file is touched.
struct FileUser: Hashable, Sendable {
  var user: Int
  var group: Int
  static let root = FileUser(user: 0, group: 0)

  /// - Parameter bit: 4 to read, 2 to write, 1 to execute or enter.
  func may(_ bit: Int, _ node: FileNode) -> Bool {
    if user == 0 { return true }
    let shift = node.owner == user ? 6 : node.group == group ? 3 : 0
    return (node.mode >> shift) & bit != 0
  }
}
