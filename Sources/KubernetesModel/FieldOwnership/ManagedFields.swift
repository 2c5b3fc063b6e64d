/// Who owns fields: one entry of `metadata.managedFields`.
package struct FieldManager: Hashable, Comparable, Sendable {
  package enum Operation: String, Comparable, Sendable {
    case apply = "Apply", update = "Update"

    package static func < (left: Operation, right: Operation) -> Bool { left.rawValue < right.rawValue }
  }

  package let name: String
  package let operation: Operation
  package let apiVersion: String
  package let subresource: String

  package init(name: String, operation: Operation, apiVersion: String, subresource: String = "") {
    self.name = name
    self.operation = operation
    self.apiVersion = apiVersion
    self.subresource = subresource
  }

  /// Whether two entries belong to one manager. An applier stays the same when it changes the API version.
  func isSame(as other: FieldManager) -> Bool {
    name == other.name && operation == other.operation && subresource == other.subresource
      && (operation == .apply || apiVersion == other.apiVersion)
  }

  package static func < (left: FieldManager, right: FieldManager) -> Bool {
    (left.operation, left.name, left.apiVersion, left.subresource)
      < (right.operation, right.name, right.apiVersion, right.subresource)
  }

  /// As conflicts name it: `"kubectl-patch" using v1`.
  var conflictText: String {
    var text = GoText.quoted(name)
    if !subresource.isEmpty { text += " with subresource \(GoText.quoted(subresource))" }
    return operation == .update ? text + " using " + apiVersion : text
  }
}

/// All owners of an object's fields.
struct ManagedFields {
  struct Entry {
    let manager: FieldManager
    var fields: FieldSet
    var time: String
    /// The entry as the object has it; nil after a change of its fields.
    var json: JSONValue?
  }

  private(set) var entries: [Entry]

  init(_ list: [JSONValue]) {
    entries = list.compactMap { json in
      guard let operation = FieldManager.Operation(rawValue: json["operation"]?.stringValue ?? "") else { return nil }
      let manager = FieldManager(
        name: json["manager"]?.stringValue ?? "", operation: operation,
        apiVersion: json["apiVersion"]?.stringValue ?? "", subresource: json["subresource"]?.stringValue ?? "")
      return Entry(
        manager: manager, fields: FieldSet(fieldsV1: json["fieldsV1"]), time: json["time"]?.stringValue ?? "",
        json: json)
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  func fields(of manager: FieldManager) -> FieldSet? {
    entries.first { $0.manager.isSame(as: manager) }?.fields
  }

  mutating func set(_ fields: FieldSet, of manager: FieldManager, time: String) {
    entries.removeAll { $0.manager.isSame(as: manager) }
    if !fields.isEmpty { entries.append(Entry(manager: manager, fields: fields, time: time)) }
  }

  /// Notes a write of a manager that owns all its fields already.
  mutating func touch(_ manager: FieldManager, time: String) {
    guard let index = entries.firstIndex(where: { $0.manager.isSame(as: manager) }) else { return }
    entries[index].time = time
    if !time.isEmpty { entries[index].json?["time"] = .string(time) }
  }

  /// Takes fields from everybody but one manager.
  mutating func take(_ fields: FieldSet, from others: (FieldManager) -> Bool) {
    if fields.isEmpty { return }
    for index in entries.indices where others(entries[index].manager) {
      let left = entries[index].fields.subtracting(fields)
      guard left != entries[index].fields else { continue }
      entries[index].fields = left
      entries[index].json = nil
    }
    entries.removeAll { $0.fields.isEmpty }
  }

  /// The entries as the server orders them: appliers first, then by time and name.
  var json: [JSONValue] {
    let sorted = entries.sorted { left, right in
      if left.manager.operation != right.manager.operation { return left.manager.operation < right.manager.operation }
      return left.time == right.time ? left.manager < right.manager : left.time < right.time
    }
    return sorted.map { $0.json ?? Self.json($0) }
  }

  private static func json(_ entry: Entry) -> JSONValue {
    var json: JSONValue = [
      "apiVersion": .string(entry.manager.apiVersion), "fieldsType": "FieldsV1", "fieldsV1": entry.fields.fieldsV1,
      "manager": .string(entry.manager.name), "operation": .string(entry.manager.operation.rawValue),
    ]
    if !entry.manager.subresource.isEmpty { json["subresource"] = .string(entry.manager.subresource) }
    if !entry.time.isEmpty { json["time"] = .string(entry.time) }
    return json
  }
}
