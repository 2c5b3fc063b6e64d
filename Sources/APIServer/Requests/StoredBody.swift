package import KubernetesModel

/// An answer made of objects as the store has them. What is sent over the network is copied from bytes that each version
/// of an object keeps once it was sent; no tree is built.
package struct StoredBody: Sendable {
  private enum Content: Sendable {
    case object(StoredObject)
    case list(kind: String, apiVersion: String, metadata: JSONValue)
  }

  private let content: Content
  /// The object, or the list's items in order.
  package let objects: [StoredObject]

  init(_ object: StoredObject) {
    content = .object(object)
    objects = [object]
  }

  init(_ objects: [StoredObject], of definition: ResourceDefinition, metadata: JSONValue) {
    content = .list(
      kind: definition.kind + "List", apiVersion: definition.groupVersion.apiVersion, metadata: metadata)
    self.objects = objects
  }

  /// As JSON, on one line.
  package var json: [UInt8] { jsonPieces.inOne }

  /// As JSON, in pieces that follow each other: most of them are the objects' own.
  package var jsonPieces: [[UInt8]] {
    switch content {
    case .object(let object): return [object.encodedJSON]
    case .list(let kind, let apiVersion, let metadata):
      let head: JSONValue = ["kind": .string(kind), "apiVersion": .string(apiVersion), "metadata": metadata]
      let comma = [UInt8(ascii: ",")]
      var pieces: [[UInt8]] = []
      pieces.reserveCapacity(2 * objects.count + 2)
      pieces.append(JSONWriter.bytes(head).dropLast() + Array(",\"items\":[".utf8))
      for (index, object) in objects.enumerated() {
        if index > 0 { pieces.append(comma) }
        pieces.append(object.encodedItem)
      }
      pieces.append(Array("]}".utf8))
      return pieces
    }
  }

  /// As the tree that clients in the same process get.
  package var tree: JSONValue {
    switch content {
    case .object(let object): return object.value
    case .list(let kind, let apiVersion, let metadata):
      return [
        "kind": .string(kind), "apiVersion": .string(apiVersion), "metadata": metadata,
        "items": .array(objects.map(\.value.withoutType)),
      ]
    }
  }
}

extension [[UInt8]] {
  /// All pieces, one after the other.
  var inOne: [UInt8] {
    if count == 1 { return self[0] }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(reduce(0) { $0 + $1.count })
    for piece in self { bytes += piece }
    return bytes
  }
}

extension JSONValue {
  /// Items of a typed list do not repeat their type.
  var withoutType: JSONValue {
    var value = self
    value["kind"] = nil
    value["apiVersion"] = nil
    return value
  }
}
