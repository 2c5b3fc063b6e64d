import KubernetesModel

/// `/`: the paths that there are, apart from those of objects.
enum PathsPage {
  static func paths(_ catalog: ResourceCatalog) -> JSONValue {
    var paths: Set<String> = [
      "/api", "/apis", "/apis/", "/metrics", "/metrics/slis", "/openapi/v2", "/openapi/v3", "/openapi/v3/", "/version",
    ]
    paths.formUnion(IssuerPages.paths)
    for groupVersion in catalog.definitions.map(\.groupVersion) {
      paths.insert("/" + OpenAPIDocuments.path(groupVersion))
      if !groupVersion.group.isEmpty { paths.insert("/apis/" + groupVersion.group) }
    }
    for endpoint in HealthPages.endpoints {
      paths.insert("/" + endpoint)
      paths.formUnion(HealthPages.checks(of: endpoint).map { "/\(endpoint)/\($0)" })
    }
    return ["paths": .array(paths.sorted().map(JSONValue.string))]
  }
}
