package import KubernetesModel
import SimulationKernel

extension APIServer {
  /// One object as the client wants to see it.
  func show(
    _ value: JSONValue, _ target: RequestTarget, _ representation: Representation, request: APIRequest, at now: Instant
  ) -> JSONValue {
    switch representation {
    case .object: return target.subresource == "scale" ? value : target.definition.served(value)
    case .table(let version):
      return table(
        [value], of: target.definition, version: version, resourceVersion: value.resourceVersion,
        including: request.parameter("includeObject"), at: now)
    case .partialMetadata(let version): return partialMetadata(value, version: version)
    }
  }

  func partialMetadata(_ value: JSONValue, version: String) -> JSONValue {
    ["kind": "PartialObjectMetadata", "apiVersion": .string(version), "metadata": value.metadata]
  }
}

extension RequestTarget {
  /// Whether an answer shows objects just as they are stored.
  var isServedAsStored: Bool { subresource.isEmpty && Conversion.of(definition) == nil }
}

extension ResourceDefinition {
  /// Where objects of this resource are kept: two resources are served in two groups or versions.
  package var storage: GroupResource {
    groupResource == GroupResource(group: "events.k8s.io", "events") ? GroupResource("events") : groupResource
  }

  /// A stored object in this resource's version.
  func served(_ value: JSONValue) -> JSONValue { Conversion.of(self)?.toServed(value) ?? value }

  /// An object of this resource's version as it is stored.
  func stored(_ value: JSONValue) -> JSONValue { Conversion.of(self)?.toStored(value) ?? value }
}
