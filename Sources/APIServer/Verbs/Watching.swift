package import KubernetesModel
package import SimulationKernel

extension APIServer {
  func startWatch(
    _ request: APIRequest, _ target: RequestTarget, _ negotiation: Negotiation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let options = try ListOptions(request, isWatch: true)
    let selection = try Selection(request, target)
    let text = options.resourceVersion
    guard let asked = UInt64(text.isEmpty ? "0" : text) else {
      throw .badRequest("invalid resource version \"\(text)\": strconv.ParseUint: parsing \"\(text)\": invalid syntax")
    }
    guard asked <= store.resourceVersion else { throw .tooLargeVersion(asked, current: store.resourceVersion) }
    let timeout = options.timeoutSeconds.map { Duration.seconds(min(max($0, 0), 1 << 30)) }
    var watch = Watch(
      request: request, selection: selection, negotiation: negotiation, target: target,
      resourceVersion: asked, expires: timeout.map { now + $0 })
    if options.allowsBookmarks { watch.nextBookmark = now + Watch.bookmarkInterval }
    // Without a version a watch begins with what there is, unless it wants later changes alone.
    if options.sendsInitialEvents ?? (asked == 0) {
      watch.resourceVersion = store.resourceVersion
      watch.initialNews = store.objects(target.definition.storage, namespace: selection.namespace)
        .filter { selection.includes($0.value) }
        .map { WatchNews("ADDED", $0) }
      if options.sendsInitialEvents == true, options.allowsBookmarks {
        watch.initialNews.append(bookmark(watch, endsInitialEvents: true))
      }
    } else if asked == 0 {
      watch.resourceVersion = store.resourceVersion
    }
    return APIResponse(status: 200, body: .stream(.watch(watch)))
  }

  /// What a watch has to be told since it was last asked, as it stands on the wire. Throws when history does not reach
  /// back to where the watch stands; a transport sends that error as an event of type `ERROR` and ends the stream.
  package func events(of watch: inout Watch, at now: Instant) throws(APIStatus) -> [JSONValue] {
    try news(of: &watch, at: now).map { event($0, watch, at: now) }
  }

  /// Whether there is something to tell a watch, or it is over.
  package func hasNews(for watch: Watch, at now: Instant) -> Bool {
    var copy = watch
    guard let news = try? news(of: &copy, at: now) else { return true }
    return copy.isOver || !news.isEmpty
  }

  func news(of watch: inout Watch, at now: Instant) throws(APIStatus) -> [WatchNews] {
    if watch.isOver { return [] }
    var news = watch.initialNews
    watch.initialNews = []
    guard let changes = store.changes(of: watch.target.definition.storage, after: watch.resourceVersion) else {
      watch.isOver = true
      throw .expired("too old resource version: \(watch.resourceVersion) (\(store.resourceVersion))")
    }
    for change in changes {
      if let told = self.news(of: change, for: watch.selection) { news.append(told) }
    }
    watch.resourceVersion = store.resourceVersion
    let ends = watch.expires.map { now >= $0 } ?? false
    if let due = watch.nextBookmark, !watch.isOver, ends || now >= due {
      news.append(bookmark(watch, endsInitialEvents: false))
      watch.nextBookmark = now + Watch.bookmarkInterval
    }
    if ends { watch.isOver = true }
    return news
  }

  /// What a change means for a watch that sees only what it selected.
  private func news(of change: Change, for selection: Selection) -> WatchNews? {
    if let namespace = selection.namespace, change.object.namespace != namespace { return nil }
    let wasIncluded = change.previous.map { selection.includes($0.value) } ?? false
    let isIncluded = change.kind != .deleted && selection.includes(change.object.value)
    switch (wasIncluded, isIncluded) {
    case (true, true): return WatchNews("MODIFIED", change.object)
    case (false, true): return WatchNews("ADDED", change.object)
    case (true, false):
      // The last state that was selected, with the version of the change that ended it.
      var last = change.kind == .deleted ? change.object.value : change.previous?.value ?? change.object.value
      last.set(.string(String(change.resourceVersion)), at: "metadata", "resourceVersion")
      return WatchNews("DELETED", last, version: change.resourceVersion)
    case (false, false): return nil
    }
  }

  private func bookmark(_ watch: Watch, endsInitialEvents: Bool) -> WatchNews {
    var metadata: JSONValue = ["resourceVersion": .string(String(watch.resourceVersion))]
    if endsInitialEvents { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
    let definition = watch.target.definition
    let object: JSONValue = [
      "kind": .string(definition.kind), "apiVersion": .string(definition.groupVersion.apiVersion),
      "metadata": metadata,
    ]
    return WatchNews(WatchNews.bookmark, object, version: nil)
  }

  /// An event as its client wants to see it.
  func event(_ news: WatchNews, _ watch: Watch, at now: Instant) -> JSONValue {
    var object = news.object
    if news.isShown(as: watch.representation) {
      object = show(object, watch.target, watch.representation, request: watch.request, at: now)
    }
    return ["type": .string(news.type), "object": object]
  }
}

/// Something that a watch has to tell, before it takes its client's form.
struct WatchNews: Sendable {
  static let bookmark = "BOOKMARK"

  let type: String
  let object: JSONValue
  /// The store's object, where it is that.
  let stored: StoredObject?
  /// Which version of an object it tells of; nil where it is told to one watch alone.
  let version: UInt64?

  init(_ type: String, _ object: StoredObject) {
    self.type = type
    self.object = object.value
    stored = object
    version = object.resourceVersion
  }

  init(_ type: String, _ object: JSONValue, version: UInt64?) {
    self.type = type
    self.object = object
    stored = nil
    self.version = version
  }

  /// A bookmark is no object, but it has metadata.
  fileprivate func isShown(as representation: Representation) -> Bool {
    if type != Self.bookmark { return true }
    if case .partialMetadata = representation { return true }
    return false
  }
}
