import APIServer
import KubernetesModel
import SimulationKernel

/// The pod and container that `exec`, `attach`, `cp` and `port-forward` are about.
struct PodTarget {
  let pod: JSONValue
  /// The workload or Service that the command line named instead of the pod.
  private(set) var owner: JSONValue?
  let context: CommandContext

  var path: String { "/api/v1/namespaces/\(pod.namespace)/pods/\(pod.name)" }

  private init(_ pod: JSONValue, _ context: CommandContext) {
    self.pod = pod
    self.context = context
  }

  /// Finds `POD` or `TYPE/NAME`; of a workload's pods the best one.
  static func find(_ word: String, _ context: CommandContext) throws(KubectlError) -> PodTarget {
    let arguments = word.contains("/") ? [word] : ["pods", word]
    let query = ResourceQuery(arguments: arguments, namespace: context.namespace)
    let found = ResourceFetcher(context.client, query).items(try ResourceFinder(context).resolve(query))
    if let error = KubectlError.joined(found.errors) { throw error }
    guard let item = found.items.first, let object = item.object else {
      throw .message("pod, type/name or --filename must be specified")
    }
    if item.mapping.kind == "Pod" { return PodTarget(object, context) }
    var target = PodTarget(try firstPod(of: item, object, context), context)
    target.owner = object
    return target
  }

  /// The pod of that name, as typed clients ask for it.
  static func named(
    _ name: String, namespace: String, _ context: CommandContext
  ) throws(KubectlError) -> PodTarget {
    let item = ResourceItem(mapping: .pods, namespace: namespace, name: name)
    let pod = try context.client.object(.get, item.path(), accept: APIClient.typedAccept, asked: item.asked)
    return PodTarget(pod, context)
  }

  /// The pod that a file describes; nothing is asked of the server.
  static func given(_ context: CommandContext) throws(KubectlError) -> PodTarget {
    var query = ResourceQuery(context, arguments: [])
    query.filenames = context.flags.list("filename")
    var pods: [JSONValue] = []
    try ResourceFinder(context).forEachGiven(query) { (result) throws(KubectlError) in
      if let object = try result.get().object { pods.append(object) }
    }
    if pods.count > 1 { throw .message("cannot exec into multiple objects at a time") }
    guard let pod = pods.first, pod.kind == "Pod" else {
      throw .message("pod, type/name or --filename must be specified")
    }
    return PodTarget(pod, context)
  }

  private static func firstPod(
    of item: ResourceItem, _ object: JSONValue, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    let selector: LabelSelector
    do throws(SelectorError) {
      switch item.mapping.kind {
      case "Service", "ReplicationController":
        selector = LabelSelector(object.strings(object.at("spec", "selector")))
      case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job":
        selector = try LabelSelector(object: object.at("spec", "selector"))
      default:
        let type = "*\(item.mapping.groupVersion.version).\(item.mapping.kind)"
        throw SelectorError("cannot attach to \(type): selector for \(type) not implemented")
      }
    } catch {
      throw .message(error.description)
    }
    let timeout = context.flags.duration("pod-running-timeout")
    let deadline = context.now + timeout
    while true {
      let list = try context.client.object(
        .get, "/api/v1/namespaces/\(item.namespace)/pods", query: [("labelSelector", selector.description)],
        accept: APIClient.typedAccept)
      if let pod = best(of: list["items"]?.arrayValue ?? []) { return pod }
      if context.now >= deadline { throw .message("timed out waiting for the condition") }
      guard context.environment.transport.wait(until: min(deadline, context.now + .seconds(1))) else {
        throw .exit(130)
      }
    }
  }

  /// Running pods before others, ready ones first, then the oldest.
  private static func best(of pods: [JSONValue]) -> JSONValue? {
    func rank(_ pod: JSONValue) -> (Int, Int, String) {
      let view = Pod(pod)
      return (
        view.phase == "Running" ? 0 : view.phase == "Pending" ? 1 : 2, view.isReady ? 0 : 1,
        pod.at("metadata", "creationTimestamp")?.stringValue ?? ""
      )
    }
    return pods.enumerated().min { left, right in
      let (first, second) = (rank(left.element), rank(right.element))
      return first == second ? left.offset < right.offset : first < second
    }?.element
  }

  /// Refuses pods that have ended: `verb` is what was wanted, as in `exec into`.
  func requireRunning(_ verb: String) throws(KubectlError) {
    if Pod(pod).isFinished {
      throw .message("cannot \(verb) a container in a completed pod; current phase is \(Pod(pod).phase)")
    }
  }

  /// The container that `-c` names, the one that an annotation names, or the first; says so where it had to choose.
  func container() -> String {
    let named = context.flags.string("container")
    if !named.isEmpty { return named }
    let names = containerNames
    if let annotated = pod.annotations["kubectl.kubernetes.io/default-container"], names.contains(annotated) {
      return annotated
    }
    let first = Pod(pod).containers.first?["name"]?.stringValue ?? ""
    if names.count > 1, !context.flags.bool("quiet") {
      context.printError("Defaulted container \(first.goQuoted) out of: \(described)")
    }
    return first
  }

  var containerNames: [String] {
    ["containers", "ephemeralContainers", "initContainers"].flatMap { names(in: $0) }
  }

  /// Whether the container was started with a terminal.
  func hasTerminal(_ container: String) -> Bool {
    let all = ["containers", "ephemeralContainers"].flatMap { pod.at("spec", $0)?.arrayValue ?? [] }
    return all.first { $0["name"]?.stringValue == container }?["tty"]?.boolValue ?? false
  }

  private func names(in field: String) -> [String] {
    (pod.at("spec", field)?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
  }

  private var described: String {
    (names(in: "containers") + names(in: "ephemeralContainers").map { $0 + " (ephem)" }
      + names(in: "initContainers").map { $0 + " (init)" }).joined(separator: ", ")
  }
}
