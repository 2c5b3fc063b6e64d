import KubernetesModel

extension APIServer {
  /// Checks a request that a kubelet is to answer, and hands it up.
  func connect(
    _ kind: PodConnection.Kind, _ request: APIRequest, _ target: RequestTarget
  ) throws(APIStatus) -> APIResponse {
    let name = kind == .proxy ? try proxiedName(target) : target.name
    guard let object = store.object(target.definition.storage, namespace: target.namespace, name: name) else {
      throw .notFound(target.resource, name)
    }
    guard target.definition.kind == "Pod" else {
      return APIResponse(
        status: 200,
        body: .connect(PodConnection(kind: kind, pod: object.value, container: "", request: request)))
    }
    let container: String
    switch kind {
    case .log, .exec, .attach: container = try containerName(request.parameter("container") ?? "", object.value)
    case .portforward, .proxy: container = ""
    }
    let pod = object.value
    let node = pod.at("spec", "nodeName")?.stringValue ?? ""
    if node.isEmpty {
      // A log of a pod that no node has is empty; everything else needs the node.
      if kind == .log { return APIResponse(status: 200, contentType: "text/plain", body: .bytes([])) }
      throw .badRequest(kind == .proxy ? "address not allowed" : "pod \(object.name) does not have a host assigned")
    }
    return APIResponse(
      status: 200, body: .connect(PodConnection(kind: kind, pod: pod, container: container, request: request)))
  }

  /// The object in what a proxied path names, which may have a scheme before it and a port behind it: `https:web:8443`.
  private func proxiedName(_ target: RequestTarget) throws(APIStatus) -> String {
    let parts = target.name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: return target.name
    case 2 where !parts[0].isEmpty: return parts[0]
    case 3 where ["", "http", "https"].contains(parts[0]) && !parts[1].isEmpty: return parts[1]
    default: throw .badRequest("invalid \(target.definition.singular) request \"\(target.name)\"")
    }
  }

  /// The container that a request means: the one it names, or the only one.
  private func containerName(_ asked: String, _ pod: JSONValue) throws(APIStatus) -> String {
    func names(_ list: String) -> [String] {
      (pod.at("spec", list)?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
    }
    let main = names("containers")
    let all = names("initContainers") + main + names("ephemeralContainers")
    if asked.isEmpty {
      guard main.count != 1 else { return main[0] }
      throw .badRequest(
        "a container name must be specified for pod \(pod.name), choose one of: [\(all.joined(separator: " "))]")
    }
    guard all.contains(asked) else { throw .badRequest("container \(asked) is not valid for pod \(pod.name)") }
    return asked
  }
}
