import KubernetesModel

/// Storage classes.
struct StorageClassStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.setDefaultText("reclaimPolicy", "Delete")
    object.setDefaultText("volumeBindingMode", "Immediate")
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    if object.text("provisioner").isEmpty { errors.required("provisioner") }
    PodSpecValidation.checkChoice(
      object, "reclaimPolicy", "", ["Delete", "Retain"], &errors)
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    for key in ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"] where new[key] != old[key] {
      errors.forbidden(key, "updates to \(key) are forbidden.")
    }
  }
}
