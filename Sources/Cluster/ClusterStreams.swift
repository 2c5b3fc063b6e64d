package import APIServer
package import ContainerShell
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
    case .port(let port): return StreamRead(kubelets.readPort(port.id, at: now))
    case .remote: return .ended(exitCode: 0)
    }
  }

  /// The same for a watch, with its events as they go over the wire.
  package mutating func readEncoded(
    _ watch: inout Watch, sharing shared: inout EncodedEvents, at instant: Instant
  ) -> StreamRead {
    advance(to: instant)
    do throws(APIStatus) {
      let bytes = try server.encodedEvents(of: &watch, sharing: &shared, at: now)
      if !bytes.isEmpty { return .bytes(bytes, isError: false) }
      return watch.isOver ? .ended(exitCode: 0) : .pending
    } catch {
      return .watchEvents([["type": "ERROR", "object": error.object]])
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

  /// The last connections that the commands behind a stream opened, oldest first. Ask before the stream's end is read.
  package func connections(of stream: APIStream) -> [ConnectionReport] {
    switch stream {
    case .watch, .port, .remote: return []
    case .log(let follow):
      return connections(ofPod: follow.connection.pod.uid, container: follow.connection.container)
    case .exec(let session): return kubelets.connections(ofCommand: session.id)
    }
  }

  /// The same of the commands that a container runs by itself.
  package func connections(ofPod uid: String, container: String) -> [ConnectionReport] {
    kubelets.connections(ofPod: uid, container: container)
  }

  /// How a connection from a pod, or from a namespace, would end now; nothing comes of it.
  package func tryConnection(_ question: HTTPQuestion, from object: StoredObject) -> HTTPOutcome {
    kubelets.tryConnection(question, from: object, api: server, at: now)
  }

  /// Sends standard input to a command, or bytes to a port; nil is their end.
  package mutating func write(_ bytes: [UInt8]?, to stream: inout APIStream, at instant: Instant) {
    advance(to: instant)
    switch stream {
    case .watch, .log, .remote: return
    case .exec(let session):
      withKubelets { kubelets, api, queue in kubelets.write(bytes, to: session.id, api: &api, queue: &queue) }
    case .port(let port):
      withKubelets { kubelets, api, queue in kubelets.write(bytes, toPort: port.id, api: &api, queue: &queue) }
    }
  }

  /// Whether what was written before has to be taken first: a client should wait before it sends more.
  package func isInputFull(of stream: APIStream) -> Bool {
    switch stream {
    case .watch, .log, .remote: false
    case .exec(let session): kubelets.isInputFull(of: session.id)
    case .port(let port): kubelets.isInputFull(ofPort: port.id)
    }
  }

  /// The terminal behind a command has another size.
  package mutating func resize(_ stream: APIStream, columns: Int, rows: Int) {
    guard case .exec(let session) = stream else { return }
    withKubelets { kubelets, api, queue in
      kubelets.resize(session.id, columns: columns, rows: rows, api: &api, queue: &queue)
    }
  }

  /// Gives up a stream; a command whose client went away is interrupted.
  package mutating func close(_ stream: APIStream) {
    switch stream {
    case .watch, .log, .remote: return
    case .exec(let session):
      withKubelets { kubelets, api, queue in kubelets.close(session.id, api: &api, queue: &queue) }
    case .port(let port): kubelets.closePort(port.id)
    }
  }
}
