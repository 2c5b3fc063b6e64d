import KubernetesModel

/// Prints objects in the form that `-o` asks for.
protocol ObjectPrinter {
  /// Appends the text for one object or list, where it fails as far as it came.
  mutating func print(_ object: JSONValue, to output: inout String) throws(KubectlError)
}

extension ObjectPrinter {
  mutating func print(_ object: JSONValue) throws(KubectlError) -> String {
    var text = ""
    try print(object, to: &text)
    return text
  }

  /// Prints on the command's standard output, also what came before a failure.
  mutating func print(_ object: JSONValue, in context: CommandContext) throws(KubectlError) {
    var text = ""
    defer { context.print(text, terminator: "") }
    try print(object, to: &text)
  }
}

/// `-o json`: indented by four blanks.
struct JSONPrinter: ObjectPrinter {
  let showsManagedFields: Bool
  /// Whether members stand in the order of Go's types.
  var isTyped = false

  func print(_ object: JSONValue, to output: inout String) throws(KubectlError) {
    let object = ManagedFields.removed(from: object, unless: showsManagedFields)
    output +=
      (isTyped ? TypedJSON.string(object, indent: 4) : JSONWriter.string(object, indent: 4, escapesHTML: true)) + "\n"
  }
}

/// `-o yaml`: several objects are documents of one stream.
struct YAMLPrinter: ObjectPrinter {
  let showsManagedFields: Bool
  private var isFirst = true

  init(showsManagedFields: Bool) { self.showsManagedFields = showsManagedFields }

  mutating func print(_ object: JSONValue, to output: inout String) throws(KubectlError) {
    defer { isFirst = false }
    let text = YAMLWriter.string(ManagedFields.removed(from: object, unless: showsManagedFields))
    output += (isFirst ? "" : "---\n") + text
  }
}

/// `-o name`: `deployment.apps/web`, and what was done to it where a command did something.
struct NamePrinter: ObjectPrinter {
  /// `created`, `configured`; empty for the name alone.
  var operation = ""

  func print(_ object: JSONValue, to output: inout String) throws(KubectlError) {
    if let items = object["items"]?.arrayValue, object.kind.hasSuffix("List") {
      for item in items { try print(item, to: &output) }
      return
    }
    let name = Self.reference(object)
    output += (operation.isEmpty ? name : name + " " + operation) + "\n"
  }

  static func reference(_ object: JSONValue) -> String {
    let group = GroupVersion(apiVersion: object.apiVersion).group
    let kind = object.kind.lowercased()
    let type = kind.isEmpty ? "<unknown>" : group.isEmpty ? kind : kind + "." + group
    return type + "/" + (object.name.isEmpty ? "<unknown>" : object.name)
  }
}

/// Field ownership, which printers leave out unless asked.
enum ManagedFields {
  static func removed(from object: JSONValue, unless isShown: Bool) -> JSONValue {
    guard !isShown else { return object }
    var object = object
    if object.at("metadata", "managedFields") != nil { object.set(nil, at: "metadata", "managedFields") }
    guard object["items"]?.arrayValue != nil else { return object }
    object.update("items") { items in
      items.updateArray { elements in
        for index in elements.indices where elements[index].at("metadata", "managedFields") != nil {
          elements[index].set(nil, at: "metadata", "managedFields")
        }
      }
    }
    return object
  }
}
