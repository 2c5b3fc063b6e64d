package struct Service: ObjectView {
  package var value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  package var type: String { text("spec", "type") }
  package var clusterIP: String { text("spec", "clusterIP") }
  package var isHeadless: Bool { clusterIP == "None" }
  package var externalName: String { text("spec", "externalName") }
  package var ports: [ServicePort] { (spec["ports"]?.arrayValue ?? []).map(ServicePort.init) }
  package var publishesNotReadyAddresses: Bool { spec["publishNotReadyAddresses"]?.boolValue ?? false }

  /// Nil when the Service has none: somebody else keeps its endpoints.
  package var selector: [String: String]? {
    guard let selector = spec["selector"]?.objectValue, !selector.isEmpty else { return nil }
    return value.strings(.object(selector))
  }
}

package struct ServicePort: Hashable, Sendable {
  package let value: JSONValue

  package init(_ value: JSONValue) { self.value = value }

  package var name: String { value["name"]?.stringValue ?? "" }
  package var port: Int { Int(value["port"]?.intValue ?? 0) }
  package var nodePort: Int { Int(value["nodePort"]?.intValue ?? 0) }
  package var transport: String { value["protocol"]?.stringValue ?? "TCP" }
  package var appProtocol: String? { value["appProtocol"]?.stringValue }

  /// The number of the port on `pod`, looked up by name where the Service names it; nil when the pod has no such port.
  package func target(on pod: Pod) -> Int? {
    guard let name = value["targetPort"]?.stringValue else {
      let number = value["targetPort"]?.intValue ?? 0
      return number > 0 ? Int(number) : port
    }
    let sidecars = pod.initContainers.filter { $0["restartPolicy"]?.stringValue == "Always" }
    for container in pod.containers + sidecars {
      for candidate in container["ports"]?.arrayValue ?? []
      where candidate["name"]?.stringValue == name && (candidate["protocol"]?.stringValue ?? "TCP") == transport {
        return candidate["containerPort"]?.intValue.map { Int($0) }
      }
    }
    return nil
  }
}
