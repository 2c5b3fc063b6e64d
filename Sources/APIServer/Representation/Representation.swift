/// How a client wants objects to be shown.
enum Representation: Hashable, Sendable {
  case object
  case table(version: String)
  case partialMetadata(version: String)

  /// What the parameters of a media range ask for; nil for what nobody serves.
  init?(_ clause: AcceptClause) {
    var (kind, group, version) = ("", "", "")
    for parameter in clause.parameters {
      switch parameter.name {
      case "as": kind = parameter.value
      case "g": group = parameter.value
      case "v": version = parameter.value
      case "stream" where parameter.value != "watch": return nil
      default: continue
      }
    }
    if kind.isEmpty, group.isEmpty, version.isEmpty {
      self = .object
      return
    }
    guard group == "meta.k8s.io", ["v1", "v1beta1"].contains(version) else { return nil }
    switch kind {
    case "Table": self = .table(version: group + "/" + version)
    case "PartialObjectMetadata", "PartialObjectMetadataList": self = .partialMetadata(version: group + "/" + version)
    default: return nil
    }
  }
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
