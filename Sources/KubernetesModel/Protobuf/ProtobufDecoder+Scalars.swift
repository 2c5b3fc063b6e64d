/// Types that are one value in JSON and a message in protobuf.
extension ProtobufDecoder {
  mutating func scalar(_ reader: ProtobufReader, _ definition: TypeDefinition) throws(ProtobufError) -> JSONValue? {
    let parts = try parts(reader, definition)
    switch definition.name {
    case "meta.v1.Time": return try time(parts, hasFraction: false)
    case "meta.v1.MicroTime": return try time(parts, hasFraction: true)
    case "resource.Quantity": return try quantity(parts)
    case "intstr.IntOrString":
      return parts["type"]?.intValue == 1 ? parts["strVal"] ?? "" : parts["intVal"] ?? 0
    case "runtime.RawExtension", "meta.v1.FieldsV1", "apiextensions.v1.JSON": return try json(parts)
    case "apiextensions.v1.JSONSchemaPropsOrArray": return parts["schema"] ?? parts["jSONSchemas"]
    case "apiextensions.v1.JSONSchemaPropsOrBool": return parts["schema"] ?? parts["allows"] ?? false
    case "apiextensions.v1.JSONSchemaPropsOrStringArray": return parts["schema"] ?? parts["property"]
    default: return .object(JSONObject())
    }
  }

  /// The fields of a scalar's message, by name.
  private mutating func parts(
    _ reader: ProtobufReader, _ definition: TypeDefinition
  ) throws(ProtobufError) -> JSONObject {
    var reader = reader
    var parts = JSONObject()
    while !reader.isAtEnd {
      let tag = try reader.tag(in: definition.shortName)
      guard let field = definition.wireFields.first(where: { $0.number == tag.number }) else {
        try reader.skip(tag.type)
        continue
      }
      try readPart(&reader, tag.type, field, &parts)
    }
    return parts
  }

  private func time(_ parts: JSONObject, hasFraction: Bool) throws(ProtobufError) -> JSONValue? {
    guard !parts.isEmpty else { return nil }
    let seconds = parts["seconds"]?.intValue ?? 0
    if seconds == TimeText.zero { return nil }
    let nanoseconds = hasFraction ? parts["nanos"]?.intValue ?? 0 : 0
    guard let time = TimeText(seconds: seconds, nanoseconds: nanoseconds) else {
      throw ProtobufError("Time.MarshalJSON: year outside of range [0,9999]")
    }
    return .string(time.text(fraction: hasFraction))
  }

  private func quantity(_ parts: JSONObject) throws(ProtobufError) -> JSONValue {
    guard let text = parts["string"]?.stringValue else { return "0" }
    do throws(QuantityError) {
      return .string(try Quantity(parsing: text).description)
    } catch {
      throw ProtobufError(error.description)
    }
  }

  /// JSON text, or an object in an envelope of its own.
  private func json(_ parts: JSONObject) throws(ProtobufError) -> JSONValue? {
    let raw = (parts["raw"] ?? parts["Raw"])?.stringValue.flatMap(Base64.decode) ?? []
    if raw.isEmpty { return nil }
    do throws(JSONError) {
      return try JSONParser.parse(raw)
    } catch {
      throw ProtobufError(error.message)
    }
  }
}
