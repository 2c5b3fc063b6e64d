/// A word before its expansion.
struct ShellWord: Sendable {
  var parts: [WordPart]

  /// The text of a word in which nothing is quoted or expanded; nil for any other.
  var plainText: String? {
    var text = ""
    for part in parts {
      guard case .literal(let piece) = part else { return nil }
      text += piece
    }
    return text
  }
}

indirect enum WordPart: Sendable {
  /// Not quoted: patterns count in it.
  case literal(String)
  case quoted(String)
  case doubleQuoted([WordPart])
  case parameter(ParameterReference, ParameterOperation)
  case substitution(ShellScript)
  case arithmetic([WordPart])
  /// `<(…)` and `>(…)`: the name of a pipe to or from the commands.
  case process(ShellScript, isInput: Bool)
}

/// What stands between `${` and the operation: a variable, an element of an array, or all of them.
struct ParameterReference: Sendable {
  indirect enum Subscript: Sendable {
    /// `[*]` joins the elements where `[@]` keeps them apart.
    case all(isJoined: Bool)
    case element(ShellWord)
  }

  var name: String
  var part: Subscript?
  /// `${!x}`: the variable whose name is the value; of a whole array its subscripts.
  var isIndirect = false

  init(_ name: String, _ part: Subscript? = nil, isIndirect: Bool = false) {
    self.name = name
    self.part = part
    self.isIndirect = isIndirect
  }
}

enum ParameterOperation: Sendable {
  case value
  case length
  /// `:-`, `:=`, `:?`, `:+`, each also without the colon, which lets an empty value count.
  case fallback(ShellWord, emptyCounts: Bool)
  case assign(ShellWord, emptyCounts: Bool)
  case require(ShellWord, emptyCounts: Bool)
  case alternative(ShellWord, emptyCounts: Bool)
  case removePrefix(ShellWord, longest: Bool)
  case removeSuffix(ShellWord, longest: Bool)
  case replace(ShellWord, with: ShellWord, place: ReplacedPlace)
  case slice(offset: [WordPart], length: [WordPart]?)
  case changeCase(upper: Bool, all: Bool)
  /// `@Q`, `@U`, `@L`, `@u`.
  case transform(Character)
}

/// Which matches `${x/a/b}` and its like replace.
enum ReplacedPlace: Sendable { case first, all, prefix, suffix }

/// Commands one after the other.
struct ShellScript: Sendable {
  struct Item: Sendable {
    var command: ShellCommand
    var isBackground: Bool
  }

  var items: [Item] = []
}

struct SimpleCommand: Sendable {
  struct Assignment: Sendable {
    var name: String
    /// Of the element that is assigned to.
    var part: ShellWord?
    var value: Value
    var isAppending: Bool
  }

  enum Value: Sendable {
    case word(ShellWord)
    /// `(…)`: an array's elements, each with the subscript it was given.
    case elements([(part: ShellWord?, word: ShellWord)])
  }

  var assignments: [Assignment] = []
  var words: [ShellWord] = []
  /// `declare a=(…)`: the arrays that the command's variables get.
  var arrays: [Assignment] = []
  var line: Int
}

struct Redirection: Sendable {
  enum Kind: Sendable {
    case input
    case output
    case append
    /// `>&` and `<&`: the word is a number, or `-`.
    case duplicate
    /// `&>` and `&>>`.
    case bothOutputs(append: Bool)
    /// The word is the text.
    case text(addsNewline: Bool)
  }

  var descriptor: Int
  var kind: Kind
  var target: ShellWord
}

indirect enum ShellCommand: Sendable {
  case simple(SimpleCommand)
  case pipeline([ShellCommand])
  /// `time`.
  case timed(ShellCommand)
  case negated(ShellCommand)
  /// Commands with `&&` and `||` between them: flat, so that a long chain is no deep tree.
  case chain([Link])
  case subshell(ShellScript)
  case group(ShellScript)
  case conditional([Branch], otherwise: ShellScript?)
  case loop(isUntil: Bool, condition: ShellScript, body: ShellScript)
  case forEach(name: String, words: [ShellWord]?, body: ShellScript)
  case forArithmetic(start: [WordPart], condition: [WordPart], step: [WordPart], body: ShellScript)
  case choose(ShellWord, [Choice])
  case function(name: String, body: ShellCommand)
  case redirected(ShellCommand, [Redirection])
  /// `[[ … ]]`, as its words.
  case test([ShellWord])
  /// `(( … ))`.
  case arithmetic([WordPart])

  struct Link: Sendable {
    /// Whether it runs only after success; the first always runs.
    var isAnd: Bool
    var command: ShellCommand
  }

  struct Branch: Sendable {
    var condition: ShellScript
    var body: ShellScript
  }

  struct Choice: Sendable {
    /// What comes after a choice's commands: `;;`, `;&`, `;;&`.
    enum End: String, Sendable {
      case leave = ";;"
      case fallThrough = ";&"
      case testNext = ";;&"
    }

    var patterns: [ShellWord]
    var body: ShellScript
    var end: End
  }
}

/// Why a text is no script.
enum ShellSyntaxError: Error, Hashable {
  case unexpected(String, expecting: String?)
  case unexpectedEnd(expecting: String?)
  case unterminatedQuote
  /// The line that ends a here-document has not come yet.
  case unterminatedDocument(delimiter: String, stripsTabs: Bool)
  case badSubstitution
  case tooDeep

  /// Whether more lines could complete it.
  var isIncomplete: Bool {
    switch self {
    case .unexpectedEnd, .unterminatedQuote, .unterminatedDocument: true
    default: false
    }
  }

  func text(_ dialect: ShellDialect) -> String {
    switch self {
    case .unexpected(let token, let expecting):
      if dialect.isBash { return "syntax error near unexpected token `\(token)'" }
      let shown = token == "newline" ? token : "\"\(token)\""
      let name = dialect == .dash ? "Syntax error: " : "syntax error: unexpected "
      return name + (dialect == .dash ? "\(shown) unexpected" : shown)
        + (expecting.map { " (expecting \"\($0)\")" } ?? "")
    case .unterminatedDocument: return ShellSyntaxError.unexpectedEnd(expecting: nil).text(dialect)
    case .unexpectedEnd(let expecting):
      if dialect.isBash { return "syntax error: unexpected end of file" }
      let suffix = expecting.map { " (expecting \"\($0)\")" } ?? ""
      return (dialect == .dash ? "Syntax error: end of file unexpected" : "syntax error: unexpected end of file")
        + suffix
    case .unterminatedQuote:
      if dialect.isBash { return "unexpected EOF while looking for matching `\"'" }
      return dialect == .dash ? "Syntax error: Unterminated quoted string" : "syntax error: unterminated quoted string"
    case .badSubstitution:
      return dialect == .ash ? "syntax error: bad substitution" : "Bad substitution"
    case .tooDeep: return "syntax error: nesting too deep"
    }
  }
}
