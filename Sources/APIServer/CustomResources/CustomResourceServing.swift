import KubernetesModel
import SimulationKernel

/// Serves the kinds of CustomResourceDefinitions from the moment in which they are written.
extension APIServer {
  /// Follows a write to a CustomResourceDefinition; of no effect after other writes.
  mutating func serveCustomResources(after definition: ResourceDefinition, at now: Instant) {
    guard definition.storage == .customResourceDefinitions else { return }
    for object in store.objects(.customResourceDefinitions, namespace: nil) { accept(object, at: now) }
    let custom = store.objects(.customResourceDefinitions, namespace: nil).flatMap {
      ResourceDefinition.custom($0.value)
    }
    let before = Set(catalog.definitions.filter { $0.custom != nil }.map(\.groupResource))
    for resource in before.subtracting(custom.map(\.groupResource)).sorted() {
      for object in store.objects(resource, namespace: nil) { store.remove(object) }
    }
    catalog = ResourceCatalog(ResourceDefinition.builtIn + custom)
  }

  /// Tells that the names of a definition are accepted and that its kind is served.
  private mutating func accept(_ object: StoredObject, at now: Instant) {
    var value = object.value
    let spec = value["spec"] ?? .null
    let stored = (spec["versions"]?.arrayValue ?? []).first { $0["storage"]?.boolValue == true }
    value.set(spec["names"], at: "status", "acceptedNames")
    value.set(.array([stored?["name"] ?? "v1"]), at: "status", "storedVersions")
    if value.at("status", "conditions")?.isEmptyContainer ?? true {
      let conditions = [
        ("NamesAccepted", "NoConflicts", "no conflicts found"),
        ("Established", "InitialNamesAccepted", "the initial names have been accepted"),
      ].map { type, reason, message -> JSONValue in
        [
          "type": .string(type), "status": "True", "reason": .string(reason), "message": .string(message),
          "lastTransitionTime": .string(now.rfc3339),
        ]
      }
      value.set(.array(conditions), at: "status", "conditions")
    }
    if value != object.value { _ = store.put(value, in: .customResourceDefinitions) }
  }
}

/// CustomResourceDefinitions themselves.
struct CustomResourceDefinitionStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    let kind = object.at("spec", "names", "kind")?.stringValue ?? ""
    object.update("spec") { spec in
      spec.update("names") { names in
        names.setDefaultText("singular", kind.lowercased())
        names.setDefaultText("listKind", kind + "List")
      }
      spec.update("conversion") { $0.setDefaultText("strategy", "None") }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let (group, plural) = (object.text("spec", "group"), object.text("spec", "names", "plural"))
    if object.name != plural + "." + group {
      errors.invalid("metadata.name", object.name, "must be spec.names.plural+\".\"+spec.group")
    }
    if group.isEmpty { errors.required("spec.group") }
    if object.text("spec", "names", "kind").isEmpty { errors.required("spec.names.kind") }
    errors.checkChoice(object.at("spec", "scope"), "spec.scope", ["Cluster", "Namespaced"])
    let stored = object.list("spec", "versions").filter { $0["storage"]?.boolValue == true }
    if stored.count != 1 {
      errors.invalid(
        "spec.versions", .array(object.list("spec", "versions")),
        "must have exactly one version marked as storage version")
    }
    for (index, version) in object.list("spec", "versions").enumerated() {
      SchemaRules.check(
        version.at("schema", "openAPIV3Schema") ?? .null, "spec.versions[\(index)].schema.openAPIV3Schema", &errors)
    }
  }
}
