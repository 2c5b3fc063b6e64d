import KubernetesModel

/// What pods and the templates of pods have in common beside their specification.
enum PodTemplateValidation {
  /// `ValidatePodTemplateSpec`.
  static func check(_ template: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    checkMetadata(template, field, &errors)
    PodSpecValidation.check(template["spec"] ?? .null, field + ".spec", &errors)
    if !template.list("spec", "ephemeralContainers").isEmpty {
      errors.forbidden(field + ".spec.ephemeralContainers", "ephemeral containers not allowed in pod template")
    }
  }

  static func checkMetadata(_ template: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    validateLabels(template.at("metadata", "labels"), field + ".labels", &errors)
    validateAnnotations(template.at("metadata", "annotations"), field + ".annotations", &errors)
    checkAnnotations(template, field + ".annotations", &errors)
  }

  /// Annotations that mean something for pods.
  static func checkAnnotations(_ pod: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let mirror = "kubernetes.io/config.mirror"
    if let value = pod.annotations[mirror], pod.text("spec", "nodeName").isEmpty {
      errors.invalid("\(field)[\(mirror)]", value, "must set spec.nodeName if mirror pod annotation is set")
    }
    let cost = "controller.kubernetes.io/pod-deletion-cost"
    guard let value = pod.annotations[cost] else { return }
    let isCanonical = value == "0" || value.hasPrefix("-") || ("1"..."9").contains(value.prefix(1))
    if !isCanonical || Int32(value) == nil { errors.invalid("\(field)[\(cost)]", value, "must be a 32bit integer") }
  }
}
