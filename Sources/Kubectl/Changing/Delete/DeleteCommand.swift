import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl delete`
struct DeleteCommand: KubectlCommand {
  let name = "delete"
  let flags: [FlagDefinition] =
    ResourceFlags.files + ChangeFlags.deletion + [
      ChangeFlags.all, ResourceFlags.allNamespaces,
      ChangeFlags.dryRun, ResourceFlags.fieldSelector, ResourceFlags.selector,
      .bool("ignore-not-found"),
      .bool("interactive", short: "i"),
      .bool("now"),
      .string("output", short: "o"),
      .string("raw"),
      .bool("wait", default: true),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let flags = context.flags
    let propagation = try DeletionOptions.propagation(context)
    let gracePeriod = try gracePeriod(context)
    let dryRun = try DryRun(context)
    let output = flags.string("output")
    guard output.isEmpty || output == "name" else {
      throw .message("unexpected -o output mode: \(output). We only support '-o name'")
    }
    if !flags.string("raw").isEmpty { return try RawRequest.send(.delete, to: flags.string("raw"), context) }
    let query = ResourceQuery(context)
    let selection = try ResourceFinder(context).resolve(query)
    if flags.bool("force") {
      context.warn(
        "Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely."
      )
    }
    if flags.bool("interactive"), try !confirm(selection, query, context) { return }
    let options = DeletionOptions(propagation: propagation, gracePeriod: gracePeriod, dryRun: dryRun)
    try delete(selection, query, options, context)
  }

  /// The grace period to ask for; nil for the object's own.
  private func gracePeriod(_ context: CommandContext) throws(KubectlError) -> Int? {
    let flags = context.flags
    var seconds = flags.integer("grace-period")
    if flags.bool("now") {
      if seconds != -1 { throw .message("--now and --grace-period cannot be specified together") }
      seconds = 1
    }
    if flags.bool("force") {
      if seconds > 0 {
        throw .message("--force and --grace-period greater than 0 cannot be specified together")
      }
      return 0
    }
    // Without --force nothing is deleted at once: the shortest period is a second.
    if seconds == 0 { return 1 }
    return seconds < 0 ? nil : seconds
  }

  private func delete(
    _ selection: ResourceSelection, _ query: ResourceQuery, _ options: DeletionOptions, _ context: CommandContext
  ) throws(KubectlError) {
    let ignoresMissing = context.flags.bool("ignore-not-found") || isSelecting(context)
    var deleted: [(item: ResourceItem, uid: String?)] = []
    var errors: [KubectlError] = []
    var found = 0
    for target in selection.targets {
      do throws(KubectlError) {
        for item in try items(of: target, query, context) {
          found += 1
          do throws(KubectlError) {
            let uid = try delete(item, options, context)
            deleted.append((item, uid))
          } catch {
            if ignoresMissing, error.status?.reason == "NotFound" {
              deleted.append((item, nil))
            } else {
              errors.append(error)
            }
          }
        }
      } catch {
        errors.append(error)
      }
    }
    if let error = KubectlError.joined(errors + selection.problems) { throw error }
    if found == 0 { return context.print("No resources found") }
    if context.flags.bool("wait"), options.dryRun == .none { try wait(for: deleted, context) }
  }

  private func isSelecting(_ context: CommandContext) -> Bool {
    context.flags.bool("all") || !context.flags.string("selector").isEmpty
      || !context.flags.string("field-selector").isEmpty
  }

  /// The objects of a target; named ones are not asked for first.
  private func items(
    of target: ResourceTarget, _ query: ResourceQuery, _ context: CommandContext
  ) throws(KubectlError) -> [ResourceItem] {
    switch target {
    case .given(let item), .named(let item): return [item]
    case .list: return try ResourceFetcher(context.client, query).items(target)
    }
  }

  /// Deletes one object and says so; returns its uid where the server told it.
  private func delete(
    _ item: ResourceItem, _ options: DeletionOptions, _ context: CommandContext
  ) throws(KubectlError) -> String? {
    var uid: String?
    if options.dryRun != .client {
      do throws(KubectlError) {
        let answer = try context.client.object(.delete, item.path(), body: .value(options.body), asked: item.asked)
        uid = answer.kind == "Status" ? answer.at("details", "uid")?.stringValue : answer.uid
      } catch {
        throw error.happened("deleting", item)
      }
    }
    report(item, options, context)
    return uid
  }

  private func report(_ item: ResourceItem, _ options: DeletionOptions, _ context: CommandContext) {
    if context.flags.string("output") == "name" { return context.print(item.reference) }
    let operation = options.gracePeriod == 0 ? "force deleted" : "deleted"
    context.print(
      "\(item.mapping.qualifiedSingular) \"\(item.name)\" \(operation)\(options.dryRun.suffix)")
  }

  private func wait(
    for deleted: [(item: ResourceItem, uid: String?)], _ context: CommandContext
  ) throws(KubectlError) {
    let timeout = context.flags.duration("timeout")
    let deadline = context.now + (timeout <= .zero ? DeletionWait.week : timeout)
    let waiting = DeletionWait(client: context.client, deadline: deadline)
    var errors: [KubectlError] = []
    for (item, uid) in deleted {
      do throws(KubectlError) { try waiting.wait(for: item, uid: uid) } catch {
        // Who may delete but not look has done what there was to do.
        if error.status?.reason == "Forbidden" || error.status?.reason == "MethodNotAllowed" { continue }
        errors.append(error)
      }
    }
    if let error = KubectlError.joined(errors) { throw error }
  }

  /// Shows what would go, and asks.
  private func confirm(
    _ selection: ResourceSelection, _ query: ResourceQuery, _ context: CommandContext
  ) throws(KubectlError) -> Bool {
    var items: [ResourceItem] = []
    for target in selection.targets { items += try self.items(of: target, query, context) }
    context.print("You are about to delete the following \(items.count) resource(s):")
    for item in items { context.print(item.reference) }
    context.print("Do you want to continue? (y/n): ", terminator: "")
    let typed = context.environment.readInput?() ?? context.environment.standardInput
    let answer = typed.prefix { $0 != 0x0A }
    if String(decoding: answer, as: UTF8.self).trimmingBlanks.lowercased() == "y" { return true }
    context.print("deletion is cancelled")
    return false
  }
}
