import KubernetesModel

/// A sed script, as a flat list of commands: a group jumps to its end, a branch to its label.
struct SedScript: Sendable {
  enum Address: Sendable {
    /// 0 only before a second address that is an expression: that may match the first line already.
    case line(Int)
    case last
    case matching(SedExpression)
    case step(Int, Int)
  }

  enum Range: Sendable {
    case to(Address)
    /// `addr,+N`.
    case lines(Int)
    /// `addr,~N`: to the next line whose number is a multiple.
    case multiple(Int)
  }

  enum Condition: Sendable { case always, substituted, notSubstituted }

  enum Action: Sendable {
    case substitute(SedSubstitution)
    case transliterate([Character: Character])
    case delete, deleteFirstLine
    case print, printFirstLine, printUnambiguously, lineNumber
    case next, appendNext
    case copyHold, appendHold, copyToHold, appendToHold, exchange
    case quit(Int, isSilent: Bool)
    case append([UInt8]), insert([UInt8]), change([UInt8])
    case readFile(String), writeFile(String)
    case branch(Condition, Int)
    /// Skips to a command where the address does not select.
    case group(end: Int)
    case nothing
  }

  struct Command: Sendable {
    var first: Address?
    var range: Range?
    var isNegated = false
    var action: Action
  }

  struct Failure: Error {
    let message: String
  }

  var commands: [Command] = []
  /// `#n` in the first line.
  var isQuiet = false
}

/// An expression of a script; an empty one is the last that was used.
struct SedExpression: Sendable {
  var expression: RegularExpression?
}

/// `s/…/…/`.
struct SedSubstitution: Sendable {
  enum Piece: Sendable, Equatable {
    case text([UInt8])
    case group(Int)
    case letterCase(LetterCase)
  }

  /// `\U`, `\L`, `\u`, `\l`, `\E`.
  enum LetterCase: Sendable { case upper, lower, upperNext, lowerNext, unchanged }

  var expression: SedExpression
  var replacement: [Piece]
  var isGlobal = false
  var prints = false
  var number = 1
  var file: String?

  /// What takes the place of a match.
  func text(_ match: RegularExpression.Match, _ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var state = LetterCase.unchanged
    var next: LetterCase?
    func add(_ bytes: some Sequence<UInt8>) {
      let isPlain = state == .unchanged && next == nil
      if isPlain {
        result += bytes
        return
      }
      var piece = String(decoding: Array(bytes), as: UTF8.self)
      if piece.isEmpty { return }
      if state == .upper { piece = piece.uppercased() } else if state == .lower { piece = piece.lowercased() }
      if let change = next {
        let first = change == .upperNext ? piece.prefix(1).uppercased() : piece.prefix(1).lowercased()
        piece = first + piece.dropFirst()
        next = nil
      }
      result += Array(piece.utf8)
    }
    for piece in replacement {
      switch piece {
      case .text(let bytes): add(bytes)
      case .group(let group): if group < match.groups.count, let range = match.groups[group] { add(text[range]) }
      case .letterCase(let change):
        switch change {
        case .upperNext, .lowerNext: next = change
        case .upper, .lower, .unchanged:
          state = change
          next = nil
        }
      }
    }
    return result
  }
}
