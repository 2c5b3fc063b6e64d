import KubernetesModel

/// Reads bodies in the formats in which clients may write objects.
extension APIServer {
  /// A body as a tree; nil when there is none.
  ///
  /// - Parameters:
  ///   - kind: what the body should hold: it tells the type of protobuf messages without a type, and errors name it.
  ///   - accepted: the media types that may be sent here.
  func bodyValue(
    _ request: APIRequest, _ kind: GroupVersionKind, accepting accepted: [MediaType] = MediaType.allCases
  ) throws(APIStatus) -> JSONValue? {
    try bodyTree(request, kind, accepting: accepted)?.value
  }

  /// The same, and whether the text has a key twice in one object.
  func bodyTree(
    _ request: APIRequest, _ kind: GroupVersionKind, accepting accepted: [MediaType]
  ) throws(APIStatus) -> (value: JSONValue, repeatsKeys: Bool)? {
    switch request.body {
    case .none: return nil
    case .value(let value): return (value, false)
    case .bytes(let bytes):
      if bytes.isEmpty { return nil }
      let name = request.contentType.split(separator: ";").first.map { $0.trimmed.lowercased() } ?? ""
      let type = ["", "*/*"].contains(name) ? .json : MediaType(rawValue: name)
      guard let type, accepted.contains(type) else { throw .unsupportedMediaType(accepted) }
      switch type {
      case .json: return try json(bytes, kind)
      case .yaml: return (try yaml(bytes, kind), false)
      case .protobuf: return (try protobuf(bytes, kind), false)
      }
    }
  }

  private func json(
    _ bytes: [UInt8], _ kind: GroupVersionKind
  ) throws(APIStatus) -> (value: JSONValue, repeatsKeys: Bool) {
    var parser = JSONParser(bytes)
    do throws(JSONError) {
      let value = try parser.document()
      return (value, !parser.duplicates.isEmpty)
    } catch {
      throw .unrecognized(kind, "couldn't get version/kind; json parse error: \(error.message)", bytes)
    }
  }

  private func yaml(_ bytes: [UInt8], _ kind: GroupVersionKind) throws(APIStatus) -> JSONValue {
    do {
      return try YAMLReader.document(bytes).value
    } catch {
      throw .unrecognized(kind, "couldn't get version/kind; \(error)", bytes)
    }
  }

  private func protobuf(_ bytes: [UInt8], _ expected: GroupVersionKind) throws(APIStatus) -> JSONValue {
    let envelope: ProtobufEnvelope
    do {
      envelope = try ProtobufEnvelope(parsing: bytes)
    } catch {
      throw .unrecognized(expected, error.description, bytes)
    }
    var kind = GroupVersionKind(GroupVersion(apiVersion: envelope.apiVersion), envelope.kind)
    if envelope.kind.isEmpty { kind = expected }
    // A kind that nobody knows is refused by its name, as in other formats.
    guard let type = ProtobufEnvelope.type(of: kind) else {
      return ["kind": .string(kind.kind), "apiVersion": .string(kind.apiVersion)]
    }
    do {
      var value = try ProtobufDecoder.decode(envelope.raw, as: type)
      value["kind"] = .string(kind.kind)
      value["apiVersion"] = .string(kind.apiVersion)
      return value
    } catch {
      throw .badRequest(
        "\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(expected.kind): \(error.description)")
    }
  }
}

extension APIStatus {
  static func unsupportedMediaType(_ accepted: [MediaType]) -> APIStatus {
    APIStatus(
      code: 415, reason: "UnsupportedMediaType",
      message: "the body of the request was in an unknown format - accepted media types include: "
        + accepted.map(\.rawValue).joined(separator: ", "), hasDetails: false)
  }

  /// A body of which not even the kind can be told.
  static func unrecognized(_ expected: GroupVersionKind, _ why: String, _ body: [UInt8]) -> APIStatus {
    .badRequest("the object provided is unrecognized (must be of type \(expected.kind)): \(why) (\(summary(body)))")
  }

  /// The beginning of a body: as text where it looks like JSON, in hexadecimal digits otherwise.
  private static func summary(_ body: [UInt8]) -> String {
    let start = body.prefix(30)
    let text =
      body.first == UInt8(ascii: "{")
      ? String(decoding: start, as: UTF8.self)
      : start.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return text + (body.count > start.count ? " ..." : "")
  }
}
