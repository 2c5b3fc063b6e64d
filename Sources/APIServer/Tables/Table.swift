import KubernetesModel
import SimulationKernel

extension APIServer {
  /// Objects as a `meta.k8s.io` Table.
  func table(
    _ values: [JSONValue], of definition: ResourceDefinition, version: String, resourceVersion: String,
    including: String?, at now: Instant
  ) -> JSONValue {
    let printer = TablePrinters.printer(for: definition)
    let rows = values.map { value -> JSONValue in
      let object: JSONValue =
        switch including {
        case "None": .null
        case "Object": definition.served(value)
        default: partialMetadata(value, version: version)
        }
      return ["cells": .array(printer.cells(value, now)), "object": object]
    }
    return [
      "kind": "Table", "apiVersion": .string(version), "metadata": ["resourceVersion": .string(resourceVersion)],
      "columnDefinitions": printer.definitions, "rows": .array(rows),
    ]
  }
}
