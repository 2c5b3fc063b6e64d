package import APIServer
import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// What a kubelet answers to requests that the API server hands on: logs, commands, connections.
extension Kubelets {
  /// Answers a request to a pod.
  package mutating func answer(
    _ connection: PodConnection, api: inout APIServer, queue: inout WorkQueue
  ) -> APIResponse {
    if connection.kind == .proxy, let proxied = ProxiedPath(connection.request), proxied.resource != "pods" {
      return proxy(proxied, connection, api: &api, queue: &queue)
    }
    let pod = connection.pod
    if let failure = unreachable(pod) { return APIResponse(failure) }
    guard pods[pod.uid] != nil else {
      return APIResponse(.badRequest("container \"\(connection.container)\" in pod \"\(pod.name)\" is not available"))
    }
    switch connection.kind {
    case .log: return answerLog(connection, at: queue.now)
    case .exec: return execute(connection, api: &api, queue: &queue)
    case .attach: return attach(connection)
    case .proxy: return proxy(connection, api: &api, queue: &queue)
    case .portforward: return forward(connection, api: &api, queue: &queue)
    }
  }

  /// Why the API server cannot reach the pod's kubelet; nil when it can.
  func unreachable(_ pod: JSONValue) -> APIStatus? {
    let name = pod.at("spec", "nodeName")?.stringValue ?? ""
    guard let node = nodes[name] else {
      return APIStatus(
        code: 500, reason: "", message: "no preferred addresses found; known addresses: []", hasDetails: false)
    }
    if node.isRunning { return nil }
    let address = node.objects.address
    return APIStatus(
      code: 500, reason: "",
      message: "Get \"https://\(address):10250/\": dial tcp \(address):10250: connect: no route to host",
      hasDetails: false)
  }

  // MARK: Commands

  private mutating func execute(
    _ connection: PodConnection, api: inout APIServer, queue: inout WorkQueue
  ) -> APIResponse {
    let request = connection.request
    let command = request.query.filter { $0.name == "command" }.map(\.value)
    let uid = connection.pod.uid
    guard let index = runningContainer(connection) else { return Self.containerNotFound(connection.container) }
    if command.isEmpty { return APIResponse(.badRequest("you must specify at least 1 command for the container")) }
    var started: ContainerShell.ExecSession?
    var failure: ContainerStartFailure?
    take(turnOf: uid, api: &api, queue: &queue) { pod, turn in
      let now = turn.now
      pod.withProcess(index, turn.neighbourhood) { process, neighbourhood in
        do throws(ContainerStartFailure) {
          started = try process.execute(
            command, hasTerminal: request.flag("tty"), isInputOpen: request.flag("stdin"), at: now)
          process.advance(to: now, surroundings: neighbourhood)
        } catch {
          failure = error
        }
      }
      pod.noticeMeddling(turn)
    }
    guard let started else {
      return Self.executionFailed(failure?.message ?? "container is not running", "exec/\(uid)/\(nextSession)")
    }
    return open(started, of: index, pods[uid]?.containers[index].instance?.id ?? "", connection)
  }

  private mutating func attach(_ connection: PodConnection) -> APIResponse {
    guard let index = runningContainer(connection), let instance = pods[connection.pod.uid]?.containers[index].instance,
      let session = pods[connection.pod.uid]?.containers[index].instance?.process?.attach()
    else { return Self.containerNotFound(connection.container) }
    return open(session, of: index, instance.id, connection)
  }

  private mutating func open(
    _ session: ContainerShell.ExecSession, of index: Int, _ instance: String, _ connection: PodConnection
  ) -> APIResponse {
    let isAttached = connection.kind == .attach
    let container = pods[connection.pod.uid]?.containers[index].view.value
    let containerHasTerminal = container?["tty"]?.boolValue == true
    let takesInput = connection.request.flag("stdin")
    nextSession += 1
    sessions[nextSession] = CommandSession(
      pod: connection.pod.uid, container: index, instance: instance, session: session, isInputOpen: takesInput,
      isAttached: isAttached, hasTerminal: isAttached ? containerHasTerminal : connection.request.flag("tty"),
      isOnlyInput: isAttached && takesInput && !containerHasTerminal && container?["stdinOnce"]?.boolValue == true)
    return .command(nextSession, connection)
  }

  private func runningContainer(_ connection: PodConnection) -> Int? {
    guard let pod = pods[connection.pod.uid] else { return nil }
    return pod.containers.indices.first {
      pod.containers[$0].name == connection.container && pod.containers[$0].isRunning
        && pod.containers[$0].instance?.process?.exit == nil
    }
  }

  private static func containerNotFound(_ name: String) -> APIResponse {
    internalError("unable to upgrade connection: container not found (\"\(name)\")")
  }

  private static func executionFailed(_ message: String, _ name: String) -> APIResponse {
    internalError(
      "Internal error occurred: error executing command in container: failed to exec in container: "
        + "failed to start exec \"\(runtimeIdentifier(of: name))\": \(message): unknown")
  }

  private static func internalError(_ message: String) -> APIResponse {
    var response = APIResponse(
      APIStatus(code: 500, reason: "InternalError", message: "Internal error occurred: " + message, hasDetails: false))
    response.comesOnStream = true
    return response
  }
}

extension APIRequest {
  /// A query parameter that is on or off.
  func flag(_ name: String) -> Bool { ["true", "1"].contains(parameter(name) ?? "") }
}
