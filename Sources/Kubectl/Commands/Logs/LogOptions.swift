/// What is to be printed of a log.
struct LogOptions {
  var container: String
  var hasPrefix: Bool
  let follows: Bool
  let allContainers: Bool
  private let query: [(name: String, value: String)]

  init(_ flags: FlagValues, container: String) {
    self.container = container
    hasPrefix = flags.bool("prefix")
    follows = flags.bool("follow")
    allContainers = flags.bool("all-containers")
    var query: [(name: String, value: String)] = []
    for (flag, name) in [
      ("follow", "follow"), ("insecure-skip-tls-verify-backend", "insecureSkipTLSVerifyBackend"),
      ("previous", "previous"), ("timestamps", "timestamps"),
    ] where flags.bool(flag) {
      query.append((name, "true"))
    }
    if flags.integer("limit-bytes") != 0 { query.append(("limitBytes", String(flags.integer("limit-bytes")))) }
    let since = flags.duration("since")
    if since != .zero {
      let (seconds, attoseconds) = since.components
      query.append(("sinceSeconds", String(seconds + (attoseconds >= 500_000_000_000_000_000 ? 1 : 0))))
    }
    if !flags.string("since-time").isEmpty { query.append(("sinceTime", flags.string("since-time"))) }
    let tail = flags.integer("tail")
    if tail != -1 {
      query.append(("tailLines", String(tail)))
    } else if !flags.string("selector").isEmpty, !flags.isSet("tail") {
      query.append(("tailLines", "10"))
    }
    self.query = query
  }

  /// The query of a request for one container's log.
  func query(container: String) -> [(name: String, value: String)] { query + [("container", container)] }
}
