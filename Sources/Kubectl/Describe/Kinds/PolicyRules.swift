import KubernetesModel

/// RBAC rules taken apart into one resource each, and those that differ in their verbs alone put together again.
enum PolicyRules {
  struct Rule {
    let group: String
    let resource: String
    /// For rules about paths instead of resources.
    let urls: [String]
    /// None, or one.
    let names: [String]
    var verbs: [String]

    /// `deployments.apps/scale`; empty for URLs.
    var target: String {
      let parts = resource.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      let name = (parts.first ?? "") + (group.isEmpty ? "" : "." + group)
      return parts.count == 2 ? name + "/" + parts[1] : String(name)
    }

    /// Rules are ordered as Go writes them: by their verbs first.
    fileprivate var order: String {
      "\(bracketed(verbs)),[\(group)],[\(resource)],\(bracketed(names)),\(bracketed(urls))"
    }
  }

  static func compact(_ rules: [JSONValue]) -> [Rule] {
    var result: [Rule] = []
    var indices: [[String]: Int] = [:]
    for part in rules.flatMap(parts) {
      let key = [part.group, part.resource] + part.names
      if part.urls.isEmpty, let index = indices[key] {
        result[index].verbs += part.verbs
      } else {
        if part.urls.isEmpty { indices[key] = result.count }
        result.append(part)
      }
    }
    return result.map { (rule: $0, order: $0.order) }.enumerated().sorted {
      ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
    }.map(\.element.rule)
  }

  private static func parts(of rule: JSONValue) -> [Rule] {
    let verbs = rule.texts("verbs")
    let names = rule.texts("resourceNames").map { [$0] }
    var result: [Rule] = []
    for group in rule.texts("apiGroups") {
      for resource in rule.texts("resources") {
        for name in names.isEmpty ? [[]] : names {
          result.append(Rule(group: group, resource: resource, urls: [], names: name, verbs: verbs))
        }
      }
    }
    for url in rule.texts("nonResourceURLs") {
      result += verbs.map { Rule(group: "", resource: "", urls: [url], names: [], verbs: [$0]) }
    }
    return result
  }

  static func bracketed(_ words: [String]) -> String { "[" + words.joined(separator: " ") + "]" }
}
