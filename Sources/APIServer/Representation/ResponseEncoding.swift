extension APIResponse {
  /// The body as it goes over the wire, in the format of `contentType`; nil for streams and connections.
  package var encodedBody: [UInt8]? { encodedPieces?.inOne }

  /// The same in pieces that follow each other.
  package var encodedPieces: [[UInt8]]? {
    if let document, !isPretty { return [document.bytes] }
    let mediaType = MediaType(contentType: contentType) ?? .json
    return switch body {
    case .none: []
    case .bytes(let bytes): [bytes]
    case .value(let value): [mediaType.encode(value, isPretty: isPretty)]
    case .stored(let stored) where mediaType == .json && !isPretty: stored.jsonPieces + [[UInt8(ascii: "\n")]]
    case .stored(let stored): [mediaType.encode(stored.tree, isPretty: isPretty)]
    case .stream, .connect: nil
    }
  }
}

extension APIRequest {
  /// Whether JSON is to be written over several lines: where the query says so, and for browsers, curl and wget.
  var isPretty: Bool {
    if let pretty = parameter("pretty"), !pretty.isEmpty {
      return ["1", "t", "T", "TRUE", "true", "True"].contains(pretty)
    }
    return ["curl", "Wget", "Mozilla/5.0"].contains { userAgent.hasPrefix($0) }
  }
}
