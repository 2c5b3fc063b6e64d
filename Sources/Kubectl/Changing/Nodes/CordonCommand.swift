import APIServer
import KubernetesModel

/// `kubectl cordon` and `kubectl uncordon`
struct CordonCommand: KubectlCommand {
  let isCordoning: Bool

  var name: String { isCordoning ? "cordon" : "uncordon" }
  var flags: [FlagDefinition] { [ChangeFlags.dryRun, ResourceFlags.selector] }

  func run(_ context: CommandContext) throws(KubectlError) {
    let dryRun = try DryRun(context)
    var errors: [KubectlError] = []
    for item in try NodeSelection(context).fetch() {
      do throws(KubectlError) {
        try Cordon(context, dryRun: dryRun).set(isCordoning, item)
      } catch {
        errors.append(error)
      }
    }
    if let error = KubectlError.joined(errors) { throw error }
  }
}

/// Opens nodes for new pods and closes them.
struct Cordon {
  let context: CommandContext
  let dryRun: DryRun

  init(_ context: CommandContext, dryRun: DryRun) {
    self.context = context
    self.dryRun = dryRun
  }

  func set(_ isUnschedulable: Bool, _ item: ResourceItem) throws(KubectlError) {
    let word = isUnschedulable ? "cordoned" : "uncordoned"
    guard (item.object?.at("spec", "unschedulable")?.boolValue ?? false) != isUnschedulable else {
      return context.print("node/\(item.name) already \(word)\(dryRun.suffix)")
    }
    if dryRun != .client {
      let value: JSONValue = isUnschedulable ? true : .null
      do throws(KubectlError) {
        _ = try item.patch(
          .value(["spec": ["unschedulable": value]]), .strategic, query: dryRun.query,
          accept: APIClient.typedAccept, client: context.client)
      } catch {
        throw .message(
          "unable to \(isUnschedulable ? "cordon" : "uncordon") node \(item.name.goQuoted): \(error.message)")
      }
    }
    context.print("node/\(item.name) \(word)\(dryRun.suffix)")
  }
}

/// The nodes that `cordon`, `uncordon` and `drain` are about.
struct NodeSelection {
  let context: CommandContext

  /// Throws when the command line names no node, or names and selects.
  init(_ context: CommandContext) throws(KubectlError) {
    self.context = context
    let command = String(context.path.split(separator: " ").last ?? "")
    let selector = context.flags.string("selector")
    if context.arguments.isEmpty, selector.isEmpty { throw .usage("USAGE: \(command) NODE [flags]") }
    if !context.arguments.isEmpty, !selector.isEmpty {
      throw .usage("cannot specify both a node name and a --selector option")
    }
  }

  func fetch() throws(KubectlError) -> [ResourceItem] {
    var query = ResourceQuery(context)
    query.chunkSize = 500
    let names = context.arguments
    query.arguments = names.contains { $0.contains("/") } ? names : ["nodes"] + names
    let found = ResourceFetcher(context.client, query).items(try ResourceFinder(context).resolve(query))
    if let other = found.items.first(where: { $0.mapping.kind != "Node" }) {
      throw .message("error: expected resource of type node, got \(other.mapping.description.goQuoted)")
    }
    if let error = found.errors.first { throw error }
    return found.items
  }
}
