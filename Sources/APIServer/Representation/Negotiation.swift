import KubernetesModel

/// The format and the shape of an answer, as the `Accept` header and what is asked for allow.
struct Negotiation: Hashable, Sendable {
  let mediaType: MediaType
  let representation: Representation

  private init(_ mediaType: MediaType, _ representation: Representation) {
    self.mediaType = mediaType
    self.representation = representation
  }

  /// Chooses the first clause that can be served.
  init(accept: String, _ target: RequestTarget) throws(APIStatus) {
    // What most requests say.
    guard !accept.isEmpty, accept != "application/json" else {
      self.init(.json, .object)
      return
    }
    let isWatch = target.verb == .watch
    let isList = isWatch || target.verb == .list
    let isCustom = target.definition.custom != nil
    if !isCustom, !Self.isProduced(accept) { throw .notProduced(isList: isList) }
    let chosen = Self.first(of: accept) { Self.serves($0, $1, isCustom: isCustom) }
    guard let chosen else { throw .onlyAccepted(MediaType.allCases.map(\.rawValue)) }
    guard !isWatch || MediaType.streamed.contains(chosen.mediaType) else {
      throw .onlyAccepted(MediaType.streamed.map { $0.rawValue + ";stream=watch" })
    }
    self = chosen
  }

  /// The format of an error: JSON where the client takes none that there is.
  static func mediaType(ofErrorFor accept: String) -> MediaType {
    accept.isEmpty || accept == "application/json" ? .json : first(of: accept) { $1 == .object }?.mediaType ?? .json
  }

  /// The `Content-Type` of what was asked for.
  func contentType(isWatch: Bool) -> String {
    mediaType == .protobuf && isWatch ? mediaType.rawValue + ";stream=watch" : mediaType.rawValue
  }

  private static func first(
    of accept: String, where isServed: (MediaType, Representation) -> Bool
  ) -> Negotiation? {
    for clause in AcceptClause.clauses(of: accept) {
      for mediaType in MediaType.allCases where clause.includes(mediaType) {
        if let representation = Representation(clause), isServed(mediaType, representation) {
          return Negotiation(mediaType, representation)
        }
      }
    }
    return nil
  }

  /// Tables are no protobuf messages, and neither are custom resources; of these protobuf has the metadata.
  private static func serves(_ mediaType: MediaType, _ representation: Representation, isCustom: Bool) -> Bool {
    switch representation {
    case .object: mediaType != .protobuf || !isCustom
    case .table: mediaType != .protobuf
    case .partialMetadata: true
    }
  }

  /// The check that comes first on paths of Kubernetes' own kinds: it knows neither parameters nor `application/*`.
  static func isProduced(_ accept: String) -> Bool {
    accept.split(separator: ",", omittingEmptySubsequences: false).contains { range in
      let name = String(range.prefix { $0 != ";" })[...].trimmed
      return name == "*/*" || MediaType(rawValue: name) != nil
    }
  }
}

extension APIStatus {
  private static let streams = MediaType.streamed.map { $0.rawValue + ";stream=watch" }

  static func notProduced(isList: Bool) -> APIStatus {
    let types = MediaType.allCases.map(\.rawValue) + (isList ? streams : [])
    return APIStatus(
      code: 406, reason: "NotAcceptable",
      message: "406: Not Acceptable\n\nAvailable representations: " + types.joined(separator: ", "))
  }

  static func onlyAccepted(_ types: [String]) -> APIStatus {
    APIStatus(
      code: 406, reason: "NotAcceptable",
      message: "only the following media types are accepted: " + types.joined(separator: ", "), hasDetails: false)
  }
}
