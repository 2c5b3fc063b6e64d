import KubernetesModel

/// `kubectl set image`
struct SetImage: KubectlCommand {
  let name = "image"
  let flags = TemplateChange.flags + [ResourceFlags.selector, ChangeCause.flag]

  func run(_ context: CommandContext) throws(KubectlError) {
    let words = try ResourcesAndPairs(context.arguments, noun: "image", allowsRemoval: false)
    let change = try TemplateChange(
      context, outcome: "image updated",
      failure: "failed to patch image update to pod template:")
    let found = try context.fetch(ResourceQuery(context, arguments: words.resources).namesBeforeAll)
    if words.pairs.isEmpty { throw .message("at least one image update is required") }
    var images: [(container: String, image: String)] = []
    for pair in words.pairs {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      images.removeAll { $0.container == parts[0] }
      images.append((parts[0], parts[1]))
    }
    if images.count > 1, images.contains(where: { $0.container == "*" }) {
      throw .message(
        "all containers are already specified by *, but saw more than one container_name=container_image pairs")
    }
    try change.apply(to: found.items, found.errors) { _, spec in
      images.compactMap { Self.set($0.image, of: $0.container, in: &spec) }
    }
  }

  /// Returns what is wrong, if anything.
  private static func set(_ image: String, of name: String, in spec: inout JSONValue) -> KubectlError? {
    var isFound = false
    for field in ["initContainers", "containers"] where spec[field]?.arrayValue != nil {
      spec.update(field) { list in
        list.updateArray { containers in
          for index in containers.indices where name == "*" || containers[index]["name"]?.stringValue == name {
            containers[index]["image"] = image.isEmpty ? nil : .string(image)
            isFound = true
          }
        }
      }
    }
    return isFound ? nil : .message("error: unable to find container named \(name.goQuoted)")
  }
}
