import KubernetesModel

/// Objects as kubectl's generators make them, with the empty members that Go writes.
enum Draft {
  /// An object with its type, its name and a creation time that is not known yet.
  static func object(_ apiVersion: String, _ kind: String, name: String, labels: [String: String] = [:]) -> JSONValue {
    var object: JSONValue = [
      "apiVersion": .string(apiVersion), "kind": .string(kind), "metadata": metadata(labels: labels),
    ]
    object.set(.string(name), at: "metadata", "name")
    return object
  }

  static func metadata(labels: [String: String] = [:]) -> JSONValue {
    var metadata: JSONValue = ["creationTimestamp": .null]
    if !labels.isEmpty { metadata["labels"] = JSONValue(labels) }
    return metadata
  }

  static func container(name: String, image: String, command: [String] = []) -> JSONValue {
    members([
      "name": .string(name), "image": .string(image), "resources": [:],
      "command": command.isEmpty ? nil : strings(command),
    ])
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// An object of the members that are not nil.
  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    var object = JSONObject()
    for (key, value) in members { if let value { object[key] = value } }
    return .object(object)
  }

  /// What a typed client sends of a draft: members that are null have no protobuf form.
  static func withoutNulls(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object):
      var result = JSONObject()
      for member in object.members where !member.value.isNull { result[member.key] = withoutNulls(member.value) }
      return .object(result)
    case .array(let elements): return .array(elements.map(withoutNulls))
    default: return value
    }
  }
}
