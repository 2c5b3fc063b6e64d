import KubernetesModel

/// What is wrong with one field, in the words of apimachinery's `field.Error`.
struct FieldError: Hashable, Sendable {
  enum Kind: String, Sendable {
    case notFound = "FieldValueNotFound"
    case required = "FieldValueRequired"
    case duplicate = "FieldValueDuplicate"
    case invalid = "FieldValueInvalid"
    case notSupported = "FieldValueNotSupported"
    case forbidden = "FieldValueForbidden"
    case tooLong = "FieldValueTooLong"
    case tooMany = "FieldValueTooMany"
    case internalError = "InternalError"
    case typeInvalid = "FieldValueTypeInvalid"
  }

  let kind: Kind
  let field: String
  /// Without the field: `Invalid value: 0: must be positive`.
  let message: String
}

/// The errors of one object, in the order in which they were found.
struct FieldErrors: Sendable {
  private(set) var all: [FieldError] = []

  var isEmpty: Bool { all.isEmpty }

  mutating func add(_ kind: FieldError.Kind, _ field: String, _ message: String) {
    all.append(FieldError(kind: kind, field: field, message: message))
  }

  mutating func invalid(_ field: String, _ value: JSONValue, _ why: String) {
    add(.invalid, field, "Invalid value: \(quoted(value))" + (why.isEmpty ? "" : ": " + why))
  }

  mutating func invalid(_ field: String, _ value: String, _ why: String) {
    invalid(field, .string(value), why)
  }

  /// One error for each of what is wrong with a value.
  mutating func invalid(_ field: String, _ value: String, all problems: [String]) {
    for problem in problems { invalid(field, value, problem) }
  }

  /// A value of one of Kubernetes' own types, which has no names of the API.
  mutating func invalid(_ field: String, _ value: JSONValue, as type: String, _ why: String) {
    add(.invalid, field, "Invalid value: \(InternalTypes.text(value, type)): " + why)
  }

  /// Where Kubernetes does not show the value.
  mutating func invalid(_ field: String, withoutValue why: String) { add(.invalid, field, "Invalid value: " + why) }

  mutating func required(_ field: String, _ why: String = "") {
    add(.required, field, "Required value" + (why.isEmpty ? "" : ": " + why))
  }

  mutating func forbidden(_ field: String, _ why: String) {
    add(.forbidden, field, "Forbidden" + (why.isEmpty ? "" : ": " + why))
  }

  mutating func duplicate(_ field: String, _ value: JSONValue) {
    add(.duplicate, field, "Duplicate value: \(quoted(value))")
  }

  mutating func duplicate(_ field: String, _ value: JSONValue, as type: String, _ why: String = "") {
    add(
      .duplicate, field, "Duplicate value: \(InternalTypes.text(value, type))" + (why.isEmpty ? "" : ": " + why))
  }

  mutating func notFound(_ field: String, _ value: JSONValue, _ why: String = "") {
    add(.notFound, field, "Not found: \(quoted(value))" + (why.isEmpty ? "" : ": " + why))
  }

  /// `supported` in the order in which Kubernetes lists them.
  mutating func notSupported(_ field: String, _ value: JSONValue, _ supported: [String]) {
    notSupported(field, shown: quoted(value), supported)
  }

  mutating func notSupported(_ field: String, _ value: JSONValue, as type: String, _ supported: [String]) {
    notSupported(field, shown: InternalTypes.text(value, type), supported)
  }

  private mutating func notSupported(_ field: String, shown: String, _ supported: [String]) {
    let list = supported.map { "\"\($0)\"" }.joined(separator: ", ")
    add(.notSupported, field, "Unsupported value: \(shown)" + (list.isEmpty ? "" : ": supported values: \(list)"))
  }

  mutating func tooLong(_ field: String, _ limit: Int) {
    add(.tooLong, field, "Too long: may not be more than \(limit) bytes")
  }

  mutating func tooMany(_ field: String, _ count: Int, _ limit: Int) {
    add(.tooMany, field, "Too many: \(count): must have at most \(limit) items")
  }

  mutating func append(_ others: FieldErrors) { all += others.all }

  /// Runs checks whose fields lie below `prefix`.
  mutating func within(_ prefix: String, _ check: (inout FieldErrors) -> Void) {
    var inner = FieldErrors()
    check(&inner)
    all += inner.all.map { FieldError(kind: $0.kind, field: prefix + $0.field, message: $0.message) }
  }
}

/// A value as error messages show it: text in quotes, anything else as JSON.
func quoted(_ value: JSONValue) -> String { JSONWriter.string(value, escapesHTML: false) }

extension APIStatus {
  /// An object that validation refused.
  static func invalid(_ kind: GroupVersionKind, _ name: String, _ errors: FieldErrors) -> APIStatus {
    let qualified = kind.group.isEmpty ? kind.kind : kind.kind + "." + kind.group
    var seen: Set<String> = []
    let texts = errors.all.map { $0.field + ": " + $0.message }.filter { seen.insert($0).inserted }
    let list = texts.count == 1 ? texts[0] : "[" + texts.joined(separator: ", ") + "]"
    return APIStatus(
      code: 422, reason: "Invalid", message: "\(qualified) \"\(name)\" is invalid: \(list)", kind: kind.kind,
      group: kind.group, name: name,
      causes: errors.all.map { APIStatus.Cause(reason: $0.kind.rawValue, message: $0.message, field: $0.field) })
  }

  static let unknownResource = APIStatus(
    code: 404, reason: "NotFound", message: "the server could not find the requested resource")

  static let methodNotAllowed = APIStatus(
    code: 405, reason: "MethodNotAllowed", message: "the server does not allow this method on the requested resource")

  static func forbidden(_ resource: GroupResource, _ name: String, _ why: String) -> APIStatus {
    APIStatus(
      code: 403, reason: "Forbidden",
      message: name.isEmpty
        ? "\(resource.qualified) is forbidden: \(why)" : "\(resource.qualified) \"\(name)\" is forbidden: \(why)",
      kind: resource.resource, group: resource.group, name: name)
  }

  /// A version that the server has not reached.
  static func tooLargeVersion(_ version: UInt64, current: UInt64) -> APIStatus {
    APIStatus(
      code: 504, reason: "Timeout", message: "Timeout: Too large resource version: \(version), current: \(current)",
      causes: [.init(reason: "ResourceVersionTooLarge", message: "Too large resource version", field: "")],
      retryAfterSeconds: 1)
  }

  /// A version that history does not reach back to.
  static func expired(_ message: String) -> APIStatus {
    APIStatus(code: 410, reason: "Expired", message: message, hasDetails: false)
  }
}
