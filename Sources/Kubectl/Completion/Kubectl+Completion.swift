/// What may follow a command line.
package struct KubectlCompletions: Hashable, Sendable {
  /// Whole words, each in place of the one that was being typed.
  package var words: [String]
  /// Whether a file's name may stand there as well.
  package var takesFiles: Bool
  /// Whether the next word can follow at once.
  package var endsWord: Bool
}

extension Kubectl {
  /// - Parameter words: the command line without `kubectl`; the last is what has been typed of the word to complete.
  package func completions(_ words: [String]) -> KubectlCompletions {
    let candidates = Completer(environment).candidates(words)
    let isFileEnding = candidates.directive.contains(.fileEndings)
    // Of `--namespace=kub` the candidates are the values alone.
    let typed = words.last ?? ""
    let prefix = typed.hasPrefix("--") ? typed.firstIndex(of: "=").map { String(typed[...$0]) } ?? "" : ""
    return KubectlCompletions(
      words: isFileEnding ? [] : candidates.all.map { prefix + $0.text },
      takesFiles: !candidates.directive.contains(.noFiles),
      endsWord: !candidates.directive.contains(.noSpace))
  }
}

/// `kubectl __complete`, which the scripts of `kubectl completion` call.
enum CompleteCommand {
  static let name = "__complete"
  /// The same without descriptions.
  static let plainName = "__completeNoDesc"

  static func run(_ words: [String], describes: Bool, in environment: KubectlEnvironment) {
    let candidates = Completer(environment).candidates(words)
    var text = ""
    for candidate in candidates.all {
      text += candidate.text
      if describes, !candidate.description.isEmpty { text += "\t" + candidate.description }
      text += "\n"
    }
    environment.output.write(Array((text + ":\(candidates.directive.rawValue)\n").utf8), isError: false)
    let end = "Completion ended with directive: \(candidates.directive.name)\n"
    environment.output.write(Array(end.utf8), isError: true)
  }
}
