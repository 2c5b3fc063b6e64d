import KubernetesModel

/// Events, as core/v1 keeps them.
struct EventStrategy: ResourceStrategy {
  private static let involved = "involvedObject."
  private static let fields = Set(
    ["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"].map { involved + $0 }
      + ["reason", "reportingComponent", "source", "type"])
  var selectableFields: Set<String> { Self.fields }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    switch field {
    case "reason", "type", "reportingComponent": return object.text(field)
    // Events of the newer kind have no source.
    case "source": return object.text("source", "component").ifEmpty(object.text("reportingComponent"))
    default:
      guard field.hasPrefix(Self.involved) else { return nil }
      return object.text("involvedObject", String(field.dropFirst(Self.involved.utf8.count)))
    }
  }
}
