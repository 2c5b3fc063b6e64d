import KubernetesModel

/// Certificate signing requests.
struct CertificateRequestStrategy: ResourceStrategy {
  var nameRule: NameRule { .subdomain }

  func setDefaults(_ object: inout JSONValue) { object.setDefault("status", .object(JSONObject())) }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = .object(JSONObject())
    let user = context.user
    object.update("spec") { spec in
      spec["username"] = .string(user.name)
      spec["uid"] = user.uid.isEmpty ? nil : .string(user.uid)
      spec["groups"] = user.groups.isEmpty ? nil : .array(user.groups.map(JSONValue.string))
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    checkRequest(object.text("spec", "request"), &errors)
    if object.list("spec", "usages").isEmpty { errors.required("spec.usages") }
    if object.text("spec", "signerName").isEmpty { errors.required("spec.signerName") }
  }

  private func checkRequest(_ request: String, _ errors: inout FieldErrors) {
    if request.isEmpty { return errors.required("spec.request") }
    let text = Base64.decode(request).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard CertificateRequest(pem: text) == nil else { return }
    let why =
      text.contains("-----BEGIN CERTIFICATE REQUEST-----")
      ? "asn1: structure error" : "PEM block type must be CERTIFICATE REQUEST"
    errors.invalid("spec.request", .string(request), why)
  }

  func prepareForUpdate(_ object: inout JSONValue, old: JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["spec"] = old["spec"]
  }

  var selectableFields: Set<String> { ["spec.signerName"] }

  func selectable(_ field: String, of object: JSONValue) -> String? { object.text("spec", "signerName") }
}
