import Glibc

/// Where a user's runs and settings are kept, after the XDG base directory specification.
package enum PlayerFolder {
  /// `$XDG_DATA_HOME/firedrill`, or `~/.local/share/firedrill`.
  package static var path: String {
    let data = variable("XDG_DATA_HOME")
    // The specification has relative paths ignored.
    return (data.hasPrefix("/") ? data : home + "/.local/share") + "/firedrill"
  }

  /// The player's own aliases and options for the game's shell.
  package static var shellSettings: String { path + "/shellrc" }

  /// As players write it: what lies in their home begins with `~`.
  package static func shown(_ path: String) -> String {
    let home = home
    return home.count > 1 && path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }

  private static var home: String {
    let named = variable("HOME")
    guard named.isEmpty else { return named }
    return getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) } ?? ""
  }

  private static func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}
