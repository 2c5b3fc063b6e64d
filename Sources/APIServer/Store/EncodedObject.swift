import KubernetesModel

/// An object's JSON as clients over the network get it.
final class EncodedObject: Sendable {
  /// In braces and without `kind` and `apiVersion`, as the items of a typed list are.
  let item: [UInt8]

  init(_ value: JSONValue) {
    item = JSONWriter.bytes(value.withoutType)
  }
}

extension StoredObject {
  /// The whole object as JSON: `kind` and `apiVersion` first, as a real server writes them.
  package var encodedJSON: [UInt8] {
    let item = encodedItem
    var bytes = JSONWriter.bytes(["kind": value["kind"] ?? "", "apiVersion": value["apiVersion"] ?? ""])
    bytes.removeLast()
    bytes.reserveCapacity(bytes.count + item.count)
    // An object without metadata is never stored: the item has members.
    bytes.append(UInt8(ascii: ","))
    bytes += item.dropFirst()
    return bytes
  }
}
