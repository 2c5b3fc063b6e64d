/// An API group and version, written `v1` (the core group) or `apps/v1`.
package struct GroupVersion: Hashable, Comparable, Sendable {
  package let group: String
  package let version: String

  package init(group: String, version: String) {
    self.group = group
    self.version = version
  }

  /// Reads an `apiVersion`.
  package init(apiVersion: String) {
    let parts = apiVersion.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    self =
      parts.count == 2
      ? GroupVersion(group: String(parts[0]), version: String(parts[1]))
      : GroupVersion(group: "", version: apiVersion)
  }

  package var apiVersion: String { group.isEmpty ? version : group + "/" + version }

  package static func < (left: GroupVersion, right: GroupVersion) -> Bool {
    (left.group, left.version) < (right.group, right.version)
  }
}

package struct GroupVersionKind: Hashable, Sendable {
  package let groupVersion: GroupVersion
  package let kind: String

  package init(_ groupVersion: GroupVersion, _ kind: String) {
    self.groupVersion = groupVersion
    self.kind = kind
  }

  package init(group: String, version: String, kind: String) {
    self.init(GroupVersion(group: group, version: version), kind)
  }

  package var group: String { groupVersion.group }
  package var version: String { groupVersion.version }
  package var apiVersion: String { groupVersion.apiVersion }
}

/// A group and the plural name under which a kind is served, as in `deployments.apps`.
package struct GroupResource: Hashable, Comparable, Sendable {
  package let group: String
  package let resource: String

  package init(group: String = "", _ resource: String) {
    self.group = group
    self.resource = resource
  }

  /// `deployments.apps`, or `pods` in the core group.
  package var qualified: String { group.isEmpty ? resource : resource + "." + group }

  package static func < (left: GroupResource, right: GroupResource) -> Bool {
    (left.group, left.resource) < (right.group, right.resource)
  }
}
