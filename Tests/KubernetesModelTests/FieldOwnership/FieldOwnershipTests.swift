import KubernetesModel
import Testing

@Suite struct FieldOwnershipTests {
  private let configMaps = FieldOwnership(type: "core.v1.ConfigMap")
  private let pods = FieldOwnership(type: "core.v1.Pod", resetFields: [["status"]])

  private func applier(_ name: String) -> FieldManager {
    FieldManager(name: name, operation: .apply, apiVersion: "v1")
  }

  private func updater(_ name: String) -> FieldManager {
    FieldManager(name: name, operation: .update, apiVersion: "v1")
  }

  private func configMap(_ data: JSONValue) -> JSONValue {
    ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "shared"], "data": data]
  }

  /// Managers and their fields, one a line.
  private func owners(_ object: JSONValue) -> [String] {
    (object.at("metadata", "managedFields")?.arrayValue ?? []).map { entry in
      "\(entry["manager"]?.stringValue ?? "") \(entry["operation"]?.stringValue ?? "") "
        + JSONWriter.string(entry["fieldsV1"] ?? .null)
    }
  }

  @Test("two teams apply one object")
  func twoTeamsApplyOneObject() throws {
    let all = configMap(["color": "blue", "size": "small"])
    let red = configMap(["color": "red"])
    let created = try configMaps.apply(all, to: nil, by: applier("kubectl"), force: false, time: "1")
    #expect(owners(created) == [#"kubectl Apply {"f:data":{"f:color":{},"f:size":{}}}"#])
    #expect(try configMaps.apply(all, to: created, by: applier("kubectl"), force: false, time: "2") == created)

    let refused = #expect(throws: ApplyError.self) {
      try configMaps.apply(red, to: created, by: applier("team-b"), force: false, time: "3")
    }
    #expect(
      refused
        == .conflicts(
          message: #"Apply failed with 1 conflict: conflict with "kubectl": .data.color"#,
          causes: [ApplyConflict(message: #"conflict with "kubectl""#, field: ".data.color")]))

    let forced = try configMaps.apply(red, to: created, by: applier("team-b"), force: true, time: "4")
    #expect(forced["data"] == ["color": "red", "size": "small"])
    #expect(owners(forced) == [#"kubectl Apply {"f:data":{"f:size":{}}}"#, #"team-b Apply {"f:data":{"f:color":{}}}"#])

    let small = configMap(["size": "small"])
    let kept = try configMaps.apply(small, to: forced, by: applier("kubectl"), force: false, time: "5")
    #expect(kept["data"] == ["color": "red", "size": "small"])
    let dropped = try configMaps.apply(small, to: kept, by: applier("team-b"), force: false, time: "6")
    #expect(dropped["data"] == ["size": "small"])
  }

  @Test("a patch takes fields from those who applied them")
  func aPatchTakesFieldsFromThoseWhoAppliedThem() throws {
    let small = configMap(["size": "small", "a": "b"])
    let applied = try configMaps.apply(small, to: nil, by: applier("kubectl"), force: false, time: "1")
    var patched = applied
    patched.set("large", at: "data", "size")
    patched.set("c", at: "data", "a")
    patched = configMaps.afterUpdate(from: applied, to: patched, by: updater("kubectl-patch"), time: "2")
    #expect(owners(patched) == [#"kubectl-patch Update {"f:data":{"f:a":{},"f:size":{}}}"#])
    let refused = #expect(throws: ApplyError.self) {
      try configMaps.apply(small, to: patched, by: applier("kubectl"), force: false, time: "3")
    }
    guard case .conflicts(let message, _) = refused else { return }
    let expected = """
      Apply failed with 2 conflicts: conflicts with "kubectl-patch" using v1:
      - .data.a
      - .data.size
      """
    #expect(message == expected)
  }

  @Test("a new pod is owned by who created it")
  func aNewPodIsOwnedByWhoCreatedIt() {
    let pod: JSONValue = [
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "uid": "1", "labels": ["run": "p"]],
      "spec": [
        "containers": [
          ["name": "p", "image": "nginx", "ports": [["containerPort": 80, "protocol": "TCP"]], "args": ["a"]]
        ]
      ],
      "status": ["phase": "Pending"],
    ]
    let created = pods.afterUpdate(from: nil, to: pod, by: updater("kubectl-run"), time: "1")
    let expected =
      #"kubectl-run Update {"f:metadata":{"f:labels":{".":{},"f:run":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"p\"}":{".":{},"f:args":{},"f:image":{},"f:name":{},"f:ports":{".":{},"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{},"f:protocol":{}}}}}}}"#
    #expect(owners(created) == [expected])
  }

  @Test("a container that is no longer applied goes, with what nobody else owns")
  func aContainerThatIsNoLongerAppliedGoesWithWhatNobodyElseOwns() throws {
    let pod: JSONValue = [
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p"],
      "spec": ["containers": [["name": "a", "image": "1"], ["name": "b", "image": "2"]]],
    ]
    let created = try pods.apply(pod, to: nil, by: applier("one"), force: false, time: "1")
    var changed = created
    changed.update("spec") { spec in
      spec.update("containers") { list in
        list.updateArray { $0.insert(["name": "sidecar", "image": "s"], at: 0) }
      }
    }
    changed = pods.afterUpdate(from: created, to: changed, by: updater("injector"), time: "2")
    var fewer = pod
    fewer.set([["name": "b", "image": "3"]], at: "spec", "containers")
    let result = try pods.apply(fewer, to: changed, by: applier("one"), force: false, time: "3")
    #expect(result.at("spec", "containers") == [["name": "sidecar", "image": "s"], ["name": "b", "image": "3"]])
  }

  @Test("a configuration of a wrong type is refused")
  func aConfigurationOfAWrongTypeIsRefused() {
    let wrong: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": true]]
    #expect(throws: ApplyError.invalid(".metadata.name: expected string, got &value.valueUnstructured{Value:true}")) {
      try configMaps.apply(wrong, to: nil, by: applier("x"), force: false, time: "1")
    }
    #expect(throws: ApplyError.invalid(".nope: field not declared in schema")) {
      try configMaps.apply(["nope": 1], to: nil, by: applier("x"), force: false, time: "1")
    }
  }

  @Test("a renewed lease changes nothing but the time")
  func aRenewedLeaseChangesNothingButTheTime() throws {
    let leases = FieldOwnership(type: "coordination.v1.Lease")
    var lease: JSONValue = ["metadata": ["name": "node"], "spec": ["holderIdentity": "node", "renewTime": "1"]]
    lease = leases.afterUpdate(from: nil, to: lease, by: updater("kubelet"), time: "1")
    var renewed = lease
    renewed.set("2", at: "spec", "renewTime")
    renewed = leases.afterUpdate(from: lease, to: renewed, by: updater("kubelet"), time: "2")
    #expect(owners(renewed) == owners(lease))
    #expect(renewed.at("metadata", "managedFields")?[0]?["time"] == "2")
    #expect(leases.afterUpdate(from: renewed, to: renewed, by: updater("other"), time: "3") == renewed)
  }

  @Test("clearing the list clears the owners")
  func clearingTheListClearsTheOwners() {
    var object = configMaps.afterUpdate(from: nil, to: configMap(["a": "b"]), by: updater("x"), time: "1")
    let live = object
    object.set([[:]], at: "metadata", "managedFields")
    #expect(owners(configMaps.afterUpdate(from: live, to: object, by: updater("y"), time: "2")) == [])
  }

  @Test("what is applied is there, and owned", arguments: 0..<200)
  func whatIsAppliedIsThereAndOwned(_ seed: UInt64) throws {
    let (one, other) = (Noise(seed).pod(), Noise(seed &+ 99).pod())
    let first = try pods.apply(one, to: nil, by: applier("one"), force: false, time: "1")
    let second = try pods.apply(other, to: first, by: applier("two"), force: true, time: "2")
    let third = try pods.apply(other, to: second, by: applier("one"), force: true, time: "3")
    #expect(try pods.apply(other, to: third, by: applier("one"), force: false, time: "4") == third)
    #expect(Set(owners(third).map { $0.drop { $0 != "{" } }).count == 1)
  }
}

