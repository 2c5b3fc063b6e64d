import KubernetesModel

/// Makes one object of what a body says, be it JSON or a form, and holds it against what a route takes.
enum FormReading {
  /// What a form says to the site itself.
  static let ownFields: Set<String> = ["csrf", "then", "_method"]

  /// What came, before anything is known of the route.
  enum Content {
    case nothing
    case form([(name: String, value: String)])
    case json(JSONValue)
    /// For routes that take another type.
    case raw

    /// What a form says to the site itself.
    func own(_ name: String) -> String? {
      guard case .form(let fields) = self else { return nil }
      return fields.first { $0.name == name }?.value
    }

    var isForm: Bool { if case .form = self { true } else { false } }
  }

  static func content(of request: SiteRequest) throws(SiteError) -> Content {
    guard !request.body.isEmpty else { return .nothing }
    switch request.contentType {
    case "application/json":
      do {
        return .json(try JSONParser.parse(request.body))
      } catch {
        throw .badRequest("The body is no JSON: \(error.message).")
      }
    case "application/x-www-form-urlencoded":
      guard let text = String(validating: request.body, as: UTF8.self), let fields = SiteRequest.fields(in: text[...])
      else { throw .badRequest("The form is not well formed.") }
      return .form(fields)
    default: return .raw
    }
  }

  /// The fields that a route takes.
  static func fields(_ content: Content, of route: Route) throws(SiteError) -> JSONValue {
    var result: JSONValue = [:]
    switch content {
    case .raw:
      guard route.takes.isEmpty else { throw SiteError(415, "The body must be a JSON object or a form.") }
    case .nothing: break
    case .json(let value):
      guard let object = value.objectValue else { throw .badRequest("The body must be a JSON object.") }
      let known = Set(route.takes.map(\.name))
      if let unknown = object.keys.first(where: { !known.contains($0) && !ownFields.contains($0) }) {
        throw .badRequest("There is no field \(unknown.prefix(40)).", field: String(unknown.prefix(40)))
      }
      result = value
    case .form(let fields):
      for field in route.takes {
        let values = fields.filter { $0.name == field.name }.map(\.value)
        result[field.name] = try value(of: values, as: field)
      }
    }
    for field in route.takes { try check(result[field.name], field) }
    return result
  }

  /// What a form's field says. A checkbox that is not ticked is not sent.
  private static func value(of values: [String], as field: Field) throws(SiteError) -> JSONValue? {
    switch field.kind {
    case .texts: return values.isEmpty && !field.isRequired ? nil : .array(values.map { .string($0) })
    case .flag: return .bool(["on", "true", "1", "yes"].contains(values.last ?? ""))
    case .text, .time: return values.first.map { .string($0) }
    case .integer:
      guard let text = values.first?.filter({ !$0.isWhitespace }) else { return nil }
      if text.isEmpty { return .null }
      guard let number = Int64(text) else { throw wrong(field, "must be a whole number") }
      return .integer(number)
    case .value:
      guard let text = values.first, !text.isEmpty else { return nil }
      guard let value = try? JSONParser.parse(text) else { throw wrong(field, "must be JSON") }
      return value
    }
  }

  private static func check(_ value: JSONValue?, _ field: Field) throws(SiteError) {
    guard let value, !value.isNull else {
      guard !field.isRequired else { throw wrong(field, "is missing") }
      return
    }
    switch field.kind {
    case .text(let limit):
      guard let text = value.stringValue else { throw wrong(field, "must be a text") }
      guard text.utf8.count <= limit else { throw wrong(field, "is longer than \(limit) bytes") }
    case .integer(let range):
      guard let number = value.intValue else { throw wrong(field, "must be a whole number") }
      guard range.contains(number) else {
        throw wrong(field, "must be from \(range.lowerBound) to \(range.upperBound)")
      }
    case .flag: guard value.boolValue != nil else { throw wrong(field, "must be true or false") }
    case .texts:
      guard let elements = value.arrayValue, elements.allSatisfy({ $0.stringValue != nil }) else {
        throw wrong(field, "must be a list of texts")
      }
    case .time:
      guard
        value.intValue != nil || value.stringValue.map({ $0.isEmpty || MomentText.microseconds($0) != nil }) ?? false
      else { throw wrong(field, "must be a time: 2026-11-23T18:00:00Z, or microseconds since 1970") }
    case .value: break
    }
  }

  private static func wrong(_ field: Field, _ what: String) -> SiteError {
    .badRequest("\(field.name) \(what).", field: field.name)
  }
}
