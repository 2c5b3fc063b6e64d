/// What changed between two versions of an object.
package struct FieldComparison: Sendable {
  package var added = FieldSet()
  package var modified = FieldSet()
  package var removed = FieldSet()

  package var isEmpty: Bool { added.isEmpty && modified.isEmpty && removed.isEmpty }

  /// Compares two objects of a type of the table; of other types when it is nil.
  package init(from old: JSONValue, to new: JSONValue, type: String?, table: TypeTable = .kubernetes) {
    let shape = type.map { table.shape(of: .named($0)) } ?? .unknown
    let changes = Changes(old, new, shape, table)
    added = FieldSet(tree: FieldSet.withoutSelf(changes.added ?? JSONObject()))
    modified = FieldSet(tree: changes.modified ?? JSONObject())
    removed = FieldSet(tree: FieldSet.withoutSelf(changes.removed ?? JSONObject()))
  }

  /// Leaves fields out, with all that is below them.
  mutating func ignore(_ fields: FieldSet) {
    added = added.subtractingBelow(fields)
    modified = modified.subtractingBelow(fields)
    removed = removed.subtractingBelow(fields)
  }

  /// The nodes of one value; nil where nothing changed.
  private struct Changes {
    var added: JSONObject?
    var modified: JSONObject?
    var removed: JSONObject?

    init(_ old: JSONValue?, _ new: JSONValue?, _ shape: FieldShape, _ table: TypeTable) {
      if old == new { return }
      let oldParts = old.flatMap { FieldParts($0, shape, table)?.parts }
      let newParts = new.flatMap { FieldParts($0, shape, table)?.parts }
      guard oldParts != nil || newParts != nil, old == nil || oldParts != nil, new == nil || newParts != nil else {
        if old == nil {
          added = FieldSet.leaf
        } else if new == nil {
          removed = FieldSet.leaf
        } else {
          modified = FieldSet.leaf
        }
        return
      }
      var children = (added: JSONObject(), modified: JSONObject(), removed: JSONObject())
      func note(_ changes: Changes, _ key: String) {
        if let added = changes.added { children.added[key] = .object(added) }
        if let modified = changes.modified { children.modified[key] = .object(modified) }
        if let removed = changes.removed { children.removed[key] = .object(removed) }
      }
      var before: [String: FieldParts.Part] = [:]
      for part in oldParts ?? [] { before[part.key] = part }
      for part in newParts ?? [] {
        note(Changes(before.removeValue(forKey: part.key)?.value, part.value, part.shape, table), part.key)
      }
      for part in oldParts ?? [] where before[part.key] != nil {
        note(Changes(part.value, nil, part.shape, table), part.key)
      }
      added = FieldSet.node(isMember: old == nil, children.added)
      modified = FieldSet.node(isMember: false, children.modified)
      removed = FieldSet.node(isMember: new == nil, children.removed)
    }
  }
}