@Suite struct FieldSetTests {
  @Test("sets obey the laws of sets", arguments: 0..<200)
  func setsObeyTheLawsOfSets(_ seed: UInt64) {
    func set(_ seed: UInt64) -> FieldSet {
      let change = FieldComparison(from: [:], to: Noise(seed).pod(), type: "core.v1.Pod")
      return change.added
    }
    let (a, b) = (set(seed), set(seed &+ 1))
    #expect(a.union(b) == b.union(a))
    #expect(a.intersection(b) == b.intersection(a))
    #expect(a.subtracting(b).union(a.intersection(b)) == a)
    #expect(a.subtracting(b).intersection(b).isEmpty)
    #expect(a.isSubset(of: a.union(b)))
    #expect(FieldSet(fieldsV1: a.fieldsV1) == a)
    #expect(Set(a.union(b).paths) == Set(a.paths).union(b.paths))
  }

  @Test("paths are printed as Kubernetes prints them")
  func pathsArePrintedAsKubernetesPrintsThem() throws {
    let json =
      #"{"f:metadata":{"f:finalizers":{"v:\"x\"":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"a\"}":{".":{},"f:image":{}}}}}"#
    #expect(
      FieldSet(fieldsV1: try JSONParser.parse(json)).paths
        == [#".metadata.finalizers[="x"]"#, #".spec.containers[name="a"]"#, #".spec.containers[name="a"].image"#])
  }

  @Test("noise is a set of some fields", arguments: 0..<200)
  func noiseIsASetOfSomeFields(_ seed: UInt64) {
    let keys = ["f:a", "k:{", "k:{\"a\":1}", "v:", ".", "i:0", "x", ""]
    let (a, b) = (
      FieldSet(fieldsV1: Noise(seed).object(depth: 4, keys: keys)),
      FieldSet(fieldsV1: Noise(seed &+ 1).object(depth: 4, keys: keys))
    )
    _ = a.union(b).intersection(b).subtracting(a).paths
    let object: JSONValue = [
      "metadata": ["managedFields": [["manager": "m", "operation": "Update", "fieldsV1": a.fieldsV1]]]
    ]
    let ownership = FieldOwnership(type: nil)
    let manager = FieldManager(name: "n", operation: .apply, apiVersion: "v1")
    _ = try? ownership.apply(["a": ["b": 1]], to: object, by: manager, force: true, time: "1")
  }
}
