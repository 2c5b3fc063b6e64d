/// A JSON value as Kubernetes knows it: whole numbers apart from others, object keys sorted.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  package var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var stringValue: String? { if case .string(let value) = self { value } else { nil } }
  package var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  package var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }
  package var isNull: Bool { if case .null = self { true } else { false } }

  /// The number when it is whole, also when it was written with a fraction of zero.
  package var intValue: Int64? {
    switch self {
    case .integer(let value): value
    case .double(let value): Int64(exactly: value)
    default: nil
    }
  }

  package var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// An object's member. Setting a member of anything but an object makes it an object; setting nil removes it.
  package subscript(key: String) -> JSONValue? {
    get { if case .object(let object) = self { object[key] } else { nil } }
    set {
      var object = takeObject()
      object[key] = newValue
      self = .object(object)
    }
  }

  /// An array's element, nil outside its bounds.
  package subscript(index: Int) -> JSONValue? {
    if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
  }

  /// The value at a path of object keys; nil where there is none.
  package func at(_ path: String...) -> JSONValue? { at(path[...]) }

  // The usual paths are short: they need no array.
  package func at(_ first: String, _ second: String) -> JSONValue? { self[first]?[second] }
  package func at(_ first: String, _ second: String, _ third: String) -> JSONValue? { self[first]?[second]?[third] }

  package func at(_ path: ArraySlice<String>) -> JSONValue? {
    var value = self
    for key in path {
      guard let next = value[key] else { return nil }
      value = next
    }
    return value
  }

  /// Sets the value at a path of object keys, making the objects on the way; nil removes it.
  package mutating func set(_ value: JSONValue?, at path: String...) { set(value, at: path[...]) }

  package mutating func set(_ value: JSONValue?, at path: ArraySlice<String>) {
    guard let key = path.first else { return }
    if path.count == 1 {
      self[key] = value
      return
    }
    if value == nil, self[key] == nil { return }
    update(key) { $0.set(value, at: path.dropFirst()) }
  }

  /// Changes a member in place, without copying what lies beside it; a member that is not there starts as null.
  package mutating func update(_ key: String, _ change: (inout JSONValue) -> Void) {
    var object = takeObject()
    object.update(key, change)
    self = .object(object)
  }

  /// Changes an array in place; a value that is not an array starts as an empty one.
  package mutating func updateArray(_ change: (inout [JSONValue]) -> Void) {
    var elements: [JSONValue] = []
    if case .array(let current) = self { elements = current }
    self = .null
    change(&elements)
    self = .array(elements)
  }

  /// Takes the object out, so that it has one owner and is changed in place.
  private mutating func takeObject() -> JSONObject {
    guard case .object(let object) = self else { return JSONObject() }
    self = .null
    return object
  }
}

// Not ExpressibleByNilLiteral: `object[key] != nil` would then ask whether the member is other than null.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByFloatLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    var object = JSONObject()
    for (key, value) in elements { object[key] = value }
    self = .object(object)
  }

  /// An object of strings, as labels and annotations are.
  package init(_ strings: [String: String]) {
    var object = JSONObject()
    for (key, value) in strings.sorted(by: { $0.key < $1.key }) { object[key] = .string(value) }
    self = .object(object)
  }

  package init(_ number: Int) { self = .integer(Int64(number)) }
}
