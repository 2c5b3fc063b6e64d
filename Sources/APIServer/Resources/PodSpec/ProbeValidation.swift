import KubernetesModel

/// What a container's probes and lifecycle hooks must be.
enum ProbeValidation {
  static func check(_ container: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    for hook in ["postStart", "preStop"] {
      guard let handler = container.at("lifecycle", hook) else { continue }
      checkHandler(handler, "\(path).lifecycle.\(hook)", ["exec", "httpGet", "tcpSocket", "sleep"], &errors)
    }
    for key in ["livenessProbe", "readinessProbe", "startupProbe"] {
      guard let probe = container[key] else { continue }
      checkProbe(probe, path + "." + key, &errors)
      let successes = probe["successThreshold"]?.intValue ?? 1
      if key != "readinessProbe", successes != 1 {
        errors.invalid("\(path).\(key).successThreshold", .integer(successes), "must be 1")
      }
    }
  }

  private static func checkProbe(_ probe: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    checkHandler(probe, path, ["exec", "httpGet", "tcpSocket", "grpc"], &errors)
    for key in ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] {
      if let number = probe[key]?.intValue, number < 0 {
        errors.invalid(path + "." + key, .integer(number), "must be greater than or equal to 0")
      }
    }
  }

  private static func checkHandler(
    _ handler: JSONValue, _ path: String, _ kinds: [String], _ errors: inout FieldErrors
  ) {
    let given = kinds.filter { handler[$0] != nil }
    for kind in given.dropFirst() { errors.forbidden(path + "." + kind, "may not specify more than 1 handler type") }
    switch given.first {
    case nil: errors.required(path, "must specify a handler type")
    case "exec"?:
      if handler.at("exec", "command")?.arrayValue?.isEmpty != false { errors.required(path + ".exec.command") }
    case "httpGet"?:
      if (handler.at("httpGet", "path")?.stringValue ?? "").isEmpty { errors.required(path + ".httpGet.path") }
      checkPort(handler.at("httpGet", "port"), path + ".httpGet.port", &errors)
      PodSpecValidation.checkChoice(
        handler["httpGet"] ?? .null, "scheme", path + ".httpGet", ["HTTP", "HTTPS"], &errors)
    case "tcpSocket"?: checkPort(handler.at("tcpSocket", "port"), path + ".tcpSocket.port", &errors)
    case "grpc"?: checkPort(handler.at("grpc", "port"), path + ".grpc.port", &errors)
    default: break
    }
  }

  private static func checkPort(_ port: JSONValue?, _ field: String, _ errors: inout FieldErrors) {
    if let name = port?.stringValue {
      for problem in Names.portName(name) { errors.invalid(field, name, problem) }
    } else {
      ContainerValidation.checkPort(port?.intValue ?? 0, field, &errors)
    }
  }
}
