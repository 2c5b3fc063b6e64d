import APIServer
import KubernetesModel
import SimulationKernel

/// Waits until objects are gone.
struct DeletionWait {
  /// What kubectl waits at most when it is told to wait as long as it takes.
  static let week = Duration.seconds(168 * 3600)

  let client: APIClient
  let deadline: Instant
  /// Whether there is time to wait at all; without, one look must do.
  var mayWait = true

  /// `uid` is the object that was deleted: one of the same name with another uid is not waited for.
  func wait(for item: ResourceItem, uid: String?) throws(KubectlError) {
    let object: JSONValue
    do throws(KubectlError) {
      object = try client.object(.get, item.path(), asked: item.asked)
    } catch {
      if error.status?.reason == "NotFound" { return }
      throw error
    }
    if let uid, !uid.isEmpty, object.uid != uid { return }
    guard mayWait else { throw .message("condition not met for \(item.waitName)") }
    let timedOut = KubectlError.message("timed out waiting for the condition on \(item.waitName)")
    if client.environment.transport.now > deadline { throw timedOut }
    let outcome = try ObjectWatch(client: client, item: item).follow(until: deadline) { (event) in
      switch event {
      case .absent, .deleted: true
      case .present(let current): current.uid != object.uid
      }
    }
    if case .timedOut = outcome { throw timedOut }
  }
}
