/// Names of files that a pattern stands for.
enum FileMatcher {
  private static let limit = 10_000

  /// Sorted; nil where the pattern has no wildcards or nothing matches, so that it stands for itself.
  static func matches(
    _ pattern: String, files: FileSystem, in directory: String, showsHidden: Bool = false
  ) -> [String]? {
    guard pattern.contains(where: { "*?[".contains($0) }), ShellPattern(pattern).hasWildcards else { return nil }
    let isAbsolute = pattern.hasPrefix("/")
    var found = [isAbsolute ? "/" : ""]
    for part in pattern.split(separator: "/") {
      let matcher = ShellPattern(String(part))
      let showsHidden = showsHidden || part.hasPrefix(".")
      var next: [String] = []
      for prefix in found where next.count < limit {
        let base = prefix.isEmpty ? directory : FilePath.absolute(prefix, in: directory)
        guard matcher.hasWildcards else {
          let path = prefix + part
          if files.exists(path, in: directory) { next.append(path + "/") }
          continue
        }
        guard let entries = try? files.list(base) else { continue }
        for entry in entries where matcher.matches(entry.name) && (showsHidden || !entry.name.hasPrefix(".")) {
          next.append(prefix + entry.name + "/")
        }
      }
      found = next
    }
    guard !found.isEmpty else { return nil }
    return found.map { pattern.hasSuffix("/") ? $0 : String($0.dropLast()) }
  }
}
