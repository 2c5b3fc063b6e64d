import APIServer

extension KubectlError {
  var exitStatus: Int {
    switch self {
    case .exit(let code), .ended(_, let code): code
    default: 1
    }
  }

  /// What is printed on standard error, where the last line may lack its end; empty for nothing.
  func text(command path: String) -> String {
    switch self {
    case .message(let text): text.hasPrefix("error: ") ? text : "error: " + text
    case .plain(let text), .ended(let text, _): text
    case .usage(let text): "error: \(text)\nSee '\(path) -h' for help and examples"
    case .flag(let text): "error: \(text)\nSee '\(path) --help' for usage."
    case .server(let status): status.reason == "Invalid" ? Self.invalid(status) : line
    case .connection: line
    case .several(let errors): Self.text(of: errors, command: path)
    case .exit: ""
    }
  }

  /// A list of one is taken for the one, but only once: what is in a list within it is printed as several are.
  private static func text(of errors: [KubectlError], command path: String) -> String {
    guard errors.count == 1, let only = errors.first else { return errors.map(\.line).joined(separator: "\n") }
    if case .several(let inner) = only { return inner.map(\.line).joined(separator: "\n") }
    return only.text(command: path)
  }

  /// The error as one of several.
  var line: String {
    switch self {
    case .message(let text), .plain(let text), .usage(let text), .flag(let text), .ended(let text, _): text
    case .server(let status):
      switch status.reason {
      case "Unauthorized": "error: You must be logged in to the server (\(status.message))"
      case "": "Error from server: \(status.message)"
      default: "Error from server (\(status.reason)): \(status.message)"
      }
    case .connection(let failure):
      failure.reason.contains("connection refused")
        ? "The connection to the server \(failure.host) was refused - did you specify the right host or port?"
        : "Unable to connect to the server: \(failure.reason)"
    case .several: message
    case .exit: ""
    }
  }

  /// What Go's `err.Error()` gives: the message alone, several in brackets.
  var message: String {
    switch self {
    case .message(let text), .plain(let text), .usage(let text), .flag(let text), .ended(let text, _): text
    case .server(let status): status.message
    case .connection(let failure): failure.request + ": " + failure.reason
    case .several:
      Self.listed(ResourceArguments.unique(single.map(\.message)))
    case .exit: "exit"
    }
  }

  private static func listed(_ messages: [String]) -> String {
    messages.count == 1 ? messages[0] : "[" + messages.joined(separator: ", ") + "]"
  }

  /// The errors that are no lists, in this one and in what it holds.
  private var single: [KubectlError] {
    if case .several(let errors) = self { errors.flatMap(\.single) } else { [self] }
  }

  /// The same error with a text before its message: `error when creating "web.yaml": ...`.
  func prefixed(_ prefix: String) -> KubectlError {
    switch self {
    case .server(var status):
      status.message = prefix + ": " + status.message
      return .server(status)
    case .message(let text): return .message(prefix + ": " + text)
    case .connection: return .message(prefix + ": " + message)
    case .plain, .usage, .flag, .several, .ended, .exit: return self
    }
  }

  /// `The Pod "x" is invalid: ...`, with a list when there are several causes.
  private static func invalid(_ status: APIStatus) -> String {
    var lead = "The request is invalid"
    guard status.hasDetails else { return status.message.isEmpty ? lead : lead + ": " + status.message }
    if !status.kind.isEmpty || !status.name.isEmpty {
      lead = "The \(status.kind) \(status.name.goQuoted) is invalid"
    } else if !status.message.isEmpty, status.causes.isEmpty {
      lead += ": " + status.message
    }
    var lines: [String] = []
    for cause in status.causes {
      let line = "\(cause.field): \(cause.message)"
      if !lines.contains(line) { lines.append(line) }
    }
    switch lines.count {
    case 0: return lead
    // The line ends here: what a server says may end in an empty line, which is printed as well.
    case 1: return lead + ": " + lines[0] + "\n"
    default: return lead + ": \n" + lines.map { "* \($0)\n" }.joined()
    }
  }
}
