import KubernetesModel
import Synchronization

/// A large document that is the same for everybody: built when somebody asks for it first, encoded when somebody wants its
/// bytes first.
package final class CachedDocument: Sendable {
  private struct Content {
    var value: JSONValue?
    var bytes: [UInt8]?
  }

  /// Differs when the document does; the same in all processes of one version.
  package let hash: String
  private let build: @Sendable () -> JSONValue
  private let encode: @Sendable (JSONValue) -> [UInt8]
  private let content = Mutex(Content())

  init(
    hash: String, encode: @escaping @Sendable (JSONValue) -> [UInt8] = { JSONWriter.bytes($0) },
    build: @escaping @Sendable () -> JSONValue
  ) {
    self.hash = hash
    self.encode = encode
    self.build = build
  }

  var value: JSONValue { content.withLock { value(in: &$0) } }

  /// As it goes over the wire.
  package var bytes: [UInt8] {
    content.withLock { content in
      if let bytes = content.bytes { return bytes }
      let bytes = encode(value(in: &content))
      content.bytes = bytes
      return bytes
    }
  }

  private func value(in content: inout Content) -> JSONValue {
    if let value = content.value { return value }
    let value = build()
    content.value = value
    return value
  }
}
