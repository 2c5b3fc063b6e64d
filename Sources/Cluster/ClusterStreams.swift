package import APIServer
import KubernetesModel
package import SimulationKernel

/// The streams that responses open: watches, followed logs, commands in containers.
extension Cluster {
  /// What is there to read at `instant`.
  package mutating func read(_ stream: inout APIStream, at instant: Instant) -> StreamRead {
    advance(to: instant)
    switch stream {
    case .watch(var watch):
      let read = readWatch(&watch)
      stream = .watch(watch)
      return read
    case .log, .exec: return .pending
    }
  }

  private mutating func readWatch(_ watch: inout Watch) -> StreamRead {
    do throws(APIStatus) {
      let events = try server.events(of: &watch, at: now)
      if !events.isEmpty { return .watchEvents(events) }
      return watch.isOver ? .ended(exitCode: 0) : .pending
    } catch {
      return .watchEvents([["type": "ERROR", "object": error.object]])
    }
  }

  /// Sends standard input to a command; nil closes it.
  package mutating func write(_ bytes: [UInt8]?, to stream: inout APIStream, at instant: Instant) {
    advance(to: instant)
  }

  /// Gives up a stream.
  package mutating func close(_ stream: APIStream) {}
}
