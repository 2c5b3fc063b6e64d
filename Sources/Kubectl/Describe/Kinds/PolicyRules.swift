import KubernetesModel

/// RBAC rules taken apart into one resource each, and those that differ in their verbs alone put together again.
enum PolicyRules {
  struct Rule: Hashable {
    /// `deployments.apps/scale`; empty for URLs.
    var target: String
    var urls: [String]
    var names: [String]
    var verbs: [String]
    /// What rules are ordered by.
    var order: String
  }

  static func compact(_ rules: [JSONValue]) -> [Rule] {
    var result: [Rule] = []
    var indices: [[String]: Int] = [:]
    for rule in rules {
      for part in parts(of: rule) {
        let key = [part.target] + part.urls + ["\n"] + part.names
        if part.urls.isEmpty, let index = indices[key] {
          result[index].verbs += part.verbs
        } else if let index = indices[key] {
          result[index].verbs += part.verbs
        } else {
          indices[key] = result.count
          result.append(part)
        }
      }
    }
    return result.enumerated().sorted {
      ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
    }.map(\.element)
  }

  private static func parts(of rule: JSONValue) -> [Rule] {
    let verbs = rule.texts("verbs")
    var result: [Rule] = []
    for group in rule.texts("apiGroups") {
      for resource in rule.texts("resources") {
        let names = rule.texts("resourceNames")
        for name in names.isEmpty ? [[]] : names.map({ [$0] }) {
          result.append(
            Rule(
              target: target(resource, group), urls: [], names: name, verbs: verbs,
              order: "[\(group)] [\(resource)] [\(name.joined())]"))
        }
      }
    }
    for url in rule.texts("nonResourceURLs") {
      result.append(Rule(target: "", urls: [url], names: [], verbs: verbs, order: "[\(url)]"))
    }
    return result
  }

  private static func target(_ resource: String, _ group: String) -> String {
    let parts = resource.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let name = (parts.first ?? "") + (group.isEmpty ? "" : "." + group)
    return parts.count == 2 ? name + "/" + parts[1] : String(name)
  }

  static func bracketed(_ words: [String]) -> String { "[" + words.joined(separator: " ") + "]" }
}
