import ContainerShell
package import KubernetesModel
import Nodes

/// What a stream has for its reader.
package enum StreamRead: Sendable {
  /// Watch events as they stand on the wire: `{"type": "ADDED", "object": ...}`.
  case watchEvents([JSONValue])
  /// What a container wrote, in the order in which it did.
  case bytes([UInt8], isError: Bool)
  /// The command waits for standard input.
  case wantsInput
  /// Nothing yet: more may come with the next event.
  case pending
  /// The stream is over; for exec with the command's exit code.
  case ended(exitCode: Int)
}

extension StreamRead {
  init(_ read: KubeletRead) {
    switch read {
    case .output(let output): self = .bytes(output.bytes, isError: output.isError)
    case .wantsInput: self = .wantsInput
    case .pending: self = .pending
    case .ended(let code): self = .ended(exitCode: code)
    }
  }
}
