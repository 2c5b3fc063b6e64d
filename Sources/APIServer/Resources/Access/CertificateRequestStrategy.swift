import KubernetesModel

/// Certificate signing requests.
struct CertificateRequestStrategy: ResourceStrategy {
  var nameRule: NameRule { .subdomain }

  func setDefaults(_ object: inout JSONValue) { object.setDefault("status", .object(JSONObject())) }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = .object(JSONObject())
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    if object.text("spec", "request").isEmpty { errors.required("spec.request") }
    if object.list("spec", "usages").isEmpty { errors.required("spec.usages") }
    if object.text("spec", "signerName").isEmpty { errors.required("spec.signerName") }
  }

  func prepareForUpdate(_ object: inout JSONValue, old: JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["spec"] = old["spec"]
  }

  var selectableFields: Set<String> { ["spec.signerName"] }

  func selectable(_ field: String, of object: JSONValue) -> String? { object.text("spec", "signerName") }
}
