import KubernetesModel

/// `/metrics` and `/metrics/slis`, in Prometheus' text format: of what a real server measures, the part that there is here.
extension APIServer {
  func metricsPage(_ path: String) -> APIResponse? {
    let samples: [String]
    switch path {
    case "/metrics": samples = buildSample + requestSamples + objectSamples
    case "/metrics/slis": samples = healthSamples
    default: return nil
    }
    return APIResponse(
      status: 200, contentType: "text/plain; version=0.0.4; charset=utf-8; escaping=underscores",
      body: .bytes(Array(samples.map { $0 + "\n" }.joined().utf8)))
  }

  private func family(_ name: String, _ type: String, _ help: String, _ samples: [String]) -> [String] {
    ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"] + samples.map { name + $0 }
  }

  private var buildSample: [String] {
    let labels = [
      ("build_date", "buildDate"), ("compiler", "compiler"), ("git_commit", "gitCommit"),
      ("git_tree_state", "gitTreeState"), ("git_version", "gitVersion"), ("go_version", "goVersion"),
      ("major", "major"), ("minor", "minor"), ("platform", "platform"),
    ].map { label, key in "\(label)=\"\(Self.version.text(key))\"" }.joined(separator: ",")
    return family(
      "kubernetes_build_info", "gauge", "[BETA] The version that runs; the value is always 1.", ["{\(labels)} 1"])
  }

  private var requestSamples: [String] {
    family(
      "apiserver_request_total", "counter", "[STABLE] Requests by verb, resource, scope and status code.",
      requestCounts.counts.sorted { $0.key < $1.key }.map { "{\($0.key.text)} \($0.value)" })
  }

  private var objectSamples: [String] {
    let resources = Set(catalog.definitions.map(\.storage)).sorted()
    return family(
      "apiserver_storage_objects", "gauge", "[STABLE] Stored objects by resource.",
      resources.map { "{resource=\"\($0.qualified)\"} \(store.count($0))" })
  }

  private var healthSamples: [String] {
    let samples = HealthPages.endpoints.flatMap { endpoint in
      HealthPages.checks(of: endpoint).map { "{name=\"\($0)\",type=\"\(endpoint)\"} 1" }
    }
    return family("kubernetes_healthcheck", "gauge", "[STABLE] 1 for each check that is well.", samples)
  }
}
