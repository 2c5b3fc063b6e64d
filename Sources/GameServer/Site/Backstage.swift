package import Leaderboard
import NIOPosix
import SimulationKernel

/// What the site's routes work with.
package final class Backstage: Sendable {
  package let archive: Archive
  package let hall: RunHall
  package let shelf: ScenarioShelf
  package let passwords: PasswordHasher
  let stored: StoredAccess
  let seatPaths: SeatPaths

  package init(
    archive: Archive, hall: RunHall, shelf: ScenarioShelf, passwords: PasswordHasher = PasswordHasher(),
    secret: String
  ) {
    self.archive = archive
    self.hall = hall
    self.shelf = shelf
    self.passwords = passwords
    stored = hall.stored
    seatPaths = SeatPaths(secret: secret, hall: hall)
  }

  var boards: Boards { hall.boards }

  /// Lets `directory` find the clusters of runs.
  package func serve(_ directory: ClusterDirectory) { directory.look(in: seatPaths) }
}

extension RouteCall {
  package func backstage() throws(SiteError) -> Backstage {
    guard let backstage = site.backstage else { throw .failed }
    return backstage
  }

  /// Asks the archive, on a thread that may wait for the disk.
  package func archive<Value: Sendable>(
    _ body: @escaping @Sendable (Archive) throws(ArchiveError) -> Value
  ) async throws(SiteError) -> Value {
    try await backstage().stored(body)
  }

  package var now: Int64 { site.clock.now.microseconds }

  /// Whoever asks, for the audit.
  package func actor() async throws(SiteError) -> Actor {
    let id = try account().id
    guard let account = try await archive({ archive throws(ArchiveError) in try archive.account(id) }) else {
      throw .signInFirst
    }
    return Actor(account)
  }

  /// Takes a token from a bucket of this address, or of something that is tried.
  func limit(_ rate: Rate, _ what: String, _ key: String? = nil) throws(SiteError) {
    let key = what + " " + (key ?? RateLimits.key(ofAddress: request.remoteAddress))
    if let seconds = site.limits.take(key, rate, at: site.clock.now) { throw .tooMany(retryAfter: seconds) }
  }
}
