import KubernetesModel

/// How a client wants objects to be shown.
enum Representation: Hashable, Sendable {
  case object
  case table(version: String)
  case partialMetadata(version: String)

  /// Chooses the first media type of an `Accept` header that can be served.
  init(accept: String, isWatch: Bool) throws(APIStatus) {
    // What most requests say.
    guard !accept.isEmpty, accept != "application/json" else {
      self = .object
      return
    }
    for range in accept.split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.trimmed }
      guard let type = parts.first, Self.served.contains(type) else { continue }
      var parameters: [String: String] = [:]
      for part in parts.dropFirst() {
        let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
        if halves.count == 2 { parameters[halves[0]] = halves[1] }
      }
      switch (parameters["as"], parameters["g"], parameters["v"]) {
      case (nil, _, _): self = .object
      case ("Table", "meta.k8s.io", let version?): self = .table(version: "meta.k8s.io/" + version)
      case ("PartialObjectMetadata", "meta.k8s.io", let version?),
        ("PartialObjectMetadataList", "meta.k8s.io", let version?):
        self = .partialMetadata(version: "meta.k8s.io/" + version)
      default: continue
      }
      return
    }
    throw .notAcceptable
  }

  private static let served: Set<String> = [
    "application/json", "application/yaml", "application/vnd.kubernetes.protobuf", "*/*", "application/*",
  ]
}

extension StringProtocol where SubSequence == Substring {
  /// Without white space at both ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
