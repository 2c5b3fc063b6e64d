import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl drain`
struct DrainCommand: KubectlCommand {
  let name = "drain"
  let flags: [FlagDefinition] = [
    ChangeFlags.dryRun, ResourceFlags.selector, .integer("chunk-size", default: 500),
    .bool("delete-emptydir-data"),
    .bool("disable-eviction"),
    .bool("force"),
    .integer("grace-period", default: -1),
    .bool("ignore-daemonsets"),
    .string("pod-selector"),
    .integer("skip-wait-for-delete-timeout"),
    .duration("timeout"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let dryRun = try DryRun(context)
    let nodes = try NodeSelection(context).fetch()
    var failed: [(node: String, error: KubectlError)] = []
    for item in nodes { try Cordon(context, dryRun: dryRun).set(true, item) }
    for item in nodes {
      do throws(KubectlError) {
        try Drain(context, dryRun: dryRun, node: item.name).run()
        context.print("node/\(item.name) drained\(dryRun.suffix)")
      } catch {
        context.printError(
          "error: unable to drain node \(item.name.goQuoted) due to error: \(error.message), continuing command...")
        failed.append((item.name, error))
      }
    }
    guard !failed.isEmpty else { return }
    context.printError("There are pending nodes to be drained:")
    for failure in failed { context.printError(" \(failure.node)") }
    // One node's failures come on a line each, those of several nodes as one line a node.
    if failed.count == 1, let only = failed.first, case .several(let errors) = only.error {
      throw .plain(errors.map(\.message).joined(separator: "\n"))
    }
    throw .plain(failed.map(\.error.message).joined(separator: "\n"))
  }
}

/// Takes the pods from one node.
struct Drain {
  private struct Doomed {
    var item: ResourceItem
    var uid: String
  }

  private let context: CommandContext
  private let dryRun: DryRun
  private let node: String
  private let deadline: Instant

  init(_ context: CommandContext, dryRun: DryRun, node: String) {
    self.context = context
    self.dryRun = dryRun
    self.node = node
    let timeout = context.flags.duration("timeout")
    deadline = timeout > .zero ? context.now + timeout : .distantFuture
  }

  func run() throws(KubectlError) {
    let pods = try pods()
    let verdict = DrainVerdict(pods, context)
    if !verdict.errors.isEmpty {
      throw KubectlError.joined(verdict.errors.map(KubectlError.message)) ?? .exit(1)
    }
    if !verdict.warnings.isEmpty { context.warn(verdict.warnings.joined(separator: "; ")) }
    try remove(verdict.removable)
  }

  private func pods() throws(KubectlError) -> [JSONValue] {
    var query: [(name: String, value: String)] = [
      ("fieldSelector", "spec.nodeName=" + node), ("limit", String(context.flags.integer("chunk-size"))),
    ]
    let selector = context.flags.string("pod-selector")
    if !selector.isEmpty { query.append(("labelSelector", selector)) }
    let list = try context.client.object(.get, "/api/v1/pods", query: query, accept: APIClient.typedAccept)
    return list["items"]?.arrayValue ?? []
  }

  private func remove(_ pods: [JSONValue]) throws(KubectlError) {
    var doomed: [Doomed] = []
    let mapping = DiscoveredResource.pods
    // kubectl evicts all at once; what it started last goes first.
    for pod in pods.suffix(1) + pods.dropLast() {
      let item = ResourceItem(mapping: mapping, namespace: pod.namespace, name: pod.name)
      if context.flags.bool("disable-eviction") {
        try delete(item)
      } else {
        try evict(item)
      }
      doomed.append(Doomed(item: item, uid: pod.uid))
    }
    if dryRun != .none { return }
    for pod in doomed { try waitUntilGone(pod) }
  }

  private func delete(_ item: ResourceItem) throws(KubectlError) {
    if dryRun != .none {
      context.print("deleting pod \(item.namespace)/\(item.name)\(dryRun.suffix)")
      if dryRun == .client { return }
    }
    _ = try context.client.send(.delete, item.path(), query: dryRun.query, body: .value(options), asked: item.asked)
  }

  /// Asks again every five seconds while a disruption budget is in the way.
  private func evict(_ item: ResourceItem) throws(KubectlError) {
    context.print("evicting pod \(item.namespace)/\(item.name)\(dryRun.suffix)")
    if dryRun == .client { return }
    let eviction: JSONValue = [
      "apiVersion": "policy/v1", "kind": "Eviction",
      "metadata": ["name": .string(item.name), "namespace": .string(item.namespace)], "deleteOptions": options,
    ]
    while true {
      do throws(KubectlError) {
        _ = try context.client.send(
          .post, item.path(subresource: "eviction"), query: dryRun.query, accept: APIClient.typedAccept,
          body: .value(eviction), asked: item.asked)
        return
      } catch {
        switch error.status?.reason {
        case "NotFound": return
        case "TooManyRequests":
          context.printError(
            "error when evicting pods/\(item.name.goQuoted) -n \(item.namespace.goQuoted) (will retry after 5s): \(error.message)"
          )
        default:
          throw .message(
            "error when evicting pods/\(item.name.goQuoted) -n \(item.namespace.goQuoted): \(error.message)")
        }
      }
      let next = context.now + .seconds(5)
      if next > deadline { throw timedOut }
      guard context.environment.transport.wait(until: next) else { throw .exit(130) }
    }
  }

  private var options: JSONValue {
    let seconds = context.flags.integer("grace-period")
    return Draft.members(["gracePeriodSeconds": seconds >= 0 ? JSONValue(seconds) : nil])
  }

  private var timedOut: KubectlError {
    .message("drain did not complete within \(context.flags.duration("timeout").goText)")
  }

  /// Looks every second whether the pod, or at least this one of its name, is gone.
  private func waitUntilGone(_ pod: Doomed) throws(KubectlError) {
    while true {
      do throws(KubectlError) {
        let current = try context.client.object(
          .get, pod.item.path(), accept: APIClient.typedAccept, asked: pod.item.asked)
        if current.uid != pod.uid { break }
      } catch {
        if error.status?.reason == "NotFound" { break }
        throw error
      }
      let next = context.now + .seconds(1)
      if next > deadline { throw timedOut }
      guard context.environment.transport.wait(until: next) else { throw .exit(130) }
    }
    context.print("pod/\(pod.item.name) \(context.flags.bool("disable-eviction") ? "deleted" : "evicted")")
  }
}

/// Which pods may be taken away, and what speaks against taking the others.
struct DrainVerdict {
  private(set) var removable: [JSONValue] = []
  private(set) var errors: [String] = []
  private(set) var warnings: [String] = []

  private static let daemonSet = (
    refusal: "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)",
    warning: "ignoring DaemonSet-managed Pods"
  )
  private static let unmanaged = (
    refusal: "cannot delete cannot delete Pods that declare no controller (use --force to override)",
    warning: "deleting Pods that declare no controller"
  )
  private static let localStorage = (
    refusal: "cannot delete Pods with local storage (use --delete-emptydir-data to override)",
    warning: "deleting Pods with local storage"
  )

  init(_ pods: [JSONValue], _ context: CommandContext) {
    var refused = Reasons()
    var warned = Reasons()
    for pod in pods {
      let name = pod.namespace + "/" + pod.name
      let isFinished = Pod(pod).isFinished
      // The kubelet's own pods cannot be taken away: the server only mirrors them.
      if pod.annotations["kubernetes.io/config.mirror"] != nil { continue }
      if pod.controllerReference?["kind"]?.stringValue == "DaemonSet", !isFinished {
        if context.flags.bool("ignore-daemonsets") {
          warned.add(name, Self.daemonSet.warning)
        } else {
          refused.add(name, Self.daemonSet.refusal)
        }
        continue
      }
      var isRefused = false
      let hasLocalStorage = Pod(pod).volumes.contains { $0["emptyDir"] != nil }
      if hasLocalStorage, !isFinished, !context.flags.bool("delete-emptydir-data") {
        refused.add(name, Self.localStorage.refusal)
        isRefused = true
      } else if pod.controllerReference == nil, !isFinished {
        if context.flags.bool("force") {
          warned.add(name, Self.unmanaged.warning)
        } else {
          refused.add(name, Self.unmanaged.refusal)
          isRefused = true
        }
      }
      if !isRefused { removable.append(pod) }
    }
    errors = refused.lines
    warnings = warned.lines
  }

  /// Pods by what is to be said of them, in the order in which it came up.
  private struct Reasons {
    private var groups: [(reason: String, pods: [String])] = []

    mutating func add(_ pod: String, _ reason: String) {
      if let index = groups.firstIndex(where: { $0.reason == reason }) {
        groups[index].pods.append(pod)
      } else {
        groups.append((reason, [pod]))
      }
    }

    var lines: [String] { groups.map { "\($0.reason): \($0.pods.joined(separator: ", "))" } }
  }
}

extension DiscoveredResource {
  /// What typed clients know without asking.
  static let pods = DiscoveredResource(
    groupVersion: GroupVersion(group: "", version: "v1"), plural: "pods", singular: "pod", kind: "Pod",
    isNamespaced: true, shortNames: ["po"], categories: ["all"], verbs: [], subresources: [])
}
