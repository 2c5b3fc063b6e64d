/// Which lines end in a pager.
enum Paging {
  /// Whether `less` or `more` stands last: what the line prints is to be read page by page.
  static func isWanted(by line: String) -> Bool {
    let last = line.split(whereSeparator: { "|;&".contains($0) }).last ?? ""
    let command = last.split(whereSeparator: \.isWhitespace).first
    return command == "less" || command == "more"
  }
}
