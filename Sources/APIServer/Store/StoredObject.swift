package import KubernetesModel
import Synchronization

/// One version of an object: never changed, shared between all copies of a cluster.
package final class StoredObject: Sendable {
  package let resource: GroupResource
  package let value: JSONValue
  package let resourceVersion: UInt64
  package let name: String
  package let namespace: String
  package let uid: String
  /// Made when it is asked for: most objects are never sent over the network. Copies of the cluster may ask at once.
  private let encoded = AtomicLazyReference<EncodedObject>()

  package init(resource: GroupResource, value: JSONValue, resourceVersion: UInt64) {
    self.resource = resource
    self.value = value
    self.resourceVersion = resourceVersion
    name = value.name
    namespace = value.namespace
    uid = value.uid
  }

  /// The object as JSON without `kind` and `apiVersion`, as an item of a list; kept with the object from then on.
  package var encodedItem: [UInt8] {
    (encoded.load() ?? encoded.storeIfNil(EncodedObject(value))).item
  }
}

/// One change of the store, as watchers see it.
package struct Change: Sendable {
  package enum Kind: Sendable {
    case added, modified, deleted
  }

  package let kind: Kind
  package let resourceVersion: UInt64
  /// The object after the change; for a deletion its last state, still with the version of that.
  package let object: StoredObject
  /// The object before the change; nil when it was added.
  package let previous: StoredObject?

  package init(kind: Kind, resourceVersion: UInt64, object: StoredObject, previous: StoredObject?) {
    self.kind = kind
    self.resourceVersion = resourceVersion
    self.object = object
    self.previous = previous
  }

  package var resource: GroupResource { object.resource }
}
