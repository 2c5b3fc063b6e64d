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
    let selection = try NodeSelection(context)
    guard (try? LabelSelector(parsing: context.flags.string("pod-selector"))) != nil else {
      throw .message("--pod-selector=<pod_selector> must be a valid label selector")
    }
    let nodes = try selection.fetch()
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
    if failed.count == 1, let only = failed.first {
      guard case .several(let errors) = only.error else { throw only.error }
      throw .plain(errors.map(\.message).joined(separator: "\n"))
    }
    throw .plain(failed.map(\.error.message).joined(separator: "\n"))
  }
}

/// Takes the pods from one node.
struct Drain {
  private let context: CommandContext
  private let dryRun: DryRun
  private let node: String

  init(_ context: CommandContext, dryRun: DryRun, node: String) {
    self.context = context
    self.dryRun = dryRun
    self.node = node
  }

  func run() throws(KubectlError) {
    let verdict = DrainVerdict(try pods(), context)
    if !verdict.errors.isEmpty { throw .several(verdict.errors.map(KubectlError.message)) }
    if !verdict.warnings.isEmpty { context.warn(verdict.warnings.joined(separator: "; ")) }
    if dryRun == .client {
      for pod in verdict.removable { context.print("evicting pod \(pod.namespace)/\(pod.name)\(dryRun.suffix)") }
      return
    }
    var removal = PodRemoval(verdict.removable, context, dryRun: dryRun)
    do throws(KubectlError) { try removal.run() } catch {
      if case .exit = error { throw error }
      let pending = DrainVerdict(try pods(), context).removable
      if !pending.isEmpty {
        context.printError("There are pending pods in node \(node.goQuoted) when an error occurred: \(error.message)")
        for pod in pending { context.printError("pod/\(pod.name)") }
      }
      throw error
    }
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

  /// Whether a pod has been about to go for so long that nobody waits for it, by `--skip-wait-for-delete-timeout`.
  static func isSkipped(_ pod: JSONValue, _ context: CommandContext) -> Bool {
    let seconds = context.flags.integer("skip-wait-for-delete-timeout")
    guard seconds > 0, let text = pod.at("metadata", "deletionTimestamp")?.stringValue,
      let time = Instant(rfc3339: text)
    else { return false }
    return (context.now - time) >= .seconds(seconds + 1)
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
      if pod.annotations["kubernetes.io/config.mirror"] != nil || Drain.isSkipped(pod, context) { continue }
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
