import KubernetesModel

/// What `--profile` makes of a pod and of its debugging container.
struct DebugProfile {
  enum Style { case ephemeral, copy, node }

  private enum Name: String {
    case legacy, general, baseline, netadmin, restricted, sysadmin
  }

  private let name: Name
  private let flags: FlagValues

  init(_ flags: FlagValues) throws(KubectlError) {
    let text = flags.string("profile")
    guard let name = Name(rawValue: text) else { throw .message("unknown profile: \(text)") }
    self.name = name
    self.flags = flags
  }

  var isLegacy: Bool { name == .legacy }

  /// Changes the pod, but for the debugging container.
  func apply(to pod: inout JSONValue, _ style: Style) {
    switch style {
    case .ephemeral: break
    case .copy: strip(&pod)
    case .node:
      if [.legacy, .general, .netadmin, .sysadmin].contains(name) {
        for field in ["hostIPC", "hostNetwork", "hostPID"] { pod.set(true, at: "spec", field) }
      }
      if mountsRoot { pod.set([["name": "host-root", "hostPath": ["path": "/"]]], at: "spec", "volumes") }
    }
  }

  private var mountsRoot: Bool { [.legacy, .general, .sysadmin].contains(name) }

  /// Takes from a copy what ties it to its Service and its probes.
  private func strip(_ pod: inout JSONValue) {
    if isLegacy { return pod.set(nil, at: "metadata", "labels") }
    if !flags.bool("keep-labels") { pod.set(nil, at: "metadata", "labels") }
    if !flags.bool("keep-annotations") { pod.set(nil, at: "metadata", "annotations") }
    if !flags.bool("keep-init-containers") { pod.set(nil, at: "spec", "initContainers") }
    if pod.at("spec", "shareProcessNamespace") == nil { pod.set(true, at: "spec", "shareProcessNamespace") }
    let probes = [
      ("keep-liveness", "livenessProbe"), ("keep-readiness", "readinessProbe"), ("keep-startup", "startupProbe"),
    ].filter { !flags.bool($0.0) }
    var containers = pod.list("spec", "containers")
    for index in containers.indices {
      for (_, probe) in probes { containers[index][probe] = nil }
    }
    pod.set(.array(containers), at: "spec", "containers")
  }

  /// Changes what the debugging container may do.
  func apply(toContainer container: inout JSONValue, _ style: Style) {
    switch name {
    case .legacy: break
    case .general where style == .node, .baseline: container["securityContext"] = nil
    case .general: allow(["SYS_PTRACE"], &container)
    case .netadmin: allow(["NET_ADMIN", "NET_RAW"], &container)
    case .sysadmin: container.set(true, at: "securityContext", "privileged")
    case .restricted:
      container["securityContext"] = [
        "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]], "runAsNonRoot": true,
        "seccompProfile": ["type": "RuntimeDefault"],
      ]
    }
    if style == .node, mountsRoot { container["volumeMounts"] = [["name": "host-root", "mountPath": "/host"]] }
  }

  private func allow(_ capabilities: [JSONValue], _ container: inout JSONValue) {
    let known = container.list("securityContext", "capabilities", "add")
    container.set(.array(known + capabilities), at: "securityContext", "capabilities", "add")
  }
}
