import KubernetesModel

/// `ValidateObjectMeta`: what every object's metadata must be.
func validateMetadata(_ object: JSONValue, _ rule: NameRule, isNamespaced: Bool, _ errors: inout FieldErrors) {
  let metadata = object.metadata
  if let prefix = metadata["generateName"]?.stringValue, !prefix.isEmpty {
    // The suffix will end a prefix that ends in a hyphen.
    let whole = prefix.hasSuffix("-") ? prefix.dropLast() + "a" : prefix
    for problem in rule.problems(String(whole)) { errors.invalid("metadata.generateName", prefix, problem) }
  }
  if object.name.isEmpty {
    errors.required("metadata.name", "name or generateName is required")
  } else {
    for problem in rule.problems(object.name) { errors.invalid("metadata.name", object.name, problem) }
  }
  if isNamespaced {
    if object.namespace.isEmpty {
      errors.required("metadata.namespace")
    } else {
      for problem in Names.label(object.namespace) { errors.invalid("metadata.namespace", object.namespace, problem) }
    }
  }
  validateLabels(metadata["labels"], "metadata.labels", &errors)
  validateAnnotations(metadata["annotations"], "metadata.annotations", &errors)
  validateOwners(metadata["ownerReferences"]?.arrayValue ?? [], &errors)
  validateFinalizers(metadata["finalizers"]?.arrayValue ?? [], &errors)
}

func validateLabels(_ labels: JSONValue?, _ field: String, _ errors: inout FieldErrors) {
  for (key, value) in labels?.objectValue ?? JSONObject() {
    for problem in NameRules.qualifiedName(key) { errors.invalid(field, key, problem) }
    let text = value.stringValue ?? ""
    for problem in NameRules.labelValue(text) { errors.invalid(field, text, problem) }
  }
}

func validateAnnotations(_ annotations: JSONValue?, _ field: String, _ errors: inout FieldErrors) {
  var size = 0
  for (key, value) in annotations?.objectValue ?? JSONObject() {
    for problem in NameRules.qualifiedName(key.lowercased()) { errors.invalid(field, key, problem) }
    size += key.utf8.count + (value.stringValue?.utf8.count ?? 0)
  }
  if size > 256 * 1024 { errors.tooLong(field, 256 * 1024) }
}

private func validateOwners(_ owners: [JSONValue], _ errors: inout FieldErrors) {
  let field = "metadata.ownerReferences"
  var controller = ""
  for (index, owner) in owners.enumerated() {
    let path = "\(field)[\(index)]"
    for key in ["apiVersion", "kind", "name", "uid"] where (owner[key]?.stringValue ?? "").isEmpty {
      let why = key == "apiVersion" ? "version must not be empty" : "must not be empty"
      errors.invalid(path + "." + key, "", why)
    }
    guard owner["controller"]?.boolValue == true else { continue }
    let name = owner["name"]?.stringValue ?? ""
    if !controller.isEmpty {
      errors.invalid(
        field, .array(owners),
        "Only one reference can have Controller set to true. Found \"true\" in references for \(controller) and \(name)"
      )
    }
    controller = name
  }
}

private func validateFinalizers(_ finalizers: [JSONValue], _ errors: inout FieldErrors) {
  for (index, finalizer) in finalizers.enumerated() {
    let text = finalizer.stringValue ?? ""
    let field = "metadata.finalizers[\(index)]"
    let problems = NameRules.qualifiedName(text)
    for problem in problems { errors.invalid("metadata.finalizers", text, problem) }
    if problems.isEmpty, !text.contains("/"), !["orphan", "foregroundDeletion", "kubernetes"].contains(text) {
      errors.invalid(field, text, "name is neither a standard finalizer name nor is it fully qualified")
    }
  }
}

/// `ValidateObjectMetaUpdate`, for what is not simply kept from the stored object.
func validateMetadataUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
  validateLabels(new.at("metadata", "labels"), "metadata.labels", &errors)
  validateAnnotations(new.at("metadata", "annotations"), "metadata.annotations", &errors)
  validateOwners(new.at("metadata", "ownerReferences")?.arrayValue ?? [], &errors)
  validateFinalizers(new.at("metadata", "finalizers")?.arrayValue ?? [], &errors)
  guard old.isBeingDeleted else { return }
  let before = Set(old.finalizers)
  let added = new.finalizers.filter { !before.contains($0) }
  if !added.isEmpty {
    let list = added.map { "\"\($0)\"" }.joined(separator: ", ")
    errors.forbidden(
      "metadata.finalizers",
      "no new finalizers can be added if the object is being deleted, found new finalizers []string{\(list)}")
  }
}
