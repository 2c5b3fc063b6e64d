import KubernetesModel
import SimulationKernel

/// Roles and cluster roles.
struct RoleDescriber: ObjectDescriber {
  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related { Related() }

  func describe(_ role: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(role.name)")
    out.labels(role.labels)
    out.annotations(role.annotations)
    out.line(0, "PolicyRule:")
    out.line(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs")
    out.line(1, "---------\t-----------------\t--------------\t-----")
    for rule in PolicyRules.compact(role.list("rules")) {
      out.line(
        1,
        "\(rule.target)\t\(PolicyRules.bracketed(rule.urls))\t\(PolicyRules.bracketed(rule.names))\t\(PolicyRules.bracketed(rule.verbs))"
      )
    }
    return out.text()
  }
}

/// Roles and cluster roles that are bound to somebody.
struct RoleBindingDescriber: ObjectDescriber {
  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related { Related() }

  func describe(_ binding: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(binding.name)")
    out.labels(binding.labels)
    out.annotations(binding.annotations)
    out.line(0, "Role:")
    out.line(1, "Kind:\t\(binding.text("roleRef", "kind"))")
    out.line(1, "Name:\t\(binding.text("roleRef", "name"))")
    out.line(0, "Subjects:")
    out.line(1, "Kind\tName\tNamespace")
    out.line(1, "----\t----\t---------")
    for subject in binding.list("subjects") {
      out.line(1, "\(subject.kind)\t\(subject.text("name"))\t\(subject.text("namespace"))")
    }
    return out.text()
  }
}
