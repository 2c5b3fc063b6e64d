import KubernetesModel

/// The hash of a ConfigMap's or Secret's content that `--append-hash` puts after its name.
enum ContentHash {
  static func append(to object: inout JSONValue) {
    object.set(.string(object.name + "-" + text(of: object)), at: "metadata", "name")
  }

  /// Ten letters and digits that cannot spell words: hexadecimal with `013ae` written as `ghkmt`.
  static func text(of object: JSONValue) -> String {
    var content: JSONValue = [
      "kind": .string(object.kind), "name": .string(object.name), "data": object["data"] ?? .null,
    ]
    if let binary = object["binaryData"] { content["binaryData"] = binary }
    if object.kind == "Secret" {
      content["type"] = object["type"] ?? ""
      content["data"] = object["data"] ?? .null
    }
    let digits = SHA256.hexadecimal(JSONWriter.bytes(content)).prefix(10)
    let substitutes: [Character: Character] = ["0": "g", "1": "h", "3": "k", "a": "m", "e": "t"]
    return String(digits.map { substitutes[$0] ?? $0 })
  }
}
