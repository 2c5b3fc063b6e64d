import KubernetesModel

/// Which objects of a resource a list or a watch asks for.
struct Selection: Sendable {
  /// Nil for all namespaces.
  let namespace: String?
  private let name: String?
  private let labels: LabelSelector
  private let fields: FieldSelector
  private let strategy: any ResourceStrategy
  private let isOfNewerEvents: Bool

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
    isOfNewerEvents = definition.groupVersion.group == "events.k8s.io"
    for term in fields.terms where !isKnown(term.field) { throw .badRequest(Self.refusal(term.field, definition)) }
  }

  private func isKnown(_ field: String) -> Bool {
    if ["metadata.name", "metadata.namespace"].contains(field) { return true }
    return stored(field).map { strategy.selectableFields.contains($0) } ?? false
  }

  /// A field's name in the stored version; nil for what the served version does not have.
  private func stored(_ field: String) -> String? {
    guard isOfNewerEvents else { return field }
    if field.hasPrefix("regarding.") { return "involvedObject." + field.dropFirst("regarding.".count) }
    return ["reportingController": "reportingComponent", "reason": "reason", "type": "type"][field]
  }

  /// Kinds that know further fields refuse others in their own words.
  private static func refusal(_ field: String, _ definition: ResourceDefinition) -> String {
    if definition.kind == "Job" { return "field label \(GoText.quoted(field)) not supported for batchv1.Job" }
    let hasFields = !definition.strategy.selectableFields.isEmpty || definition.custom != nil
    return hasFields
      ? "field label not supported: \(field)"
      : "\(GoText.quoted(field)) is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
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
        default: stored(field).flatMap { strategy.selectable($0, of: value) }
        }
      }
  }
}
