import KubernetesModel

extension APIServer {
  /// Checks a request that a kubelet is to answer, and hands it up.
  func connect(
    _ kind: PodConnection.Kind, to object: StoredObject, _ request: APIRequest, _ target: RequestTarget
  ) throws(APIStatus) -> APIResponse {
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
