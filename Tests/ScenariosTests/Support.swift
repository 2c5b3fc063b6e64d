import Scenarios

/// A scenario that is right, to be spoilt by tests.
enum Sound {
  static let yaml = """
    format: 1
    id: small
    title: Small
    difficulty: easy
    classes: [W04]
    par: 5m
    page: The shop is closed.
    cluster:
      nodes:
      - {name: n1, cpu: 500m, memory: 2Gi}
    images:
    - image: shop.example/web
      tags: ["1", {name: "2", program: {startup: 9s}}]
      program:
        startup: 3s
        logs: [hello, {error: oops}]
        needs: [{name: db, reach: "db:5432", otherwise: retry, every: 5s}]
        listen: [{port: 8080, routes: [{path: /healthz, answers: [{when: db}, {status: 503}]}]}]
        memory: {start: 16Mi, growthPerMinute: 1Mi}
    variants:
    - {name: one, values: {guilty: web}}
    - {name: two, values: {guilty: api}}
    - {name: three, values: {guilty: db}}
    fault:
    - {after: 10s, delete: "deployment/{{ guilty }}"}
    warmUp: 2m
    evidence:
    - id: gone
      sentence: "{{ guilty }} is gone."
      points: 5
      about: ["deployment/{{ guilty }}"]
      shownBy:
      - absence: "deployment/{{ guilty }}"
      implies: [cause]
      hints: [one, two, three, four]
    cause:
      sentence: Somebody deleted it.
      mend: Apply it.
      diagnoses: [{object: "deployment/{{ guilty }}", classes: [W04]}]
    objectives:
    - {says: It is back, object: "deployment/{{ guilty }}", for: create}
    allowed: ["deployment/{{ guilty }}"]
    solution: ["kubectl create deployment {{ guilty }} --image=shop.example/web:1"]
    investigation: [{run: kubectl get deployments, shows: [gone]}]
    debrief: {report: It was gone., questions: [a, b, c], realWorld: It happens.}
    settle: 30s
    """

  static let manifest = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: texts}
    data: {who: "{{ guilty }}", whole: "{{ guilty }} and more"}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: "{{ guilty }}"}
    spec:
      selector: {matchLabels: {app: "{{ guilty }}"}}
      template:
        metadata: {labels: {app: "{{ guilty }}"}}
        spec: {containers: [{name: web, image: "shop.example/web:1"}]}
    """

  static func source(_ yaml: String = yaml, manifest: String = manifest) throws(ScenarioProblem) -> ScenarioSource {
    try ScenarioSource(id: "small", files: ["scenario.yaml": yaml, "manifests/all.yaml": manifest])
  }

  /// What is said once the cluster was tried.
  static func rehearsed(replacing old: String, with new: String) throws -> [String] {
    ScenarioRehearsal.problems(in: try source(yaml.replacing(old, with: new))).map(\.description)
  }

  /// What the linter says about a scenario in which a text was replaced.
  static func problems(replacing old: String, with new: String) -> [String] {
    do {
      return ScenarioLinter.problems(in: try source(yaml.replacing(old, with: new))).map(\.description)
    } catch {
      return [error.description]
    }
  }
}
