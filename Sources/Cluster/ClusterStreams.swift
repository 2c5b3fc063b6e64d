package import APIServer
package import SimulationKernel

/// The streams that responses open: watches, followed logs, commands in containers.
extension Cluster {
  /// What is there to read at `instant`.
  package mutating func read(_ stream: inout APIStream, at instant: Instant) -> StreamRead {
    advance(to: instant)
    return .pending
  }

  /// Sends standard input to a command; nil closes it.
  package mutating func write(_ bytes: [UInt8]?, to stream: inout APIStream, at instant: Instant) {
    advance(to: instant)
  }

  /// Gives up a stream.
  package mutating func close(_ stream: APIStream) {}
}
