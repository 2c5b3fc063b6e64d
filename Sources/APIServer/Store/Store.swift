import HashTreeCollections
package import KubernetesModel

/// Every object, by resource, namespace and name, and the recent changes.
package struct Store: Sendable {
  private typealias Names = TreeDictionary<String, StoredObject>
  private typealias Namespaces = TreeDictionary<String, Names>

  private var objects: TreeDictionary<GroupResource, Namespaces> = [:]
  /// The version of the last change; every change adds one.
  package private(set) var resourceVersion: UInt64 = initialVersion
  private var history = History()

  /// The version before the first change.
  private static let initialVersion: UInt64 = 1

  package init() {}

  package func object(_ resource: GroupResource, namespace: String, name: String) -> StoredObject? {
    objects[resource]?[namespace]?[name]
  }

  /// The objects of a resource, in all namespaces when none is given, ordered by namespace and name.
  package func objects(_ resource: GroupResource, namespace: String?) -> [StoredObject] {
    guard let all = objects[resource] else { return [] }
    if let namespace { return all[namespace].map(sorted) ?? [] }
    return all.sorted { $0.key < $1.key }.flatMap { sorted($0.value) }
  }

  private func sorted(_ names: Names) -> [StoredObject] {
    names.values.sorted { $0.name < $1.name }
  }

  /// How many objects of a resource there are.
  package func count(_ resource: GroupResource) -> Int {
    objects[resource]?.values.reduce(0) { $0 + $1.count } ?? 0
  }

  /// The resources that have objects in a namespace, sorted.
  package func resources(in namespace: String) -> [GroupResource] {
    objects.filter { $0.value[namespace]?.isEmpty == false }.map(\.key).sorted()
  }

  /// Stores a new version of an object.
  package mutating func put(_ value: JSONValue, in resource: GroupResource) -> StoredObject {
    resourceVersion += 1
    var value = value
    value.set(.string(String(resourceVersion)), at: "metadata", "resourceVersion")
    let object = StoredObject(resource: resource, value: value, resourceVersion: resourceVersion)
    let previous = objects[resource, default: [:]][object.namespace, default: [:]]
      .updateValue(object, forKey: object.name)
    history.append(
      Change(
        kind: previous == nil ? .added : .modified, resourceVersion: resourceVersion, object: object, previous: previous
      ))
    return object
  }

  package mutating func remove(_ object: StoredObject) {
    guard objects[object.resource]?[object.namespace]?[object.name] != nil else { return }
    resourceVersion += 1
    var value = object.value
    value.set(.string(String(resourceVersion)), at: "metadata", "resourceVersion")
    objects[object.resource]?[object.namespace]?[object.name] = nil
    history.append(
      Change(
        kind: .deleted, resourceVersion: resourceVersion,
        object: StoredObject(resource: object.resource, value: value, resourceVersion: resourceVersion),
        previous: object))
  }

  /// Changes after `resourceVersion`, oldest first; nil when history does not reach back that far.
  package func changes(after resourceVersion: UInt64) -> ArraySlice<Change>? {
    history.changes(after: max(Self.initialVersion, resourceVersion), last: self.resourceVersion)
  }
}

extension Store {
  /// The objects as they were at a version, ordered by namespace and name; nil when history does not reach back.
  func objects(_ resource: GroupResource, namespace: String?, at version: UInt64) -> [StoredObject]? {
    let current = objects(resource, namespace: namespace)
    guard version < resourceVersion else { return current }
    guard let later = changes(after: version) else { return nil }
    let undone = later.filter {
      $0.resource == resource && (namespace == nil || $0.object.namespace == namespace)
    }
    guard !undone.isEmpty else { return current }
    var objects: [[String]: StoredObject] = [:]
    for object in current { objects[[object.namespace, object.name]] = object }
    for change in undone.reversed() { objects[[change.object.namespace, change.object.name]] = change.previous }
    return objects.values.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
  }
}
