import APIServer
import KubernetesModel
import SimulationKernel

/// Gives every namespace its `default` ServiceAccount.
struct ServiceAccountController: Controller {
  let name = "serviceaccount-controller"
  var retries = RetryDelays()

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    NamespaceContent.observe(change, resource: .serviceAccounts, name: "default", queue: &queue)
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard NamespaceContent.isActive(key.name, api: api),
      api.get(.serviceAccounts, namespace: key.name, "default") == nil
    else { return }
    let account: JSONValue = [
      "apiVersion": "v1", "kind": "ServiceAccount",
      "metadata": ["name": "default", "namespace": .string(key.name)],
    ]
    try api.create(account, in: .serviceAccounts, as: .controllerManager, at: queue.now)
  }
}

/// Watches for namespaces that need an object of their own in them.
enum NamespaceContent {
  static func observe(_ change: Change, resource: GroupResource, name: String, queue: inout WorkQueue) {
    if change.resource == .namespaces, change.kind != .deleted {
      queue.addSoon(WorkKey(name: change.object.name))
    } else if change.resource == resource, change.object.name == name, change.kind != .added {
      queue.addSoon(WorkKey(name: change.object.namespace))
    }
  }

  static func isActive(_ name: String, api: APIServer) -> Bool {
    guard let namespace = api.get(.namespaces, name)?.value else { return false }
    return !namespace.isBeingDeleted
  }
}
