import KubernetesModel

/// Storage classes.
struct StorageClassStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.setDefaultText("reclaimPolicy", "Delete")
    object.setDefaultText("volumeBindingMode", "Immediate")
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let provisioner = object.text("provisioner")
    if provisioner.isEmpty {
      errors.required("provisioner")
    } else {
      errors.invalid("provisioner", provisioner, all: NameRules.qualifiedName(provisioner.lowercased()))
    }
    errors.checkChoice(object["reclaimPolicy"], "reclaimPolicy", ["Delete", "Retain"])
    errors.checkChoice(object["volumeBindingMode"], "volumeBindingMode", ["Immediate", "WaitForFirstConsumer"])
    for (index, term) in object.list("allowedTopologies").enumerated() {
      for (place, expression) in term.list("matchLabelExpressions").enumerated() {
        let path = "allowedTopologies[\(index)].matchLabelExpressions[\(place)]"
        if expression.list("values").isEmpty { errors.required(path + ".values") }
        errors.checkQualifiedName(expression.text("key"), path + ".key")
      }
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    for key in ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"] where new[key] != old[key] {
      errors.forbidden(key, "updates to \(key) are forbidden.")
    }
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    object.list("allowedTopologies").enumerated().flatMap { index, term in
      term.list("matchLabelExpressions").enumerated().compactMap { place, expression in
        let key = expression.text("key")
        return NodeLabels.deprecation(key).map {
          "allowedTopologies[\(index)].matchLabelExpressions[\(place)].key: \(key) is \($0)"
        }
      }
    }
  }
}
