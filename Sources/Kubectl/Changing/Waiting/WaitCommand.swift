import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl wait`
struct WaitCommand: KubectlCommand {
  let name = "wait"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + [
      ChangeFlags.all, ResourceFlags.allNamespaces, ResourceFlags.fieldSelector, ChangeFlags.local,
      ResourceFlags.selector,
      .list("filename", short: "f"),
      .string("for"),
      .bool("recursive", short: "R", default: true),
      .duration("timeout", default: "30s"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let printer = try OutcomePrinter(context)
    let condition = try WaitCondition(context.flags.string("for"))
    let timeout = context.flags.duration("timeout")
    let deadline = context.now + (timeout < .zero ? DeletionWait.week : timeout)
    let query = ResourceQuery(context)
    if case .created = condition { try waitForCreation(query, until: deadline, context) }
    let found = try context.fetch(query)
    var errors = found.errors
    if condition.isDeletion { errors.removeAll { $0.status?.reason == "NotFound" } }
    for item in found.items {
      do throws(KubectlError) {
        let object = try wait(for: item, condition, deadline, mayWait: timeout != .zero, context)
        try printer.print(item, object, "condition met")
      } catch {
        errors.append(error)
      }
    }
    if let error = KubectlError.joined(errors) { throw error }
    if found.items.isEmpty, !condition.isDeletion { throw .message("no matching resources found") }
  }

  private func wait(
    for item: ResourceItem, _ condition: WaitCondition, _ deadline: Instant, mayWait: Bool, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    let known = item.object ?? .null
    if case .created = condition { return known }
    if condition.isDeletion {
      try DeletionWait(client: context.client, deadline: deadline, mayWait: mayWait).wait(for: item, uid: known.uid)
      return known
    }
    if !mayWait {
      let current = try context.client.object(.get, item.path(), asked: item.asked)
      if try condition.isMet(by: current) { return current }
      throw .message("condition not met for \(item.waitName)")
    }
    let timedOut = KubectlError.message("timed out waiting for the condition on \(item.waitName)")
    if context.now >= deadline { throw timedOut }
    var last = known
    let outcome = try ObjectWatch(client: context.client, item: item).follow(until: deadline) {
      (event) throws(KubectlError) in
      guard case .present(let object) = event else { return false }
      last = object
      return try condition.isMet(by: object)
    }
    if case .timedOut = outcome { throw timedOut }
    return last
  }

  /// Looks twice a second whether something is there.
  private func waitForCreation(
    _ query: ResourceQuery, until deadline: Instant, _ context: CommandContext
  ) throws(KubectlError) {
    let selection = try ResourceFinder(context).resolve(query)
    while true {
      let found = ResourceFetcher(context.client, query).items(selection)
      if found.errors.isEmpty, !found.items.isEmpty { return }
      if let error = found.errors.first(where: { $0.status?.reason != "NotFound" }) { throw error }
      if context.now >= deadline { throw .message("timed out waiting for the condition") }
      guard context.environment.transport.wait(until: min(deadline, context.now + .milliseconds(500))) else {
        throw .exit(130)
      }
    }
  }
}
