import APIServer
import Kubectl
import KubernetesClient
import LoopbackServing
import SimulationKernel
import Testing

/// A transport that asks a loopback server.
func transport(to server: LoopbackServer, _ change: (inout ClusterAccess) -> Void = { _ in }) -> HTTPTransport {
  transport(to: "http://127.0.0.1:\(server.port)", change)
}

func transport(to url: String, _ change: (inout ClusterAccess) -> Void = { _ in }) -> HTTPTransport {
  let transport = HTTPTransport(terminal: HostTerminal(), session: "test")
  var access = ClusterAccess()
  access.server = url
  change(&access)
  transport.use(access, for: "kubectl get")
  return transport
}

extension APIResponse {
  var text: String { if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" } }

  var stream: APIStream? { if case .stream(let stream) = body { stream } else { nil } }
}

extension HTTPTransport {
  /// All that comes on a stream, one event after the other, until it ends.
  func events(of response: APIResponse) throws -> [StreamEvent] {
    var stream = try #require(response.stream)
    var events: [StreamEvent] = []
    while events.count < 100 {
      let event = read(&stream, until: now + .seconds(10))
      events.append(event)
      switch event {
      case .ended, .failed, .deadlineReached: return events
      default: continue
      }
    }
    return events
  }
}
