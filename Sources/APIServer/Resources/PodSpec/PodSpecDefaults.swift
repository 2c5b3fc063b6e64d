import KubernetesModel

/// The defaults of `core/v1` for what pods and pod templates share.
enum PodSpecDefaults {
  static func setTemplate(_ template: inout JSONValue) {
    template.setDefault("metadata", .object(JSONObject()))
    template.update("spec", set)
  }

  static func set(_ spec: inout JSONValue) {
    spec.setDefaultText("dnsPolicy", "ClusterFirst")
    spec.setDefaultText("restartPolicy", "Always")
    spec.setDefault("securityContext", .object(JSONObject()))
    spec.setDefault("terminationGracePeriodSeconds", 30)
    spec.setDefaultText("schedulerName", "default-scheduler")
    setAccount(&spec)
    spec.updateEach("volumes", VolumeDefaults.set)
    let usesHostPorts = spec["hostNetwork"]?.boolValue == true
    for list in ["containers", "initContainers", "ephemeralContainers"] {
      spec.updateEach(list) { container in
        ContainerDefaults.set(&container)
        if usesHostPorts {
          container.updateEach("ports") { port in
            if (port["hostPort"]?.intValue ?? 0) == 0 { port["hostPort"] = port["containerPort"] }
          }
        }
      }
    }
  }

  /// The account has an old name and a new one.
  private static func setAccount(_ spec: inout JSONValue) {
    let name = spec["serviceAccountName"]?.stringValue ?? ""
    let account = name.isEmpty ? spec["serviceAccount"]?.stringValue ?? "" : name
    spec["serviceAccountName"] = account.isEmpty ? nil : .string(account)
    spec["serviceAccount"] = account.isEmpty ? nil : .string(account)
  }

  /// Requests that are not given follow the limits.
  static func setRequests(_ spec: inout JSONValue) {
    for list in ["containers", "initContainers"] {
      spec.updateEach(list) { container in
        guard let limits = container.at("resources", "limits")?.objectValue, !limits.isEmpty else { return }
        for (name, limit) in limits where container.at("resources", "requests", name) == nil {
          container.set(limit, at: "resources", "requests", name)
        }
      }
    }
  }
}

/// The defaults of a container.
enum ContainerDefaults {
  static func set(_ container: inout JSONValue) {
    container.setDefault("resources", .object(JSONObject()))
    container.setDefaultText("terminationMessagePath", "/dev/termination-log")
    container.setDefaultText("terminationMessagePolicy", "File")
    container.setDefaultText("imagePullPolicy", pullPolicy(container["image"]?.stringValue ?? ""))
    container.updateEach("ports") { $0.setDefaultText("protocol", "TCP") }
    container.updateEach("env") { variable in
      variable.updateIfPresent("valueFrom") { source in
        source.updateIfPresent("fieldRef") { $0.setDefaultText("apiVersion", "v1") }
        // A quantity that is not given is written all the same.
        source.updateIfPresent("resourceFieldRef") { $0.setDefault("divisor", "0") }
      }
    }
    for probe in ["livenessProbe", "readinessProbe", "startupProbe"] { container.updateIfPresent(probe, setProbe) }
    container.updateIfPresent("lifecycle") { lifecycle in
      for hook in ["postStart", "preStop"] {
        lifecycle.updateIfPresent(hook) { $0.updateIfPresent("httpGet", setHTTPGet) }
      }
    }
  }

  private static func setProbe(_ probe: inout JSONValue) {
    for (key, value) in [
      ("timeoutSeconds", 1), ("periodSeconds", 10), ("successThreshold", 1), ("failureThreshold", 3),
    ]
    where (probe[key]?.intValue ?? 0) == 0 {
      probe[key] = JSONValue(value)
    }
    probe.updateIfPresent("httpGet", setHTTPGet)
    probe.updateIfPresent("grpc") { $0.setDefault("service", "") }
  }

  private static func setHTTPGet(_ action: inout JSONValue) {
    action.setDefaultText("path", "/")
    action.setDefaultText("scheme", "HTTP")
  }

  /// `latest`, said or not, is pulled each time.
  static func pullPolicy(_ image: String) -> String {
    if image.contains("@") { return "IfNotPresent" }
    let name = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let tag = name.split(separator: ":", maxSplits: 1).dropFirst().first ?? "latest"
    return tag == "latest" ? "Always" : "IfNotPresent"
  }
}

/// The defaults of a volume.
enum VolumeDefaults {
  static func set(_ volume: inout JSONValue) {
    let hasSource = volume.objectValue?.members.contains { $0.key != "name" && !$0.value.isNull } ?? false
    if !hasSource { volume["emptyDir"] = .object(JSONObject()) }
    for source in ["secret", "configMap", "downwardAPI", "projected"] {
      volume.updateIfPresent(source) { $0.setDefault("defaultMode", 420) }
    }
    volume.updateIfPresent("downwardAPI", setFields)
    volume.updateIfPresent("hostPath") { $0.setDefault("type", "") }
    volume.updateIfPresent("iscsi") { $0.setDefaultText("iscsiInterface", "default") }
    volume.updateIfPresent("projected") { projected in
      projected.updateEach("sources") { source in
        source.updateIfPresent("serviceAccountToken") { $0.setDefault("expirationSeconds", 3600) }
        source.updateIfPresent("downwardAPI", setFields)
      }
    }
    volume.updateIfPresent("ephemeral") { ephemeral in
      ephemeral.updateIfPresent("volumeClaimTemplate") { template in
        template.setDefault("metadata", .object(JSONObject()))
        template.update("spec") { $0.setDefaultText("volumeMode", "Filesystem") }
      }
    }
  }

  private static func setFields(_ source: inout JSONValue) {
    source.updateEach("items") { item in
      item.updateIfPresent("fieldRef") { $0.setDefaultText("apiVersion", "v1") }
      item.updateIfPresent("resourceFieldRef") { $0.setDefault("divisor", "0") }
    }
  }
}
