/// Whose error texts a shell has.
enum ShellDialect: Sendable {
  /// BusyBox.
  case ash
  /// Debian's sh.
  case dash
  case bash
  /// At a prompt, where bash leaves out the line's number.
  case interactiveBash

  var isBash: Bool { self == .bash || self == .interactiveBash }

  /// What stands before an error of the shell's own.
  func prefix(_ name: String, line: Int) -> String {
    switch self {
    case .ash, .interactiveBash: "\(name): "
    case .dash: "\(name): \(line): "
    case .bash: "\(name): line \(line): "
    }
  }

  var readOnly: String { isBash ? "readonly variable" : "is read only" }

  var notFound: String { isBash ? "command not found" : "not found" }
}
