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
      watch.pendingInitialEvents = store.objects(target.definition.storage, namespace: selection.namespace)
        .filter { selection.includes($0.value) }
        .map { event("ADDED", $0.value, watch, at: now) }
      if options.sendsInitialEvents == true, options.allowsBookmarks {
        watch.pendingInitialEvents.append(bookmark(watch, endsInitialEvents: true, at: now))
      }
    } else if asked == 0 {
      watch.resourceVersion = store.resourceVersion
    }
    return APIResponse(status: 200, body: .stream(.watch(watch)))
  }

  /// What a watch has to be told since it was last asked, as it stands on the wire. Throws when history does not reach
  /// back to where the watch stands; a transport sends that error as an event of type `ERROR` and ends the stream.
  package func events(of watch: inout Watch, at now: Instant) throws(APIStatus) -> [JSONValue] {
    var events = watch.pendingInitialEvents
    watch.pendingInitialEvents = []
    guard let changes = store.changes(of: watch.target.definition.storage, after: watch.resourceVersion) else {
      throw .expired("too old resource version: \(watch.resourceVersion) (\(store.resourceVersion))")
    }
    for change in changes {
      if let event = event(for: change, watch, at: now) { events.append(event) }
    }
    watch.resourceVersion = store.resourceVersion
    let ends = watch.expires.map { now >= $0 } ?? false
    if let due = watch.nextBookmark, !watch.isOver, ends || now >= due {
      events.append(bookmark(watch, endsInitialEvents: false, at: now))
      watch.nextBookmark = now + Watch.bookmarkInterval
    }
    if ends { watch.isOver = true }
    return events
  }

  /// What a change means for a watch that sees only what it selected.
  private func event(for change: Change, _ watch: Watch, at now: Instant) -> JSONValue? {
    let selection = watch.selection
    if let namespace = selection.namespace, change.object.namespace != namespace { return nil }
    let wasIncluded = change.previous.map { selection.includes($0.value) } ?? false
    let isIncluded = change.kind != .deleted && selection.includes(change.object.value)
    switch (wasIncluded, isIncluded) {
    case (true, true): return event("MODIFIED", change.object.value, watch, at: now)
    case (false, true): return event("ADDED", change.object.value, watch, at: now)
    case (true, false):
      // The last state that was selected, with the version of the change that ended it.
      var last = change.kind == .deleted ? change.object.value : change.previous?.value ?? change.object.value
      last.set(.string(String(change.resourceVersion)), at: "metadata", "resourceVersion")
      return event("DELETED", last, watch, at: now)
    case (false, false): return nil
    }
  }

  private func event(_ type: String, _ value: JSONValue, _ watch: Watch, at now: Instant) -> JSONValue {
    [
      "type": .string(type),
      "object": show(value, watch.target, watch.representation, request: watch.request, at: now),
    ]
  }

  private func bookmark(_ watch: Watch, endsInitialEvents: Bool, at now: Instant) -> JSONValue {
    var metadata: JSONValue = ["resourceVersion": .string(String(watch.resourceVersion))]
    if endsInitialEvents { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
    let definition = watch.target.definition
    let object: JSONValue = [
      "kind": .string(definition.kind), "apiVersion": .string(definition.groupVersion.apiVersion),
      "metadata": metadata,
    ]
    guard case .partialMetadata = watch.representation else { return ["type": "BOOKMARK", "object": object] }
    return event("BOOKMARK", object, watch, at: now)
  }
}
