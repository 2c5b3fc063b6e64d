import KubernetesModel
import Testing

private func json(_ text: String) throws -> JSONValue { try JSONParser.parse(text) }

@Suite struct JSONPatchTests {
  @Test(
    "operations change the tree",
    arguments: [
      (#"[{"op":"add","path":"/a","value":1}]"#, #"{"b":[1,2],"c":{"x":"y"},"a":1}"#),
      (#"[{"op":"add","path":"/b/-","value":3}]"#, #"{"b":[1,2,3],"c":{"x":"y"}}"#),
      (#"[{"op":"add","path":"/b/0","value":0}]"#, #"{"b":[0,1,2],"c":{"x":"y"}}"#),
      (#"[{"op":"remove","path":"/b/-1"}]"#, #"{"b":[1],"c":{"x":"y"}}"#),
      (#"[{"op":"replace","path":"/c/x","value":null}]"#, #"{"b":[1,2],"c":{"x":null}}"#),
      (#"[{"op":"move","from":"/c/x","path":"/d"}]"#, #"{"b":[1,2],"c":{},"d":"y"}"#),
      (#"[{"op":"copy","from":"/b","path":"/c/a~1b"}]"#, #"{"b":[1,2],"c":{"x":"y","a/b":[1,2]}}"#),
      (
        #"[{"op":"test","path":"/c/x","value":"y"},{"op":"test","path":"/b/0","value":1.0}]"#,
        #"{"b":[1,2],"c":{"x":"y"}}"#
      ),
    ])
  func operationsChangeTheTree(_ patch: String, result: String) throws {
    let document = try json(#"{"b":[1,2],"c":{"x":"y"}}"#)
    #expect(try JSONPatch(json(patch)).apply(to: document) == json(result))
  }

  @Test(
    "what does not apply is refused",
    arguments: [
      (#"{}"#, "json: cannot unmarshal object into Go value of type jsonpatch.Patch"),
      (#"[{"op":"test","path":"/c/x","value":"9"}]"#, "testing value /c/x failed: test failed"),
      (
        #"[{"op":"remove","path":"/c/zz"}]"#,
        "error in remove for path: '/c/zz': Unable to remove nonexistent key: zz: missing value"
      ),
      (
        #"[{"op":"add","path":"/x/y","value":1}]"#,
        "add operation does not apply: doc is missing path: \"/x/y\": missing value"
      ),
      (
        #"[{"op":"add","path":"/b/7","value":1}]"#,
        "error in add for path: '/b/7': Unable to access invalid index: 7: invalid index referenced"
      ),
      (
        #"[{"op":"replace","path":"/q","value":1}]"#,
        "replace operation does not apply: doc is missing key: /q: missing value"
      ),
      (#"[{"op":"jump","path":"/q"}]"#, "Unexpected kind: jump"),
      (#"[{"op":"remove","path":""}]"#, "remove operation does not apply: doc is missing path: \"\": missing value"),
    ])
  func whatDoesNotApplyIsRefused(_ patch: String, message: String) throws {
    let document = try json(#"{"b":[1,2],"c":{"x":"y"}}"#)
    let error = #expect(throws: PatchError.self) { try JSONPatch(json(patch)).apply(to: document) }
    #expect(error?.description == message)
  }
}

@Suite struct MergePatchTests {
  @Test("objects merge, null removes, the rest replaces")
  func objectsMergeNullRemovesTheRestReplaces() throws {
    let document = try json(#"{"a":{"b":1,"c":2},"d":[1],"e":"f"}"#)
    let patch = try json(#"{"a":{"b":null,"x":{"y":null}},"d":[2,3],"e":{"g":1}}"#)
    #expect(try MergePatch.apply(patch, to: document) == json(#"{"a":{"c":2,"x":{}},"d":[2,3],"e":{"g":1}}"#))
    #expect(throws: PatchError.self) { try MergePatch.apply([1], to: document) }
  }

  @Test("a three-way patch deletes only what was applied before")
  func aThreeWayPatchDeletesOnlyWhatWasAppliedBefore() throws {
    let original = try json(#"{"spec":{"a":1,"b":2}}"#)
    let modified = try json(#"{"spec":{"a":1,"c":3}}"#)
    let current = try json(#"{"spec":{"a":9,"b":2,"z":0},"status":{}}"#)
    let patch = MergePatch.createThreeWay(original: original, modified: modified, current: current)
    #expect(try patch == json(#"{"spec":{"a":1,"b":null,"c":3}}"#))
  }

  @Test("a patch made from two trees turns one into the other", arguments: 0..<200)
  func aPatchMadeFromTwoTreesTurnsOneIntoTheOther(_ seed: UInt64) throws {
    let (one, other) = (Noise(seed).object(depth: 3), Noise(seed &+ 7777).object(depth: 3))
    #expect(try MergePatch.apply(MergePatch.create(from: one, to: other), to: one) == other)
  }
}

@Suite struct StrategicMergePatchTests {
  private let pod = StrategicMergePatch(type: "core.v1.Pod")
  private let deployment = StrategicMergePatch(type: "apps.v1.Deployment")

  @Test(
    "a patch applies as a server applies it",
    arguments: [
      (
        #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}}"#,
        #"{"spec":{"containers":[{"name":"b","image":"3"},{"name":"c","image":"4"}]}}"#,
        #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"3"},{"name":"c","image":"4"}]}}"#
      ),
      (
        #"{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}"#,
        #"{"spec":{"containers":[{"name":"a","$patch":"delete"}]}}"#,
        #"{"spec":{"containers":[{"name":"b"}]}}"#
      ),
      (
        #"{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}"#,
        #"{"spec":{"containers":[{"$patch":"replace"},{"name":"z"}]}}"#, #"{"spec":{"containers":[{"name":"z"}]}}"#
      ),
      (
        #"{"spec":{"nodeSelector":{"a":"b"},"x":1}}"#, #"{"spec":{"nodeSelector":{"$patch":"replace","c":"d"}}}"#,
        #"{"spec":{"nodeSelector":{"c":"d"},"x":1}}"#
      ),
      (
        #"{"metadata":{"finalizers":["a","b"]}}"#,
        #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"],"finalizers":["c"]}}"#,
        #"{"metadata":{"finalizers":["c","b"]}}"#
      ),
      (
        #"{"spec":{"containers":[{"name":"a"},{"name":"b"},{"name":"s"}]}}"#,
        #"{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"a","image":"1"}]}}"#,
        #"{"spec":{"containers":[{"name":"b"},{"name":"a","image":"1"},{"name":"s"}]}}"#
      ),
      (
        #"{"spec":{"volumes":[{"name":"v","emptyDir":{}}]}}"#,
        #"{"spec":{"volumes":[{"name":"v","$retainKeys":["name","hostPath"],"hostPath":{"path":"/"}}]}}"#,
        #"{"spec":{"volumes":[{"name":"v","hostPath":{"path":"/"}}]}}"#
      ),
      (
        #"{"spec":{"tolerations":[{"key":"a"}]}}"#, #"{"spec":{"tolerations":[{"key":"b"}]}}"#,
        #"{"spec":{"tolerations":[{"key":"b"}]}}"#
      ),
      (#"{}"#, #"{"metadata":{"labels":{"a":null,"b":"c"}}}"#, #"{"metadata":{"labels":{"b":"c"}}}"#),
    ])
  func aPatchAppliesAsAServerAppliesIt(_ document: String, patch: String, result: String) throws {
    #expect(try pod.apply(json(patch), to: json(document)) == json(result))
  }

  @Test(
    "a bad patch is refused",
    arguments: [
      (#"{"spec":{"containers":[{"image":"1"}]}}"#, "map: map[image:1] does not contain declared merge key: name"),
      (#"{"spec":{"containers":[{"name":"a","$patch":"x"}]}}"#, "unknown patch type: x in map: map[$patch:x name:a]"),
      (#"{"spec":{"foo":{}}}"#, "unable to find api field in struct PodSpec for the json field \"foo\""),
      (#"{"spec":{"$setElementOrder/containers":"x"}}"#, "expected a []interface {}, but received a string"),
    ])
  func aBadPatchIsRefused(_ patch: String, message: String) throws {
    let document = try json(#"{"spec":{"containers":[{"name":"a"}],"foo":{"a":1}}}"#)
    let error = #expect(throws: PatchError.self) { try pod.apply(json(patch), to: document) }
    #expect(error?.description == message)
  }

  @Test("a two-way patch names the changes and the order")
  func aTwoWayPatchNamesTheChangesAndTheOrder() throws {
    let original = try json(#"{"spec":{"template":{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b"}]}}}}"#)
    let modified = try json(#"{"spec":{"template":{"spec":{"containers":[{"name":"a","image":"2"}]}}}}"#)
    let patch = try deployment.create(from: original, to: modified)
    let expected =
      #"{"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"a"}],"containers":[{"image":"2","name":"a"},{"$patch":"delete","name":"b"}]}}}}"#
    #expect(JSONWriter.string(patch) == expected)
  }

  @Test("a three-way patch keeps what others set")
  func aThreeWayPatchKeepsWhatOthersSet() throws {
    let original = try json(
      #"{"spec":{"replicas":1,"paused":true,"strategy":{"type":"RollingUpdate","rollingUpdate":{}}}}"#)
    let modified = try json(#"{"spec":{"replicas":2,"strategy":{"type":"Recreate"}}}"#)
    let current = try json(
      #"{"spec":{"replicas":1,"paused":true,"minReadySeconds":5,"strategy":{"type":"RollingUpdate","rollingUpdate":{}}}}"#
    )
    let patch = try deployment.createThreeWay(original: original, modified: modified, current: current)
    let expected =
      #"{"spec":{"paused":null,"replicas":2,"strategy":{"$retainKeys":["type"],"rollingUpdate":null,"type":"Recreate"}}}"#
    #expect(JSONWriter.string(patch) == expected)
    let result = try deployment.apply(patch, to: current)
    #expect(try result == json(#"{"spec":{"replicas":2,"minReadySeconds":5,"strategy":{"type":"Recreate"}}}"#))
  }

  @Test("patches made from two pods turn one into the other", arguments: 0..<300)
  func patchesMadeFromTwoPodsTurnOneIntoTheOther(_ seed: UInt64) throws {
    let (one, other) = (Noise(seed).pod(), Noise(seed &+ 999).pod())
    let patch = try pod.create(from: one, to: other)
    #expect(try pod.apply(patch, to: one) == other)
    let threeWay = try pod.createThreeWay(original: one, modified: other, current: one)
    #expect(try pod.apply(threeWay, to: one) == other)
    #expect(try pod.create(from: one, to: one) == [:])
  }

  @Test("noise is applied or refused", arguments: 0..<300)
  func noiseIsAppliedOrRefused(_ seed: UInt64) {
    let pieces = ["$patch", "$retainKeys", "$setElementOrder/containers", "$deleteFromPrimitiveList/finalizers"]
    let patch = Noise(seed).object(
      depth: 3, keys: pieces + ["metadata", "spec", "containers", "finalizers", "name", "volumes"])
    _ = try? pod.apply(patch, to: Noise(seed &+ 5).pod())
    _ = try? pod.apply(["spec": patch, "metadata": patch], to: Noise(seed &+ 5).pod())
    _ = try? pod.create(from: patch, to: Noise(seed &+ 5).pod())
    _ = try? JSONPatch([patch])
  }
}
