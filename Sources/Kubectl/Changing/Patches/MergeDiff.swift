import KubernetesModel

/// Makes JSON merge patches (RFC 7386).
enum MergeDiff {
  /// What makes `modified` of `original`.
  static func twoWay(from original: JSONValue, to modified: JSONValue) -> JSONValue {
    guard let old = original.objectValue, let new = modified.objectValue else { return modified }
    var patch = JSONObject()
    for member in old.members where new[member.key] == nil { patch[member.key] = .some(.null) }
    for member in new.members {
      guard let before = old[member.key] else {
        patch[member.key] = member.value
        continue
      }
      if before == member.value { continue }
      patch[member.key] =
        before.objectValue != nil && member.value.objectValue != nil
        ? twoWay(from: before, to: member.value) : member.value
    }
    return .object(patch)
  }

  /// What makes `modified` of `current`: only what `original` had and `modified` has no more is removed.
  static func threeWay(original: JSONValue, modified: JSONValue, current: JSONValue) -> JSONValue {
    let additions = part(of: twoWay(from: current, to: modified), nulls: false) ?? [:]
    let deletions = part(of: twoWay(from: original, to: modified), nulls: true) ?? [:]
    return merged(deletions, additions)
  }

  /// Only the members of a patch that are null, or only the others.
  private static func part(of patch: JSONValue, nulls: Bool) -> JSONValue? {
    guard let object = patch.objectValue else { return patch.isNull == nulls ? patch : nil }
    var result = JSONObject()
    for member in object.members {
      guard let kept = part(of: member.value, nulls: nulls) else { continue }
      if kept.objectValue?.isEmpty == true, member.value.objectValue?.isEmpty == false { continue }
      result[member.key] = kept
    }
    return .object(result)
  }

  private static func merged(_ first: JSONValue, _ second: JSONValue) -> JSONValue {
    guard var result = first.objectValue, let additions = second.objectValue else { return second }
    for member in additions.members {
      result[member.key] = result[member.key].map { merged($0, member.value) } ?? member.value
    }
    return .object(result)
  }
}
