import APIServer
import KubernetesModel

/// `kubectl top pod`
struct TopPodCommand: KubectlCommand {
  let name = "pod"
  let aliases = ["pods", "po"]
  let flags: [FlagDefinition] = [
    ResourceFlags.allNamespaces, .bool("containers"), ResourceFlags.fieldSelector,
    .bool("no-headers"), ResourceFlags.selector,
    .string("sort-by"), .bool("sum"),
    .bool("use-protocol-buffers", default: true),
  ]

  private struct Row {
    let pod: JSONValue
    let container: String
    let processor: Quantity
    let memory: Quantity
  }

  func run(_ context: CommandContext) throws(KubectlError) {
    if context.arguments.count > 1 {
      throw .usage("\(name) [NAME | -l label]")
    }
    try Metrics.checkSorting(context)
    if context.arguments.count == 1, !context.flags.string("selector").isEmpty {
      throw .message("only one of NAME or selector can be provided")
    }
    try Metrics.checkSelector(context)
    try Metrics.check(context)
    let pods = try metrics(context)
    let all = context.flags.bool("all-namespaces")
    if pods.isEmpty {
      context.printError(all ? "No resources found" : "No resources found in \(context.namespace) namespace.")
      return
    }
    let showsContainers = context.flags.bool("containers")
    let rows = sorted(
      pods.flatMap { self.rows(of: $0, byContainer: showsContainers) }, by: context.flags.string("sort-by"))
    var lines: [[String]] = []
    if !context.flags.bool("no-headers") {
      lines.append(
        (all ? ["NAMESPACE"] : []) + (showsContainers ? ["POD", "NAME"] : ["NAME"]) + ["CPU(cores)", "MEMORY(bytes)"])
    }
    lines += rows.map { row in
      (all ? [row.pod.namespace] : []) + [row.pod.name] + (showsContainers ? [row.container] : [])
        + [Metrics.processor(row.processor), Metrics.memory(row.memory)]
    }
    if context.flags.bool("sum") {
      let blanks = [String](repeating: "", count: (all ? 1 : 0) + (showsContainers ? 2 : 1))
      let sums = [
        Metrics.processor(rows.reduce(.zero) { $0 + $1.processor }),
        Metrics.memory(rows.reduce(.zero) { $0 + $1.memory }),
      ]
      lines.append(blanks + ["________", "________"])
      lines.append(blanks + sums)
    }
    context.print(Metrics.table(lines), terminator: "")
  }

  private func metrics(_ context: CommandContext) throws(KubectlError) -> [JSONValue] {
    let all = context.flags.bool("all-namespaces")
    let path = Metrics.path + (all ? "" : "/namespaces/\(context.namespace)") + "/pods"
    if let name = context.arguments.first {
      return [
        try context.client.object(
          .get, path + "/" + name, accept: APIClient.typedAccept, asked: "pods.metrics.k8s.io " + name)
      ]
    }
    var query: [(name: String, value: String)] = []
    for (flag, parameter) in [("selector", "labelSelector"), ("field-selector", "fieldSelector")]
    where !context.flags.string(flag).isEmpty {
      query.append((parameter, context.flags.string(flag)))
    }
    return try context.client.object(
      .get, path, query: query, accept: APIClient.typedAccept, asked: "pods.metrics.k8s.io"
    ).list("items")
  }

  private func rows(of pod: JSONValue, byContainer: Bool) -> [Row] {
    let containers = pod.list("containers").map { container in
      Row(
        pod: pod, container: container.text("name"), processor: Quantity(container.at("usage", "cpu")) ?? .zero,
        memory: Quantity(container.at("usage", "memory")) ?? .zero)
    }
    if byContainer { return containers.sorted { $0.container < $1.container } }
    return [
      Row(
        pod: pod, container: "", processor: containers.reduce(.zero) { $0 + $1.processor },
        memory: containers.reduce(.zero) { $0 + $1.memory })
    ]
  }

  private func sorted(_ rows: [Row], by field: String) -> [Row] {
    rows.sorted { left, right in
      switch field {
      case "cpu" where left.processor != right.processor: right.processor < left.processor
      case "memory" where left.memory != right.memory: right.memory < left.memory
      default:
        (left.pod.namespace, left.pod.name, left.container) < (right.pod.namespace, right.pod.name, right.container)
      }
    }
  }
}
