import APIServer
import KubernetesModel
import SimulationKernel

/// Queues the Services whose endpoints a change may concern.
enum ServiceObserver {
  static let podTask = "pod"

  static func observe(_ change: Change, result: GroupResource, queue: inout WorkQueue) {
    switch change.resource {
    case .services: queue.addSoon(change.object)
    case .pods where concernsEndpoints(change):
      let labels = [change.previous, change.kind == .deleted ? nil : change.object].compactMap { $0?.value.labels }
      for text in Set(labels.map { LabelSelector($0).description }).sorted() {
        queue.addSoon(WorkKey(task: podTask, namespace: change.object.namespace, name: text))
      }
    case result where change.kind == .deleted:
      let service = change.object.value.labels["kubernetes.io/service-name"] ?? change.object.name
      queue.addSoon(WorkKey(namespace: change.object.namespace, name: service))
    default: break
    }
  }

  private static func concernsEndpoints(_ change: Change) -> Bool {
    guard change.kind == .modified, let previous = change.previous else { return true }
    let (before, after) = (Pod(previous.value), Pod(change.object.value))
    return before.podIP != after.podIP || before.isReady != after.isReady || before.isFinished != after.isFinished
      || before.isBeingDeleted != after.isBeingDeleted || before.labels != after.labels
      || before.nodeName != after.nodeName
  }

  /// Queues the Services of a namespace that select pods with the labels that stand in the key.
  static func queueServices(of key: WorkKey, api: APIServer, queue: inout WorkQueue) {
    let labels = key.name.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    let pairs = labels.compactMap { $0.count == 2 ? ($0[0], $0[1]) : $0.count == 1 ? ($0[0], "") : nil }
    let map = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    for service in api.list(.services, namespace: key.namespace) {
      guard let selector = Service(service.value).selector else { continue }
      if selector.allSatisfy({ map[$0.key] == $0.value }) { queue.addSoon(service) }
    }
  }

  /// The pods that a Service selects and that may be its endpoints, in the order of their names.
  static func targets(of service: Service, selector: [String: String], api: APIServer) -> [EndpointTarget] {
    api.list(.pods, namespace: service.namespace).compactMap { stored in
      let labels = stored.value.at("metadata", "labels")
      guard selector.allSatisfy({ labels?[$0.key]?.stringValue == $0.value }) else { return nil }
      let target = EndpointTarget(pod: Pod(stored.value), service: service)
      return target.isEndpoint ? target : nil
    }
  }
}
