/// Paths as lists of names: absolute, without `.` and `..`.
enum FilePath {
  static func components(_ path: String, in directory: String) -> [String] {
    var parts: [String] = []
    let whole = path.hasPrefix("/") ? path : directory + "/" + path
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts
  }

  static func absolute(_ path: String, in directory: String) -> String {
    "/" + components(path, in: directory).joined(separator: "/")
  }

  static func lastName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? (path.isEmpty ? "" : "/")
  }

  static func directoryName(_ path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    while parts.count > 1, parts.last == "" { parts.removeLast() }
    guard parts.count > 1 else { return path.hasPrefix("/") ? "/" : "." }
    parts.removeLast()
    while parts.count > 1, parts.last == "" { parts.removeLast() }
    let joined = parts.joined(separator: "/")
    return joined.isEmpty ? "/" : joined
  }

  static func join(_ directory: String, _ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }
}
