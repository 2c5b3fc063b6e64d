import KubernetesModel

/// Makes strategic merge patches: what has to change in one object to get another.
struct StrategicDiff {
  /// A field's type, as far as the type table knows it.
  private struct Shape {
    let type: FieldType?
    var mergeKey: String?
    var strategy = ""

    var merges: Bool { strategy.split(separator: ",").contains("merge") }
    var replaces: Bool { strategy.split(separator: ",").contains("replace") }
    var retainsKeys: Bool { strategy.split(separator: ",").contains("retainKeys") }

    init(_ type: FieldType?) { self.type = type }

    func field(_ name: String) -> Shape {
      if case .map(let value) = type { return Shape(value) }
      guard case .named = type, let type, let field = TypeTable.kubernetes.definition(of: type)?.field(name) else {
        return Shape(nil)
      }
      var shape = Shape(field.type)
      shape.mergeKey = field.mergeKey
      shape.strategy = field.patchStrategy ?? ""
      return shape
    }

    var element: Shape {
      if case .list(let element) = type { return Shape(element) }
      return Shape(nil)
    }
  }

  private let ignoresDeletions: Bool
  private let ignoresChanges: Bool

  private init(ignoresDeletions: Bool = false, ignoresChanges: Bool = false) {
    self.ignoresDeletions = ignoresDeletions
    self.ignoresChanges = ignoresChanges
  }

  /// What makes `modified` of `original`. Nil when the kind has no strategic patches.
  static func twoWay(from original: JSONValue, to modified: JSONValue) -> JSONValue? {
    guard let shape = shape(of: modified) else { return nil }
    return .object(
      StrategicDiff().diff(original.objectValue ?? JSONObject(), modified.objectValue ?? JSONObject(), shape))
  }

  /// What makes `modified` of `current`, without touching what others added there: only what `original` had and
  /// `modified` has no more is removed.
  static func threeWay(original: JSONValue, modified: JSONValue, current: JSONValue) -> JSONValue? {
    guard let shape = shape(of: modified) else { return nil }
    let wanted = modified.objectValue ?? JSONObject()
    let additions = StrategicDiff(ignoresDeletions: true).diff(current.objectValue ?? JSONObject(), wanted, shape)
    let deletions = StrategicDiff(ignoresChanges: true).diff(original.objectValue ?? JSONObject(), wanted, shape)
    return .object(merged(deletions, additions, shape))
  }

  private static func shape(of object: JSONValue) -> Shape? {
    let kind = GroupVersionKind(GroupVersion(apiVersion: object.apiVersion), object.kind)
    return TypeTable.kubernetes.type(of: kind).map { Shape(.named($0.name)) }
  }

  // MARK: Differences

  private func diff(_ original: JSONObject, _ modified: JSONObject, _ shape: Shape) -> JSONObject {
    var patch = JSONObject()
    for member in original.members {
      guard let new = modified[member.key] else {
        if !ignoresDeletions { patch[member.key] = .some(.null) }
        continue
      }
      diff(member.key, member.value, new, shape.field(member.key), into: &patch)
    }
    if !ignoresChanges {
      for member in modified.members where original[member.key] == nil { patch[member.key] = member.value }
    }
    return patch
  }

  private func diff(
    _ key: String, _ old: JSONValue, _ new: JSONValue, _ shape: Shape, into patch: inout JSONObject
  ) {
    switch (old, new) {
    case (.object(let old), .object(let new)):
      if shape.replaces {
        if !ignoresChanges, old != new { patch[key] = .object(new) }
        return
      }
      var inner = diff(old, new, shape)
      if inner.isEmpty { return }
      if shape.retainsKeys { inner["$retainKeys"] = Draft.strings(new.keys) }
      patch[key] = .object(inner)
    case (.array(let old), .array(let new)) where shape.merges:
      diffLists(key, old, new, shape, into: &patch)
    default:
      if !ignoresChanges, old != new { patch[key] = new }
    }
  }

