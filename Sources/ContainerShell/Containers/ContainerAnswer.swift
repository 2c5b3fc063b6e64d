/// What a container does with a connection that reached it.
package enum ContainerAnswer: Hashable, Sendable {
  case answered(HTTPAnswer)
  /// Somebody listens there who speaks no HTTP.
  case emptyReply
  /// Nobody listens there.
  case refused
}

/// A piece of what a process in a container wrote.
package struct ProcessOutput: Hashable, Sendable {
  package var bytes: [UInt8]
  package var isError: Bool

  package init(bytes: [UInt8], isError: Bool = false) {
    self.bytes = bytes
    self.isError = isError
  }
}

/// Names a process that was started in a container beside its own (kubectl exec, an exec probe).
package struct ExecSession: Hashable, Sendable {
  package let number: Int
}

/// How a process of an exec session ended.
package enum ExecEnd: Hashable, Sendable {
  case exited(code: Int)
  /// The whole container ended under it: 137 for a kill.
  case containerEnded(code: Int)
}
