import Foundation

/// The servers where the user has signed in, with their tokens: a file for its owner alone, after the XDG base directory
/// specification.
struct SavedServers: Codable {
  struct Entry: Codable, Equatable {
    /// As whom.
    var name: String
    var token: String
    /// PEM of whom to trust for this server; empty for the system's authorities.
    var authority = ""
  }

  private var servers: [String: Entry] = [:]

  /// `$XDG_CONFIG_HOME/firedrill/servers.json`, or `~/.config/firedrill/servers.json`.
  static var path: String {
    let environment = ProcessInfo.processInfo.environment
    if let home = environment["XDG_CONFIG_HOME"], home.hasPrefix("/") { return home + "/firedrill/servers.json" }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.config/firedrill/servers.json"
  }

  static func load() throws(Failure) -> SavedServers {
    guard let data = FileManager.default.contents(atPath: path) else { return SavedServers() }
    do {
      return try JSONDecoder().decode(SavedServers.self, from: data)
    } catch {
      throw Failure("\(path) is damaged: move it away, and sign in to your servers again.")
    }
  }

  subscript(server: String) -> Entry? { servers[server] }

  /// The only server there is; nil where there are several, or none.
  var onlyOne: String? { servers.count == 1 ? servers.keys.first : nil }

  static func keep(_ entry: Entry?, for server: String) throws(Failure) {
    var saved = try load()
    saved.servers[server] = entry
    try saved.write()
  }

  /// Written beside the file first, so that it is whole at every moment, and never readable for others.
  private func write() throws(Failure) {
    let path = Self.path
    let folder = (path as NSString).deletingLastPathComponent
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let draft = path + ".\(ProcessInfo.processInfo.processIdentifier)"
      let isWritten = FileManager.default.createFile(
        atPath: draft, contents: try encoder.encode(self), attributes: [.posixPermissions: 0o600])
      guard isWritten, rename(draft, path) == 0 else { throw Failure("cannot write \(path).") }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("cannot write \(path): \(error.localizedDescription)")
    }
  }
}
