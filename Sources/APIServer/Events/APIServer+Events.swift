import HashTreeCollections
package import KubernetesModel
package import SimulationKernel

extension APIServer {
  /// Records an event about an object as client-go's recorders do: the same event again raises a count, many that differ
  /// only by their message are combined, and a source may send 25 about one object, then one every 5 minutes.
  ///
  /// `fieldPath` names a part of the object, as `spec.containers{app}`; `action` is kept by sources of the new style.
  package mutating func recordEvent(
    about object: JSONValue, fieldPath: String = "", _ type: EventType = .normal, reason: String, message: String,
    from source: EventSource, action: String = "", related: JSONValue? = nil, at now: Instant
  ) {
    var reference: JSONValue = [
      "kind": .string(object.kind), "name": .string(object.name), "uid": .string(object.uid),
      "apiVersion": .string(object.apiVersion),
    ]
    if !object.namespace.isEmpty { reference["namespace"] = .string(object.namespace) }
    if !object.resourceVersion.isEmpty { reference["resourceVersion"] = .string(object.resourceVersion) }
    if !fieldPath.isEmpty { reference["fieldPath"] = .string(fieldPath) }
    recordEvent(
      regarding: reference, type, reason: reason, message: message, from: source, action: action, related: related,
      at: now)
  }

  /// The same, about what an `ObjectReference` names.
  package mutating func recordEvent(
    regarding reference: JSONValue, _ type: EventType = .normal, reason: String, message: String,
    from source: EventSource, action: String = "", related: JSONValue? = nil, at now: Instant
  ) {
    expireEvents(at: now)
    let event = NewEvent(
      reference: reference, type: type.rawValue, reason: reason, message: message, source: source, action: action,
      related: related)
    if source.isNewStyle {
      recordSeries(event, at: now)
    } else {
      recordCounted(event, at: now)
    }
  }

  private mutating func recordCounted(_ event: NewEvent, at now: Instant) {
    var event = event
    var key = event.key
    var groupKey = key
    groupKey.message = ""
    groupKey.fieldPath = ""
    if events.combines(event.message, groupKey, at: now) {
      event.message = "(combined from similar events): " + event.message
      key = groupKey
    }
    var observation = events.observations[key]
    if observation != nil {
      observation?.count += 1
      observation?.last = now
    }
    let name = observation?.name ?? eventName(event, at: now)
    let seen =
      observation
      ?? EventRecorder.Observation(name: name, first: now, last: now, count: 1, writtenCount: 1, written: now)
    events.observations[key] = seen
    guard events.mayRecord(EventRecorder.Key(source: event.source, object: key.object), at: now) else { return }

    if let stored = store.object(.events, namespace: event.namespace, name: name) {
      var value = stored.value
      value["count"] = .integer(seen.count)
      value["lastTimestamp"] = .string(now.rfc3339)
      value["message"] = .string(event.message)
      putEvent(value, live: stored.value, from: event.source, at: now)
    } else if acceptsEvents(event.namespace) {
      var value = event.object(named: name, uid: mint.uid(), at: now)
      value["firstTimestamp"] = .string(seen.first.rfc3339)
      value["lastTimestamp"] = .string(now.rfc3339)
      value["count"] = .integer(seen.count)
      value["eventTime"] = .null
      value["source"] = event.sourceObject
      value["reportingInstance"] = .string(event.source.host)
      putEvent(value, live: nil, from: event.source, at: now)
      events.nextExpiry = min(events.nextExpiry, now + EventRecorder.lifetime)
    }
  }

  /// Events of the new style count in a series, which is written when it begins, and then every half hour.
  private mutating func recordSeries(_ event: NewEvent, at now: Instant) {
    var key = event.key
    key.message = event.action
    if var seen = events.observations[key], now - seen.last <= .seconds(360),
      let stored = store.object(.events, namespace: event.namespace, name: seen.name)
    {
      seen.count += 1
      seen.last = now
      if seen.count == 2 || now - seen.written >= .seconds(1800) {
        seen.written = now
        seen.writtenCount = seen.count
        writeSeries(seen, stored, from: event.source, at: now)
      }
      events.observations[key] = seen
      return
    }
    guard acceptsEvents(event.namespace) else { return }
    let name = eventName(event, at: now)
    events.observations[key] = EventRecorder.Observation(
      name: name, first: now, last: now, count: 1, writtenCount: 1, written: now)
    var value = event.object(named: name, uid: mint.uid(), at: now)
    value["firstTimestamp"] = .null
    value["lastTimestamp"] = .null
    value["eventTime"] = .string(now.rfc3339Micro)
    value["source"] = .object(JSONObject())
    value["action"] = .string(event.action)
    value["reportingInstance"] = .string(event.source.host.isEmpty ? event.source.component : event.source.host)
    if let related = event.related { value["related"] = related }
    putEvent(value, live: nil, from: event.source, at: now)
    self.events.nextExpiry = min(self.events.nextExpiry, now + EventRecorder.lifetime)
  }

