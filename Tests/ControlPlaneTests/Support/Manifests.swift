import KubernetesModel

func podTemplate(app: String = "web", image: String = "nginx:1.27") -> JSONValue {
  [
    "metadata": ["labels": ["app": .string(app)]],
    "spec": ["containers": [["name": "app", "image": .string(image)]]],
  ]
}

func deploymentManifest(
  _ name: String = "web", replicas: Int = 3, image: String = "nginx:1.27", strategy: JSONValue? = nil
) -> JSONValue {
  var value: JSONValue = [
    "metadata": ["name": .string(name)],
    "spec": [
      "replicas": JSONValue(replicas), "selector": ["matchLabels": ["app": .string(name)]],
      "template": podTemplate(app: name, image: image), "progressDeadlineSeconds": 10, "revisionHistoryLimit": 10,
      "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": "25%", "maxUnavailable": "25%"]],
    ],
  ]
  if let strategy { value.set(strategy, at: "spec", "strategy") }
  return value
}

func podManifest(_ name: String, _ spec: JSONValue = [:], labels: [String: String] = [:]) -> JSONValue {
  var value: JSONValue = ["metadata": ["name": .string(name), "labels": JSONValue(labels)]]
  var spec = spec
  if spec["containers"] == nil { spec["containers"] = [["name": "app", "image": "registry.k8s.io/pause:3.10"]] }
  value["spec"] = spec
  return value
}

func deploymentImage(_ image: String) -> (inout JSONValue) -> Void {
  { $0.set([["name": "app", "image": .string(image)]], at: "spec", "template", "spec", "containers") }
}
