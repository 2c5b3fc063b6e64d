package import KubernetesModel

/// What a stream has for its reader.
package enum StreamRead: Sendable {
  /// Watch events as they stand on the wire: `{"type": "ADDED", "object": ...}`.
  case watchEvents([JSONValue])
  case bytes([UInt8], isError: Bool)
  /// The command waits for standard input.
  case wantsInput
  /// Nothing yet: more may come with the next event.
  case pending
  /// The stream is over; for exec with the command's exit code.
  case ended(exitCode: Int)
}
