extension ShellProgram {
  /// What `set -x` shows of a command; it goes to where errors went before the command's own redirections.
  func trace(_ prepared: Prepared, _ process: inout ProcessView) {
    guard options.tracesCommands, case .simple(let assignments, let words, _) = prepared else { return }
    let mark = String(repeating: "+", count: dialect.isBash ? substitutionDepth + 1 : 1)
    let values = assignments.map { "\($0.name)=" + ($0.text.isEmpty ? "" : quoted($0.text)) }
    let command = words.map(quoted).joined(separator: " ")
    var lines = dialect.isBash ? values : values.isEmpty ? [] : [values.joined(separator: " ")]
    if !words.isEmpty {
      if !dialect.isBash, let before = lines.popLast() {
        lines.append(before + " " + command)
      } else {
        lines.append(command)
      }
    }
    process.printError(lines.map { mark + " " + $0 + "\n" }.joined())
  }

  private func quoted(_ word: String) -> String {
    if dialect.isBash {
      if word.isEmpty { return "''" }
      let needsQuotes = word.utf8.contains { " \t\n'\"\\|&;()<>!{}*[?]^$`".utf8.contains($0) }
      guard needsQuotes || word.hasPrefix("~") || word.hasPrefix("#") else { return word }
      return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    let isPlain = word.utf8.allSatisfy { Byte.isNamePart($0) || "-./:,@+]^".utf8.contains($0) }
    if isPlain { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\"'\"'") + "'"
  }
}
