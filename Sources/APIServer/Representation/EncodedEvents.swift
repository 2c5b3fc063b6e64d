import KubernetesModel
package import SimulationKernel

/// Events of watches as they went over the wire, so that many watchers of one cluster who want the same form share one
/// encoding. An event is of one version of an object, which never changes; whoever keeps this asks one cluster only.
package struct EncodedEvents {
  private struct Key: Hashable {
    let groupVersion: GroupVersion
    let plural: String
    let representation: Representation
    let mediaType: MediaType
    let type: String
    let version: UInt64
  }

  /// How many are kept: watchers of one change ask right after each other.
  private static let limit = 64

  private var events: [Key: [UInt8]] = [:]

  package init() {}

  /// An event's bytes, made by `encode` when nobody asked for them before.
  mutating func bytes(of news: WatchNews, for watch: Watch, encode: () -> [UInt8]) -> [UInt8] {
    // A table says how old things are now.
    guard let version = news.version, !watch.representation.isTable else { return encode() }
    let definition = watch.target.definition
    let key = Key(
      groupVersion: definition.groupVersion, plural: definition.plural, representation: watch.representation,
      mediaType: watch.mediaType, type: news.type, version: version)
    if let known = events[key] { return known }
    let bytes = encode()
    if events.count >= Self.limit { events.removeAll(keepingCapacity: true) }
    events[key] = bytes
    return bytes
  }
}

extension APIServer {
  /// The same as `events(of:at:)`, encoded in the watch's format; empty when there is nothing to tell.
  package func encodedEvents(
    of watch: inout Watch, sharing shared: inout EncodedEvents, at now: Instant
  ) throws(APIStatus) -> [UInt8] {
    let news = try news(of: &watch, at: now)
    var bytes: [UInt8] = []
    for told in news {
      let event = shared.bytes(of: told, for: watch) { encoded(told, watch, at: now) }
      if news.count == 1 { return event }
      bytes += event
    }
    return bytes
  }

  private func encoded(_ news: WatchNews, _ watch: Watch, at now: Instant) -> [UInt8] {
    guard let stored = news.stored, watch.mediaType == .json, watch.representation == .object,
      watch.target.isServedAsStored
    else { return watch.mediaType.encode(event: event(news, watch, at: now)) }
    return Array("{\"object\":".utf8) + stored.encodedJSON + Array(",\"type\":\"\(news.type)\"}\n".utf8)
  }
}

extension Representation {
  fileprivate var isTable: Bool { if case .table = self { true } else { false } }
}