  /// Stores an event without the checks that one from outside gets.
  private mutating func putEvent(_ event: JSONValue, live: JSONValue?, from source: EventSource, at now: Instant) {
    guard let definition = catalog.definition(.events) else { return }
    let manager = FieldManager(name: source.program, operation: .update, apiVersion: event.apiVersion)
    _ = store.put(tracked(event, live: live, by: manager, definition, at: now), in: .events)
  }

  private mutating func writeSeries(
    _ seen: EventRecorder.Observation, _ stored: StoredObject, from source: EventSource, at now: Instant
  ) {
    var value = stored.value
    value["series"] = ["count": .integer(seen.count), "lastObservedTime": .string(seen.last.rfc3339Micro)]
    putEvent(value, live: stored.value, from: source, at: now)
  }

  private func acceptsEvents(_ namespace: String) -> Bool {
    guard let namespace = store.object(.namespaces, namespace: "", name: namespace) else { return false }
    return namespace.value.at("status", "phase")?.stringValue != "Terminating"
  }

  /// The object's name and the time in nanoseconds; simulated time knows microseconds, so that the rest tells apart
  /// events of one moment.
  private func eventName(_ event: NewEvent, at now: Instant) -> String {
    let (start, _) = now.microseconds.multipliedReportingOverflow(by: 1000)
    var nanoseconds = UInt64(bitPattern: start &+ Int64(store.resourceVersion % 1000))
    let prefix = (event.reference["name"]?.stringValue ?? "") + "."
    while true {
      let digits = String(nanoseconds, radix: 16)
      let name = prefix + String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
      if store.object(.events, namespace: event.namespace, name: name) == nil { return name }
      nanoseconds &+= 1
    }
  }

  /// Removes events that were last written an hour ago or earlier.
  package mutating func expireEvents(at now: Instant) {
    guard now >= events.nextExpiry else { return }
    events.nextExpiry = .distantFuture
    let limit = now - EventRecorder.lifetime
    for event in store.objects(.events, namespace: nil) {
      let written = Self.lastTime(of: event.value)
      if written <= limit {
        store.remove(event)
      } else {
        events.nextExpiry = min(events.nextExpiry, written + EventRecorder.lifetime)
      }
    }
    // A scan now and then is enough.
    events.nextExpiry = max(events.nextExpiry, now + .seconds(10))
    events.forget(before: limit)
  }

  static func lastTime(of event: JSONValue) -> Instant {
    let times = [
      event["lastTimestamp"], event.at("series", "lastObservedTime"), event["eventTime"],
      event.at("metadata", "creationTimestamp"),
    ]
    return times.compactMap { $0?.stringValue.flatMap { Instant(rfc3339: $0) } }.max() ?? .distantFuture
  }
}

/// An event that is about to be recorded.
private struct NewEvent {
  let reference: JSONValue
  let type: String
  let reason: String
  var message: String
  let source: EventSource
  let action: String
  let related: JSONValue?

  /// Events about what has no namespace are kept in `default`.
  var namespace: String {
    let namespace = reference["namespace"]?.stringValue ?? ""
    return namespace.isEmpty ? "default" : namespace
  }

  var key: EventRecorder.Key {
    func part(_ name: String) -> String { reference[name]?.stringValue ?? "" }
    return EventRecorder.Key(
      source: source, object: "\(part("kind"))/\(part("namespace"))/\(part("name"))/\(part("uid"))",
      fieldPath: part("fieldPath"), type: type, reason: reason, message: message)
  }

  var sourceObject: JSONValue {
    var object: JSONValue = ["component": .string(source.component)]
    if !source.host.isEmpty { object["host"] = .string(source.host) }
    return object
  }

  func object(named name: String, uid: String, at now: Instant) -> JSONValue {
    [
      "apiVersion": "v1", "kind": "Event", "involvedObject": reference, "message": .string(message),
      "metadata": [
        "creationTimestamp": .string(now.rfc3339), "name": .string(name), "namespace": .string(namespace),
        "uid": .string(uid),
      ],
      "reason": .string(reason), "reportingComponent": .string(source.component), "type": .string(type),
    ]
  }
}
