import HashTreeCollections
package import KubernetesModel
import SimulationKernel

/// Every object, by resource, namespace and name, and the recent changes.
package struct Store: Sendable {
  private var resources: TreeDictionary<GroupResource, SortedObjects> = [:]
  /// The version of the last change; every change adds one.
  package private(set) var resourceVersion: UInt64 = initialVersion
  private var history = History()
  /// Changes that whoever owns the server has not taken yet.
  private var untaken: [Change] = []

  /// The version before the first change.
  private static let initialVersion: UInt64 = 1

  package init() {}

  package func object(_ resource: GroupResource, namespace: String, name: String) -> StoredObject? {
    resources[resource]?.object(namespace: namespace, name: name)
  }

  /// The objects of a resource, in all namespaces when none is given, ordered by namespace and name.
  package func objects(_ resource: GroupResource, namespace: String?) -> [StoredObject] {
    resources[resource]?.objects(in: namespace) ?? []
  }

  /// How many objects of a resource there are.
  package func count(_ resource: GroupResource) -> Int { resources[resource]?.count ?? 0 }

  /// The resources that have objects in a namespace, sorted.
  package func resources(in namespace: String) -> [GroupResource] {
    resources.filter { $0.value.hasObjects(in: namespace) }.map(\.key).sorted()
  }

  /// Stores a new version of an object.
  package mutating func put(_ value: JSONValue, in resource: GroupResource) -> StoredObject {
    resourceVersion += 1
    var value = value
    value.set(.string(String(resourceVersion)), at: "metadata", "resourceVersion")
    let earlier = object(resource, namespace: value.namespace, name: value.name)
    let object = StoredObject(
      resource: resource, value: value.compact(sharing: earlier?.value), resourceVersion: resourceVersion)
    let previous = resources[resource, default: SortedObjects()].put(object)
    note(
      Change(
        kind: previous == nil ? .added : .modified, resourceVersion: resourceVersion, object: object, previous: previous
      ))
    return object
  }

  package mutating func remove(_ object: StoredObject) {
    guard self.object(object.resource, namespace: object.namespace, name: object.name) != nil else { return }
    resourceVersion += 1
    resources[object.resource]?.remove(namespace: object.namespace, name: object.name)
    note(Change(kind: .deleted, resourceVersion: resourceVersion, object: object, previous: object))
  }

  /// Takes note of the time at which the next changes happen.
  mutating func advance(to now: Instant) { history.advance(to: now) }

  private mutating func note(_ change: Change) {
    history.append(change)
    untaken.append(change)
  }

  /// All changes since the last call, oldest first. For whoever owns the server and tells its components: history does
  /// not forget what was not taken.
  package mutating func takeChanges() -> [Change] {
    defer { untaken = [] }
    return untaken
  }

  /// A resource's changes after a version, oldest first; nil when history does not reach back that far.
  package func changes(of resource: GroupResource, after version: UInt64) -> [Change]? {
    history.changes(of: resource, after: max(Self.initialVersion, version))
  }
}

extension Store {
  /// The objects as they were at a version, ordered by namespace and name; nil when history does not reach back.
  func objects(_ resource: GroupResource, namespace: String?, at version: UInt64) -> [StoredObject]? {
    guard version < resourceVersion else { return objects(resource, namespace: namespace) }
    guard let later = changes(of: resource, after: version) else { return nil }
    guard !later.isEmpty, var past = resources[resource] else { return objects(resource, namespace: namespace) }
    for change in later.reversed() {
      if let previous = change.previous {
        _ = past.put(previous)
      } else {
        past.remove(namespace: change.object.namespace, name: change.object.name)
      }
    }
    return past.objects(in: namespace)
  }
}
