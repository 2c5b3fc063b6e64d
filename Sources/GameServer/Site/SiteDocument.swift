import KubernetesModel
import Leaderboard

/// The OpenAPI document of the site's API, made from the table of routes: what is not in it is not there.
enum SiteDocument {
  static func make(_ table: RouteTable) -> JSONValue {
    var paths: JSONValue = [:]
    for route in table.routes {
      guard let summary = route.summary else { continue }
      paths.update(route.pattern) { $0[route.method.rawValue.lowercased()] = operation(route, summary) }
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Firedrill", "version": "1",
        "description": """
        Times are microseconds since 1970. Errors are {"message", "field"?}. Sign in by a personal token, or by a session's \
        cookie; what changes something shows the session's token in X-CSRF-Token then.
        """,
      ],
      "paths": paths,
      "components": [
        "securitySchemes": [
          "token": ["type": "http", "scheme": "bearer"],
          "session": ["type": "apiKey", "in": "cookie", "name": .string(SessionCookie.name)],
        ]
      ],
    ]
  }

  private static func operation(_ route: Route, _ summary: String) -> JSONValue {
    var operation: JSONValue = [
      "summary": .string(summary), "operationId": .string(identifier(route)),
      "tags": [.string(route.pattern.split(separator: "/").dropFirst(2).first.map(String.init) ?? "site")],
    ]
    let parameters = route.parts.compactMap(parameter) + route.query.map(parameter)
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if !route.takes.isEmpty { operation["requestBody"] = body(route.takes) }
    var responses: JSONValue = ["default": ["description": "What was asked, or why not."]]
    if route.access != .anyone {
      operation["security"] = [["token": []], ["session": []]]
      operation["description"] = .string(needed(route.access))
      responses["401"] = ["description": "Nobody has signed in."]
    }
    operation["responses"] = responses
    return operation
  }

  private static func needed(_ access: Access) -> String {
    switch access {
    case .anyone: "For anybody."
    case .member(let subject): "For members of the \(subject.rawValue)\(subject == .run ? "'s team" : "")."
    case .player, .author, .organiser, .admin: "For the role \(access.role?.rawValue ?? "") and above."
    }
  }

  private static func parameter(_ part: Route.Part) -> JSONValue? {
    switch part {
    case .fixed: nil
    case .number(let name):
      ["name": .string(name), "in": "path", "required": true, "schema": ["type": "integer", "format": "int64"]]
    case .text(let name): ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
    }
  }

  private static func parameter(_ field: Field) -> JSONValue {
    ["name": .string(field.name), "in": "query", "required": .bool(field.isRequired), "schema": field.schema]
  }

  private static func body(_ fields: [Field]) -> JSONValue {
    var properties: JSONValue = [:]
    for field in fields { properties[field.name] = field.schema }
    var schema: JSONValue = ["type": "object", "properties": properties]
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    let content: JSONValue = ["schema": schema]
    return [
      "required": .bool(!required.isEmpty),
      "content": ["application/json": content, "application/x-www-form-urlencoded": content],
    ]
  }

  private static func identifier(_ route: Route) -> String {
    let words = route.pattern.split(separator: "/").dropFirst(2).map { $0.filter { $0 != "{" && $0 != "}" } }
    return ([route.method.rawValue.lowercased()] + words).joined(separator: "-")
  }
}
