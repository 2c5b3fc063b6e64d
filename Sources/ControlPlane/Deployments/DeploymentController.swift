import APIServer
import KubernetesModel
import SimulationKernel

/// Rolls the pods of a Deployment from one template to the next, by way of its ReplicaSets.
struct DeploymentController: Controller {
  let name = "deployment-controller"
  var retries = RetryDelays()

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    switch change.resource {
    case .deployments: queue.addSoon(change.object)
    case .replicaSets:
      if let previous = change.previous { queue.addController(of: previous, kind: "Deployment", group: "apps") }
      if change.object.value.controllerReference != nil {
        queue.addController(of: change.object, kind: "Deployment", group: "apps")
      } else if change.kind != .deleted {
        queue.addSoon(WorkKey(task: "orphans", namespace: change.object.namespace, name: ""))
      }
    case .pods where change.kind == .deleted:
      // Deployments that recreate their pods wait until the last old one is gone.
      guard let set = change.object.value.controllerReference?["name"]?.stringValue else { return }
      queue.addSoon(WorkKey(task: "pod-gone", namespace: change.object.namespace, name: set))
    default: break
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    switch key.task {
    case "orphans": findAdopters(in: key.namespace, api: api, queue: &queue)
    case "pod-gone":
      if let set = api.get(.replicaSets, namespace: key.namespace, key.name) {
        queue.addController(of: set, kind: "Deployment", group: "apps")
      }
    default: try reconcileDeployment(key, api: &api, queue: &queue)
    }
  }

  /// A ReplicaSet without a controller may be for any Deployment that selects it.
  private func findAdopters(in namespace: String, api: APIServer, queue: inout WorkQueue) {
    let orphans = api.list(.replicaSets, namespace: namespace).filter { $0.value.controllerReference == nil }
    guard !orphans.isEmpty else { return }
    for deployment in api.list(.deployments, namespace: namespace) {
      guard let selector = try? LabelSelector(object: deployment.value.at("spec", "selector")) else { continue }
      if orphans.contains(where: { selector.matches($0.value.labels) }) { queue.addSoon(deployment) }
    }
  }

  private func reconcileDeployment(
    _ key: WorkKey, api: inout APIServer, queue: inout WorkQueue
  ) throws(APIStatus) {
    guard let stored = api.get(.deployments, namespace: key.namespace, key.name) else { return }
    let deployment = Deployment(stored.value)
    let selector = (try? LabelSelector(object: deployment.selector)) ?? .nothing
    let claim = OwnershipClaim(owner: deployment.value, kind: .deployment, selector: selector)
    let sets = try claim.claim(api.list(.replicaSets, namespace: key.namespace), api: &api, at: queue.now)
    var rollout = Rollout(
      deployment: deployment, sets: sets.map(ReplicaSet.init), now: queue.now, recorder: EventRecorder(component: name))
    try rollout.reconcile(api: &api)
    if let due = rollout.due { queue.add(key, at: due) }
  }
}
