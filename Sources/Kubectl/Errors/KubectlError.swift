import APIServer

/// Why a command failed. `ErrorText` says what is printed for each.
indirect enum KubectlError: Error {
  /// Printed after `error: `.
  case message(String)
  /// Printed as it is.
  case plain(String)
  /// A mistake in the command line, printed with the way to the command's help.
  case usage(String)
  /// A flag that cannot be read.
  case flag(String)
  /// The server refused; `context` goes before its message (`error when creating "x.yaml"`).
  case server(APIStatus)
  /// The server did not answer.
  case connection(TransportFailure)
  /// Several, a line each.
  case several([KubectlError])
  /// Printed as it is; kubectl ends with this status.
  case ended(String, status: Int)
  /// Nothing is printed any more.
  case exit(Int)

  /// The status behind the error, when a server's answer is.
  var status: APIStatus? { if case .server(let status) = self { status } else { nil } }
}
