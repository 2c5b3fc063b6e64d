import KubernetesModel

/// `--overrides`: JSON that changes an object before it is created.
enum Overrides {
  static let flags: [FlagDefinition] = [
    .string("override-type", default: "merge"),
    .string("overrides"),
  ]

  static func applied(to object: JSONValue, _ context: CommandContext) throws(KubectlError) -> JSONValue {
    let text = context.flags.string("overrides")
    if text.isEmpty { return object }
    let type = context.flags.string("override-type")
    guard ["json", "merge", "strategic"].contains(type) else {
      throw .message("invalid override type: \(type)")
    }
    let patch: JSONValue
    do { patch = try JSONParser.parse(text) } catch { throw .message("Invalid JSON Patch") }
    return try LocalPatch.apply(patch, type, to: object)
  }
}
