/// A term of a node affinity or of a volume's node affinity: requirements on labels and fields that must all hold.
package struct NodeSelectorTerm: Hashable, Sendable {
  private let value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  /// A term without any requirement matches no node.
  package func matches(_ node: Node) -> Bool {
    let expressions = value["matchExpressions"]?.arrayValue ?? []
    let fields = value["matchFields"]?.arrayValue ?? []
    guard !expressions.isEmpty || !fields.isEmpty else { return false }
    let labels = node.labels
    return expressions.allSatisfy { Self.holds($0, for: labels[$0["key"]?.stringValue ?? ""]) }
      && fields.allSatisfy { Self.holds($0, for: $0["key"]?.stringValue == "metadata.name" ? node.name : nil) }
  }

  /// The only node that the term can match, where it names one.
  package var nodeNames: [String]? {
    let fields = value["matchFields"]?.arrayValue ?? []
    let named = fields.first { $0["key"]?.stringValue == "metadata.name" && $0["operator"]?.stringValue == "In" }
    return named?["values"]?.arrayValue?.compactMap(\.stringValue)
  }

  private static func holds(_ requirement: JSONValue, for value: String?) -> Bool {
    let values = (requirement["values"]?.arrayValue ?? []).compactMap(\.stringValue)
    switch requirement["operator"]?.stringValue ?? "" {
    case "In": return value.map(values.contains) ?? false
    case "NotIn": return !(value.map(values.contains) ?? false)
    case "Exists": return value != nil
    case "DoesNotExist": return value == nil
    case "Gt", "Lt":
      guard let value, let number = Int64(value), let bound = values.first.flatMap({ Int64($0) }) else { return false }
      return requirement["operator"]?.stringValue == "Gt" ? number > bound : number < bound
    default: return false
    }
  }
}

extension Pod {
  /// Whether the pod's node selector and its required node affinity let it run on a node.
  package func selects(_ node: Node) -> Bool {
    if let selector = spec["nodeSelector"]?.objectValue, !selector.isEmpty {
      let labels = node.labels
      for member in selector.members where labels[member.key] != member.value.stringValue { return false }
    }
    guard let terms = requiredNodeTerms else { return true }
    return terms.contains { $0.matches(node) }
  }

  /// The terms of its required node affinity, of which one must match; nil when it has none.
  package var requiredNodeTerms: [NodeSelectorTerm]? {
    value.at(
      "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")?
      .arrayValue?.map(NodeSelectorTerm.init)
  }
}
