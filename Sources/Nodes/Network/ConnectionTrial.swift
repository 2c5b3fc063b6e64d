package import APIServer
package import ContainerShell
import HashTreeCollections
import KubernetesModel
package import SimulationKernel

extension Kubelets {
  /// How a connection would end that somebody opened now from a pod, or from a pod of a namespace that nothing is said
  /// about. It is tried in a copy: nobody is asked, nothing is logged. A question whose scheme is not HTTP's only
  /// connects.
  package func tryConnection(
    _ question: HTTPQuestion, from object: StoredObject, api: APIServer, at now: Instant
  ) -> HTTPOutcome {
    guard let source = object.resource == .pods ? pods[object.uid] : bystander(in: object.name, api, at: now) else {
      return .failed(.timedOut(address: question.host))
    }
    let neighbourhood = Neighbourhood(pods: pods, nodes: nodes, api: api, now: now)
    neighbourhood.enter(source)
    guard question.scheme.hasPrefix("http") else {
      return .failed(neighbourhood.connect(to: question.host, port: question.port, transport: .tcp))
    }
    return neighbourhood.ask(question)
  }

  /// A pod without labels, on the first node that runs.
  private func bystander(in namespace: String, _ api: APIServer, at now: Instant) -> PodRuntime? {
    guard let node = nodes.keys.sorted().first(where: { nodes[$0]?.isRunning == true }) else { return nil }
    let pod: JSONValue = [
      "apiVersion": "v1", "kind": "Pod",
      "metadata": ["name": "bystander", "namespace": .string(namespace), "uid": "bystander"],
      "spec": ["nodeName": .string(node), "containers": []],
    ]
    return PodRuntime(StoredObject(resource: .pods, value: pod, resourceVersion: 0), on: node, at: now)
  }
}
