import KubernetesModel

/// Secrets: `stringData` is a way to write `data` and is never read.
struct SecretStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.setDefaultText("type", "Opaque")
    guard let texts = object["stringData"]?.objectValue else { return }
    for (key, value) in texts {
      object.set(.string(Base64.encode((value.stringValue ?? "").utf8)), at: "data", key)
    }
    object["stringData"] = nil
  }

  private static let required: [String: [String]] = [
    "kubernetes.io/dockercfg": [".dockercfg"], "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
    "kubernetes.io/ssh-auth": ["ssh-privatekey"], "kubernetes.io/tls": ["tls.crt", "tls.key"],
  ]

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let data = object["data"]?.objectValue ?? JSONObject()
    var size = 0
    for (key, value) in data {
      for problem in Names.configKey(key) { errors.invalid("data[\(key)]", key, problem) }
      size += (value.stringValue?.utf8.count ?? 0) / 4 * 3
    }
    if size > 1 << 20 { errors.tooLong("data", 1 << 20) }
    let type = object.text("type")
    for key in Self.required[type] ?? [] where data[key] == nil { errors.required("data[\(key)]") }
    switch type {
    case "kubernetes.io/service-account-token":
      if (object.annotations["kubernetes.io/service-account.name"] ?? "").isEmpty {
        errors.required("metadata.annotations[kubernetes.io/service-account.name]")
      }
    case "kubernetes.io/basic-auth":
      if data["username"] == nil, data["password"] == nil {
        errors.required("data[username]")
        errors.required("data[password]")
      }
    case "kubernetes.io/dockerconfigjson":
      if let text = data[".dockerconfigjson"]?.stringValue, let bytes = Base64.decode(text),
        (try? JSONParser.parse(bytes)) == nil
      {
        errors.add(
          .invalid, "data[.dockerconfigjson]", "Invalid value: \"<secret contents redacted>\": invalid character")
      }
    default: break
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    var changes = FieldErrors()
    if new["type"] != old["type"] { changes.invalid("type", new["type"] ?? "", "field is immutable") }
    if old["immutable"]?.boolValue == true {
      if new["immutable"]?.boolValue != true { changes.forbidden("immutable", ConfigMapStrategy.isSet) }
      if new["data"] != old["data"] { changes.forbidden("data", ConfigMapStrategy.isSet) }
    }
    // Here a change is reported before what is wrong with the new object.
    changes.append(errors)
    errors = changes
  }

  var selectableFields: Set<String> { ["type"] }

  func selectable(_ field: String, of object: JSONValue) -> String? { object.text("type") }
}
