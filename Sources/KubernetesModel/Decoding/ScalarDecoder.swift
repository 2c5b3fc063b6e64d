/// Reads types that are one value in JSON and have their own way of reading it: quantities, times, `IntOrString`.
enum ScalarDecoder {
  static func value(_ json: JSONValue, name: String, scalar: String) throws(TypeMismatch) -> JSONValue {
    switch name {
    case "resource.Quantity": return try quantity(json)
    case "intstr.IntOrString": return try intOrString(json)
    case "meta.v1.Time": return .string(try time(json).text(fraction: false))
    case "meta.v1.MicroTime": return .string(try time(json).text(fraction: true))
    default: return json
    }
  }

  private static func quantity(_ json: JSONValue) throws(TypeMismatch) -> JSONValue {
    if let quantity = Quantity(json) { return .string(quantity.description) }
    guard case .string(let text) = json else { throw TypeMismatch(QuantityError.format.description) }
    do throws(QuantityError) {
      return .string(try Quantity(parsing: text).description)
    } catch {
      throw TypeMismatch(error.description)
    }
  }

  private static func intOrString(_ json: JSONValue) throws(TypeMismatch) -> JSONValue {
    switch json {
    case .string: return json
    case .integer(let number) where Int32(exactly: number) != nil: return json
    case .integer, .double:
      throw TypeMismatch("json: cannot unmarshal number \(GoText.value(json)) into Go value of type int32")
    default: throw TypeMismatch("json: cannot unmarshal \(json.typeName) into Go value of type int32")
    }
  }

  private static func time(_ json: JSONValue) throws(TypeMismatch) -> TimeText {
    guard case .string(let text) = json else {
      throw TypeMismatch("json: cannot unmarshal \(json.typeName) into Go value of type string")
    }
    return try TimeText(text)
  }
}
