import Foundation

/// A session of a real kubectl against a real Kubernetes 1.36 cluster:
///
///     # a comment
///     == file web.yaml          a file that the commands may name
///     ...
///     == end
///     $ kubectl get pods        a command, compared with what it printed, stdout and stderr together
///     [1]                       its exit status, where that is not 0
///     ~ sleep 1                 a command that must succeed; what it prints is not compared
///     | kubectl get pods        compared as a set of lines
struct Transcript {
  enum Comparison: Character {
    case lines = "$"
    case setOfLines = "|"
    case successOnly = "~"
  }

  struct Step {
    var comparison: Comparison
    let command: String
    let line: Int
    var expected: [String] = []
    var status = 0
  }

  let name: String
  private(set) var files: [(name: String, text: String)] = []
  private(set) var steps: [Step] = []

  init(name: String, text: String) {
    self.name = name
    var lines = text.components(separatedBy: "\n")[...]
    var isInStep = false
    var previousIsBlank = true
    while let line = lines.popFirst() {
      defer { previousIsBlank = line.allSatisfy(\.isWhitespace) }
      if line.hasPrefix("== file ") {
        let body = Array(lines.prefix { $0 != "== end" })
        lines = lines.dropFirst(body.count + 1)
        files.append((line.dropFirst(8).trimmingCharacters(in: .whitespaces), body.joined(separator: "\n") + "\n"))
        isInStep = false
      } else if let comparison = line.first.flatMap(Comparison.init), line.dropFirst().hasPrefix(" ") {
        steps.append(Step(comparison: comparison, command: String(line.dropFirst(2)), line: lines.startIndex))
        isInStep = true
      } else if line.hasPrefix("# "), !isInStep || previousIsBlank {
        isInStep = false
      } else if isInStep {
        steps[steps.count - 1].expected.append(line)
      }
    }
    for index in steps.indices { steps[index].takeStatus() }
  }
}

extension Transcript.Step {
  /// Drops the blank lines at the end, and reads `[1]` as the exit status.
  fileprivate mutating func takeStatus() {
    while expected.last?.allSatisfy(\.isWhitespace) == true { expected.removeLast() }
    if let last = expected.last, last.hasPrefix("["), last.hasSuffix("]"), let code = Int(last.dropFirst().dropLast()) {
      status = code
      expected.removeLast()
    }
  }
}
