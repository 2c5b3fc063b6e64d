/// Makes the strategic merge patch that turns one object into another.
struct StrategicDifference {
  let table: TypeTable
  /// Only deletions are wanted.
  var ignoresChanges = false
  /// Only additions and changes are wanted.
  var ignoresDeletions = false

  private typealias Names = StrategicMergePatch

  func patch(
    _ original: JSONObject, _ modified: JSONObject, _ type: FieldType, retainsKeys: Bool = false
  ) throws(PatchError) -> JSONObject {
    var patch = JSONObject()
    for member in modified.members {
      guard let old = original[member.key] else {
        if !ignoresChanges { patch[member.key] = member.value }
        continue
      }
      switch (old, member.value) {
      case (.object(let old), .object(let new)): try addObject(member.key, old, new, type, to: &patch)
      case (.array(let old), .array(let new)): try addList(member.key, old, new, type, to: &patch)
      default: if old != member.value, !ignoresChanges { patch[member.key] = member.value }
      }
    }
    if !ignoresDeletions {
      for key in original.keys where modified[key] == nil { patch[key] = .some(.null) }
    }
    let kept = modified.members.filter { !$0.value.isNull }.map { JSONValue.string($0.key) }
    let loses = original.members.contains { !$0.value.isNull && modified[$0.key] == nil }
    if retainsKeys, !kept.isEmpty, !patch.isEmpty || loses { patch[Names.retainKeys] = .array(kept) }
    return patch
  }

  private func addObject(
    _ key: String, _ old: JSONObject, _ new: JSONObject, _ type: FieldType, to patch: inout JSONObject
  ) throws(PatchError) {
    // What is equal needs no type.
    if old == new, (try? table.strategicField(key, of: type)) == nil { return }
    let field = try table.strategicField(key, of: type)
    if field.strategy == .replace {
      if !ignoresChanges { patch[key] = .object(new) }
      return
    }
    let inner = try self.patch(old, new, field.type, retainsKeys: field.retainsKeys)
    if !inner.isEmpty { patch[key] = .object(inner) }
  }

  private func addList(
    _ key: String, _ old: [JSONValue], _ new: [JSONValue], _ type: FieldType, to patch: inout JSONObject
  ) throws(PatchError) {
    if old == new { return }
    let field = try table.strategicField(key, of: type)
    guard field.strategy == .merge else {
      if !ignoresChanges { patch[key] = .array(new) }
      return
    }
    if old.isEmpty {
      if !ignoresChanges { patch[key] = .array(new) }
      return
    }
    let isOfObjects = try StrategicElementKind(of: old, new) == .object
    let (changes, deletions, order) =
      isOfObjects ? try objects(old, new, field) : plainValues(old, new)
    if !changes.isEmpty { patch[key] = .array(changes) }
    if !deletions.isEmpty { patch["\(Names.deletionPrefix)/\(key)"] = .array(deletions) }
    if !order.isEmpty { patch["\(Names.elementOrderPrefix)/\(key)"] = .array(order) }
  }

  private typealias Lists = (changes: [JSONValue], deletions: [JSONValue], order: [JSONValue])

  /// Deletions stand among the changes, as elements with `$patch: delete`.
  private func objects(_ old: [JSONValue], _ new: [JSONValue], _ field: StrategicField) throws(PatchError) -> Lists {
    let mergeKey = field.mergeKey
    let oldPositions = try StrategicList.positions(old, mergeKey)
    let newPositions = try StrategicList.positions(new, mergeKey)
    var changes: [JSONValue] = []
    for element in new {
      let key = try StrategicList.key(element, mergeKey)
      if let index = oldPositions[key], case .object(let before) = old[index], case .object(let after) = element {
        var inner = try patch(before, after, field.elementType, retainsKeys: field.retainsKeys)
        if inner.isEmpty { continue }
        inner[mergeKey] = key
        changes.append(.object(inner))
      } else if !ignoresChanges {
        changes.append(element)
      }
    }
    if !ignoresDeletions {
      var deleted: [JSONValue] = []
      for element in old {
        let key = try StrategicList.key(element, mergeKey)
        if newPositions[key] == nil { deleted.append(key) }
      }
      for key in deleted.sorted(by: { GoText.value($0) < GoText.value($1) }) {
        var deletion: JSONValue = [:]
        deletion[Names.directive] = "delete"
        deletion[mergeKey] = key
        changes.append(deletion)
      }
    }
    let oldKeys = old.map { $0[mergeKey] }
    let newKeys = new.map { $0[mergeKey] }
    let isReordered = !ignoresChanges && oldKeys != newKeys
    guard !changes.isEmpty || isReordered else { return (changes, [], []) }
    return (changes, [], newKeys.map { .object(JSONObject([(key: mergeKey, value: $0 ?? .null)])) })
  }

  private func plainValues(_ old: [JSONValue], _ new: [JSONValue]) -> Lists {
    var before = Self.counts(old)
    var additions: [JSONValue] = []
    for value in new {
      if let count = before[value], count > 0 { before[value] = count - 1 } else { additions.append(value) }
    }
    var after = Self.counts(new)
    var seen = Set<JSONValue>()
    var deletions: [JSONValue] = []
    for value in old.sorted(by: { GoText.value($0) < GoText.value($1) }) {
      if let count = after[value], count > 0 {
        after[value] = count - 1
      } else if seen.insert(value).inserted {
        deletions.append(value)
      }
    }
    if ignoresChanges { additions = [] }
    if ignoresDeletions { deletions = [] }
    let isOrdered = !ignoresDeletions && !deletions.isEmpty || !ignoresChanges && old != new
    return (additions, deletions, isOrdered ? new : [])
  }

  private static func counts(_ values: [JSONValue]) -> [JSONValue: Int] {
    values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
