import APIServer
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel

/// A small scenario, a store with its objects, and requests with their answers, made by hand.
struct Fixture {
  static let start = Instant(seconds: 1_000_000)

  let scenario: Scenario
  var api: APIServer
  var record: RunRecord

  init() throws {
    scenario = try ScenarioSource(
      id: "small", files: ["scenario.yaml": Self.yaml, "manifests/all.yaml": "kind: Pod\n"]
    )
    .scenario(seed: 0)
    api = APIServer(seed: 1)
    for (resource, object) in Self.objects { _ = try api.create(object, in: resource, as: .admin, at: Self.start) }
    record = RunRecord(scenario: scenario, api: api, at: Self.start)
  }

  static let pods = GroupResource("pods")
  static let deployments = GroupResource(group: "apps", "deployments")
  static let secrets = GroupResource("secrets")
  static let configMaps = GroupResource("configmaps")

  static let pod: JSONValue = [
    "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web-1", "namespace": "default", "labels": ["app": "web"]],
    "spec": ["containers": [["name": "web", "image": "shop/web:v9"]]],
    "status": [
      "containerStatuses": [["name": "web", "restartCount": 7, "state": ["waiting": ["reason": "ErrImagePull"]]]]
    ],
  ]

  private static func deployment(_ name: String) -> JSONValue {
    [
      "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": .string(name), "namespace": "default"],
      "spec": [
        "replicas": 1, "selector": ["matchLabels": ["app": .string(name)]],
        "template": [
          "metadata": ["labels": ["app": .string(name)]],
          "spec": ["containers": [["name": .string(name), "image": "shop/web:v9"]]],
        ],
      ],
    ]
  }

  private static let objects: [(GroupResource, JSONValue)] = [
    (deployments, deployment("web")), (deployments, deployment("shop")),
    (
      secrets,
      [
        "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "keys", "namespace": "default"],
        "data": ["a": "YQ==", "b": "Yg=="],
      ]
    ),
    (
      configMaps,
      ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "flag", "namespace": "default"], "data": [:]]
    ),
  ]

  // MARK: Steps

  /// Lets the player type a line.
  mutating func step(
    _ line: String, after seconds: Int64, prints output: String?, _ exchanges: Exchange..., then api: APIServer? = nil
  ) {
    let screen = output.map { Screen(commandLine: line, output: $0) }
    let after = api ?? self.api
    record.observe(
      line, answer: Answer(exchanges: exchanges, screen: screen), scenario: scenario, before: self.api, after: after,
      at: Self.start + .seconds(seconds))
    self.api = after
  }

  var card: Card { Scorer.card(of: record, in: scenario) }

  func points(_ name: Card.Part.Name) -> Int? { card.part(name)?.points }

  /// Lets the objectives be met at an instant and hold, or not.
  mutating func look(after seconds: Int64) {
    let flag = api.get(Self.configMaps, namespace: "default", "flag")?.value.at("data", "fixed")
    record.observeObjectives(areMet: flag == "yes", of: scenario, api: api, at: Self.start + .seconds(seconds))
  }

  /// Meets the only objective: the ConfigMap `flag` says so.
  mutating func mend() throws {
    let object: JSONValue = [
      "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "flag", "namespace": "default"],
      "data": ["fixed": "yes"],
    ]
    _ = try api.update(object, in: Self.configMaps, as: .admin, at: Self.start)
  }

  // MARK: Answers

  static func reply(_ path: String, _ body: JSONValue, query: [(name: String, value: String)] = []) -> Exchange {
    Exchange(
      request: APIRequest(.get, path, query: query), response: APIResponse(status: 200, body: .value(body)))
  }

  static let podPath = "/api/v1/namespaces/default/pods/web-1"
  static let podsPath = "/api/v1/namespaces/default/pods"

  static var namedPod: Exchange { reply(podPath, pod) }
  static var podList: Exchange { reply(podsPath, ["kind": "PodList", "apiVersion": "v1", "items": [pod]]) }

  static var podTable: Exchange {
    reply(
      podsPath,
      [
        "kind": "Table",
        "columnDefinitions": [["name": "Name"], ["name": "Ready"], ["name": "Status"], ["name": "Restarts"]],
        "rows": [["cells": ["web-1", "0/1", "ErrImagePull", "7 (2m ago)"], "object": ["metadata": pod.metadata]]],
      ])
  }

  static var events: Exchange {
    reply(
      "/api/v1/namespaces/default/events",
      [
        "kind": "EventList",
        "items": [
          [
            "reason": "Failed", "message": "Failed to pull image \"shop/web:v9\": not found",
            "involvedObject": ["kind": "Pod", "name": "web-1", "namespace": "default"],
          ]
        ],
      ])
  }

  static func text(_ subresource: String, _ text: String, command: [String] = []) -> Exchange {
    Exchange(
      request: APIRequest(
        .get, podPath + "/" + subresource, query: command.map { (name: "command", value: $0) }),
      response: APIResponse(status: 200, body: .bytes(Array(text.utf8))))
  }

  static func change(_ method: APIRequest.Method, _ path: String, _ body: JSONValue, dryRun: Bool = false) -> Exchange {
    Exchange(
      request: APIRequest(method, path, query: dryRun ? [(name: "dryRun", value: "All")] : []),
      response: APIResponse(status: 200, body: .value(body)))
  }

  static func changedDeployment(_ name: String) -> Exchange {
    change(
      .patch, "/apis/apps/v1/namespaces/default/deployments/" + name,
      ["metadata": ["name": .string(name), "namespace": "default", "resourceVersion": "999999"]])
  }

  static let yaml = """
    format: 1
    id: small
    title: Small
    difficulty: easy
    classes: [W04]
    par: 5m
    page: The shop is closed.
    cluster: {nodes: [{name: n1}]}
    fault: [{delete: pod/x}]
    warmUp: 1m
    hold: 30s
    evidence:
    - id: waiting
      sentence: The pod waits.
      points: 4
      about: [pods -l app=web, deployment/web]
      shownBy:
      - cell: {of: pods -l app=web, column: STATUS, is: ErrImagePull}
      - field: {of: pods -l app=web, path: ".status.containerStatuses[0].state.waiting.reason", is: ErrImagePull}
      implies: [event]
      hints: [look at pods, notice status, it means waiting, mend it]
    - id: event
      sentence: The registry has no such image.
      points: 4
      about: [deployment/web]
      shownBy:
      - event: {of: pods/web-1, reason: Failed, contains: "not found"}
      implies: [cause]
      hints: [look at events, notice one, it means so, mend that]
    - id: count
      sentence: It restarted.
      points: 2
      about: [deployment/web]
      shownBy:
      - field: {of: pods/web-1, path: ".status.containerStatuses[0].restartCount", is: "7"}
      implies: [waiting]
      hints: [one, two, three, four]
    - id: log
      sentence: The log says so.
      points: 4
      about: [deployment/web]
      shownBy:
      - log: {of: pods/web-1, contains: cannot connect}
      - output: {of: pods/web-1, contains: pool exhausted}
      - connection: {to: "db:5432", outcome: refused}
      implies: [cause]
      hints: [one, two, three, four]
    - id: absent
      sentence: There is no Secret web.
      points: 2
      about: [secret/web]
      shownBy: [{absence: secret/web}]
      implies: [cause]
      hints: [one, two, three, four]
    - id: both
      sentence: The two differ.
      points: 4
      about: [deployment/web]
      shownBy:
      - relation:
        - field: {of: pods/web-1, path: ".spec.containers[0].image", is: "shop/web:v9"}
        - field: {of: secret/keys, path: .data.a, is: "YQ=="}
      implies: [cause]
      hints: [one, two, three, four]
    decoys:
    - {id: quiet, sentence: A job is done., why: It is., shownBy: [{cell: {of: pods/done, column: Status, is: Completed}}]}
    cause:
      sentence: The image is not there.
      mend: Set the image.
      diagnoses: [{object: deployment/web, classes: [W04]}]
    objectives:
    - {says: It works., object: configmap/flag, for: "jsonpath={.data.fixed}=yes"}
    allowed: [configmap/flag]
    healthy: [deployment/shop, secret/keys]
    solution: [kubectl patch configmap flag]
    investigation: [{run: kubectl get pods, shows: [waiting]}]
    debrief: {report: r, questions: [a, b, c], realWorld: w}
    """
}
