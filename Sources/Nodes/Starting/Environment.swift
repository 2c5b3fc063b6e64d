import APIServer
import KubernetesModel

/// Why a container cannot be configured, as its status shows it.
struct ConfigurationProblem: Error, Hashable, Sendable {
  let message: String

  init(_ message: String) { self.message = message }
}

/// The environment that a container starts with.
extension PodRuntime {
  func environment(for view: ContainerView, _ turn: PodTurn) throws(ConfigurationProblem) -> [(
    name: String, value: String
  )] {
    var builder = EnvironmentBuilder()
    let services = serviceVariables(turn.api)
    let serviceValues = Dictionary(services.map { ($0.name, $0.value) }) { _, last in last }
    for source in view.value["envFrom"]?.arrayValue ?? [] { try addAll(of: source, to: &builder, turn.api) }
    for variable in view.value["env"]?.arrayValue ?? [] {
      guard let name = variable["name"]?.stringValue else { continue }
      if let source = variable["valueFrom"] {
        if let value = try value(of: source, view, turn) { builder.set(name, value) }
      } else {
        let text = variable["value"]?.stringValue ?? ""
        builder.set(name, Expansion.expand(text) { builder.values[$0] ?? serviceValues[$0] })
      }
    }
    for service in services where builder.values[service.name] == nil { builder.set(service.name, service.value) }
    return builder.variables
  }

