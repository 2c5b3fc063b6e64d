import APIServer
import ClusterNetwork
import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// What the API server's proxy brings from pods, Services and nodes.
extension Kubelets {
  mutating func proxy(
    _ connection: PodConnection, api: inout APIServer, queue: inout WorkQueue
  ) -> APIResponse {
    guard let proxied = ProxiedPath(connection.request) else { return APIResponse(.badRequest("no path")) }
    return proxy(proxied, connection, api: &api, queue: &queue)
  }

  mutating func proxy(
    _ proxied: ProxiedPath, _ connection: PodConnection, api: inout APIServer, queue: inout WorkQueue
  ) -> APIResponse {
    switch proxied.resource {
    case "nodes": return nodeAnswer(proxied, connection, api: &api, queue: &queue)
    case "services":
      do throws(APIStatus) {
        let target = try endpoint(of: Service(connection.pod), proxied.port, api, queue: &queue)
        let uid = pods.sorted.first { $0.sandbox?.ip == target.address && !$0.isTerminated }?.uid
        return ask(uid, target.address, target.port, proxied, connection.request, api: &api, queue: &queue)
      } catch {
        return APIResponse(error)
      }
    default:
      guard let pod = pods[connection.pod.uid], let address = pod.sandbox?.ip else {
        return APIResponse(.badRequest("address not allowed"))
      }
      let first = pod.containers.lazy.flatMap(\.view.ports).first?["containerPort"]?.intValue
      guard let port = proxied.port.isEmpty ? first.map({ Int(clamping: $0) }) ?? 80 : Int(proxied.port) else {
        return Self.unavailable("error trying to reach service: dial tcp: lookup tcp/\(proxied.port): unknown port")
      }
      return ask(pod.uid, address, port, proxied, connection.request, api: &api, queue: &queue)
    }
  }

  /// One of a Service's endpoints that are ready, behind the port that is meant (kube-apiserver: `ResourceLocation`).
  private func endpoint(
    of service: Service, _ port: String, _ api: APIServer, queue: inout WorkQueue
  ) throws(APIStatus) -> ClusterNetwork.Endpoint {
    let isOnly = port.isEmpty && service.ports.count == 1
    let match = service.ports.first { isOnly || $0.name == port || String($0.port) == port }
    guard let match else {
      throw APIStatus(
        code: 503, reason: "ServiceUnavailable",
        message: "no service port \"\(port)\" found for service \"\(service.name)\"",
        hasDetails: false)
    }
    let endpoints = ClusterNetwork(api).endpoints(of: service, port: match)
    guard !endpoints.isEmpty else {
      throw APIStatus(
        code: 503, reason: "ServiceUnavailable", message: "no endpoints available for service \"\(service.name)\"",
        hasDetails: false)
    }
    return endpoints[queue.random.below(endpoints.count)]
  }

  private mutating func ask(
    _ uid: String?, _ address: String, _ port: Int, _ proxied: ProxiedPath, _ request: APIRequest,
    api: inout APIServer, queue: inout WorkQueue
  ) -> APIResponse {
    var headers = ["User-Agent": request.userAgent, "Accept": request.accept, "X-Forwarded-Uri": request.path]
    let body = request.bodyBytes
    if !body.isEmpty { headers["Content-Type"] = request.contentType }
    let question = HTTPQuestion(
      method: request.method.rawValue, scheme: proxied.scheme == "https" ? "https" : "http",
      host: "\(address):\(port)", port: port, path: proxied.path + request.queryText, headers: headers, body: body)
    guard let uid, let node = pods[uid].flatMap({ nodes[$0.node] }), node.isRunning,
      let outcome = ask(uid, question, client: node.objects.address, isLoopback: false, api: &api, queue: &queue)
    else {
      return Self.unavailable("error trying to reach service: dial tcp \(address):\(port): connect: no route to host")
    }
    switch outcome {
    case .answered(let answer):
      return APIResponse(
        status: answer.status, contentType: answer.headers["Content-Type"] ?? "text/plain; charset=utf-8",
        body: .bytes(answer.body))
    case .emptyReply: return Self.unavailable("error trying to reach service: EOF")
    case .refused:
      return Self.unavailable("error trying to reach service: dial tcp \(address):\(port): connect: connection refused")
    }
  }

  private static func unavailable(_ message: String) -> APIResponse {
    APIResponse(APIStatus(code: 503, reason: "ServiceUnavailable", message: message, hasDetails: false))
  }

  /// Asks what listens on a pod's port.
  mutating func ask(
    _ uid: String, _ question: HTTPQuestion, client: String, isLoopback: Bool, api: inout APIServer,
    queue: inout WorkQueue
  ) -> ContainerAnswer? {
    var answer: ContainerAnswer?
    take(turnOf: uid, api: &api, queue: &queue) { pod, turn in
      answer = pod.answer(question, client: client, isLoopback: isLoopback, turn)
      pod.noticeMeddling(turn)
    }
    return answer
  }
}
