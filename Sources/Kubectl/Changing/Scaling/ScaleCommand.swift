import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl scale`
struct ScaleCommand: KubectlCommand {
  let name = "scale"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.all, ChangeCause.flag, ChangeFlags.dryRun, ChangeFlags.resourceVersion, ResourceFlags.selector,
      ChangeFlags.timeout,
      .integer("current-replicas", default: -1),
      .integer("replicas"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    try context.requireFlags(["replicas"])
    let flags = context.flags
    let replicas = flags.integer("replicas")
    guard replicas >= 0 else {
      throw .message("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0")
    }
    guard flags.integer("current-replicas") >= -1 else {
      throw .message("The --current-replicas must specify an integer of -1 or greater")
    }
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun)
    let found = try context.fetch(ResourceQuery(context).namesBeforeAll)
    var errors = found.errors
    if found.items.isEmpty {
      throw KubectlError.joined(errors).map { .message("no objects passed to scale " + $0.message) }
        ?? .message("no objects passed to scale")
    }
    if !flags.string("resource-version").isEmpty, found.items.count > 1 {
      throw .message("cannot use --resource-version with multiple resources")
    }
    for item in found.items {
      do throws(KubectlError) {
        if dryRun != .client { try scale(item, to: replicas, dryRun, context) }
        if dryRun == .none, let cause = ChangeCause.patch(context) {
          _ = try item.patch(.value(cause), .merge, query: [], client: context.client)
        }
        try printer.print(item, item.object ?? .null, "scaled")
      } catch {
        errors.append(error)
        break
      }
    }
    if let error = KubectlError.joined(errors) { throw error }
  }

  private func scale(
    _ item: ResourceItem, to replicas: Int, _ dryRun: DryRun, _ context: CommandContext
  ) throws(KubectlError) {
    let expected = context.flags.integer("current-replicas")
    let version = context.flags.string("resource-version")
    if expected == -1, version.isEmpty {
      _ = try item.patch(
        .value(["spec": ["replicas": JSONValue(replicas)]]), .merge, subresource: "scale", query: dryRun.query,
        client: context.client)
    } else {
      try update(item, to: replicas, expected: expected, version: version, dryRun, context)
    }
    let timeout = context.flags.duration("timeout")
    if timeout > .zero { try wait(for: item, toHave: replicas, until: context.now + timeout, context) }
  }

  /// Reads the scale, compares it with what is expected, and writes it.
  private func update(
    _ item: ResourceItem, to replicas: Int, expected: Int, version: String, _ dryRun: DryRun,
    _ context: CommandContext
  ) throws(KubectlError) {
    var scale = try context.client.object(.get, item.path(subresource: "scale"), asked: item.asked)
    let current = scale.at("spec", "replicas")?.intValue ?? 0
    if expected != -1, current != Int64(expected) {
      throw .message("Expected replicas to be \(expected), was \(current)")
    }
    if !version.isEmpty, scale.resourceVersion != version {
      throw .message("Expected resource version to be \(version), was \(scale.resourceVersion)")
    }
    scale.set(JSONValue(replicas), at: "spec", "replicas")
    _ = try context.client.object(
      .put, item.path(subresource: "scale"), query: dryRun.query, body: .value(scale), asked: item.asked)
  }

  /// Looks twice a second whether there are as many pods as wanted.
  private func wait(
    for item: ResourceItem, toHave replicas: Int, until deadline: Instant, _ context: CommandContext
  ) throws(KubectlError) {
    while true {
      let scale = try context.client.object(.get, item.path(subresource: "scale"), asked: item.asked)
      if scale.at("spec", "replicas")?.intValue == Int64(replicas),
        scale.at("status", "replicas")?.intValue == Int64(replicas)
      {
        return
      }
      if context.now >= deadline { throw .message("timed out waiting for the condition") }
      guard context.environment.transport.wait(until: min(deadline, context.now + .milliseconds(500))) else {
        throw .exit(130)
      }
    }
  }
}
