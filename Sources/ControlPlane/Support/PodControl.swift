import APIServer
import KubernetesModel
import SimulationKernel

/// Creates and deletes the pods of controllers, and says so in events about their owners.
struct PodControl: Sendable {
  let recorder: EventRecorder
  let kind: OwnerKind

  /// The pod that a template describes, without a name of its own yet.
  func pod(from template: JSONValue, owner: JSONValue) -> Pod {
    var pod: JSONValue = ["apiVersion": "v1", "kind": "Pod"]
    pod.set(.string(owner.name + "-"), at: "metadata", "generateName")
    pod.set(.string(owner.namespace), at: "metadata", "namespace")
    for field in ["labels", "annotations", "finalizers"] {
      pod.set(template.at("metadata", field), at: "metadata", field)
    }
    pod.ownerReferences = [kind.reference(to: owner)]
    pod["spec"] = template["spec"]
    return Pod(pod)
  }

  @discardableResult
  func create(_ pod: Pod, owner: JSONValue, api: inout APIServer, at now: Instant) throws(APIStatus) -> StoredObject {
    do throws(APIStatus) {
      let created = try api.create(pod.value, in: .pods, as: .controllerManager, at: now)
      recorder.normal(owner, "SuccessfulCreate", "Created pod: \(created.name)", api: &api, at: now)
      return created
    } catch {
      if !error.isNamespaceTerminating {
        recorder.warning(owner, "FailedCreate", "Error creating: \(error.message)", api: &api, at: now)
      }
      throw error
    }
  }

  func delete(_ pod: Pod, owner: JSONValue, api: inout APIServer, at now: Instant) throws(APIStatus) {
    do throws(APIStatus) {
      try api.delete(.pods, namespace: pod.namespace, pod.name, as: .controllerManager, at: now)
      recorder.normal(owner, "SuccessfulDelete", "Deleted pod: \(pod.name)", api: &api, at: now)
    } catch {
      if error.code == 404 { return }
      recorder.warning(owner, "FailedDelete", "Error deleting: \(error.message)", api: &api, at: now)
      throw error
    }
  }
}

extension APIStatus {
  var isNamespaceTerminating: Bool { causes.contains { $0.reason == "NamespaceTerminating" } }
}

extension Pod {
  /// Whether the pod has been ready for `seconds`, and if it is ready but not yet for so long, when it will have been.
  func availability(after seconds: Int64, at now: Instant) -> (isAvailable: Bool, due: Instant?) {
    guard let ready = conditions["Ready"], ready.isTrue else { return (false, nil) }
    guard seconds > 0 else { return (true, nil) }
    guard let since = Instant(rfc3339: ready.time("lastTransitionTime")) else { return (false, nil) }
    let due = since + .seconds(seconds)
    return due <= now ? (true, nil) : (false, due)
  }

  /// When it became ready, if it is.
  var readySince: Instant? {
    conditions["Ready"].flatMap { $0.isTrue ? Instant(rfc3339: $0.time("lastTransitionTime")) : nil }
  }

  var created: Instant { Instant(rfc3339: text("metadata", "creationTimestamp")) ?? .distantPast }
}
