import APIServer
import KubernetesModel

/// What ConfigMaps and Secrets hold, as files.
enum ConfigurationData {
  /// All keys with their content, sorted.
  static func files(of object: StoredObject) -> [(key: String, bytes: [UInt8])] {
    var files: [String: [UInt8]] = [:]
    for field in ["data", "binaryData"] {
      for member in object.value[field]?.objectValue?.members ?? [] {
        files[member.key] = decode(member.value, field, object.resource)
      }
    }
    return files.sorted { $0.key < $1.key }.map { (key: $0.key, bytes: $0.value) }
  }

  static func file(_ key: String, of object: StoredObject) -> [UInt8]? {
    for field in ["data", "binaryData"] {
      if let value = object.value.at(field, key) { return decode(value, field, object.resource) }
    }
    return nil
  }

  private static func decode(_ value: JSONValue, _ field: String, _ resource: GroupResource) -> [UInt8] {
    let text = value.stringValue ?? ""
    if resource == .configMaps, field == "data" { return Array(text.utf8) }
    return Base64.decode(text) ?? []
  }
}
