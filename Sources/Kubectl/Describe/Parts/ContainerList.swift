import KubernetesModel

extension Description {
  /// `Containers:` and everything about each. `pod` gives the values that environments take from it; in a template
  /// there is none, and everything stands two blanks further right.
  mutating func containers(_ title: String, _ containers: [JSONValue], statuses: [JSONValue], pod: JSONValue?) {
    let space = pod == nil ? "  " : ""
    line(0, "\(space)\(title):" + (containers.isEmpty ? " <none>" : ""))
    for container in containers {
      let status = statuses.last { $0.text("name") == container.text("name") }
      basics(of: container, status, nameIndent: pod == nil ? " " : "")
      command(of: container)
      if let status { state(of: status) }
      resources(container["resources"] ?? .null, level: 2)
      probes(of: container)
      environment(of: container, pod: pod)
      mounts(of: container)
    }
  }

  private mutating func basics(of container: JSONValue, _ status: JSONValue?, nameIndent: String) {
    line(1, "\(nameIndent)\(container.text("name")):")
    if let status { line(2, "Container ID:\t\(status.text("containerID"))") }
    line(2, "Image:\t\(container.text("image"))")
    if let status { line(2, "Image ID:\t\(status.text("imageID"))") }
    ports(of: container, title: "Port", key: "containerPort")
    ports(of: container, title: "Host Port", key: "hostPort")
    if container.has("securityContext", "seccompProfile") {
      let type = container.text("securityContext", "seccompProfile", "type")
      line(2, "SeccompProfile:\t\(type)")
      if type == "Localhost" {
        line(3, "LocalhostProfile:\t\(container.text("securityContext", "seccompProfile", "localhostProfile"))")
      }
    }
  }

  private mutating func ports(of container: JSONValue, title: String, key: String) {
    let ports = container.list("ports").map { "\($0.number(key))/\($0.text("protocol"))" }
    line(2, ports.count > 1 ? "\(title)s:\t\(ports.joined(separator: ", "))" : "\(title):\t\(ports.first ?? "<none>")")
  }

  private mutating func command(of container: JSONValue) {
    for (title, key) in [("Command", "command"), ("Args", "args")] where !container.texts(key).isEmpty {
      line(2, title + ":")
      for word in container.texts(key) {
        for part in word.split(separator: "\n", omittingEmptySubsequences: false) { line(3, String(part)) }
      }
    }
  }

  private mutating func state(of status: JSONValue) {
    state("State", status["state"] ?? .null)
    if status.has("lastState", "terminated") { state("Last State", status["lastState"] ?? .null) }
    line(2, "Ready:\t\(status.flag("ready") ? "True" : "False")")
    line(2, "Restart Count:\t\(status.number("restartCount"))")
  }

  private mutating func state(_ title: String, _ state: JSONValue) {
    if state.has("running") {
      line(2, title + ":\tRunning")
      line(3, "Started:\t\(state.date("running", "startedAt"))")
    } else if let ended = state["terminated"], !ended.isNull {
      line(2, title + ":\tTerminated")
      if !ended.text("reason").isEmpty { line(3, "Reason:\t\(ended.text("reason"))") }
      if !ended.text("message").isEmpty { line(3, "Message:\t\(ended.text("message"))") }
      line(3, "Exit Code:\t\(ended.number("exitCode"))")
      if ended.number("signal") > 0 { line(3, "Signal:\t\(ended.number("signal"))") }
      line(3, "Started:\t\(ended.date("startedAt"))")
      line(3, "Finished:\t\(ended.date("finishedAt"))")
    } else {
      line(2, title + ":\tWaiting")
      let reason = state.text("waiting", "reason")
      if !reason.isEmpty { line(3, "Reason:\t\(reason)") }
    }
  }

  /// Limits and requests.
  mutating func resources(_ resources: JSONValue, level: Int) {
    for (title, key) in [("Limits", "limits"), ("Requests", "requests")] where !resources.keys(key).isEmpty {
      line(level, title + ":")
      for name in resources.keys(key) { line(level + 1, "\(name):\t\(resources.quantity(key, name))") }
    }
  }

  private mutating func probes(of container: JSONValue) {
    for (title, key) in [("Liveness", "livenessProbe"), ("Readiness", "readinessProbe"), ("Startup", "startupProbe")] {
      if let probe = container[key], !probe.isNull { line(2, "\(title):\t\(ProbeText.of(probe))") }
    }
  }

  private mutating func mounts(of container: JSONValue) {
    let mounts = container.list("volumeMounts").sorted { $0.text("mountPath") < $1.text("mountPath") }
    let none = mounts.isEmpty ? "\t<none>" : ""
    line(2, "Mounts:" + none)
    for mount in mounts {
      var flags = mount.flag("readOnly") ? "ro" : "rw"
      if !mount.text("subPath").isEmpty { flags += ",path=\(mount.text("subPath").goQuoted)" }
      line(3, "\(mount.text("mountPath")) from \(mount.text("name")) (\(flags))")
    }
    let devices = container.list("volumeDevices").sorted { $0.text("devicePath") < $1.text("devicePath") }
    if devices.isEmpty { return }
    line(2, "Devices:" + none)
    for device in devices { line(3, "\(device.text("devicePath")) from \(device.text("name"))") }
  }
}
