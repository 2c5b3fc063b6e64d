/// A row that names keys and what they do: `F1 help  F2 incident`.
enum KeyLine {
  /// The key that is named at a column; the words that say what it does belong to it.
  static func key(in line: String, at column: Int) -> Key? {
    for entry in line.split(separator: "  ") {
      let start = line.distance(from: line.startIndex, to: entry.startIndex)
      guard (start..<start + entry.count).contains(column), let name = entry.split(separator: " ").first else {
        continue
      }
      if name == "PgUp" { return column - start <= name.count ? .pageUp : .pageDown }
      guard name.first == "F", let number = Int(name.dropFirst()), (1...12).contains(number) else { return nil }
      return .function(number)
    }
    return nil
  }
}
