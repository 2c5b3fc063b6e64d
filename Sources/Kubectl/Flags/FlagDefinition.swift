/// One option of a command. What its help says stands in `FlagTexts`.
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
    /// The same as pflag itself reads them: a flag without a pair is refused in other words.
    case pairs
  }

  let name: String
  let shorthand: Character?
  let kind: Kind
  /// As it would be written on the command line; empty for none.
  let defaultText: String
  /// What the flag means when it comes without a value (`--dry-run`); nil where a value must follow.
  let impliedText: String?
  let isHidden: Bool

  init(
    _ name: String, short shorthand: Character? = nil, _ kind: Kind, default defaultText: String = "",
    implied impliedText: String? = nil, hidden isHidden: Bool = false
  ) {
    self.name = name
    self.shorthand = shorthand
    self.kind = kind
    self.defaultText = defaultText
    if case .bool = kind { self.impliedText = "true" } else { self.impliedText = impliedText }
    self.isHidden = isHidden
  }

  static func bool(_ name: String, short shorthand: Character? = nil, default value: Bool = false)
    -> Self
  {
    Self(name, short: shorthand, .bool, default: value ? "true" : "false")
  }

  static func string(
    _ name: String, short shorthand: Character? = nil, default text: String = "", implied: String? = nil
  ) -> Self {
    Self(name, short: shorthand, .string, default: text, implied: implied)
  }

  static func integer(
    _ name: String, short shorthand: Character? = nil, default value: Int = 0, bits: Int = 64
  ) -> Self {
    Self(name, short: shorthand, .integer(bits: bits), default: String(value))
  }

  static func duration(_ name: String, default text: String = "0s") -> Self {
    Self(name, .duration, default: text)
  }

  static func list(_ name: String, short shorthand: Character? = nil, default text: String = "")
    -> Self
  {
    Self(name, short: shorthand, .list, default: text)
  }

  static func array(_ name: String, short shorthand: Character? = nil) -> Self {
    Self(name, short: shorthand, .array)
  }

  static func map(_ name: String) -> Self {
    Self(name, .map)
  }

  static func pairs(_ name: String) -> Self {
    Self(name, .pairs)
  }

  /// The same flag, left out of `--help`.
  var hidden: Self {
    Self(name, short: shorthand, kind, default: defaultText, implied: impliedText, hidden: true)
  }

  /// `-l, --selector` or `--tail`, as errors call it.
  var title: String { shorthand.map { "-\($0), --\(name)" } ?? "--\(name)" }
}
