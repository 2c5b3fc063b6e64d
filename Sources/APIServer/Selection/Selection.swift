import KubernetesModel

/// Which objects of a resource a list or a watch asks for.
struct Selection: Sendable {
  /// Nil for all namespaces.
  let namespace: String?
  private let name: String?
  private let labels: LabelSelector
  private let fields: FieldSelector
  private let strategy: any ResourceStrategy

  init(_ request: APIRequest, _ target: RequestTarget) throws(APIStatus) {
    let definition = target.definition
    namespace = definition.isNamespaced && target.namespace.isEmpty ? nil : target.namespace
    name = target.name.isEmpty ? nil : target.name
    strategy = definition.strategy
    do throws(SelectorError) {
      labels = try LabelSelector(parsing: request.parameter("labelSelector") ?? "")
      fields = try FieldSelector(parsing: request.parameter("fieldSelector") ?? "")
    } catch {
      throw .badRequest(error.description)
    }
    for term in fields.terms where !isKnown(term.field) {
      throw .badRequest("field label not supported: \(term.field)")
    }
  }

  private func isKnown(_ field: String) -> Bool {
    ["metadata.name", "metadata.namespace"].contains(field) || strategy.selectableFields.contains(field)
  }

  /// Whether nothing but a namespace was asked for.
  var isEmpty: Bool { name == nil && labels.isEmpty && fields.isEmpty }

  func includes(_ value: JSONValue) -> Bool {
    if let name, value.name != name { return false }
    guard labels.isEmpty || labels.matches(value.at("metadata", "labels")) else { return false }
    return fields.isEmpty
      || fields.matches { field in
        switch field {
        case "metadata.name": value.name
        case "metadata.namespace": value.namespace
        default: strategy.selectable(field, of: value)
        }
      }
  }
}
