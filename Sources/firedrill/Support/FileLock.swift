import Glibc

/// Keeps other processes from what one process does alone, until it ends, however that comes.
final class FileLock: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws(Failure) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure("cannot write \(path): \(String(cString: strerror(errno))).") }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw Failure("another server is using this database. Stop it first, or use another --database.")
    }
    descriptor = file
  }

  deinit { close(descriptor) }
}
