import Foundation

/// A Swift file of this package, read as text.
struct SourceFile {
  struct Function {
    /// Counted from 1.
    let line: Int
    let lineCount: Int
  }

  static let folders = ["Sources", "Tests", "Leaderboard"]

  let path: String
  let lines: [Substring]

  init(path: String, text: String) {
    self.path = path
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  /// Every Swift file under folders of the package, ordered by path.
  static func all(under folders: [String]) throws -> [SourceFile] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    return try folders.flatMap { folder in
      let paths = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
      return try paths.filter { $0.hasSuffix(".swift") && !$0.contains("Fixtures/") }.sorted().map { path in
        let text = try String(contentsOfFile: "\(root)/\(folder)/\(path)", encoding: .utf8)
        return SourceFile(path: "\(folder)/\(path)", text: text)
      }
    }
  }

  var module: String {
    let parts = path.split(separator: "/")
    return parts.first == "Leaderboard" ? "Leaderboard" : parts.count > 1 ? String(parts[1]) : ""
  }

  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index <= 2, words.indices.contains(index + 1),
        words[..<index].allSatisfy({ ["package", "internal", "public", "private", "@testable"].contains($0) })
      else { return nil }
      return String(words[index + 1])
    }
  }

  /// Functions and initializers, from their first line to the brace that closes them at the same indentation: the
  /// formatter puts it there.
  var functions: [Function] {
    lines.indices.compactMap { start in
      let line = lines[start]
      let indentation = line.prefix { $0 == " " }
      let words = line.dropFirst(indentation.count).split(separator: " ")
      guard words.contains(where: { $0 == "func" || $0.hasPrefix("init(") || $0.hasPrefix("init?(") }),
        words.first?.hasPrefix("//") != true, !line.hasSuffix("}"), words.first != "case", words.first != "self",
        hasBody(start), let end = lines[(start + 1)...].firstIndex(where: { $0 == indentation + "}" })
      else { return nil }
      return Function(line: start + 1, lineCount: end - start + 1)
    }
  }

  /// Whether a declaration opens a brace, as those in protocols do not.
  private func hasBody(_ start: Int) -> Bool {
    for (index, line) in lines[start...].enumerated() {
      if line.hasSuffix("{") { return true }
      let isNextDeclaration = index > 0 && (line.contains("func ") || line.contains("init("))
      if line.allSatisfy(\.isWhitespace) || isNextDeclaration { return false }
    }
    return false
  }
}
