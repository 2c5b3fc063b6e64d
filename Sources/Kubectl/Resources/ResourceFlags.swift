/// Flags that many commands have in common.
enum ResourceFlags {
  /// `-f`, `-k`, `-R`; `purpose` ends the sentence, as in `identifying the resource to get`.
  static func files(_ purpose: String) -> [FlagDefinition] {
    [
      .list("filename", short: "f", "Filename, directory, or URL to files \(purpose)."),
      .string("kustomize", short: "k", "Process a kustomization directory. Not together with -f or -R."),
      .bool("recursive", short: "R", "Descend into the directories that -f names."),
    ]
  }

  static let selector: FlagDefinition = .string(
    "selector", short: "l", "Label query to filter on: '=', '==', '!=', 'in', 'notin' (key1=value1,key3 in (value3)).")

  static let fieldSelector: FlagDefinition = .string(
    "field-selector", "Field query to filter on: '=', '==', '!=' (key1=value1,key2!=value2).")

  static let allNamespaces: FlagDefinition = .bool(
    "all-namespaces", short: "A", "List the objects of all namespaces, whatever --namespace says.")

  static let chunkSize: FlagDefinition = .integer(
    "chunk-size", default: 500, "Ask for large lists in chunks of this size; 0 for all at once.")
}
