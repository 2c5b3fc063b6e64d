import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct EncodedEventTests {
  let now = Instant(seconds: 1_795_363_717)

  private struct NoWatch: Error {}

  private func configMap(_ name: String, _ labels: JSONValue) -> JSONValue {
    [
      "metadata": ["name": .string(name), "namespace": "default", "labels": labels],
      "data": ["k": "<v>", "long": "\u{2028} and more"],
    ]
  }

  /// Objects that come, change, leave a selection and go.
  private func change(_ server: inout APIServer) throws {
    for name in ["a", "b"] {
      var object = try server.create(configMap(name, ["in": "yes"]), in: .configMaps, as: .admin, at: now).value
      object.set("two", at: "data", "k")
      object = try server.update(object, in: .configMaps, as: .admin, at: now).value
      object.set("no", at: "metadata", "labels", "in")
      try server.update(object, in: .configMaps, as: .admin, at: now)
    }
    try server.delete(.configMaps, namespace: "default", "a", as: .admin, at: now)
  }

  @Test(
    "Watchers who share encoded events get what each would get alone.",
    arguments: [
      "application/json", "application/vnd.kubernetes.protobuf",
      "application/json;as=Table;v=v1;g=meta.k8s.io",
      "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
      "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
    ])
  func sharedIsTheSame(accept: String) throws {
    var server = APIServer(seed: 1, at: now)
    try server.create(configMap("there", ["in": "yes"]), in: .configMaps, as: .admin, at: now)
    let selections = ["", "in=yes", "in=no", ""]
    var watches = try selections.map { selector in
      let request = APIRequest(
        .get, "/api/v1/namespaces/default/configmaps", query: [("watch", "1"), ("labelSelector", selector)],
        accept: accept)
      guard case .stream(.watch(let watch)) = server.handle(request, at: now).body else { throw NoWatch() }
      return watch
    }
    try change(&server)
    let mediaType: MediaType = accept.hasPrefix("application/json") ? .json : .protobuf
    var shared = EncodedEvents()
    var lengths: [Int] = []
    for index in watches.indices {
      var alone = watches[index]
      let expected = try server.events(of: &alone, at: now)
      let bytes = try server.encodedEvents(of: &watches[index], sharing: &shared, at: now)
      if mediaType == .json {
        #expect(try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONParser.parse(Array($0)) } == expected)
      } else {
        #expect(bytes == expected.flatMap { mediaType.encode(event: $0) })
      }
      lengths.append(bytes.count)
    }
    #expect(lengths[0] == lengths[3])
    #expect(Set(lengths).count == 3)
  }

  @Test("A watch that fell behind is told once, and is over.")
  func behindIsToldOnce() throws {
    var server = APIServer(seed: 1, at: now)
    let request = APIRequest(
      .get, "/api/v1/namespaces/default/configmaps", query: [("watch", "1"), ("resourceVersion", "2")])
    guard case .stream(.watch(var watch)) = server.handle(request, at: now).body else { throw NoWatch() }
    for number in 0..<200 {
      try server.create(configMap("x-\(number)", [:]), in: .configMaps, as: .admin, at: now + .seconds(number))
    }
    #expect(server.hasNews(for: watch, at: now))
    #expect(throws: APIStatus.self) { try server.events(of: &watch, at: now) }
    #expect(watch.isOver)
    #expect(try server.events(of: &watch, at: now).isEmpty)
  }
}
