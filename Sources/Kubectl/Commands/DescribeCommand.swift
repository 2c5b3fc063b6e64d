import APIServer
import KubernetesModel

/// `kubectl describe`
struct DescribeCommand: KubectlCommand {
  let name = "describe"
  let flags: [FlagDefinition] =
    [
      ResourceFlags.allNamespaces, ResourceFlags.chunkSize, ResourceFlags.selector,
      .bool("show-events", default: true),
    ] + ResourceFlags.files

  func run(_ context: CommandContext) throws(KubectlError) {
    if context.arguments.isEmpty, context.flags.list("filename").isEmpty, context.flags.string("kustomize").isEmpty {
      throw .message(
        "You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.\n"
      )
    }
    var query = ResourceQuery(context)
    query.allowsTypeAlone = true
    let selection = try ResourceFinder(context).resolve(query)
    let found = ResourceFetcher(context.client, query).items(selection)
    if let missing = found.errors.first, missing.status?.reason == "NotFound", context.arguments.count == 2 {
      return try describeByPrefix(context, query, missing)
    }
    var errors = found.errors
    var isFirst = true
    for item in found.items {
      do throws(KubectlError) {
        let text = try text(of: item, context)
        context.print(isFirst ? text : "\n\n" + text, terminator: "")
        isFirst = false
      } catch {
        if !errors.contains(where: { $0.message == error.message }) { errors.append(error) }
      }
    }
    if found.items.isEmpty, errors.isEmpty {
      context.printError(
        query.allNamespaces ? "No resources found" : "No resources found in \(context.namespace) namespace.")
    }
    // The errors of fetching are a list within the command's own.
    if !errors.isEmpty { throw .several([.several(errors)]) }
  }

  private func describeByPrefix(
    _ context: CommandContext, _ query: ResourceQuery, _ missing: KubectlError
  ) throws(KubectlError) {
    var query = query
    let prefix = context.arguments.last ?? ""
    query.arguments = Array(context.arguments.prefix(1))
    let selection = try ResourceFinder(context).resolve(query)
    let found = ResourceFetcher(context.client, query).items(selection)
    if let error = KubectlError.joined(found.errors) { throw error }
    let matching = found.items.filter { $0.name.hasPrefix(prefix) }
    if matching.isEmpty { throw missing }
    for item in matching { context.print(try text(of: item, context)) }
  }

  private func text(of item: ResourceItem, _ context: CommandContext) throws(KubectlError) -> String {
    let source = RelatedSource(
      client: context.client, showsEvents: context.flags.bool("show-events"),
      chunkSize: context.flags.integer("chunk-size"))
    // The describers read the object themselves, whatever was found before.
    let accept = Describers.isTyped(item.mapping) ? APIClient.typedAccept : "application/json"
    var object = try context.client.object(.get, item.path(), accept: accept, asked: item.asked)
    if object.kind.isEmpty {
      object["kind"] = .string(item.mapping.kind)
      object["apiVersion"] = .string(item.mapping.groupVersion.apiVersion)
    }
    let describer = Describers.describer(group: item.mapping.groupVersion.group, kind: item.mapping.kind)
    let related = try describer.related(to: object, source)
    return describer.describe(object, related, now: context.now)
  }
}
