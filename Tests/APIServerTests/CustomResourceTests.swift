import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct CustomResourceTests {
  let now = Instant(seconds: 1_795_363_717)
  let path = "/apis/example.com/v1/namespaces/default/backups"

  private let definition: JSONValue = [
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
    "metadata": ["name": "backups.example.com"],
    "spec": [
      "group": "example.com", "scope": "Namespaced",
      "names": ["plural": "backups", "singular": "backup", "kind": "Backup", "shortNames": ["bk"]],
      "versions": [
        [
          "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
          "additionalPrinterColumns": [
            ["name": "Keep", "type": "integer", "jsonPath": ".spec.keep"],
            ["name": "Phase", "type": "string", "jsonPath": ".status.phase"],
          ],
          "schema": [
            "openAPIV3Schema": [
              "type": "object", "required": ["spec"],
              "properties": [
                "spec": [
                  "type": "object", "required": ["schedule"],
                  "properties": [
                    "schedule": ["type": "string"],
                    "keep": ["type": "integer", "default": 7, "minimum": 1, "maximum": 30],
                    "target": ["type": "string", "enum": ["disk", "cloud"]],
                  ],
                ],
                "status": ["type": "object", "properties": ["phase": ["type": "string"]]],
              ],
            ]
          ],
        ]
      ],
    ],
  ]

  private func backup(_ spec: JSONValue) -> JSONValue {
    ["apiVersion": "example.com/v1", "kind": "Backup", "metadata": ["name": "daily"], "spec": spec]
  }

  private func send(
    _ server: inout APIServer, _ method: APIRequest.Method, _ path: String, _ body: JSONValue? = nil,
    validation: String = "Strict", accept: String = "application/json"
  ) -> (status: Int, value: JSONValue) {
    let request = APIRequest(
      method, path, query: [("fieldValidation", validation)], accept: accept,
      body: body.map(APIRequest.Body.value) ?? .none)
    let response = server.handle(request, at: now)
    guard case .value(let value) = response.body else { return (response.status, .null) }
    return (response.status, value)
  }

  private func serving() -> APIServer {
    var server = APIServer(seed: 1, at: now)
    _ = send(&server, .post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition)
    return server
  }

  @Test("a kind is served from its definition to the definition's end")
  func aKindIsServedFromItsDefinitionToTheDefinitionsEnd() {
    var server = APIServer(seed: 1, at: now)
    #expect(send(&server, .get, path).status == 404)
    server = serving()
    #expect(send(&server, .get, path).status == 200)
    let made = send(&server, .post, path, backup(["schedule": "daily"]))
    #expect(made.status == 201)
    #expect(made.value["spec"] == ["schedule": "daily", "keep": 7])
    #expect(made.value["status"] == nil)
    let crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/backups.example.com"
    let conditions = send(&server, .get, crds).value.at("status", "conditions")?.arrayValue ?? []
    #expect(conditions.map { $0["type"]?.stringValue } == ["NamesAccepted", "Established"])
    _ = send(&server, .delete, crds)
    #expect(send(&server, .get, path).status == 404)
    #expect(server.list(GroupResource(group: "example.com", "backups")).isEmpty)
  }

  @Test("objects are held to the schema")
  func objectsAreHeldToTheSchema() {
    var server = serving()
    let wrong = send(&server, .post, path, backup(["keep": 99, "target": "tape"])).value
    let causes = wrong.at("details", "causes")?.arrayValue ?? []
    #expect(
      causes.map { $0["message"]?.stringValue } == [
        "Invalid value: 99: spec.keep in body should be less than or equal to 30",
        #"Unsupported value: "tape": supported values: "disk", "cloud""#,
        "Required value",
      ])
    let unknown = backup(["schedule": "daily", "colour": "blue"])
    #expect(
      send(&server, .post, path, unknown).value["message"]
        == #"Backup in version "v1" cannot be handled as a Backup: strict decoding error: unknown field "spec.colour""#)
    let kept = send(&server, .post, path, unknown, validation: "Ignore").value
    #expect(kept["spec"] == ["schedule": "daily", "keep": 7])
  }

  @Test("tables have the columns that the definition names")
  func tablesHaveTheColumnsThatTheDefinitionNames() {
    var server = serving()
    _ = send(&server, .post, path, backup(["schedule": "daily"]))
    let table = send(&server, .get, path, accept: "application/json;as=Table;v=v1;g=meta.k8s.io").value
    let names = (table["columnDefinitions"]?.arrayValue ?? []).map { $0["name"]?.stringValue }
    #expect(names == ["Name", "Keep", "Phase"])
    #expect(table["rows"]?[0]?["cells"] == ["daily", 7, .null])
  }
}
