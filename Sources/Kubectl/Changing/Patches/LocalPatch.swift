import KubernetesModel

/// Patches that kubectl makes or applies itself.
enum LocalPatch {
  /// What makes `modified` of `original`: a strategic merge patch, or a JSON merge patch for kinds without those.
  static func difference(from original: JSONValue, to modified: JSONValue) -> JSONValue {
    if let patch = strategic(for: modified), let made = try? patch.create(from: original, to: modified) { return made }
    return MergePatch.create(from: original, to: modified)
  }

  static func strategic(for object: JSONValue) -> StrategicMergePatch? {
    StrategicMergePatch(kind: GroupVersionKind(GroupVersion(apiVersion: object.apiVersion), object.kind))
  }

  /// The object after a patch of type `json`, `merge` or `strategic`.
  static func apply(_ patch: JSONValue, _ type: String, to object: JSONValue) throws(KubectlError) -> JSONValue {
    do throws(PatchError) {
      switch type {
      case "json": return try JSONPatch(patch).apply(to: object)
      case "merge": return try MergePatch.apply(patch, to: object)
      default:
        guard let strategic = strategic(for: object) else { return try MergePatch.apply(patch, to: object) }
        return try strategic.apply(patch, to: object)
      }
    } catch {
      throw .message(error.description)
    }
  }
}
