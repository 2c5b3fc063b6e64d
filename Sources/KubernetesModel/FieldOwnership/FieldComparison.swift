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

    private init() {}

    init(_ old: JSONValue?, _ new: JSONValue?, _ shape: FieldShape, _ table: TypeTable) {
      if case .object(let before) = old, case .object(let after) = new, shape.dividesObjects {
        self.init(before, after, shape, table)
        return
      }
      self.init()
      if old == nil, let new {
        added = Self.all(of: new, shape, table)
        return
      }
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
      var before: [String: FieldParts.Part] = [:]
      for part in oldParts ?? [] { before[part.key] = part }
      var children = Children()
      for part in newParts ?? [] {
        children.note(Changes(before.removeValue(forKey: part.key)?.value, part.value, part.shape, table), part.key)
      }
      for part in oldParts ?? [] where before[part.key] != nil {
        children.note(Changes(part.value, nil, part.shape, table), part.key)
      }
      added = FieldSet.node(isMember: old == nil, children.added)
      modified = FieldSet.node(isMember: false, children.modified)
      removed = FieldSet.node(isMember: new == nil, children.removed)
    }

    /// The nodes of a value that is new, all of which are members.
    private static func all(of value: JSONValue, _ shape: FieldShape, _ table: TypeTable) -> JSONObject {
      guard let parts = FieldParts(value, shape, table)?.parts else { return FieldSet.leaf }
      var children = JSONObject()
      for part in parts { children[part.key] = .object(all(of: part.value, part.shape, table)) }
      return FieldSet.node(isMember: true, children) ?? FieldSet.leaf
    }

    /// Both sides' members are sorted: what is equal costs a look only, as nearly all of an object does in a write.
    private init(_ old: JSONObject, _ new: JSONObject, _ shape: FieldShape, _ table: TypeTable) {
      var children = Children()
      func note(_ key: String, _ before: JSONValue?, _ after: JSONValue?) {
        if before == after { return }
        children.note(Changes(before, after, table.shape(of: key, in: shape), table), "f:" + key)
      }
      let (before, after) = (old.members, new.members)
      var (left, right) = (0, 0)
      while left < before.count || right < after.count {
        if right == after.count || left < before.count && before[left].key < after[right].key {
          note(before[left].key, before[left].value, nil)
          left += 1
        } else if left == before.count || after[right].key < before[left].key {
          note(after[right].key, nil, after[right].value)
          right += 1
        } else {
          note(after[right].key, before[left].value, after[right].value)
          left += 1
          right += 1
        }
      }
      added = FieldSet.node(isMember: false, children.added)
      modified = FieldSet.node(isMember: false, children.modified)
      removed = FieldSet.node(isMember: false, children.removed)
    }
  }

  private struct Children {
    var added = JSONObject()
    var modified = JSONObject()
    var removed = JSONObject()

    mutating func note(_ changes: Changes, _ key: String) {
      if let tree = changes.added { added[key] = .object(tree) }
      if let tree = changes.modified { modified[key] = .object(tree) }
      if let tree = changes.removed { removed[key] = .object(tree) }
    }
  }
}
