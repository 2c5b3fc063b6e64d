package import KubernetesModel

/// One rule of a role, as the RBAC authorizer applies it.
package struct PolicyRule {
  package let value: JSONValue

  package init(value: JSONValue) { self.value = value }

  package func allows(_ attributes: AccessAttributes) -> Bool {
    guard has("verbs", attributes.verb) else { return false }
    guard attributes.path.isEmpty else { return coversPath(attributes.path) }
    let names = value.list("resourceNames")
    return has("apiGroups", attributes.group) && coversResource(attributes)
      && (names.isEmpty || names.contains { $0.stringValue == attributes.name })
  }

  private func has(_ field: String, _ word: String) -> Bool {
    value.list(field).contains { $0.stringValue == word || $0.stringValue == "*" }
  }

  /// `*/scale` stands for that subresource of every resource.
  private func coversResource(_ attributes: AccessAttributes) -> Bool {
    value.list("resources").contains { resource in
      switch resource.stringValue {
      case "*", attributes.fullResource: true
      case let text?: !attributes.subresource.isEmpty && text == "*/" + attributes.subresource
      case nil: false
      }
    }
  }

  /// A path that ends in a star stands for everything that begins like it.
  private func coversPath(_ path: String) -> Bool {
    value.list("nonResourceURLs").contains { pattern in
      guard let pattern = pattern.stringValue else { return false }
      return pattern == path || (pattern.hasSuffix("*") && path.hasPrefix(pattern.dropLast()))
    }
  }
}
