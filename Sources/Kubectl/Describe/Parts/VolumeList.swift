import KubernetesModel

extension Description {
  mutating func volumes(_ volumes: [JSONValue], space: String = "") {
    if volumes.isEmpty { return line(0, "\(space)Volumes:\t<none>") }
    line(0, "\(space)Volumes:")
    for volume in volumes {
      line(1, "\(space.isEmpty ? "" : " ")\(volume.text("name")):")
      volumeSource(volume, isPersistent: false)
    }
  }

  /// What a volume is made of; `isPersistent` for the sources of PersistentVolumes.
  mutating func volumeSource(_ volume: JSONValue, isPersistent: Bool) {
    if let projected = volume["projected"], !projected.isNull { return projection(projected) }
    if let downward = volume["downwardAPI"], !downward.isNull { return downwardAPI(downward) }
    if let ephemeral = volume["ephemeral"], !ephemeral.isNull { return ephemeralVolume(ephemeral) }
    for (key, source) in VolumeSourceText.sources {
      guard let value = volume[key], !value.isNull else { continue }
      line(2, "Type:\t\(source.title)")
      for field in source.fields where isPersistent || !field.isPersistentOnly {
        line(2, "\(field.label)\t\(field.value(value))")
      }
      if key == "csi" { attributes(value.map("volumeAttributes")) }
      return
    }
    line(1, "<unknown>")
  }

  private mutating func projection(_ projected: JSONValue) {
    line(2, "Type:\tProjected (a volume that contains injected data from multiple sources)")
    for source in projected.list("sources") {
      if let secret = source["secret"], !secret.isNull {
        line(2, "SecretName:\t\(secret.text("name"))")
        line(2, "Optional:\t\(secret.flag("optional"))")
      } else if source.has("downwardAPI") {
        line(2, "DownwardAPI:\ttrue")
      } else if let map = source["configMap"], !map.isNull {
        line(2, "ConfigMapName:\t\(map.text("name"))")
        line(2, "Optional:\t\(map.flag("optional"))")
      } else if let token = source["serviceAccountToken"], !token.isNull {
        line(2, "TokenExpirationSeconds:\t\(token.number("expirationSeconds"))")
      }
    }
  }

  private mutating func downwardAPI(_ source: JSONValue) {
    line(2, "Type:\tDownwardAPI (a volume populated by information about the pod)\n    Items:")
    for item in source.list("items") {
      if item.has("fieldRef") { line(3, "\(item.text("fieldRef", "fieldPath")) -> \(item.text("path"))") }
      if item.has("resourceFieldRef") {
        line(3, "\(item.text("resourceFieldRef", "resource")) -> \(item.text("path"))")
      }
    }
  }

  private mutating func ephemeralVolume(_ source: JSONValue) {
    line(
      2,
      "Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)")
    guard let template = source["volumeClaimTemplate"], !template.isNull else { return }
    nesting += 2
    claim(template, isFull: false)
    nesting -= 2
  }

  private mutating func attributes(_ attributes: [String: String]) {
    write(2, "VolumeAttributes:\t")
    if attributes.isEmpty { return rest("<none>") }
    for (index, pair) in attributes.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { write(2, "    \t") }
      write(2, Self.shortened("\(pair.key)=\(pair.value)", Self.longestAnnotation) + "\n")
    }
  }
}
