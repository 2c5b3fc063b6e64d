import KubernetesModel

/// What a container's probes and lifecycle hooks must be.
enum ProbeValidation {
  static func check(_ container: JSONValue, of spec: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    for hook in ["postStart", "preStop"] {
      guard let handler = container.at("lifecycle", hook), !handler.isNull else { continue }
      checkHandler(
        handler, "\(path).lifecycle.\(hook)", ["exec", "httpGet", "tcpSocket", "sleep"],
        grace: spec["terminationGracePeriodSeconds"]?.intValue, &errors)
    }
    for key in ["livenessProbe", "readinessProbe", "startupProbe"] {
      guard let probe = container[key], !probe.isNull else { continue }
      checkProbe(probe, path + "." + key, &errors)
      let successes = probe["successThreshold"]?.intValue ?? 1
      if key != "readinessProbe", successes != 1 {
        errors.invalid("\(path).\(key).successThreshold", .integer(successes), "must be 1")
      }
      if key == "readinessProbe", let grace = probe["terminationGracePeriodSeconds"], !grace.isNull {
        errors.invalid(
          "\(path).\(key).terminationGracePeriodSeconds", grace, "must not be set for readinessProbes")
      }
    }
  }

  private static func checkProbe(_ probe: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    checkHandler(probe, path, ["exec", "httpGet", "tcpSocket", "grpc"], grace: nil, &errors)
    for key in ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] {
      errors.checkNonnegative(probe[key], path + "." + key)
    }
    if let grace = probe["terminationGracePeriodSeconds"]?.intValue, grace <= 0 {
      errors.invalid(path + ".terminationGracePeriodSeconds", .integer(grace), "must be greater than 0")
    }
  }

  private static func checkHandler(
    _ handler: JSONValue, _ path: String, _ kinds: [String], grace: Int64?, _ errors: inout FieldErrors
  ) {
    let given = kinds.filter { handler[$0].map { !$0.isNull } ?? false }
    switch given.first {
    case nil: errors.required(path, "must specify a handler type")
    case "exec"?:
      if handler.list("exec", "command").isEmpty { errors.required(path + ".exec.command") }
    case "httpGet"?: checkRequest(handler["httpGet"] ?? .null, path + ".httpGet", &errors)
    case "tcpSocket"?: errors.checkPortOrName(handler.at("tcpSocket", "port"), path + ".tcpSocket.port")
    case "grpc"?: errors.checkPortOrName(handler.at("grpc", "port"), path + ".grpc.port")
    case "sleep"?:
      let seconds = handler.integer("sleep", "seconds")
      if let grace, !(0...max(0, grace)).contains(seconds) || grace < 0 {
        errors.invalid(
          path + ".sleep", .integer(seconds),
          "must be non-negative and less than terminationGracePeriodSeconds (\(grace))")
      }
    default: break
    }
    for kind in given.dropFirst() { errors.forbidden(path + "." + kind, "may not specify more than 1 handler type") }
  }

  private static func checkRequest(_ request: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    if request.text("path").isEmpty { errors.required(path + ".path") }
    errors.checkPortOrName(request["port"], path + ".port")
    errors.checkChoice(request["scheme"], path + ".scheme", ["HTTP", "HTTPS"], missing: .isNotSupported)
    for header in request.list("httpHeaders") {
      errors.invalid(path + ".httpHeaders", header.text("name"), all: Names.httpHeader(header.text("name")))
    }
  }
}
