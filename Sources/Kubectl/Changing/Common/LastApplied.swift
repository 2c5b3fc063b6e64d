import KubernetesModel

/// The configuration that apply keeps in an annotation, to see later what was removed from it.
enum LastApplied {
  static let annotation = "kubectl.kubernetes.io/last-applied-configuration"

  /// The object as the annotation keeps it: without the annotation itself, on one line.
  static func text(of object: JSONValue) -> String {
    var object = object
    object.set(nil, at: "metadata", "annotations", annotation)
    if object.at("metadata", "annotations")?.objectValue == nil {
      object.set([:], at: "metadata", "annotations")
    }
    return JSONWriter.string(object) + "\n"
  }

  /// The object with its own configuration in the annotation.
  static func annotated(_ object: JSONValue) -> JSONValue {
    var object = object
    object.set(.string(text(of: object)), at: "metadata", "annotations", annotation)
    return object
  }

  /// What the object was applied as, as far as it says so.
  static func configuration(of object: JSONValue) -> String? {
    object.at("metadata", "annotations", annotation)?.stringValue
  }

  /// Notes a generated object's configuration; such objects are written in the order of their types.
  static func save(in object: inout JSONValue) {
    object.set(
      .string(TypedJSON.string(object) + "\n"), at: "metadata", "annotations", annotation)
  }
}
