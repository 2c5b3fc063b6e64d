/// A pattern for the name of a file, as Go's `filepath.Match` reads it: `*`, `?`, `[a-z]` and `\` before what is meant
/// as it stands.
struct FilePattern {
  private enum Piece {
    case many, one
    case literal(Character)
    case oneOf([ClosedRange<Character>], isNegated: Bool)
  }

  private let pieces: [Piece]

  static func isPattern(_ text: some StringProtocol) -> Bool { text.contains { "*?[\\".contains($0) } }

  /// Nil when a bracket is not closed, or empty.
  init?(_ text: some StringProtocol) {
    var rest = text[...]
    var pieces: [Piece] = []
    while let letter = rest.popFirst() {
      switch letter {
      case "*": pieces.append(.many)
      case "?": pieces.append(.one)
      case "[":
        guard let range = Self.range(&rest) else { return nil }
        pieces.append(range)
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        pieces.append(.literal(escaped))
      default: pieces.append(.literal(letter))
      }
    }
    self.pieces = pieces
  }

  private static func range<Text: StringProtocol>(_ rest: inout Text) -> Piece? where Text == Text.SubSequence {
    func letter(_ rest: inout Text) -> Character? {
      guard let first = rest.popFirst(), first != "-" else { return nil }
      return first == "\\" ? rest.popFirst() : first
    }
    let isNegated = rest.first == "^"
    if isNegated { rest = rest.dropFirst() }
    var ranges: [ClosedRange<Character>] = []
    while let first = rest.first {
      if first == "]", !ranges.isEmpty {
        rest = rest.dropFirst()
        return .oneOf(ranges, isNegated: isNegated)
      }
      guard first != "]", let low = letter(&rest) else { return nil }
      var high = low
      if rest.first == "-" {
        rest = rest.dropFirst()
        guard let end = letter(&rest) else { return nil }
        high = end
      }
      if low <= high { ranges.append(low...high) }
      if low > high { ranges.append(low...low) }
    }
    return nil
  }

  func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (piece, place) = (0, 0)
    var star: (piece: Int, place: Int)?
    while place < name.count {
      if piece < pieces.count, case .many = pieces[piece] {
        star = (piece, place)
        piece += 1
      } else if piece < pieces.count, Self.holds(pieces[piece], name[place]) {
        piece += 1
        place += 1
      } else if let last = star {
        star = (last.piece, last.place + 1)
        piece = last.piece + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { if case .many = $0 { true } else { false } }
  }

  private static func holds(_ piece: Piece, _ letter: Character) -> Bool {
    switch piece {
    case .many, .one: true
    case .literal(let wanted): wanted == letter
    case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(letter) } != isNegated
    }
  }
}

extension KubectlFiles {
  /// The paths that a pattern stands for, in the order of their names; nil when it is malformed.
  func paths(matching pattern: String) -> [String]? {
    var found = [pattern.hasPrefix("/") ? "/" : ""]
    for part in pattern.split(separator: "/") {
      guard let name = FilePattern(part) else { return nil }
      var next: [String] = []
      for folder in found {
        guard FilePattern.isPattern(part) else {
          next.append(folder + part + "/")
          continue
        }
        let names = (try? list(folder.isEmpty ? "." : folder == "/" ? folder : String(folder.dropLast()))) ?? []
        next += names.sorted().filter(name.matches).map { folder + $0 + "/" }
      }
      found = next
    }
    return found.map { String($0.dropLast()) }.filter { path in
      isDirectory(path) || (try? read(path)) != nil
    }
  }
}
