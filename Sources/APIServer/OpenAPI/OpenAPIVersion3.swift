import KubernetesModel

/// An OpenAPI 3.0 document of one group and version.
struct OpenAPIVersion3 {
  private let definitions: [ResourceDefinition]
  private let schemas = OpenAPISchemas(.three)

  init(_ definitions: [ResourceDefinition]) { self.definitions = definitions }

  var document: JSONValue {
    var paths = JSONObject()
    for operation in definitions.flatMap({ OpenAPIOperations($0).all }) {
      paths.update(operation.path) { item in
        item["parameters"] = .array((operation.pathParameters + [OpenAPIParameter("pretty")]).map(parameter))
        item[operation.method] = self.operation(operation)
      }
    }
    return Self.document(paths, schemas: .object(allSchemas))
  }

  /// A document around paths and schemas.
  static func document(_ paths: JSONObject, schemas: JSONValue) -> JSONValue {
    [
      "openapi": "3.0.0",
      "info": ["title": "Kubernetes", "version": .string(APIServer.version.text("gitVersion"))],
      "paths": .object(paths),
      "components": [
        "schemas": schemas,
        "securitySchemes": [
          "BearerToken": ["type": "apiKey", "in": "header", "name": "authorization"]
        ],
      ],
      "security": [["BearerToken": []]],
    ]
  }

  /// The schemas of the kinds, of their lists and subresources, and of everything that they hold.
  private var allSchemas: JSONObject {
    var types = [
      "meta.v1.DeleteOptions", "meta.v1.Status", "meta.v1.Patch", "meta.v1.WatchEvent", "meta.v1.ObjectMeta",
    ]
    types.append("meta.v1.ListMeta")
    for definition in definitions {
      let kinds =
        [definition.groupVersionKind, GroupVersionKind(definition.groupVersion, definition.kind + "List")]
        + definition.subresources.map { $0.groupVersionKind(in: definition) }
      types += kinds.compactMap { TypeTable.kubernetes.type(of: $0)?.name }
    }
    var all = schemas.schemas(of: types)
    CustomSchemas(schemas: schemas).add(to: &all, of: definitions)
    return all
  }

  private func parameter(_ parameter: OpenAPIParameter) -> JSONValue {
    var value: JSONValue = [
      "name": .string(parameter.name), "in": parameter.isInPath ? "path" : "query",
      "schema": ["type": .string(parameter.kind.rawValue), "uniqueItems": true],
    ]
    if parameter.isInPath { value["required"] = true }
    return value
  }

  private func operation(_ operation: OpenAPIOperation) -> JSONValue {
    var responses = JSONObject()
    for status in operation.statuses {
      responses[status] = ["description": .string(Self.reasons[status] ?? "OK"), "content": answer(operation)]
    }
    responses["401"] = ["description": "Unauthorized"]
    var value: JSONValue = [
      "tags": [.string(operation.tag)], "description": .string(operation.description),
      "operationId": .string(operation.id), "responses": .object(responses),
      "x-kubernetes-action": .string(operation.action),
      "x-kubernetes-group-version-kind": OpenAPISchemas.kind(operation.kind),
    ]
    if !operation.parameters.isEmpty { value["parameters"] = .array(operation.parameters.map(parameter)) }
    if let body = operation.body { value["requestBody"] = request(body) }
    return value
  }

  private static let reasons = ["200": "OK", "201": "Created", "202": "Accepted"]

  private func answer(_ operation: OpenAPIOperation) -> JSONValue {
    guard let name = operation.answer else { return ["*/*": ["schema": ["type": "string"]]] }
    let isCustom = definitions.first?.custom != nil
    var types = MediaType.allCases.filter { !isCustom || $0 != .protobuf }.map(\.rawValue)
    if operation.isStream { types += ["application/json;stream=watch"] }
    if operation.isStream, !isCustom { types += ["application/vnd.kubernetes.protobuf;stream=watch"] }
    return content(types, schemas.reference(named: name))
  }

  private func request(_ body: OpenAPIOperation.Body) -> JSONValue {
    switch body {
    case .object(let name): ["required": true, "content": content(["*/*"], schemas.reference(named: name))]
    case .options(let type): ["content": content(["*/*"], schemas.reference(to: type))]
    case .patch(let kinds):
      ["required": true, "content": content(kinds.map(\.rawValue).sorted(), schemas.reference(to: "meta.v1.Patch"))]
    }
  }

  private func content(_ types: [String], _ schema: JSONValue) -> JSONValue {
    .object(JSONObject(types.map { (key: $0, value: ["schema": schema]) }))
  }
}
