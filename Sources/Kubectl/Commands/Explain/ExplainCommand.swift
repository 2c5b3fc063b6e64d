import APIServer
import KubernetesModel

/// `kubectl explain`
struct ExplainCommand: KubectlCommand {
  let name = "explain"
  let flags: [FlagDefinition] = [
    .string("api-version"),
    .string("output", default: "plaintext"),
    .bool("recursive"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard let argument = context.arguments.first else {
      throw .message(
        "You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list of supported resources.\n"
      )
    }
    if context.arguments.count > 1 { throw .message("We accept only this format: explain RESOURCE\n") }
    let (mapping, path) = try target(argument, context)
    let schema = try ExplainSource(context.client).schema(of: mapping)
    guard let schema else {
      throw .message("GVR (\(mapping.description)) not found in OpenAPI schema")
    }
    let group = mapping.groupVersion.group
    context.print(
      (group.isEmpty ? "" : "GROUP:      \(group)\n")
        + "KIND:       \(mapping.kind)\nVERSION:    \(mapping.groupVersion.version)\n")
    context.print(try ExplainText(isRecursive: context.flags.bool("recursive")).text(schema, path))
  }

  /// The resource and the fields that `deployments.apps.spec.replicas` names.
  private func target(
    _ argument: String, _ context: CommandContext
  ) throws(KubectlError) -> (DiscoveredResource, [String]) {
    let mapper = RESTMapper(client: context.client)
    if argument.contains("[") { throw .message("invalid jsonpath syntax, first node must be field node") }
    var words = argument.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if words.last == "" { words.removeLast() }
    let word = words.first ?? ""
    guard let found = try mapper.find(word) else {
      throw .plain("the server doesn't have a resource type \(word.goQuoted)")
    }
    let version = context.flags.string("api-version")
    if !version.isEmpty {
      let chosen = try mapper.resources().first {
        $0.groupVersion == GroupVersion(apiVersion: version) && ($0.plural == found.plural || $0.kind == found.kind)
      }
      guard let chosen else {
        throw .message("couldn't find resource for \"\(version), Resource=\(found.plural)\"")
      }
      return (chosen, Array(words.dropFirst()))
    }
    // What follows the resource may be its group.
    for length in stride(from: words.count - 1, through: 1, by: -1) {
      let group = words[1...length].joined(separator: ".")
      if let exact = try mapper.find(word + "." + group), exact.groupVersion.group == group {
        return (exact, Array(words.dropFirst(length + 1)))
      }
    }
    return (found, Array(words.dropFirst()))
  }
}
