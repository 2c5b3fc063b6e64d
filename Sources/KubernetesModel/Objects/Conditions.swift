/// One of an object's `status.conditions`.
package struct Condition: Hashable, Sendable {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  /// An empty reason or message is left out.
  package init(type: String, status: String, reason: String = "", message: String = "") {
    value = ["type": .string(type), "status": .string(status)]
    if !reason.isEmpty { value["reason"] = .string(reason) }
    if !message.isEmpty { value["message"] = .string(message) }
  }

  package var type: String { value["type"]?.stringValue ?? "" }
  /// `True`, `False` or `Unknown`.
  package var status: String { value["status"]?.stringValue ?? "" }
  package var reason: String { value["reason"]?.stringValue ?? "" }
  package var message: String { value["message"]?.stringValue ?? "" }
  package var isTrue: Bool { status == "True" }

  /// A time as it is written, empty where there is none.
  package func time(_ field: String) -> String { value[field]?.stringValue ?? "" }
}

/// An object's conditions, in the order in which they are stored.
package struct Conditions: Hashable, Sendable, Sequence {
  package var elements: [Condition]

  package init(_ value: JSONValue?) {
    elements = (value?.arrayValue ?? []).map(Condition.init)
  }

  /// Nil when there is none: an object without conditions has no such field.
  package var value: JSONValue? { elements.isEmpty ? nil : .array(elements.map(\.value)) }

  package subscript(type: String) -> Condition? { elements.first { $0.type == type } }

  package func isTrue(_ type: String) -> Bool { self[type]?.isTrue ?? false }

  package mutating func remove(_ type: String) { elements.removeAll { $0.type == type } }

  /// Puts a condition in the place of the one of its type, or last. `lastTransitionTime` stays unless the status
  /// changes. Returns whether anything changed.
  @discardableResult
  package mutating func set(_ condition: Condition, at time: String) -> Bool {
    var condition = condition
    guard let index = elements.firstIndex(where: { $0.type == condition.type }) else {
      condition.value["lastTransitionTime"] = .string(time)
      elements.append(condition)
      return true
    }
    let current = elements[index]
    let transition = current.status == condition.status ? current.time("lastTransitionTime") : time
    condition.value["lastTransitionTime"] = .string(transition)
    elements[index] = condition
    return condition != current
  }

  package func makeIterator() -> IndexingIterator<[Condition]> { elements.makeIterator() }
}
