import APIServer
import KubernetesModel

/// `kubectl create role`
struct CreateRole: CreateGenerator {
  let name = "role"
  let resource = GeneratedResource("rbac.authorization.k8s.io/v1", "roles")
  let ownFlags = RoleRules.flags

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let rules = RoleRules(context)
    if rules.verbs.isEmpty { throw .message("at least one verb must be specified") }
    rules.warnOfUnknownVerbs(context)
    if rules.resources.isEmpty { throw .message("at least one resource must be specified") }
    var object = Draft.object("rbac.authorization.k8s.io/v1", "Role", name: name)
    object["rules"] = .array(try rules.resourceRules(RESTMapper(client: context.client)))
    return object
  }
}

/// `kubectl create clusterrole`
struct CreateClusterRole: CreateGenerator {
  let name = "clusterrole"
  let resource = GeneratedResource("rbac.authorization.k8s.io/v1", "clusterroles", isNamespaced: false)
  let ownFlags =
    RoleRules.flags + [
      .list("non-resource-url"),
      .map("aggregation-rule"),
    ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let rules = RoleRules(context)
    let paths = context.flags.list("non-resource-url")
    var object = Draft.object("rbac.authorization.k8s.io/v1", "ClusterRole", name: name)
    let aggregated = context.flags.pairs("aggregation-rule")
    if !aggregated.isEmpty {
      guard rules.isEmpty, paths.isEmpty else {
        throw .message(
          "aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames")
      }
      let labels = Dictionary(aggregated.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
      object["aggregationRule"] = ["clusterRoleSelectors": [["matchLabels": JSONValue(labels)]]]
      object["rules"] = .null
      return object
    }
    try check(rules, paths, context)
    var all = try rules.resourceRules(RESTMapper(client: context.client))
    if !paths.isEmpty {
      all.append(["nonResourceURLs": Draft.strings(paths), "verbs": Draft.strings(rules.verbs)])
    }
    object["rules"] = .array(all)
    return object
  }

  private func check(_ rules: RoleRules, _ paths: [String], _ context: CommandContext) throws(KubectlError) {
    if rules.verbs.isEmpty { throw .message("at least one verb must be specified") }
    if !rules.resources.isEmpty { rules.warnOfUnknownVerbs(context) }
    if rules.resources.isEmpty, paths.isEmpty {
      throw .message("one of resource or nonResourceURL must be specified")
    }
    if paths.isEmpty { return }
    for verb in rules.verbs where !["*", "get", "post", "put", "delete", "patch", "head", "options"].contains(verb) {
      throw .message("invalid verb: '\(verb)' for nonResourceURL")
    }
    for path in paths where path != "*" {
      guard path.hasPrefix("/") else { throw .message("nonResourceURL should start with /") }
      if path.dropLast().contains("*") {
        throw .message("nonResourceURL only supports wildcard matches when '*' is at the end")
      }
    }
  }
}

/// What the flags of `create role` and `create clusterrole` say of a rule.
struct RoleRules {
  static let flags: [FlagDefinition] = [
    .list("verb"), .list("resource"),
    .array("resource-name"),
  ]

  private static let knownVerbs = [
    "*", "get", "delete", "list", "create", "update", "patch", "watch", "proxy", "deletecollection", "use", "bind",
    "escalate", "impersonate",
  ]

  /// What verbs beside the usual ones may be about, as group and resource.
  private static let specialVerbs: [String: [GroupResource]] = [
    "use": [
      GroupResource(group: "policy", "podsecuritypolicies"), GroupResource(group: "extensions", "podsecuritypolicies"),
    ],
    "bind": [
      GroupResource(group: "rbac.authorization.k8s.io", "roles"),
      GroupResource(group: "rbac.authorization.k8s.io", "clusterroles"),
    ],
    "escalate": [
      GroupResource(group: "rbac.authorization.k8s.io", "roles"),
      GroupResource(group: "rbac.authorization.k8s.io", "clusterroles"),
    ],
    "impersonate": [
      GroupResource("users"), GroupResource("serviceaccounts"), GroupResource("groups"),
      GroupResource(group: "authentication.k8s.io", "userextras"),
    ],
  ]

  struct Resource {
    let group: String
    let name: String
    let subresource: String

    /// Reads `pods`, `deployments.apps`, `pods/log`.
    init(_ text: String) {
      let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let parts = halves[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      name = parts[0]
      group = parts.count > 1 ? parts[1] : ""
      subresource = halves.count > 1 ? halves[1] : ""
    }
  }

  let verbs: [String]
  let resources: [Resource]
  let names: [String]

  init(_ context: CommandContext) {
    let given = ResourceArguments.unique(context.flags.list("verb"))
    verbs = given.contains("*") ? ["*"] : given
    let all = context.flags.list("resource").map(Resource.init)
    resources = all.first { $0.name == "*" && $0.group.isEmpty && $0.subresource.isEmpty }.map { [$0] } ?? all
    names = ResourceArguments.unique(context.flags.list("resource-name"))
  }

  var isEmpty: Bool { verbs.isEmpty && resources.isEmpty && names.isEmpty }

  func warnOfUnknownVerbs(_ context: CommandContext) {
    for verb in verbs where !Self.knownVerbs.contains(verb) {
      context.warn("'\(verb)' is not a standard resource verb")
    }
  }

  /// A rule for each API group, ordered by group.
  func resourceRules(_ mapper: RESTMapper) throws(KubectlError) -> [JSONValue] {
    var resourcesByGroup: [String: [String]] = [:]
    for resource in resources {
      let found = try find(resource, mapper)
      let text = found.resource + (resource.subresource.isEmpty ? "" : "/" + resource.subresource)
      if !resourcesByGroup[found.group, default: []].contains(text) {
        resourcesByGroup[found.group, default: []].append(text)
      }
    }
    return resourcesByGroup.sorted { $0.key < $1.key }.map { group, resources in
      Draft.members([
        "verbs": Draft.strings(verbs), "apiGroups": [.string(group)], "resources": Draft.strings(resources),
        "resourceNames": names.isEmpty ? nil : Draft.strings(names),
      ])
    }
  }

  private func find(_ resource: Resource, _ mapper: RESTMapper) throws(KubectlError) -> GroupResource {
    if resource.name.isEmpty {
      throw .message("resource must be specified if apiGroup/subresource specified")
    }
    if resource.name == "*" { return GroupResource(group: resource.group, "*") }
    let mapping = try mapper.find(resource.name + (resource.group.isEmpty ? "" : "." + resource.group))
    let found =
      mapping.map { GroupResource(group: $0.groupVersion.group, $0.plural) }
      ?? GroupResource(group: resource.group, resource.name)
    var isSpecial = false
    for verb in verbs {
      guard let special = Self.specialVerbs[verb] else { continue }
      guard special.contains(found) else {
        throw .message("can not perform '\(verb)' on '\(found.resource)' in group '\(found.group)'")
      }
      isSpecial = true
    }
    if mapping == nil, !isSpecial {
      let place = resource.group.isEmpty ? "" : " in group \(resource.group.goQuoted)"
      throw .plain("the server doesn't have a resource type \(resource.name.goQuoted)\(place)")
    }
    return found
  }
}
