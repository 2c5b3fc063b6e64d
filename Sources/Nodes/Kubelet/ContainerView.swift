import KubernetesModel

enum ContainerRole: Sendable {
  /// Runs to its end before the next one starts.
  case initial
  /// An init container with `restartPolicy: Always`: starts before the regular ones and stays.
  case sidecar
  case regular
  /// Added to a running pod, never restarted.
  case ephemeral
}

/// A container as a pod's spec describes it.
struct ContainerView: Sendable {
  let value: JSONValue
  let role: ContainerRole

  var name: String { value["name"]?.stringValue ?? "" }
  var image: String { value["image"]?.stringValue ?? "" }
  var pullPolicy: String { value["imagePullPolicy"]?.stringValue ?? "IfNotPresent" }

  var fieldPath: String {
    switch role {
    case .initial, .sidecar: "spec.initContainers{\(name)}"
    case .regular: "spec.containers{\(name)}"
    case .ephemeral: "spec.ephemeralContainers{\(name)}"
    }
  }

  func strings(_ field: String) -> [String]? { value[field]?.arrayValue?.compactMap(\.stringValue) }

  /// A limit or request; nil where there is none.
  func quantity(_ kind: String, _ resource: String) -> Quantity? { Quantity(value.at("resources", kind, resource)) }

  var ports: [JSONValue] { value["ports"]?.arrayValue ?? [] }

  /// The number of a port that is given as a number or by name, in the kubelet's words where there is none.
  func port(_ port: JSONValue?) throws(ConfigurationProblem) -> Int {
    let name = port?.stringValue ?? ""
    let named = ports.first { $0["name"]?.stringValue == name }?["containerPort"]?.intValue
    guard let number = port?.intValue ?? named ?? Int64(name) else {
      throw ConfigurationProblem("strconv.Atoi: parsing \"\(name)\": invalid syntax")
    }
    guard (1..<65536).contains(number) else { throw ConfigurationProblem("invalid port number: \(number)") }
    return Int(number)
  }
}

extension Pod {
  var initContainerViews: [ContainerView] {
    initContainers.map {
      ContainerView(value: $0, role: $0["restartPolicy"]?.stringValue == "Always" ? .sidecar : .initial)
    }
  }

  var regularViews: [ContainerView] { containers.map { ContainerView(value: $0, role: .regular) } }

  var ephemeralViews: [ContainerView] {
    (spec["ephemeralContainers"]?.arrayValue ?? []).map { ContainerView(value: $0, role: .ephemeral) }
  }

  var containerViews: [ContainerView] { initContainerViews + regularViews + ephemeralViews }

  var restartPolicy: String { spec["restartPolicy"]?.stringValue ?? "Always" }

  var gracePeriod: Duration {
    let seconds = spec["terminationGracePeriodSeconds"]?.intValue ?? 30
    // A negative period means the shortest one.
    return .seconds(seconds < 0 ? 1 : seconds)
  }
}
