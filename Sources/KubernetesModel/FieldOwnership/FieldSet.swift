/// A set of fields of an object, in the form in which `managedFields` has it (`fieldsV1`): a tree with keys such as
/// `f:spec`, `k:{"name":"web"}` and `v:"finalizer"`.
///
/// A node without children is a member; a node with children is one when it has the key `.`.
package struct FieldSet: Hashable, Sendable {
  /// The children of the root.
  private(set) var tree: JSONObject

  init(tree: JSONObject) { self.tree = tree }

  package init() { tree = JSONObject() }

  /// Reads `fieldsV1`; what is not an object is the empty set.
  package init(fieldsV1: JSONValue?) { tree = fieldsV1?.objectValue ?? JSONObject() }

  package var fieldsV1: JSONValue { .object(tree) }

  package var isEmpty: Bool { tree.isEmpty }

  static let selfKey = "."

  package func union(_ other: FieldSet) -> FieldSet { FieldSet(tree: Self.union(tree, other.tree)) }

  package func intersection(_ other: FieldSet) -> FieldSet { FieldSet(tree: Self.intersection(tree, other.tree)) }

  /// The members that are not in another set.
  package func subtracting(_ other: FieldSet) -> FieldSet { FieldSet(tree: Self.difference(tree, other.tree)) }

  /// The members that neither are in another set nor stand below a member of it.
  package func subtractingBelow(_ other: FieldSet) -> FieldSet {
    FieldSet(tree: Self.difference(tree, other.tree, includingBelow: true))
  }

  package func isSubset(of other: FieldSet) -> Bool { Self.isSubset(tree, of: other.tree) }

  /// The same set, made of the parts of another one wherever they are equal, so that the two take memory once.
  package func sharingParts(of other: FieldSet) -> FieldSet {
    self == other ? other : FieldSet(tree: Self.shared(tree, other.tree).tree)
  }

  /// The members as Kubernetes prints paths: `.spec.containers[name="web"].image`.
  package var paths: [String] {
    var paths: [String] = []
    Self.collect(tree, "", into: &paths)
    return paths
  }

  private static func collect(_ node: JSONObject, _ path: String, into paths: inout [String]) {
    for member in node.members where member.key != selfKey {
      let child = member.value.objectValue ?? JSONObject()
      let own = path + text(ofKey: member.key)
      if isMember(child) { paths.append(own) }
      collect(child, own, into: &paths)
    }
  }

  private static func text(ofKey key: String) -> String {
    let rest = String(key.dropFirst(2))
    switch key.prefix(2) {
    case "f:": return "." + rest
    case "v:": return "[=\(rest)]"
    case "k:":
      let keys = (try? JSONParser.parse(rest))?.objectValue ?? JSONObject()
      let parts = keys.members.map { $0.key + "=" + JSONWriter.string($0.value, escapesHTML: false) }
      return "[" + parts.joined(separator: ",") + "]"
    default: return "[\(rest)]"
    }
  }
}

// Nodes. The root's children have no node around them: the root itself is never a member.
extension FieldSet {
  static let leaf = JSONObject()

  static func isMember(_ node: JSONObject) -> Bool { node.isEmpty || node[selfKey] != nil }

  /// Nil for a node that is no member and has no children.
  static func node(isMember: Bool, _ children: JSONObject) -> JSONObject? {
    if children.isEmpty { return isMember ? leaf : nil }
    var node = children
    node[selfKey] = isMember ? .object(leaf) : nil
    return node
  }

  private static func union(_ left: JSONObject, _ right: JSONObject) -> JSONObject {
    if right.isEmpty || left == right { return left }
    var result = left
    for member in right.members where member.key != selfKey {
      guard let own = left[member.key]?.objectValue, let other = member.value.objectValue else {
        result[member.key] = member.value
        continue
      }
      let children = union(withoutSelf(own), withoutSelf(other))
      result[member.key] = node(isMember: isMember(own) || isMember(other), children).map(JSONValue.object)
    }
    return result
  }

  private static func intersection(_ left: JSONObject, _ right: JSONObject) -> JSONObject {
    var result = JSONObject()
    for member in left.members where member.key != selfKey {
      guard let own = member.value.objectValue, let other = right[member.key]?.objectValue else { continue }
      let children = intersection(withoutSelf(own), withoutSelf(other))
      result[member.key] = node(isMember: isMember(own) && isMember(other), children).map(JSONValue.object)
    }
    return result
  }

  private static func difference(
    _ left: JSONObject, _ right: JSONObject, includingBelow: Bool = false
  ) -> JSONObject {
    changedDifference(left, right, includingBelow) ?? left
  }

  /// Nil when nothing is taken away: most writes take nothing from anybody.
  private static func changedDifference(
    _ left: JSONObject, _ right: JSONObject, _ includingBelow: Bool
  ) -> JSONObject? {
    var result: JSONObject?
    for member in right.members where member.key != selfKey {
      guard let own = left[member.key]?.objectValue, let other = member.value.objectValue else { continue }
      if includingBelow, isMember(other) {
        result = result ?? left
        result?[member.key] = nil
        continue
      }
      let inner = changedDifference(own, other, includingBelow)
      let isTaken = isMember(own) && isMember(other)
      guard inner != nil || isTaken else { continue }
      result = result ?? left
      result?[member.key] = node(isMember: isMember(own) && !isTaken, withoutSelf(inner ?? own)).map(JSONValue.object)
    }
    return result
  }

  private static func isSubset(_ left: JSONObject, of right: JSONObject) -> Bool {
    left.members.allSatisfy { member in
      if member.key == selfKey { return true }
      guard let own = member.value.objectValue else { return false }
      guard let other = right[member.key]?.objectValue else { return false }
      return (!isMember(own) || isMember(other)) && isSubset(own, of: other)
    }
  }

  private static func shared(_ tree: JSONObject, _ known: JSONObject) -> (tree: JSONObject, isSame: Bool) {
    var isSame = tree.count == known.count
    var position = 0
    var parts: [(key: String, value: JSONValue)] = []
    for member in tree.members {
      while position < known.count, known.members[position].key < member.key { position += 1 }
      guard position < known.count, known.members[position].key == member.key,
        let own = member.value.objectValue, let other = known.members[position].value.objectValue
      else {
        parts.append((member.key, member.value))
        isSame = false
        continue
      }
      let child = shared(own, other)
      parts.append((known.members[position].key, .object(child.tree)))
      isSame = isSame && child.isSame
    }
    return isSame ? (known, true) : (JSONObject(parts), false)
  }

  static func withoutSelf(_ node: JSONObject) -> JSONObject {
    guard node[selfKey] != nil else { return node }
    var children = node
    children[selfKey] = nil
    return children
  }
}
