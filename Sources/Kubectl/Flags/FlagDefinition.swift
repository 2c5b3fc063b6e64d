/// One option of a command, as `--help` lists it.
struct FlagDefinition: Sendable {
  enum Kind: Sendable {
    case bool, string, duration
    case integer(bits: Int)
    /// Comma-separated, and may come several times.
    case list
    /// May come several times; commas mean nothing.
    case array
    /// `name=value` pairs, comma-separated, and may come several times.
    case map
  }

  let name: String
  let shorthand: Character?
  let kind: Kind
  /// As it would be written on the command line; empty for none.
  let defaultText: String
  /// What the flag means when it comes without a value (`--dry-run`); nil where a value must follow.
  let impliedText: String?
  let summary: String
  let isHidden: Bool

  init(
    _ name: String, short shorthand: Character? = nil, _ kind: Kind, default defaultText: String = "",
    implied impliedText: String? = nil, hidden isHidden: Bool = false, _ summary: String
  ) {
    self.name = name
    self.shorthand = shorthand
    self.kind = kind
    self.defaultText = defaultText
    if case .bool = kind { self.impliedText = "true" } else { self.impliedText = impliedText }
    self.summary = summary
    self.isHidden = isHidden
  }

  static func bool(_ name: String, short shorthand: Character? = nil, default value: Bool = false, _ summary: String)
    -> Self
  {
    Self(name, short: shorthand, .bool, default: value ? "true" : "false", summary)
  }

  static func string(
    _ name: String, short shorthand: Character? = nil, default text: String = "", implied: String? = nil,
    _ summary: String
  ) -> Self {
    Self(name, short: shorthand, .string, default: text, implied: implied, summary)
  }

  static func integer(
    _ name: String, short shorthand: Character? = nil, default value: Int = 0, bits: Int = 64, _ summary: String
  ) -> Self {
    Self(name, short: shorthand, .integer(bits: bits), default: String(value), summary)
  }

  static func duration(_ name: String, default text: String = "0s", _ summary: String) -> Self {
    Self(name, .duration, default: text, summary)
  }

  static func list(_ name: String, short shorthand: Character? = nil, default text: String = "", _ summary: String)
    -> Self
  {
    Self(name, short: shorthand, .list, default: text, summary)
  }

  static func array(_ name: String, short shorthand: Character? = nil, _ summary: String) -> Self {
    Self(name, short: shorthand, .array, summary)
  }

  static func map(_ name: String, _ summary: String) -> Self {
    Self(name, .map, summary)
  }

  /// The same flag, left out of `--help`.
  var hidden: Self {
    Self(name, short: shorthand, kind, default: defaultText, implied: impliedText, hidden: true, summary)
  }

  /// `-l, --selector` or `--tail`, as errors call it.
  var title: String { shorthand.map { "-\($0), --\(name)" } ?? "--\(name)" }
}
