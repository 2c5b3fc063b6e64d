import KubernetesModel

/// The pod that requests are measured with.
enum BenchPod {
  static func name(_ number: Int) -> String { "web-\(number)" }

  /// - Parameter isScheduled: without, the pod stays as it was created: 2 kB, and 500 of them are a list of 1 MB.
  static func manifest(_ name: String, isScheduled: Bool = true) -> JSONValue {
    var pod: JSONValue = [
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": .string(name), "labels": ["app": "web"]],
      "spec": [
        "containers": [
          [
            "name": "app", "image": "registry.test/shop/web:1.0",
            "resources": ["requests": ["cpu": "50m", "memory": "64Mi"]],
          ]
        ]
      ],
    ]
    if !isScheduled { pod.set("nobody", at: "spec", "schedulerName") }
    return pod
  }
}
