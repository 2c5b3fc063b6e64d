import Glibc
import HTTPClient
package import Kubectl

/// The real file system.
package final class HostFiles: KubectlFiles {
  private let mode: mode_t

  /// - Parameter isPrivate: whether files that are made are for their owner alone, as kubeconfigs are.
  package init(isPrivate: Bool = false) { mode = isPrivate ? 0o600 : 0o644 }

  package func read(_ path: String) throws(FileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.problem() }
    defer { Glibc.close(descriptor) }
    var content: [UInt8] = []
    while true {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, size in
        count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        size = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Self.problem() }
      if count == 0 { return content }
      content += piece
    }
  }

  package func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { makeFolder(String(path[..<slash])) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Self.problem() }
    defer { Glibc.close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Self.problem() }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a folder and those above it; what cannot be made shows when the file is opened.
  private func makeFolder(_ path: String) {
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      mkdir(String(path[..<end]), 0o755)
    }
  }

  package func list(_ path: String) throws(FileProblem) -> [String] {
    guard let folder = opendir(path) else { throw Self.problem() }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  package func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a path that is relative to the working directory absolute.
  package static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
  }

  private static func problem() -> FileProblem { FileProblem(NetworkProblem.words(errno)) }
}

/// Standard output and standard error.
package final class HostOutput: OutputSink {
  package init() {}

  package func write(_ bytes: [UInt8], isError: Bool) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.write(isError ? STDERR_FILENO : STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
