import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct OwnershipTests {
  let now = Instant(seconds: 1_795_363_717)

  /// Managers with what they own, one a line.
  private func owners(_ object: JSONValue) -> [String] {
    (object.at("metadata", "managedFields")?.arrayValue ?? []).map { entry in
      var line = "\(entry["manager"]?.stringValue ?? "") \(entry["operation"]?.stringValue ?? "") "
      if let subresource = entry["subresource"]?.stringValue { line += subresource + " " }
      return line + JSONWriter.string(entry["fieldsV1"] ?? .null)
    }
  }

  private func send(
    _ server: inout APIServer, _ method: APIRequest.Method, _ path: String, _ body: JSONValue,
    _ query: [(name: String, value: String)] = [], contentType: String = "application/json", at now: Instant
  ) -> JSONValue {
    let request = APIRequest(
      method, "/api/v1/namespaces/default/configmaps" + path, query: query, contentType: contentType,
      body: .value(body), userAgent: "kubectl/v1.33.1 (linux/amd64)")
    guard case .value(let value) = server.handle(request, at: now).body else { return .null }
    return value
  }

  private func apply(
    _ server: inout APIServer, _ data: JSONValue, by manager: String, force: Bool = false, at now: Instant
  ) -> JSONValue {
    send(
      &server, .patch, "/shared",
      ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "shared"], "data": data],
      [("fieldManager", manager), ("force", force ? "true" : "false")],
      contentType: ObjectPatch.Kind.apply.rawValue, at: now)
  }

  @Test("managers are named by the request, or by the program that sent it")
  func managersAreNamedByTheRequestOrByTheProgramThatSentIt() {
    var server = APIServer(seed: 1, at: now)
    let named = send(
      &server, .post, "", ["metadata": ["name": "a"], "data": ["x": "1"]], [("fieldManager", "me")], at: now)
    #expect(owners(named) == [#"me Update {"f:data":{".":{},"f:x":{}}}"#])
    let unnamed = send(&server, .post, "", ["metadata": ["name": "b"], "data": ["x": "1"]], at: now)
    #expect(owners(unnamed) == [#"kubectl Update {"f:data":{".":{},"f:x":{}}}"#])
    let patched = send(
      &server, .patch, "/b", ["data": ["x": "2"]], [("fieldManager", "kubectl-patch")],
      contentType: ObjectPatch.Kind.merge.rawValue, at: now)
    #expect(
      owners(patched) == [#"kubectl Update {"f:data":{}}"#, #"kubectl-patch Update {"f:data":{"f:x":{}}}"#])
  }

  @Test("what admission and the server add belongs to nobody")
  func whatAdmissionAndTheServerAddBelongsToNobody() throws {
    var server = APIServer(seed: 1, at: now)
    var pod = try server.create(
      ["metadata": ["name": "a", "namespace": "default"], "spec": ["containers": [["name": "a", "image": "a:1"]]]],
      in: .pods, as: .controllerManager, at: now
    ).value
    let created = owners(pod)
    #expect(created.count == 1)
    #expect(created.first?.hasPrefix("kube-controller-manager Update ") == true)
    #expect(!created.joined().contains("volume"))
    #expect(!created.joined().contains("f:status"))
    pod.set(["phase": "Running"], at: "status")
    let running = try server.updateStatus(pod, in: .pods, as: .kubelet(on: "n"), at: now + .seconds(1)).value
    #expect(owners(running) == created + [#"kubelet Update status {"f:status":{"f:phase":{}}}"#])
  }

  @Test("an applied object tells its conflicts, yields to force and loses what is no longer applied")
  func anAppliedObjectTellsItsConflictsYieldsToForceAndLosesWhatIsNoLongerApplied() {
    var server = APIServer(seed: 1, at: now)
    let created = apply(&server, ["color": "blue", "size": "small"], by: "one", at: now)
    #expect(owners(created) == [#"one Apply {"f:data":{"f:color":{},"f:size":{}}}"#])
    let again = apply(&server, ["color": "blue", "size": "small"], by: "one", at: now + .seconds(5))
    #expect(again == created)

    let refused = apply(&server, ["color": "red"], by: "two", at: now)
    #expect(refused["code"] == 409)
    #expect(refused["message"] == #"Apply failed with 1 conflict: conflict with "one": .data.color"#)
    #expect(
      refused.at("details", "causes")
        == [["reason": "FieldManagerConflict", "message": #"conflict with "one""#, "field": ".data.color"]])

    let forced = apply(&server, ["color": "red"], by: "two", force: true, at: now)
    #expect(forced["data"] == ["color": "red", "size": "small"])
    #expect(apply(&server, ["size": "small"], by: "two", at: now)["data"] == ["size": "small"])
  }

  @Test("a program that renews its lease stays its owner")
  func aProgramThatRenewsItsLeaseStaysItsOwner() throws {
    var server = APIServer(seed: 1, at: now)
    let resource = GroupResource(group: "coordination.k8s.io", "leases")
    var lease = try server.create(
      [
        "metadata": ["name": "n", "namespace": "kube-node-lease"],
        "spec": ["holderIdentity": "n", "renewTime": .string(now.rfc3339Micro)],
      ], in: resource, as: .kubelet(on: "n"), at: now
    ).value
    let before = owners(lease)
    for round in 1...10 {
      let due = now + .seconds(Int64(round) * 10)
      lease.set(.string(due.rfc3339Micro), at: "spec", "renewTime")
      lease = try server.update(lease, in: resource, as: .kubelet(on: "n"), at: due).value
    }
    #expect(owners(lease) == before)
    #expect(
      lease.at("metadata", "managedFields")?[0]?["time"] == .string((now + .seconds(100)).rfc3339))
  }
}
