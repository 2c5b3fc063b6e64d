import Foundation

/// The process's limit of open files, which is that of its connections.
enum OpenFiles {
  /// As many as are worth having.
  private static let wanted: rlim_t = 65_536

  /// Raises the limit as far as the system allows, and returns it.
  static func raiseLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, wanted))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: limit.rlim_cur)
  }
}
