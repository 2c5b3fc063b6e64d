/// Why an applied configuration was refused.
package enum ApplyError: Error, Hashable, Sendable {
  /// Other managers own fields that it would change; the message and each field with its owner's text.
  case conflicts(message: String, causes: [ApplyConflict])
  /// It is not an object of its type: the error of a typed conversion, as in `.metadata.name: expected string, got ...`.
  case invalid(String)
}

/// One field that another manager owns.
package struct ApplyConflict: Hashable, Sendable {
  /// As in `conflict with "kubectl-patch" using v1`.
  package let message: String
  /// As in `.data.size`.
  package let field: String

  package init(message: String, field: String) {
    self.message = message
    self.field = field
  }
}

/// Keeps `metadata.managedFields`: after ordinary changes, and for server-side apply.
package struct FieldOwnership: Sendable {
  let table: TypeTable
  let type: String?
  /// Fields that nobody owns: those that the server sets, and those that a request cannot change.
  let ignored: FieldSet

  /// - Parameters:
  ///   - type: the table's name of the type, as in `core.v1.Pod`; nil for custom kinds.
  ///   - resetFields: paths that requests of this sort cannot change, as `["status"]` when the resource has a status.
  package init(type: String?, resetFields: [[String]] = [], table: TypeTable = .kubernetes) {
    self.table = table
    self.type = type
    var ignored = Self.systemFields
    for path in resetFields {
      let tree = path.reversed().reduce(JSONObject()) { inner, key in
        var outer = JSONObject()
        outer["f:" + key] = .object(inner)
        return outer
      }
      ignored = ignored.union(FieldSet(tree: tree))
    }
    self.ignored = ignored
  }

  private static let systemFields: FieldSet = {
    let names = [
      "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields",
      "resourceVersion",
    ]
    var metadata = JSONObject()
    for name in names { metadata["f:" + name] = .object(JSONObject()) }
    var tree = JSONObject()
    tree["f:apiVersion"] = .object(JSONObject())
    tree["f:kind"] = .object(JSONObject())
    tree["f:metadata"] = .object(metadata)
    return FieldSet(tree: tree)
  }()

  private var shape: FieldShape { type.map { table.shape(of: .named($0)) } ?? .unknown }

  /// An object after a change that was no apply, with its managed fields brought up to date.
  ///
  /// A change of fields that the manager alone owns already costs no more than finding it. Objects whose owners were
  /// cleared, or that were created without a field of their own, have no owners until they are applied.
  ///
  /// - Parameters:
  ///   - live: the object before, nil when it is new.
  ///   - time: now, as in `2026-11-22T15:50:13Z`.
  ///   - similar: a set that the manager's is likely to be equal to in most parts; the result shares them.
  package func afterUpdate(
    from live: JSONValue?, to new: JSONValue, by manager: FieldManager, time: String, similar: FieldSet? = nil
  ) -> JSONValue {
    let before = live.map(Self.managedFields) ?? []
    let own = Self.managedFields(of: new)
    var managed = ManagedFields(own.isEmpty ? before : own)
    if live != nil, managed.isEmpty { return with([], in: new) }
    var comparison = FieldComparison(from: live ?? .object(JSONObject()), to: new, type: type, table: table)
    comparison.ignore(ignored)
    if comparison.isEmpty { return with(own.isEmpty || own == before ? before : managed.json, in: new) }
    var taken = comparison.added.union(comparison.modified)
    if live == nil { taken = Self.withoutFrame(taken) }
    let owned = managed.fields(of: manager) ?? FieldSet()
    managed.take(taken) { !$0.isSame(as: manager) }
    managed.take(comparison.removed) { _ in true }
    if taken.isSubset(of: owned) {
      managed.touch(manager, time: time)
    } else {
      let fields = owned.subtracting(comparison.removed).union(taken)
      managed.set(similar.map(fields.sharingParts) ?? fields, of: manager, time: time)
    }
    return with(managed.json, in: new)
  }

  /// The fields that a manager owns of an object.
  package static func fields(of manager: FieldManager, in object: JSONValue) -> FieldSet? {
    ManagedFields(managedFields(of: object)).fields(of: manager)
  }

  /// Gives an object its owners' old times back where nothing but these times differs: defaults and normal forms may have
  /// made a change none.
  package static func keepTimes(_ new: inout JSONValue, of old: JSONValue) {
    let (before, after) = (managedFields(of: old), managedFields(of: new))
    guard before != after, before.map(withoutTime) == after.map(withoutTime) else { return }
    var unchanged = new
    unchanged.set(.array(before), at: "metadata", "managedFields")
    if unchanged == old { new = old }
  }

  private static func withoutTime(_ entry: JSONValue) -> JSONValue {
    var entry = entry
    entry["time"] = nil
    return entry
  }

  private static func managedFields(of object: JSONValue) -> [JSONValue] {
    object.at("metadata", "managedFields")?.arrayValue ?? []
  }

  /// A new object's frame is there before its fields are: `spec`, its template, its list of containers.
  private static func withoutFrame(_ fields: FieldSet) -> FieldSet {
    let frame = ["metadata", "spec", "status", "template", "jobTemplate", "strategy", "updateStrategy", "containers"]
    func strip(_ tree: JSONObject) -> JSONObject {
      var result = tree
      for name in frame {
        guard let node = tree["f:" + name]?.objectValue else { continue }
        if node.isEmpty {
          // All of it is the server's.
          if name == "metadata" { result["f:metadata"] = nil }
          continue
        }
        result["f:" + name] = .object(strip(FieldSet.withoutSelf(node)))
      }
      return result
    }
    return FieldSet(tree: strip(fields.tree))
  }

  /// An object after a configuration was applied (server-side apply).
  ///
  /// Fields that the manager applied before and no longer names go, unless others own them. The result equals `live` when
  /// nothing changed.
  package func apply(
    _ configuration: JSONValue, to live: JSONValue?, by manager: FieldManager, force: Bool, time: String
  ) throws(ApplyError) -> JSONValue {
    if let type, let error = ConfigurationCheck(table: table).error(configuration, type: type) {
      throw .invalid(error)
    }
    let applied = FieldSet(of: configuration, shape, table).subtractingBelow(ignored)
    var managed = ManagedFields(live.map(Self.managedFields) ?? [])
    guard let live else {
      managed.set(applied, of: manager, time: time)
      return with(managed.json, in: configuration)
    }
    if managed.isEmpty {
      let first = FieldManager(name: "before-first-apply", operation: .update, apiVersion: manager.apiVersion)
      managed = ManagedFields(Self.managedFields(of: afterUpdate(from: nil, to: live, by: first, time: time)))
    }
    let merge = FieldMerge(table: table)
    var result = merge.merged(live, configuration, shape)
    result.set(live.at("metadata", "managedFields"), at: "metadata", "managedFields")
    let last = managed.fields(of: manager)
    if let last, !last.isSubset(of: applied) {
      let owned = managed.entries.reduce(applied) { sum, entry in
        entry.manager.isSame(as: manager) ? sum : sum.union(entry.fields)
      }
      result =
        merge.removing(last.subtracting(owned).tree, keeping: owned.tree, from: result, shape) ?? .object(JSONObject())
    }
    var comparison = FieldComparison(from: live, to: result, type: type, table: table)
    comparison.ignore(ignored)
    let changed = comparison.added.union(comparison.modified)
    let conflicts = managed.entries.filter { !$0.manager.isSame(as: manager) }
      .map { (manager: $0.manager, fields: $0.fields.intersection(changed)) }.filter { !$0.fields.isEmpty }
    if !force, !conflicts.isEmpty { throw Self.error(conflicts) }
    managed.take(changed) { !$0.isSame(as: manager) }
    managed.take(comparison.removed) { _ in true }
    if comparison.isEmpty, last == applied { return live }
    managed.set(applied, of: manager, time: time)
    return with(managed.json, in: result)
  }

  private static func error(_ conflicts: [(manager: FieldManager, fields: FieldSet)]) -> ApplyError {
    let sorted = conflicts.sorted { $0.manager < $1.manager }
    let causes = sorted.flatMap { conflict in
      conflict.fields.paths.map { ApplyConflict(message: "conflict with \(conflict.manager.conflictText)", field: $0) }
    }
    if causes.count == 1 {
      return .conflicts(
        message: "Apply failed with 1 conflict: \(causes[0].message): \(causes[0].field)", causes: causes)
    }
    let lines = sorted.flatMap { conflict in
      ["conflicts with \(conflict.manager.conflictText):"] + conflict.fields.paths.map { "- " + $0 }
    }
    let message = "Apply failed with \(causes.count) conflicts: " + lines.joined(separator: "\n")
    return .conflicts(message: message, causes: causes)
  }

  private func with(_ managed: [JSONValue], in object: JSONValue) -> JSONValue {
    if managed.isEmpty, object.at("metadata", "managedFields") == nil { return object }
    var object = object
    object.set(managed.isEmpty ? nil : .array(managed), at: "metadata", "managedFields")
    return object
  }
}
