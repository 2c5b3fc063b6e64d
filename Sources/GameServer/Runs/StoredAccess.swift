package import Leaderboard
package import Logging
import NIOPosix

/// Asks the archive on threads that may wait for a disk: never on an event loop.
package struct StoredAccess: Sendable {
  let archive: Archive
  let log: Logger

  package init(archive: Archive, log: Logger) {
    self.archive = archive
    self.log = log
  }

  package func callAsFunction<Value: Sendable>(
    _ body: @escaping @Sendable (Archive) throws(ArchiveError) -> Value
  ) async throws(SiteError) -> Value {
    let result = try? await NIOThreadPool.singleton.runIfActive { () -> Result<Value, ArchiveError> in
      do throws(ArchiveError) {
        return .success(try body(archive))
      } catch {
        return .failure(error)
      }
    }
    guard let result else { throw .failed }
    switch result {
    case .success(let value): return value
    case .failure(let error):
      if error.isOfStorage { log.error("the database fails", metadata: ["error": "\(error)"]) }
      throw SiteError(error)
    }
  }
}

extension SiteError {
  /// What the archive says, for people; what is wrong with the database itself is for the server's log alone.
  package init(_ error: ArchiveError) {
    guard !error.isOfStorage else {
      self.init(503, "The server cannot reach its database at the moment.", retryAfter: 10)
      return
    }
    let text = [error.says, error.mend].filter { !$0.isEmpty }.joined(separator: " ")
    let message = text.prefix(1).uppercased() + text.dropFirst()
    switch error {
    case .missing: self.init(404, message)
    case .invalid(let field, _): self.init(400, message, field: field)
    case .badImport: self.init(400, message)
    default: self.init(409, message)
    }
  }
}