  private func diffLists(
    _ key: String, _ old: [JSONValue], _ new: [JSONValue], _ shape: Shape, into patch: inout JSONObject
  ) {
    if old.isEmpty {
      if !new.isEmpty, !ignoresChanges { patch[key] = .array(new) }
      return
    }
    var changes: [JSONValue] = []
    var removals: [JSONValue] = []
    var order = new
    if let mergeKey = shape.mergeKey {
      changes = changedElements(old, new, mergeKey, shape.element)
      order = new.map { element in Draft.members([mergeKey: element[mergeKey] ?? .null]) }
    } else {
      if !ignoresChanges { changes = new.filter { !old.contains($0) } }
      if !ignoresDeletions { removals = old.filter { !new.contains($0) } }
    }
    let isSameOrder = Self.isSameOrder(old, new, shape.mergeKey)
    let hasContent = !changes.isEmpty || !removals.isEmpty
    if !changes.isEmpty { patch[key] = .array(changes) }
    if !removals.isEmpty { patch["$deleteFromPrimitiveList/" + key] = .array(removals) }
    if (!ignoresChanges && (hasContent || !isSameOrder)) || (!ignoresDeletions && hasContent), !order.isEmpty {
      patch["$setElementOrder/" + key] = .array(order)
    }
  }

  /// Changed and added elements in their new order, then the deletions.
  private func changedElements(
    _ old: [JSONValue], _ new: [JSONValue], _ mergeKey: String, _ shape: Shape
  ) -> [JSONValue] {
    let oldByKey = Dictionary(old.map { ($0[mergeKey], $0) }, uniquingKeysWith: { first, _ in first })
    let newKeys = Set(new.map { $0[mergeKey] })
    var changes: [JSONValue] = []
    for element in new {
      guard let before = oldByKey[element[mergeKey]] else {
        if !ignoresChanges { changes.append(element) }
        continue
      }
      var change = diff(before.objectValue ?? JSONObject(), element.objectValue ?? JSONObject(), shape)
      if change.isEmpty { continue }
      change[mergeKey] = element[mergeKey]
      changes.append(.object(change))
    }
    if !ignoresDeletions {
      for element in old where !newKeys.contains(element[mergeKey]) {
        changes.append(["$patch": "delete", mergeKey: element[mergeKey] ?? .null])
      }
    }
    return changes
  }

  private static func isSameOrder(_ old: [JSONValue], _ new: [JSONValue], _ mergeKey: String?) -> Bool {
    func keys(_ elements: [JSONValue]) -> [JSONValue?] {
      elements.map { element in mergeKey.map { element[$0] } ?? element }
    }
    let oldKeys = keys(old)
    let newKeys = keys(new)
    let known = Set(newKeys)
    let before = Set(oldKeys)
    return oldKeys.filter(known.contains) == newKeys.filter(before.contains)
  }

  // MARK: Joining patches

  /// Puts the members of `second` into the patch `first`.
  private static func merged(_ first: JSONObject, _ second: JSONObject, _ shape: Shape) -> JSONObject {
    var result = first
    for member in second.members {
      switch (result[member.key], member.value) {
      case (.object(let old), .object(let new)):
        result[member.key] = .object(merged(old, new, shape.field(member.key)))
      case (.array(let old), .array(let new)):
        result[member.key] = .array(merged(old, new, member.key, shape))
      default: result[member.key] = member.value
      }
    }
    return result
  }

  private static func merged(
    _ first: [JSONValue], _ second: [JSONValue], _ key: String, _ shape: Shape
  ) -> [JSONValue] {
    if key.hasPrefix("$deleteFromPrimitiveList/") { return first + second.filter { !first.contains($0) } }
    let field = shape.field(key)
    guard field.merges, let mergeKey = field.mergeKey else { return second }
    var result = second
    for element in first {
      if let index = result.firstIndex(where: { $0[mergeKey] == element[mergeKey] }) {
        result[index] = .object(
          merged(element.objectValue ?? JSONObject(), result[index].objectValue ?? JSONObject(), field.element))
      } else {
        result.append(element)
      }
    }
    return result
  }
}
