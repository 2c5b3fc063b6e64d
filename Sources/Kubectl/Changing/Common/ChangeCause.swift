import KubernetesModel

/// `--record`: notes the command line in an object that it changes. Deprecated, and in every second tutorial.
enum ChangeCause {
  static let flag = FlagDefinition.bool("record").hidden
  static let annotation = "kubernetes.io/change-cause"

  /// The object with the note, where the command line asks for one.
  static func recorded(in object: JSONValue, _ context: CommandContext) -> JSONValue {
    guard let text = text(context) else { return object }
    var object = object
    object.set(.string(text), at: "metadata", "annotations", annotation)
    return object
  }

  /// A merge patch with the note alone; nil where none is asked for.
  static func patch(_ context: CommandContext) -> JSONValue? {
    text(context).map { ["metadata": ["annotations": [annotation: .string($0)]]] }
  }

  /// The arguments, then the flags, each with its value.
  private static func text(_ context: CommandContext) -> String? {
    guard context.flags.bool(flag.name) else { return nil }
    let flags = context.flags.words.map { "--\($0.name)=\($0.text)" }
    return ([context.path] + context.arguments + flags).joined(separator: " ")
  }
}
