import KubernetesModel

/// The checks of the Pod Security Standards, in the order and the words of k8s.io/pod-security-admission.
struct PodSecurityChecks {
  private let spec: JSONValue
  private let containers: [JSONValue]

  /// `pod` is a pod or a pod template.
  init(_ pod: JSONValue) {
    let spec = pod["spec"] ?? .null
    self.spec = spec
    containers = ["initContainers", "containers", "ephemeralContainers"].flatMap { spec.list($0) }
  }

  struct Violation {
    let reason: String
    let detail: String

    var text: String { detail.isEmpty ? reason : "\(reason) (\(detail))" }
  }

  func violations(of level: PodSecurityPolicy.Level) -> [Violation] {
    switch level {
    case .privileged: []
    case .baseline:
      [
        appArmor(), capabilities(), hostNamespaces(), hostPaths(), hostPorts(), hostProbes(), privileged(), procMount(),
        seccomp(), sysctls(),
      ].compactMap(\.self)
    // Some restricted checks take the place of baseline ones.
    case .restricted:
      [
        appArmor(), hostNamespaces(), hostPorts(), hostProbes(), privileged(), procMount(), sysctls(), escalation(),
        restrictedCapabilities(), volumeTypes(), nonRoot(), rootUser(), restrictedSeccomp(),
      ].compactMap(\.self)
    }
  }

  // MARK: Words

  private func names(_ matches: (JSONValue) -> Bool) -> [String] {
    containers.filter(matches).map { $0.text("name") }
  }

