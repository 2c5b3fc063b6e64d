import KubernetesModel

/// A pod as an endpoint of a Service.
struct EndpointTarget {
  let pod: Pod
  let service: Service

  /// Whether the pod belongs among the endpoints at all: it has an address and is not finished.
  var isEndpoint: Bool { !pod.podIP.isEmpty && !pod.isFinished }

  var isServing: Bool { pod.isReady || service.publishesNotReadyAddresses }
  var isTerminating: Bool { pod.isBeingDeleted }
  var isReady: Bool { service.publishesNotReadyAddresses || (pod.isReady && !pod.isBeingDeleted) }

  /// The pod's name below the Service's: where it has a hostname and names the Service as its subdomain.
  var hostname: String? {
    let hostname = pod.text("spec", "hostname")
    return !hostname.isEmpty && pod.text("spec", "subdomain") == service.name ? hostname : nil
  }

  var reference: JSONValue {
    [
      "kind": "Pod", "name": .string(pod.name), "namespace": .string(pod.namespace), "uid": .string(pod.uid),
    ]
  }

  /// The Service's ports as they are on this pod; a named port that the pod does not have is left out.
  var ports: [EndpointPort] {
    service.ports.compactMap { port in
      port.target(on: pod).map {
        EndpointPort(name: port.name, number: $0, transport: port.transport, appProtocol: port.appProtocol)
      }
    }
  }
}

struct EndpointPort: Hashable {
  let name: String
  let number: Int
  let transport: String
  let appProtocol: String?

  /// As Endpoints write it; EndpointSlices write an empty name too.
  func value(withEmptyName: Bool) -> JSONValue {
    var value: JSONValue = ["port": JSONValue(number), "protocol": .string(transport)]
    if withEmptyName || !name.isEmpty { value["name"] = .string(name) }
    value["appProtocol"] = appProtocol.map(JSONValue.string)
    return value
  }
}