  private func addAll(
    of source: JSONValue, to builder: inout EnvironmentBuilder, _ api: APIServer
  ) throws(ConfigurationProblem) {
    let prefix = source["prefix"]?.stringValue ?? ""
    let (kind, resource, reference) =
      source["configMapRef"].map { ("configmap", GroupResource.configMaps, $0) }
      ?? ("secret", GroupResource.secrets, source["secretRef"] ?? .null)
    let name = reference["name"]?.stringValue ?? ""
    guard let object = api.get(resource, namespace: namespace, name) else {
      if reference["optional"]?.boolValue == true { return }
      throw ConfigurationProblem("\(kind) \"\(name)\" not found")
    }
    for (key, bytes) in ConfigurationData.files(of: object) {
      builder.set(prefix + key, String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Nil for an optional source that is not there.
  private func value(
    of source: JSONValue, _ view: ContainerView, _ turn: PodTurn
  ) throws(ConfigurationProblem) -> String? {
    if let field = source.at("fieldRef", "fieldPath")?.stringValue {
      guard let value = fieldValue(field, turn) else { throw ConfigurationProblem("unsupported fieldPath: \(field)") }
      return value
    }
    if let reference = source["resourceFieldRef"] { return resourceValue(reference, own: view, turn) }
    if let reference = source["configMapKeyRef"] {
      return try keyValue(reference, in: .configMaps, kind: "configmap", named: "ConfigMap", turn.api)
    }
    if let reference = source["secretKeyRef"] {
      return try keyValue(reference, in: .secrets, kind: "secret", named: "Secret", turn.api)
    }
    return nil
  }

  private func keyValue(
    _ reference: JSONValue, in resource: GroupResource, kind: String, named title: String, _ api: APIServer
  ) throws(ConfigurationProblem) -> String? {
    let name = reference["name"]?.stringValue ?? ""
    let key = reference["key"]?.stringValue ?? ""
    let isOptional = reference["optional"]?.boolValue == true
    guard let object = api.get(resource, namespace: namespace, name) else {
      if isOptional { return nil }
      throw ConfigurationProblem("\(kind) \"\(name)\" not found")
    }
    guard let bytes = ConfigurationData.file(key, of: object) else {
      if isOptional { return nil }
      throw ConfigurationProblem("couldn't find key \(key) in \(title) \(namespace)/\(name)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A field of the pod, as `fieldRef` names it.
  func fieldValue(_ path: String, _ turn: PodTurn) -> String? {
    switch path {
    case "metadata.name": return name
    case "metadata.namespace": return namespace
    case "metadata.uid": return uid
    case "metadata.labels": return Self.lines(pod.labels)
    case "metadata.annotations": return Self.lines(pod.annotations)
    case "spec.nodeName": return node
    case "spec.serviceAccountName": return pod.serviceAccountName
    case "status.podIP", "status.podIPs": return sandbox?.ip ?? ""
    case "status.hostIP", "status.hostIPs": return turn.node.objects.address
    default: return subscripted(path)
    }
  }

  /// `metadata.labels['app']`
  private func subscripted(_ path: String) -> String? {
    for (prefix, values) in [("metadata.labels['", pod.labels), ("metadata.annotations['", pod.annotations)]
    where path.hasPrefix(prefix) && path.hasSuffix("']") {
      return values[String(path.dropFirst(prefix.count).dropLast(2))] ?? ""
    }
    return nil
  }

  private static func lines(_ values: [String: String]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: "\n")
  }

  /// An amount of a container's resources, in units of the divisor, rounded up; a limit that is not set is the node's.
  func resourceValue(_ reference: JSONValue, own view: ContainerView?, _ turn: PodTurn) -> String {
    let parts = (reference["resource"]?.stringValue ?? "").split(separator: ".").map(String.init)
    guard parts.count == 2 else { return "0" }
    let named = reference["containerName"]?.stringValue.flatMap { name in containers.first { $0.name == name }?.view }
    let kind = parts[0], resource = parts[1]
    var amount = (named ?? view)?.quantity(kind, resource)
    if amount == nil, kind == "limits" { amount = turn.node.allocatable(resource) }
    let divisor = Quantity(reference["divisor"]).flatMap { $0.isZero ? nil : $0 }
    let total = (amount ?? .zero).milliValue
    let unit = max(1, (divisor ?? Quantity(1)).milliValue)
    return String(total / unit + (total % unit > 0 ? 1 : 0))
  }

  /// Variables for the services of the pod's namespace, as `enableServiceLinks` asks, and for the API always.
  private func serviceVariables(_ api: APIServer) -> [(name: String, value: String)] {
    let hasLinks = pod.spec["enableServiceLinks"]?.boolValue ?? true
    var services = hasLinks ? api.list(.services, namespace: namespace) : []
    if !services.contains(where: { $0.name == "kubernetes" && $0.namespace == "default" }),
      let master = api.get(.services, namespace: "default", "kubernetes")
    {
      services.removeAll { $0.name == "kubernetes" }
      services.append(master)
    }
    return services.map { Service($0.value) }.filter { !$0.isHeadless && !$0.clusterIP.isEmpty }.flatMap(Self.variables)
  }

  private static func variables(_ service: Service) -> [(name: String, value: String)] {
    let prefix = upper(service.name)
    guard let first = service.ports.first else { return [] }
    var result = [
      (prefix + "_SERVICE_HOST", service.clusterIP), (prefix + "_SERVICE_PORT", String(first.port)),
    ]
    for port in service.ports where !port.name.isEmpty {
      result.append((prefix + "_SERVICE_PORT_" + upper(port.name), String(port.port)))
    }
    for (index, port) in service.ports.enumerated() {
      let transport = port.transport.lowercased()
      let url = "\(transport)://\(service.clusterIP):\(port.port)"
      if index == 0 { result.append((prefix + "_PORT", url)) }
      let name = "\(prefix)_PORT_\(port.port)_\(port.transport)"
      result += [
        (name, url), (name + "_PROTO", transport), (name + "_PORT", String(port.port)),
        (name + "_ADDR", service.clusterIP),
      ]
    }
    return result.map { (name: $0.0, value: $0.1) }
  }

  private static func upper(_ name: String) -> String {
    String(name.uppercased().map { $0 == "-" || $0 == "." ? "_" : $0 })
  }
}

/// Variables in the order in which they were set first.
private struct EnvironmentBuilder {
  private(set) var values: [String: String] = [:]
  private var order: [String] = []

  mutating func set(_ name: String, _ value: String) {
    if values.updateValue(value, forKey: name) == nil { order.append(name) }
  }

  var variables: [(name: String, value: String)] { order.map { (name: $0, value: values[$0] ?? "") } }
}
