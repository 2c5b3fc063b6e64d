import KubernetesModel

extension JSONValue {
  /// Sets a member that is not there, or null.
  mutating func setDefault(_ key: String, _ value: JSONValue) {
    if self[key].map(\.isNull) ?? true { self[key] = value }
  }

  /// Sets a text that is not there, or empty.
  mutating func setDefaultText(_ key: String, _ text: String) {
    if (self[key]?.stringValue ?? "").isEmpty { self[key] = .string(text) }
  }

  /// Changes a member when it is there.
  mutating func updateIfPresent(_ key: String, _ change: (inout JSONValue) -> Void) {
    guard let value = self[key], !value.isNull else { return }
    update(key, change)
  }

  /// Changes each element of a list that is there.
  mutating func updateEach(_ key: String, _ change: (inout JSONValue) -> Void) {
    guard self[key]?.arrayValue?.isEmpty == false else { return }
    update(key) { list in
      list.updateArray { elements in
        for index in elements.indices { change(&elements[index]) }
      }
    }
  }
}
