import KubernetesModel

/// The OpenAPI 2.0 document of everything that is served.
struct OpenAPIVersion2 {
  private let definitions: [ResourceDefinition]
  private let schemas = OpenAPISchemas(.two)

  init(_ definitions: [ResourceDefinition]) { self.definitions = definitions }

  var document: JSONValue {
    var paths = JSONObject()
    for definition in definitions {
      for operation in OpenAPIOperations(definition).all {
        paths.update(operation.path) { item in
          item["parameters"] = .array((operation.pathParameters + [OpenAPIParameter("pretty")]).map(parameter))
          item[operation.method] = self.operation(operation, definition)
        }
      }
    }
    return [
      "swagger": "2.0",
      "info": ["title": "Kubernetes", "version": .string(APIServer.version.text("gitVersion"))],
      "paths": .object(paths), "definitions": .object(allSchemas),
      "securityDefinitions": ["BearerToken": ["type": "apiKey", "in": "header", "name": "authorization"]],
      "security": [["BearerToken": []]],
    ]
  }

  private var allSchemas: JSONObject {
    var all = schemas.schemas(of: TypeTable.kubernetes.types.map(\.name))
    CustomSchemas(schemas: schemas).add(to: &all, of: definitions)
    return all
  }

  private func parameter(_ parameter: OpenAPIParameter) -> JSONValue {
    var value: JSONValue = [
      "name": .string(parameter.name), "in": parameter.isInPath ? "path" : "query",
      "type": .string(parameter.kind.rawValue), "uniqueItems": true,
    ]
    if parameter.isInPath { value["required"] = true }
    return value
  }

  private func operation(_ operation: OpenAPIOperation, _ definition: ResourceDefinition) -> JSONValue {
    let schema: JSONValue = operation.answer.map { schemas.reference(named: $0) } ?? ["type": "string"]
    var responses = JSONObject()
    for status in operation.statuses {
      responses[status] = ["description": .string(Self.reasons[status] ?? "OK"), "schema": schema]
    }
    responses["401"] = ["description": "Unauthorized"]
    var types = MediaType.allCases.filter { definition.custom == nil || $0 != .protobuf }.map(\.rawValue)
    if operation.isStream { types += ["application/json;stream=watch"] }
    let consumed = if case .patch(let kinds) = operation.body { kinds.map(\.rawValue) } else { ["*/*"] }
    return [
      "tags": [.string(operation.tag)], "description": .string(operation.description),
      "operationId": .string(operation.id), "schemes": ["https"], "consumes": .array(consumed.map(JSONValue.string)),
      "produces": operation.answer == nil ? ["*/*"] : .array(types.map(JSONValue.string)),
      "parameters": .array(body(operation.body) + operation.parameters.map(parameter)), "responses": .object(responses),
      "x-kubernetes-action": .string(operation.action),
      "x-kubernetes-group-version-kind": OpenAPISchemas.kind(operation.kind),
    ]
  }

  private static let reasons = ["200": "OK", "201": "Created", "202": "Accepted"]

  private func body(_ body: OpenAPIOperation.Body?) -> [JSONValue] {
    let schema: JSONValue
    var isRequired = true
    switch body {
    case .object(let name): schema = schemas.reference(named: name)
    case .options(let type):
      schema = schemas.reference(to: type)
      isRequired = false
    case .patch: schema = schemas.reference(to: "meta.v1.Patch")
    case nil: return []
    }
    var parameter: JSONValue = ["name": "body", "in": "body", "schema": schema]
    if isRequired { parameter["required"] = true }
    return [parameter]
  }
}
