import KubernetesModel

/// Places in a value.
enum JQPaths {
  static func keys(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .array(let elements): elements.indices.map { .integer(Int64($0)) }
    case .object(let object): object.keys.map { .string($0) }
    default: []
    }
  }

  static func get(_ value: JSONValue, _ path: [JSONValue]) -> JSONValue {
    var current = value
    for key in path {
      switch key {
      case .string(let name): current = current[name] ?? .null
      case .integer(let number):
        guard case .array(let elements) = current else { return .null }
        let place = number < 0 ? Int(clamping: number) &+ elements.count : Int(clamping: number)
        current = elements.indices.contains(place) ? elements[place] : .null
      default: return .null
      }
    }
    return current
  }

  /// The value with another at the path; nil removes what is there. Paths are as deep as the program is long.
  static func set(_ value: JSONValue, _ path: ArraySlice<JSONValue>, _ new: JSONValue?) -> JSONValue {
    guard let key = path.first else { return new ?? .null }
    let rest = path.dropFirst()
    switch key {
    case .string(let name):
      if value != .null, value.objectValue == nil { return value }
      var copy = value
      if rest.isEmpty { copy[name] = new } else { copy[name] = set(value[name] ?? .null, rest, new) }
      return copy
    case .integer(let number):
      var elements = value.arrayValue ?? []
      let place = number < 0 ? Int(clamping: number) &+ elements.count : Int(clamping: number)
      guard place >= 0, place < 100_000 else { return value }
      if rest.isEmpty, new == nil {
        if elements.indices.contains(place) { elements.remove(at: place) }
        return .array(elements)
      }
      while elements.count <= place { elements.append(.null) }
      elements[place] = set(elements[place], rest, new)
      return .array(elements)
    default: return value
    }
  }

  static func all(_ value: JSONValue) -> [[JSONValue]] {
    var found: [[JSONValue]] = []
    var pending: [(path: [JSONValue], value: JSONValue)] = [([], value)]
    while let next = pending.popLast() {
      found.append(next.path)
      pending += keys(next.value).map { (next.path + [$0], get(next.value, [$0])) }.reversed()
    }
    return found
  }
}
