/// What `--help` says of flags. As the pages, these are kubectl's own words.
enum FlagTexts {
  /// The text of a flag of a command; empty for a flag that kubectl does not have.
  static func text(_ flag: String, of path: String) -> String {
    bySpecial["\(path) --\(flag)"] ?? byName[flag] ?? ""
  }

  private static let byName = joined([shared, sharedMore])
  private static let bySpecial = joined([special])

  private static func joined(_ tables: [[String: String]]) -> [String: String] {
    tables.reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
  }
}
