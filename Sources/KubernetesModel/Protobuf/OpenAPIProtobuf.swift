/// Writes an OpenAPI 2.0 document in the protobuf form in which kubectl up to 1.28 reads it (gnostic's `openapi.v2`
/// messages): of each message the fields that Kubernetes' documents have.
package enum OpenAPIProtobuf {
  /// Schemas within schemas; what lies deeper is left out.
  private static let maximumDepth = 64

  package static func encode(_ document: JSONValue) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.text(1, text(document, "swagger"))
    writer.data(2, info(document["info"] ?? .null))
    writer.data(8, named(document["paths"], number: 2, path))
    writer.data(9, named(document["definitions"], number: 1) { schema($0) })
    return writer.bytes
  }

  private static func text(_ value: JSONValue, _ key: String) -> String { value[key]?.stringValue ?? "" }

  private static func message(_ write: (inout ProtobufWriter) -> Void) -> [UInt8] {
    var writer = ProtobufWriter()
    write(&writer)
    return writer.bytes
  }

  /// A message that holds pairs of a name and a value.
  private static func named(
    _ object: JSONValue?, number: Int, _ encode: (JSONValue) -> [UInt8]
  ) -> [UInt8] {
    message { writer in
      for member in object?.objectValue?.members ?? [] { writer.data(number, pair(member.key, encode(member.value))) }
    }
  }

  private static func pair(_ name: String, _ value: [UInt8]) -> [UInt8] {
    message { writer in
      writer.text(1, name)
      writer.data(2, value)
    }
  }

  private static func texts(_ list: JSONValue?, _ number: Int, _ writer: inout ProtobufWriter) {
    for text in list?.arrayValue ?? [] { writer.text(number, text.stringValue ?? "") }
  }

  /// Members that begin with `x-`, with their values as YAML, of which JSON is a part.
  private static func extensions(_ value: JSONValue, _ number: Int, _ writer: inout ProtobufWriter) {
    for member in value.objectValue?.members ?? [] where member.key.hasPrefix("x-") {
      writer.data(number, pair(member.key, any(member.value)))
    }
  }

  private static func any(_ value: JSONValue) -> [UInt8] {
    message { $0.text(2, JSONWriter.string(value, escapesHTML: false)) }
  }

  private static func info(_ info: JSONValue) -> [UInt8] {
    message { writer in
      writer.text(1, text(info, "title"))
      writer.text(2, text(info, "version"))
    }
  }
}

extension OpenAPIProtobuf {
  private static let methods = [("get", 2), ("put", 3), ("post", 4), ("delete", 5), ("patch", 8)]

  private static func path(_ item: JSONValue) -> [UInt8] {
    message { writer in
      for (method, number) in methods {
        if let operation = item[method] { writer.data(number, self.operation(operation)) }
      }
      for parameter in item["parameters"]?.arrayValue ?? [] { writer.data(9, self.parameter(parameter)) }
    }
  }

  private static func operation(_ operation: JSONValue) -> [UInt8] {
    message { writer in
      texts(operation["tags"], 1, &writer)
      writer.text(3, text(operation, "description"))
      writer.text(5, text(operation, "operationId"))
      texts(operation["produces"], 6, &writer)
      texts(operation["consumes"], 7, &writer)
      for parameter in operation["parameters"]?.arrayValue ?? [] { writer.data(8, self.parameter(parameter)) }
      writer.data(9, named(operation["responses"], number: 1, response))
      texts(operation["schemes"], 10, &writer)
      extensions(operation, 13, &writer)
    }
  }

  private static func response(_ response: JSONValue) -> [UInt8] {
    let content = message { writer in
      writer.text(1, text(response, "description"))
      if let schema = response["schema"] {
        let inner = self.schema(schema)
        writer.data(2, message { $0.data(1, inner) })
      }
    }
    return message { $0.data(1, content) }
  }

  /// A parameter is one of several messages, by where it stands.
  private static func parameter(_ parameter: JSONValue) -> [UInt8] {
    let chosen: [UInt8]
    switch text(parameter, "in") {
    case "body":
      let body = message { writer in
        writer.text(2, text(parameter, "name"))
        writer.text(3, "body")
        if parameter["required"]?.boolValue == true { writer.varint(4, 1) }
        writer.data(5, schema(parameter["schema"] ?? .null))
      }
      chosen = message { $0.data(1, body) }
    case let place:
      let isInPath = place == "path"
      let plain = message { writer in
        if parameter["required"]?.boolValue == true { writer.varint(1, 1) }
        writer.text(2, place)
        writer.text(4, text(parameter, "name"))
        writer.text(isInPath ? 5 : 6, text(parameter, "type"))
        if parameter["uniqueItems"]?.boolValue == true { writer.varint(isInPath ? 19 : 20, 1) }
      }
      let wrapped = message { $0.data(isInPath ? 4 : 3, plain) }
      chosen = message { $0.data(2, wrapped) }
    }
    return message { $0.data(1, chosen) }
  }

  private static func schema(_ schema: JSONValue, depth: Int = 0) -> [UInt8] {
    guard depth < maximumDepth else { return [] }
    return message { writer in
      for (key, number) in [("$ref", 1), ("format", 2), ("title", 3), ("description", 4)] {
        if let text = schema[key]?.stringValue { writer.text(number, text) }
      }
      if let value = schema["default"] { writer.data(5, any(value)) }
      texts(schema["required"], 19, &writer)
      for value in schema["enum"]?.arrayValue ?? [] { writer.data(20, any(value)) }
      if let values = schema["additionalProperties"] { writer.data(21, additional(values, depth)) }
      if let type = schema["type"]?.stringValue { writer.data(22, message { $0.text(1, type) }) }
      if let items = schema["items"] {
        let inner = self.schema(items, depth: depth + 1)
        writer.data(23, message { $0.data(1, inner) })
      }
      for part in schema["allOf"]?.arrayValue ?? [] { writer.data(24, self.schema(part, depth: depth + 1)) }
      if let properties = schema["properties"] {
        writer.data(25, named(properties, number: 1) { self.schema($0, depth: depth + 1) })
      }
      extensions(schema, 31, &writer)
    }
  }

  private static func additional(_ values: JSONValue, _ depth: Int) -> [UInt8] {
    if let isAllowed = values.boolValue { return message { $0.varint(2, isAllowed ? 1 : 0) } }
    let inner = schema(values, depth: depth + 1)
    return message { $0.data(1, inner) }
  }
}
