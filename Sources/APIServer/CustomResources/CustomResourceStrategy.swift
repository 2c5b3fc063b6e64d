import KubernetesModel

/// Objects of custom kinds: completed, cut and checked by the schema of their definition.
struct CustomResourceStrategy: ResourceStrategy {
  let kind: CustomKind

  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    let schema = StructuralSchema(kind.schema)
    object = schema.pruned(object, isRoot: true).value
    schema.setDefaults(&object)
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    if kind.hasStatus { object["status"] = nil }
  }

  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool {
    func content(_ object: JSONValue) -> JSONValue {
      var object = object
      for key in ["metadata", kind.hasStatus ? "status" : "metadata"] { object[key] = nil }
      return object
    }
    return content(new) != content(old)
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    StructuralSchema(kind.schema).validate(object, "", &errors)
    guard kind.hasRules else { return }
    let blocking: Set<FieldError.Kind> = [.notSupported, .required, .tooLong, .tooMany, .typeInvalid]
    guard !errors.all.contains(where: { blocking.contains($0.kind) }) else {
      errors.invalid(
        "<nil>", .null,
        "some validation rules were not checked because the object was invalid; correct the existing errors to complete "
          + "validation")
      return
    }
    SchemaRules(kind.schema).validate(object, "", &errors)
  }

  /// Rules about a change need the object as it was.
  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    guard kind.hasRules, errors.isEmpty else { return }
    SchemaRules(kind.schema).validate(new, old: old, "", &errors)
  }

  func validateStatusUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    validate(new, &errors)
    validateUpdate(new, old: old, &errors)
  }
}
