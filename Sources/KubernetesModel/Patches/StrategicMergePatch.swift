/// Strategic merge patches: merge patches in which lists merge by key where the type says so, with directives such as
/// `$patch: delete`, `$retainKeys` and `$setElementOrder/containers`. Follows apimachinery's `strategicpatch`.
package struct StrategicMergePatch: Sendable {
  static let directive = "$patch"
  static let retainKeys = "$retainKeys"
  static let elementOrderPrefix = "$setElementOrder"
  static let deletionPrefix = "$deleteFromPrimitiveList"

  let table: TypeTable
  let type: FieldType

  /// For objects of a type of the table, by its name, as in `core.v1.Pod`.
  package init(type: String, table: TypeTable = .kubernetes) {
    self.table = table
    self.type = .named(type)
  }

  /// For objects of a kind; nil for kinds that the table does not have, as custom ones.
  package init?(kind: GroupVersionKind, table: TypeTable = .kubernetes) {
    guard let definition = table.type(of: kind) else { return nil }
    self.init(type: definition.name, table: table)
  }

  /// Applies a patch, as a server does.
  package func apply(_ patch: JSONValue, to document: JSONValue) throws(PatchError) -> JSONValue {
    guard case .object(let patch) = patch, case .object(let original) = document else {
      throw PatchError(.malformed, "invalid JSON document")
    }
    let merger = StrategicMerger(table: table, combinesPatches: false)
    return .object(try merger.merged(original, patch, type))
  }

  /// The patch that turns one tree into another, as `kubectl label`, `set` and `edit` send it.
  package func create(from original: JSONValue, to modified: JSONValue) throws(PatchError) -> JSONValue {
    let difference = StrategicDifference(table: table)
    return .object(
      try difference.patch(original.objectValue ?? JSONObject(), modified.objectValue ?? JSONObject(), type))
  }

  /// The patch that `kubectl apply` sends: what `modified` adds and changes, compared with the live object, and what it
  /// no longer has, compared with the configuration that was applied last.
  package func createThreeWay(
    original: JSONValue, modified: JSONValue, current: JSONValue
  ) throws(PatchError) -> JSONValue {
    let modified = modified.objectValue ?? JSONObject()
    var changes = StrategicDifference(table: table)
    changes.ignoresDeletions = true
    var deletions = StrategicDifference(table: table)
    deletions.ignoresChanges = true
    let delta = try changes.patch(current.objectValue ?? JSONObject(), modified, type)
    let removed = try deletions.patch(original.objectValue ?? JSONObject(), modified, type)
    let merger = StrategicMerger(table: table, combinesPatches: true)
    return .object(try merger.merged(removed, delta, type))
  }
}

/// What the elements of a list are; strategic merge patches know no lists of several kinds.
enum StrategicElementKind: Equatable {
  case null, bool, integer, double, string, object

  init(of lists: [JSONValue]...) throws(PatchError) {
    var found: StrategicElementKind?
    for list in lists {
      for element in list {
        let kind = try Self.kind(of: element)
        if let found, found != kind {
          let shown = GoText.value(.array(lists.map(JSONValue.array)))
          throw PatchError(.unexpected, "list element types are not identical: \(shown)")
        }
        found = kind
      }
    }
    guard let found else { throw PatchError(.unexpected, "no elements in any of the given slices") }
    self = found
  }

  private static func kind(of element: JSONValue) throws(PatchError) -> StrategicElementKind {
    switch element {
    case .null: return .null
    case .bool: return .bool
    case .integer: return .integer
    case .double: return .double
    case .string: return .string
    case .object: return .object
    case .array: throw PatchError(.unprocessable, "lists of lists are not supported")
    }
  }
}

/// Lists of objects with a merge key.
enum StrategicList {
  static func key(_ element: JSONValue, _ mergeKey: String) throws(PatchError) -> JSONValue {
    guard case .object(let object) = element else { throw badType("map[string]interface {}", element) }
    guard let value = object[mergeKey] else {
      throw PatchError(
        .unexpected, "map: \(GoText.value(element)) does not contain declared merge key: \(mergeKey)")
    }
    return value
  }

  static func badType(_ expected: String, _ value: JSONValue) -> PatchError {
    let found =
      switch value {
      case .null: "%!s(<nil>)"
      case .bool: "bool"
      case .integer: "int64"
      case .double: "float64"
      case .string: "string"
      case .array: "[]interface {}"
      case .object: "map[string]interface {}"
      }
    return PatchError(.unexpected, "expected a \(expected), but received a \(found)")
  }

  /// The position of each element, by its merge key or itself; of equal ones the first.
  static func positions(_ list: [JSONValue], _ mergeKey: String) throws(PatchError) -> [JSONValue: Int] {
    var positions: [JSONValue: Int] = [:]
    for (index, element) in list.enumerated() {
      let key = mergeKey.isEmpty ? element : try key(element, mergeKey)
      if positions[key] == nil { positions[key] = index }
    }
    return positions
  }

  /// The elements in the order in which their keys stand in another list; those to be deleted go last.
  static func sorted(
    _ list: [JSONValue], as order: [JSONValue], _ mergeKey: String
  ) throws(PatchError) -> [JSONValue] {
    let positions = try positions(order, mergeKey)
    var ranked: [(rank: Int, index: Int, element: JSONValue)] = []
    var deleted: [JSONValue] = []
    for (index, element) in list.enumerated() {
      let key = mergeKey.isEmpty ? element : try key(element, mergeKey)
      if !mergeKey.isEmpty, element[StrategicMergePatch.directive]?.stringValue == "delete" {
        deleted.append(element)
      } else {
        ranked.append((positions[key] ?? -1, index, element))
      }
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.element) + deleted
  }
}
