import KubernetesModel

/// ConfigMaps.
struct ConfigMapStrategy: ResourceStrategy {
  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    var size = 0
    let data = object["data"]?.objectValue ?? JSONObject()
    for (key, value) in data {
      for problem in Names.configKey(key) { errors.invalid("data[\(key)]", key, problem) }
      if object["binaryData"]?[key] != nil {
        errors.invalid("data[\(key)]", key, "duplicate of key present in binaryData")
      }
      size += value.stringValue?.utf8.count ?? 0
    }
    for (key, value) in object["binaryData"]?.objectValue ?? JSONObject() {
      for problem in Names.configKey(key) { errors.invalid("binaryData[\(key)]", key, problem) }
      size += (value.stringValue?.utf8.count ?? 0) / 4 * 3
    }
    if size > 1 << 20 { errors.tooLong("[]", 1 << 20) }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    guard old["immutable"]?.boolValue == true else { return }
    if new["immutable"]?.boolValue != true { errors.forbidden("immutable", Self.isSet) }
    for key in ["data", "binaryData"] where new[key] != old[key] { errors.forbidden(key, Self.isSet) }
  }

  static let isSet = "field is immutable when `immutable` is set"
}
