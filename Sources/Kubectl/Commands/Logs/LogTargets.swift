import APIServer
import KubernetesModel

/// Whose logs a command line means.
enum LogTarget {
  case pods([JSONValue])
  /// Something that has pods.
  case workload(ResourceItem)
}

struct LogTargets {
  let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  func find() throws(KubectlError) -> LogTarget {
    let selector = context.flags.string("selector")
    let finder = ResourceFinder(context)
    guard selector.isEmpty else { return try selected(finder) }
    let argument = context.arguments.first ?? ""
    var query = ResourceQuery(
      arguments: argument.contains("/") ? [argument] : ["pods", argument], namespace: context.namespace)
    query.allowsOnlyOneType = true
    let selection = try finder.resolve(query)
    guard case .named(var item)? = selection.targets.first else { throw .message("expected a resource") }
    do throws(KubectlError) {
      item.object = try ResourceFetcher(context.client, query).get(item)
    } catch {
      throw Self.explained(error, item, isShort: !argument.contains("/"))
    }
    if item.mapping.kind == "Pod", item.mapping.groupVersion.group.isEmpty, let pod = item.object {
      return .pods([pod])
    }
    return .workload(item)
  }

  private func selected(_ finder: ResourceFinder) throws(KubectlError) -> LogTarget {
    var query = ResourceQuery(arguments: ["pods"], namespace: context.namespace)
    query.labelSelector = context.flags.string("selector")
    let selection = try finder.resolve(query)
    let fetcher = ResourceFetcher(context.client, query)
    var pods: [JSONValue] = []
    for target in selection.targets { pods += try fetcher.items(target).compactMap(\.object) }
    if pods.isEmpty { context.printError("No resources found in \(context.namespace) namespace.") }
    return .pods(pods)
  }

  private static func explained(_ error: KubectlError, _ item: ResourceItem, isShort: Bool) -> KubectlError {
    guard let status = error.status, status.reason == "NotFound" else { return error }
    return .message("error from server (NotFound): \(status.message) in namespace \(item.namespace.goQuoted)")
  }
}
