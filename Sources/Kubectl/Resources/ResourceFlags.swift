/// The flags that say which objects a command means.
enum ResourceFlags {
  static let files: [FlagDefinition] = [
    .list("filename", short: "f"), .string("kustomize", short: "k"), .bool("recursive", short: "R"),
  ]

  static let selector = FlagDefinition.string("selector", short: "l")

  static let fieldSelector = FlagDefinition.string("field-selector")

  static let allNamespaces = FlagDefinition.bool("all-namespaces", short: "A")

  static let chunkSize = FlagDefinition.integer("chunk-size", default: 500)
}
