/// JSON merge patches (RFC 7386): objects merge, null removes, everything else replaces.
package enum MergePatch {
  /// Applies a patch, which must be an object.
  package static func apply(_ patch: JSONValue, to document: JSONValue) throws(PatchError) -> JSONValue {
    guard case .object = patch else { throw PatchError(.malformed, "Invalid JSON Patch") }
    return merged(document, patch)
  }

  private static func merged(_ document: JSONValue, _ patch: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var result = document.objectValue ?? JSONObject()
    for member in changes.members {
      result[member.key] = member.value.isNull ? nil : merged(result[member.key] ?? .null, member.value)
    }
    return .object(result)
  }

  /// The patch that turns one tree into another.
  package static func create(from original: JSONValue, to modified: JSONValue) -> JSONValue {
    .object(difference(original.objectValue ?? JSONObject(), modified.objectValue ?? JSONObject()))
  }

  private static func difference(_ original: JSONObject, _ modified: JSONObject) -> JSONObject {
    var patch = JSONObject()
    for member in modified.members {
      switch (original[member.key], member.value) {
      case (.object(let old), .object(let new)):
        let inner = difference(old, new)
        if !inner.isEmpty { patch[member.key] = .object(inner) }
      case (let old?, let new) where old == new: break
      case (_, let new): patch[member.key] = new
      }
    }
    for member in original.members where modified[member.key] == nil { patch[member.key] = .some(.null) }
    return patch
  }

  /// The patch that `kubectl apply` sends for custom kinds: what `modified` adds and changes, compared with the live
  /// object, and what it no longer has, compared with the configuration that was applied last.
  package static func createThreeWay(
    original: JSONValue, modified: JSONValue, current: JSONValue
  ) -> JSONValue {
    let changes = filtered(create(from: current, to: modified), nulls: false)
    let deletions = filtered(create(from: original, to: modified), nulls: true)
    return merged(deletions, changes)
  }

  /// Only the nulls of a patch, or everything but them. Empty objects that were set are values, not patches.
  private static func filtered(_ patch: JSONValue, nulls: Bool) -> JSONValue {
    var result = JSONObject()
    for member in patch.objectValue?.members ?? [] {
      switch member.value {
      case .null: if nulls { result[member.key] = .some(.null) }
      case .object(let object) where !object.isEmpty:
        let inner = filtered(member.value, nulls: nulls)
        if inner.objectValue?.isEmpty == false { result[member.key] = inner }
      default: if !nulls { result[member.key] = member.value }
      }
    }
    return .object(result)
  }
}
