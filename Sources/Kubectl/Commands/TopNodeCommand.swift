import APIServer
import KubernetesModel

/// `kubectl top node`
struct TopNodeCommand: KubectlCommand {
  let name = "node"
  let aliases = ["nodes", "no"]
  let flags: [FlagDefinition] = [
    .bool("no-headers"), ResourceFlags.selector,
    .bool("show-capacity"),
    .string("sort-by"),
    .bool("use-protocol-buffers", default: true),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    if context.arguments.count > 1 {
      throw .usage("\(name) [NAME | -l label]")
    }
    try Metrics.checkSorting(context)
    if context.arguments.count == 1, !context.flags.string("selector").isEmpty {
      throw .message("only one of NAME or --selector can be provided")
    }
    try Metrics.checkSelector(context)
    try Metrics.check(context)
    let usage = try objects(context, Metrics.path + "/nodes", asked: "nodes.metrics.k8s.io")
    if usage.isEmpty { throw .message("metrics not available yet") }
    let nodes = try objects(context, "/api/v1/nodes", asked: "nodes")
    let key = context.flags.bool("show-capacity") ? "capacity" : "allocatable"
    var lines: [[String]] = []
    if !context.flags.bool("no-headers") {
      lines.append(["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"])
    }
    for metric in sorted(usage, by: context.flags.string("sort-by")) {
      let offered = nodes.first { $0.name == metric.name }?.at("status", key)
      let processor = Quantity(metric.at("usage", "cpu")) ?? .zero
      let memory = Quantity(metric.at("usage", "memory")) ?? .zero
      lines.append([
        metric.name, Metrics.processor(processor),
        Metrics.share(processor.milliValue, of: (Quantity(offered?["cpu"]) ?? .zero).milliValue),
        Metrics.memory(memory),
        Metrics.share(memory.value, of: (Quantity(offered?["memory"]) ?? .zero).value),
      ])
    }
    for node in nodes where !usage.contains(where: { $0.name == node.name }) {
      lines.append([node.name] + [String](repeating: "<unknown>", count: 4))
    }
    context.print(Metrics.table(lines), terminator: "")
  }

  private func objects(_ context: CommandContext, _ path: String, asked: String) throws(KubectlError) -> [JSONValue] {
    if let name = context.arguments.first {
      return [
        try context.client.object(.get, path + "/" + name, accept: APIClient.typedAccept, asked: asked + " " + name)
      ]
    }
    let labels = context.flags.string("selector")
    return try context.client.object(
      .get, path, query: labels.isEmpty ? [] : [("labelSelector", labels)], accept: APIClient.typedAccept, asked: asked
    ).list("items")
  }

  private func sorted(_ usage: [JSONValue], by field: String) -> [JSONValue] {
    func amount(_ metric: JSONValue) -> Quantity { Quantity(metric.at("usage", field)) ?? .zero }
    return usage.sorted { left, right in
      if !field.isEmpty, amount(left) != amount(right) { return amount(right) < amount(left) }
      return left.name < right.name
    }
  }
}
