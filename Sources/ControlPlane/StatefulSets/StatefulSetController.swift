import APIServer
import KubernetesModel
import SimulationKernel

/// Runs the numbered pods of a StatefulSet, one after the other.
struct StatefulSetController: Controller {
  let name = "statefulset-controller"
  var retries = RetryDelays()

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == .statefulSets {
      if change.kind != .deleted { queue.addSoon(change.object) }
    } else if change.resource == .pods {
      queue.addController(of: change.object, kind: "StatefulSet", group: "apps")
    }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard let stored = api.get(.statefulSets, namespace: key.namespace, key.name), !stored.value.isBeingDeleted else {
      return
    }
    let set = StatefulSet(stored.value)
    let history = RevisionHistory(owner: set.value, kind: .statefulSet, hashLabel: "controller.kubernetes.io/hash")
    let update = try history.sync(api: &api, at: queue.now)
    let current =
      history.revisions(api: api).first { $0.name == set.text("status", "currentRevision") } ?? update
    let selector = (try? LabelSelector(object: set.selector)) ?? .nothing
    let claim = OwnershipClaim(owner: set.value, kind: .statefulSet, selector: selector)
    let pods = try claim.claim(api.list(.pods, namespace: key.namespace), api: &api, at: queue.now).map(Pod.init)
    let turn = StatefulSetTurn(
      set: set, pods: pods, current: current, update: update, now: queue.now,
      recorder: EventRecorder(component: name))
    var failure: APIStatus?
    do throws(APIStatus) {
      try turn.advance(api: &api)
    } catch {
      failure = error
    }
    if let due = try turn.report(api: &api) { queue.add(key, at: due) }
    if let failure { throw failure }
    let inUse = Set(pods.compactMap { $0.labels[StatefulPods.hashLabel] }).union([current.name, update.name])
    try history.cleanUp(keeping: inUse, api: &api, at: queue.now)
  }
}
