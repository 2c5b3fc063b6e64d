import KubernetesModel

/// `kubectl create configmap`
struct CreateConfigMap: CreateGenerator {
  let name = "configmap"
  let aliases = ["cm"]
  let resource = GeneratedResource("v1", "configmaps")
  let failure: String? = "failed to create configmap: "
  let ownFlags: [FlagDefinition] =
    KeyedSources.flags + [.bool("append-hash")]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let sources = try KeyedSources(context) { (key, bytes, entries) throws(KubectlError) in
      let problems = KeyedSources.problems(of: key)
      if !problems.isEmpty {
        throw .message(
          "\(key.goQuoted) is not a valid key name for a ConfigMap: " + problems.joined(separator: ","))
      }
      if let other = entries.first(where: { $0.key == key }) {
        let place = String(validating: other.bytes, as: UTF8.self) == nil ? "BinaryData" : "Data"
        throw .message(
          "cannot add key \(key.goQuoted), another key by that name already exists in \(place) for ConfigMap \(name.goQuoted)"
        )
      }
    }
    var object = Draft.object("v1", "ConfigMap", name: name)
    for entry in sources.entries {
      if let text = String(validating: entry.bytes, as: UTF8.self) {
        object.set(.string(text), at: "data", entry.key)
      } else {
        object.set(.string(Base64.encode(entry.bytes)), at: "binaryData", entry.key)
      }
    }
    if context.flags.bool("append-hash") { ContentHash.append(to: &object) }
    return object
  }
}
