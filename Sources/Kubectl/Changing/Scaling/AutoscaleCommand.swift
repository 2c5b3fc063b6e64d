import APIServer
import KubernetesModel

/// `kubectl autoscale`
struct AutoscaleCommand: KubectlCommand {
  let name = "autoscale"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.dryRun, ChangeCause.flag, ChangeFlags.fieldManager("kubectl-autoscale"), ChangeFlags.saveConfig,
      .integer("cpu-percent", default: -1, bits: 32),
      .integer("max", default: -1, bits: 32), .integer("min", default: -1, bits: 32),
      .string("name"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    try context.requireFlags(["max"])
    let most = context.flags.integer("max")
    let fewest = context.flags.integer("min")
    if most < 1 { throw .message("--max=MAXPODS is required and must be at least 1, max: \(most)") }
    if most < fewest {
      throw .message("--max=MAXPODS must be larger or equal to --min=MINPODS, max: \(most), min: \(fewest)")
    }
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun, isTyped: true)
    var count = 0
    try context.visit(ResourceQuery(context)) { (item) throws(KubectlError) in
      guard item.mapping.subresources.contains("scale") else {
        throw .message(
          "cannot autoscale a \(item.mapping.kind): could not find scale subresource for \(item.mapping.description) in discovery information"
        )
      }
      var scaler = autoscaler(of: item, context)
      count += 1
      if context.flags.bool("save-config") { LastApplied.save(in: &scaler) }
      guard dryRun != .client else { return try printer.print(scaler, "created") }
      let created = try context.client.object(
        .post, "/apis/autoscaling/v2/namespaces/\(item.namespace)/horizontalpodautoscalers",
        query: dryRun.query + [("fieldManager", context.flags.string("field-manager"))],
        accept: APIClient.typedAccept, body: .value(Draft.withoutNulls(scaler)))
      try printer.print(created, "autoscaled")
    }
    if count == 0 { throw .message("no objects passed to autoscale") }
  }

  private func autoscaler(of item: ResourceItem, _ context: CommandContext) -> JSONValue {
    let name = context.flags.string("name")
    let percent = context.flags.integer("cpu-percent")
    let fewest = context.flags.integer("min")
    var object = Draft.object("autoscaling/v2", "HorizontalPodAutoscaler", name: name.isEmpty ? item.name : name)
    let metric: JSONValue = [
      "type": "Resource",
      "resource": [
        "name": "cpu", "target": ["type": "Utilization", "averageUtilization": JSONValue(percent)],
      ],
    ]
    object["spec"] = Draft.members([
      "scaleTargetRef": [
        "apiVersion": .string(item.mapping.groupVersion.apiVersion), "kind": .string(item.mapping.kind),
        "name": .string(item.name),
      ],
      "maxReplicas": JSONValue(context.flags.integer("max")), "minReplicas": fewest > 0 ? JSONValue(fewest) : nil,
      "metrics": percent >= 0 ? [metric] : nil,
    ])
    object["status"] = ["currentMetrics": .null, "desiredReplicas": 0]
    return object
  }
}
