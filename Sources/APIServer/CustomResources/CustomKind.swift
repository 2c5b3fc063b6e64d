import KubernetesModel

/// What one version of a CustomResourceDefinition says of its objects.
struct CustomKind: Sendable {
  /// `openAPIV3Schema`.
  let schema: JSONValue
  let columns: [CustomColumn]
  let hasStatus: Bool
  /// Where its objects keep what a `Scale` shows; nil where the kind has no such subresource.
  let scale: ScalePaths?
  /// Whether the schema holds rules in expressions.
  let hasRules: Bool

  init(version: JSONValue) {
    schema = version.at("schema", "openAPIV3Schema") ?? .object(JSONObject())
    hasRules = SchemaRules.exist(in: schema)
    hasStatus = version.at("subresources", "status") != nil
    scale = version.at("subresources", "scale").map(ScalePaths.init)
    let named = version["additionalPrinterColumns"]?.arrayValue ?? []
    columns = named.isEmpty ? [.age] : named.map(CustomColumn.init)
  }
}

extension CustomKind {
  fileprivate var subresources: [ResourceDefinition.Subresource] {
    let verbs = ["get", "patch", "update"]
    let status = ResourceDefinition.Subresource(name: "status", kind: nil, verbs: verbs)
    let scale = ResourceDefinition.Subresource(name: "scale", kind: "autoscaling/v1.Scale", verbs: verbs)
    return (hasStatus ? [status] : []) + (self.scale == nil ? [] : [scale])
  }
}

/// A column of `additionalPrinterColumns`.
struct CustomColumn: Sendable {
  let name: String
  let type: String
  let format: String
  let priority: Int
  let path: JSONPath?

  init(_ column: JSONValue) {
    name = column["name"]?.stringValue ?? ""
    type = column["type"]?.stringValue ?? "string"
    format = column["format"]?.stringValue ?? ""
    priority = Int(clamping: column["priority"]?.intValue ?? 0)
    path = try? JSONPath(relaxed: column["jsonPath"]?.stringValue ?? "")
  }

  static let age = CustomColumn(["name": "Age", "type": "date", "jsonPath": ".metadata.creationTimestamp"])
}

extension ResourceDefinition {
  /// The resources that a CustomResourceDefinition adds, one for each version that is served, the stored one first.
  static func custom(_ definition: JSONValue) -> [ResourceDefinition] {
    let spec = definition["spec"] ?? .null
    let names = spec["names"] ?? .null
    let kind = names["kind"]?.stringValue ?? ""
    let versions = (spec["versions"]?.arrayValue ?? []).filter { $0["served"]?.boolValue == true }
    let sorted =
      versions.filter { $0["storage"]?.boolValue == true } + versions.filter { $0["storage"]?.boolValue != true }
    return sorted.map { version in
      let custom = CustomKind(version: version)
      return ResourceDefinition(
        groupVersion: GroupVersion(
          group: spec["group"]?.stringValue ?? "", version: version["name"]?.stringValue ?? ""),
        plural: names["plural"]?.stringValue ?? "",
        singular: names["singular"]?.stringValue ?? kind.lowercased(), kind: kind,
        isNamespaced: spec["scope"]?.stringValue == "Namespaced", shortNames: names.texts("shortNames"),
        categories: names.texts("categories"),
        verbs: ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
        subresources: custom.subresources, custom: custom)
    }
  }
}

extension JSONValue {
  fileprivate func texts(_ key: String) -> [String] { (self[key]?.arrayValue ?? []).compactMap(\.stringValue) }
}
