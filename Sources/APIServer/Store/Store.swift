import HashTreeCollections
package import KubernetesModel

/// Every object, by resource, namespace and name, and the recent changes.
package struct Store: Sendable {
  private struct Key: Hashable, Comparable, Sendable {
    let namespace: String
    let name: String

    static func < (left: Key, right: Key) -> Bool {
      left.namespace == right.namespace ? left.name < right.name : left.namespace < right.namespace
    }
  }

  private var objects: TreeDictionary<GroupResource, TreeDictionary<Key, StoredObject>> = [:]
  package private(set) var resourceVersion: UInt64 = 1
  private var history: [Change] = []

  package init() {}

  package func object(_ resource: GroupResource, namespace: String, name: String) -> StoredObject? {
    objects[resource]?[Key(namespace: namespace, name: name)]
  }

  package func objects(_ resource: GroupResource, namespace: String?) -> [StoredObject] {
    guard let all = objects[resource] else { return [] }
    return all.filter { namespace == nil || $0.key.namespace == namespace }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Stores a new version of an object.
  package mutating func put(_ value: JSONValue, in resource: GroupResource) -> StoredObject {
    resourceVersion += 1
    var value = value
    value.set(.string(String(resourceVersion)), at: "metadata", "resourceVersion")
    let object = StoredObject(resource: resource, value: value, resourceVersion: resourceVersion)
    let key = Key(namespace: object.namespace, name: object.name)
    let previous = objects[resource, default: [:]].updateValue(object, forKey: key)
    history.append(
      Change(
        kind: previous == nil ? .added : .modified, resourceVersion: resourceVersion, object: object, previous: previous
      ))
    return object
  }

  package mutating func remove(_ object: StoredObject) {
    resourceVersion += 1
    var value = object.value
    value.set(.string(String(resourceVersion)), at: "metadata", "resourceVersion")
    objects[object.resource]?[Key(namespace: object.namespace, name: object.name)] = nil
    history.append(
      Change(
        kind: .deleted, resourceVersion: resourceVersion,
        object: StoredObject(resource: object.resource, value: value, resourceVersion: resourceVersion),
        previous: object))
  }

  /// Changes after `resourceVersion`, oldest first; nil when history does not reach back that far.
  package func changes(after resourceVersion: UInt64) -> ArraySlice<Change>? {
    let index = history.firstIndex { $0.resourceVersion > resourceVersion } ?? history.endIndex
    return history[index...]
  }
}