  private static func quoted(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: ", ") }

  /// `container "a"`, `containers "a", "b"`.
  private static func subject(_ noun: String, _ names: [String]) -> String {
    "\(noun)\(names.count == 1 ? "" : "s") \(quoted(names))"
  }

  private func security(_ container: JSONValue) -> JSONValue { container["securityContext"] ?? .null }

  // MARK: Baseline

  private func appArmor() -> Violation? {
    var details: [String] = []
    func isForbidden(_ context: JSONValue?) -> Bool {
      context?.at("appArmorProfile", "type")?.stringValue == "Unconfined"
    }
    if isForbidden(spec["securityContext"]) {
      details.append("pod must not set AppArmor profile type to \"Unconfined\"")
    }
    let names = names { isForbidden($0["securityContext"]) }
    if !names.isEmpty {
      details.append("\(Self.subject("container", names)) must not set AppArmor profile type to \"Unconfined\"")
    }
    if details.isEmpty { return nil }
    return Violation(reason: "forbidden AppArmor profile", detail: details.joined(separator: ", "))
  }

  private static let usualCapabilities: Set<String> = [
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP",
    "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
  ]

  private func added(_ container: JSONValue) -> [String] {
    security(container).list("capabilities", "add").compactMap(\.stringValue)
  }

  private func capabilities() -> Violation? {
    let forbidden = { (container: JSONValue) in added(container).filter { !Self.usualCapabilities.contains($0) } }
    let names = names { !forbidden($0).isEmpty }
    if names.isEmpty { return nil }
    let all = Set(containers.flatMap(forbidden)).sorted()
    return Violation(
      reason: "non-default capabilities",
      detail: "\(Self.subject("container", names)) must not include \(Self.quoted(all)) in "
        + "securityContext.capabilities.add")
  }

  private func hostNamespaces() -> Violation? {
    let set = ["hostNetwork", "hostPID", "hostIPC"].filter { spec[$0]?.boolValue == true }
    return set.isEmpty
      ? nil : Violation(reason: "host namespaces", detail: set.map { $0 + "=true" }.joined(separator: ", "))
  }

  private func hostPaths() -> Violation? {
    let names = spec.list("volumes").filter { $0["hostPath"] != nil }.map { $0.text("name") }
    return names.isEmpty ? nil : Violation(reason: "hostPath volumes", detail: Self.subject("volume", names))
  }

  private func ports(_ container: JSONValue) -> [Int64] {
    container.list("ports").compactMap { $0["hostPort"]?.intValue }.filter { $0 != 0 }
  }

  private func hostPorts() -> Violation? {
    let names = names { !ports($0).isEmpty }
    if names.isEmpty { return nil }
    let all = Set(containers.flatMap(ports)).map(String.init).sorted()
    let verb = names.count == 1 ? "uses" : "use"
    let noun = all.count == 1 ? "hostPort" : "hostPorts"
    return Violation(
      reason: "hostPort", detail: "\(Self.subject("container", names)) \(verb) \(noun) \(all.joined(separator: ", "))")
  }

  /// Probes and hooks that reach for another host than the pod.
  private func hostProbes() -> Violation? {
    func hosts(_ container: JSONValue) -> [String] {
      let handlers =
        ["livenessProbe", "readinessProbe", "startupProbe"].compactMap { container[$0] }
        + ["postStart", "preStop"].compactMap { container.at("lifecycle", $0) }
      return handlers.flatMap { [$0.text("httpGet", "host"), $0.text("tcpSocket", "host")] }.filter { !$0.isEmpty }
    }
    let names = names { !hosts($0).isEmpty }
    if names.isEmpty { return nil }
    let all = Set(containers.flatMap(hosts)).sorted()
    let verb = names.count == 1 ? "uses" : "use"
    return Violation(
      reason: "probe or lifecycle host",
      detail: "\(Self.subject("container", names)) \(verb) probe or lifecycle host\(all.count == 1 ? "" : "s") "
        + Self.quoted(all))
  }

  private func privileged() -> Violation? {
    let names = names { security($0)["privileged"]?.boolValue == true }
    if names.isEmpty { return nil }
    let detail = "\(Self.subject("container", names)) must not set securityContext.privileged=true"
    return Violation(reason: "privileged", detail: detail)
  }

  private func procMount() -> Violation? {
    let names = names { !["", "Default"].contains(security($0).text("procMount")) }
    if names.isEmpty { return nil }
    let detail = "\(Self.subject("container", names)) must not set securityContext.procMount to \"Unmasked\""
    return Violation(reason: "procMount", detail: detail)
  }

  private static let safeSysctls: Set<String> = [
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
  ]

  private func sysctls() -> Violation? {
    let names = spec.list("securityContext", "sysctls").map { $0.text("name") }
      .filter { !Self.safeSysctls.contains($0) }
    return names.isEmpty ? nil : Violation(reason: "forbidden sysctls", detail: names.joined(separator: ", "))
  }

  private func seccomp() -> Violation? {
    let details = unconfined()
    return details.isEmpty ? nil : Violation(reason: "seccompProfile", detail: details.joined(separator: ", "))
  }

  private func unconfined() -> [String] {
    var details: [String] = []
    let words = "must not set securityContext.seccompProfile.type to \"Unconfined\""
    if profile(spec) == "Unconfined" { details.append("pod " + words) }
    let names = names { profile($0) == "Unconfined" }
    if !names.isEmpty { details.append("\(Self.subject("container", names)) \(words)") }
    return details
  }

  private func profile(_ holder: JSONValue) -> String { holder.text("securityContext", "seccompProfile", "type") }

  // MARK: Restricted

  private func escalation() -> Violation? {
    let names = names { security($0)["allowPrivilegeEscalation"]?.boolValue != false }
    if names.isEmpty { return nil }
    let detail = "\(Self.subject("container", names)) must set securityContext.allowPrivilegeEscalation=false"
    return Violation(reason: "allowPrivilegeEscalation != false", detail: detail)
  }

  private func restrictedCapabilities() -> Violation? {
    var details: [String] = []
    let keeping = names { container in
      !security(container).list("capabilities", "drop").contains { $0.stringValue == "ALL" }
    }
    if !keeping.isEmpty {
      details.append("\(Self.subject("container", keeping)) must set securityContext.capabilities.drop=[\"ALL\"]")
    }
    let forbidden = { (container: JSONValue) in added(container).filter { $0 != "NET_BIND_SERVICE" } }
    let adding = names { !forbidden($0).isEmpty }
    if !adding.isEmpty {
      let all = Set(containers.flatMap(forbidden)).sorted()
      details.append(
        "\(Self.subject("container", adding)) must not include \(Self.quoted(all)) in securityContext.capabilities.add")
    }
    if details.isEmpty { return nil }
    return Violation(reason: "unrestricted capabilities", detail: details.joined(separator: "; "))
  }

  private static let allowedVolumes: Set<String> = [
    "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
  ]

  private func volumeTypes() -> Violation? {
    let bad = spec.list("volumes").compactMap { volume -> (name: String, type: String)? in
      let type = (volume.objectValue?.keys ?? []).first { $0 != "name" } ?? ""
      return type.isEmpty || Self.allowedVolumes.contains(type) ? nil : (volume.text("name"), type)
    }
    if bad.isEmpty { return nil }
    let types = Set(bad.map(\.type)).sorted()
    let verb = bad.count == 1 ? "uses" : "use"
    return Violation(
      reason: "restricted volume types",
      detail: "\(Self.subject("volume", bad.map(\.name))) \(verb) restricted volume type\(types.count == 1 ? "" : "s") "
        + Self.quoted(types))
  }

  private func nonRoot() -> Violation? {
    let podAnswer = spec.at("securityContext", "runAsNonRoot")?.boolValue
    let denying = names { security($0)["runAsNonRoot"]?.boolValue == false }
    let silent = names { security($0)["runAsNonRoot"]?.boolValue == nil }
    var details: [String] = []
    if podAnswer == false { details.append("pod must not set securityContext.runAsNonRoot=false") }
    if !denying.isEmpty {
      details.append("\(Self.subject("container", denying)) must not set securityContext.runAsNonRoot=false")
    }
    if podAnswer == nil, denying.isEmpty, !silent.isEmpty {
      details.append("pod or \(Self.subject("container", silent)) must set securityContext.runAsNonRoot=true")
    }
    if details.isEmpty { return nil }
    return Violation(reason: "runAsNonRoot != true", detail: details.joined(separator: ", "))
  }

  private func rootUser() -> Violation? {
    var details: [String] = []
    if spec.at("securityContext", "runAsUser")?.intValue == 0 { details.append("pod must not set runAsUser=0") }
    let names = names { security($0)["runAsUser"]?.intValue == 0 }
    if !names.isEmpty { details.append("\(Self.subject("container", names)) must not set runAsUser=0") }
    return details.isEmpty ? nil : Violation(reason: "runAsUser=0", detail: details.joined(separator: ", "))
  }

  private func restrictedSeccomp() -> Violation? {
    var details = unconfined()
    let silent = names { profile($0).isEmpty }
    if details.isEmpty, profile(spec).isEmpty, !silent.isEmpty {
      details.append(
        "pod or \(Self.subject("container", silent)) must set securityContext.seccompProfile.type to "
          + "\"RuntimeDefault\" or \"Localhost\"")
    }
    return details.isEmpty ? nil : Violation(reason: "seccompProfile", detail: details.joined(separator: ", "))
  }
}
