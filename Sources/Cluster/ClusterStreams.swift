package import APIServer
import KubernetesModel
import Nodes
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
    case .log(var follow):
      let read = kubelets.read(&follow, at: now)
      stream = .log(follow)
      return StreamRead(read)
    case .exec(let session):
      return StreamRead(
        withKubelets { kubelets, api, queue in kubelets.read(session.id, api: &api, queue: &queue) })
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
    guard case .exec(let session) = stream else { return }
    withKubelets { kubelets, api, queue in kubelets.write(bytes, to: session.id, api: &api, queue: &queue) }
  }

  /// Gives up a stream; a command whose client went away is interrupted.
  package mutating func close(_ stream: APIStream) {
    guard case .exec(let session) = stream else { return }
    withKubelets { kubelets, api, queue in kubelets.close(session.id, api: &api, queue: &queue) }
  }
}
