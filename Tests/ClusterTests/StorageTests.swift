import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

@Suite struct StorageTests {
  private var cluster: Cluster
  private static let claims = "/api/v1/namespaces/default/persistentvolumeclaims"
  private static let pods = "/api/v1/namespaces/default/pods"
  private static let scale =
    "/apis/apps/v1/namespaces/local-path-storage/deployments/local-path-provisioner/scale"

  init() {
    let start = Instant(seconds: 1_795_359_810)
    let node = NodeConfiguration(name: "node-1", images: ["busybox:1.36"])
    cluster = Cluster(ClusterConfiguration(nodes: [node]), seed: 3, at: start)
    cluster.advance(to: start + .seconds(60))
  }

  @Test("A claim of the default class gets a volume where its first pod goes, and the volume goes with the claim.")
  mutating func provisioned() throws {
    ask(.post, Self.claims, Self.claim)
    pass(30)
    #expect(phase("persistentvolumeclaims", "data") == "Pending")
    #expect(reasons(about: "data") == ["WaitForFirstConsumer"])
    ask(.post, Self.pods, Self.pod)
    pass(6)
    // The volume and the claim are bound at once.
    #expect(phase("persistentvolumeclaims", "data") == "Bound")
    pass(24)
    #expect(phase("pods", "app") == "Running")
    #expect(
      reasons(about: "data") == [
        "WaitForFirstConsumer", "ExternalProvisioning", "Provisioning", "ProvisioningSucceeded",
      ])
    let volume = try #require(cluster.server.list(.persistentVolumes).first?.value)
    #expect(volume.at("spec", "persistentVolumeReclaimPolicy")?.stringValue == "Delete")
    ask(.delete, Self.pods + "/app", nil)
    ask(.delete, Self.claims + "/data", nil)
    pass(60)
    #expect(cluster.server.list(.persistentVolumeClaims).isEmpty)
    #expect(cluster.server.list(.persistentVolumes).isEmpty)
  }

  @Test("While the provisioner is away a claim waits for it.")
  mutating func waiting() {
    ask(
      .put, Self.scale,
      [
        "apiVersion": "autoscaling/v1", "kind": "Scale", "spec": ["replicas": 0],
        "metadata": ["name": "local-path-provisioner", "namespace": "local-path-storage"],
      ])
    pass(60)
    ask(.post, Self.claims, Self.claim)
    ask(.post, Self.pods, Self.pod)
    pass(120)
    #expect(phase("persistentvolumeclaims", "data") == "Pending")
    #expect(phase("pods", "app") == "Pending")
    #expect(reasons(about: "data").contains("ExternalProvisioning"))
    #expect(!reasons(about: "data").contains("Provisioning"))
    ask(
      .put, Self.scale,
      [
        "apiVersion": "autoscaling/v1", "kind": "Scale", "spec": ["replicas": 1],
        "metadata": ["name": "local-path-provisioner", "namespace": "local-path-storage"],
      ])
    pass(60)
    #expect(phase("pods", "app") == "Running")
  }

  @Test("a claim for one pod at a time keeps the next pod waiting until the first is gone")
  mutating func aClaimForOnePodAtATimeKeepsTheNextPodWaitingUntilTheFirstIsGone() {
    var claim = Self.claim
    claim.set(["ReadWriteOncePod"], at: "spec", "accessModes")
    ask(.post, "/api/v1/namespaces/default/persistentvolumeclaims", claim)
    ask(.post, "/api/v1/namespaces/default/pods", Self.pod)
    pass(60)
    var second = Self.pod
    second.set("next", at: "metadata", "name")
    ask(.post, "/api/v1/namespaces/default/pods", second)
    pass(10)
    #expect(phase("pods", "app") == "Running" && phase("pods", "next") == "Pending")
    let refusal = cluster.server.list(GroupResource("events")).compactMap { $0.value["message"]?.stringValue }
    #expect(
      refusal.contains {
        $0.contains("node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode")
      })
    ask(.delete, "/api/v1/namespaces/default/pods/app", nil)
    pass(30)
    #expect(phase("pods", "next") == "Running")
  }

  @Test("A pod of a higher priority drives away the one that holds its claim for one pod at a time.")
  mutating func heldClaimIsPreempted() {
    ask(
      .post, "/apis/scheduling.k8s.io/v1/priorityclasses",
      ["metadata": ["name": "urgent"], "value": 1000, "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass"])
    var claim = Self.claim
    claim.set(["ReadWriteOncePod"], at: "spec", "accessModes")
    ask(.post, "/api/v1/namespaces/default/persistentvolumeclaims", claim)
    ask(.post, "/api/v1/namespaces/default/pods", Self.pod)
    pass(60)
    var second = Self.pod
    second.set("next", at: "metadata", "name")
    second.set("urgent", at: "spec", "priorityClassName")
    ask(.post, "/api/v1/namespaces/default/pods", second)
    pass(60)
    #expect(phase("pods", "next") == "Running")
    #expect(cluster.server.get(GroupResource("pods"), namespace: "default", "app") == nil)
  }

  // MARK: The cluster

  private static let claim: JSONValue = [
    "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": ["name": "data"],
    "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]],
  ]

  private static let pod: JSONValue = [
    "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "app"],
    "spec": [
      "terminationGracePeriodSeconds": 1,
      "containers": [
        [
          "name": "app", "image": "busybox:1.36", "command": ["sleep", "1d"],
          "volumeMounts": [["name": "data", "mountPath": "/data"]],
        ]
      ],
      "volumes": [["name": "data", "persistentVolumeClaim": ["claimName": "data"]]],
    ],
  ]

  private mutating func ask(_ method: APIRequest.Method, _ path: String, _ body: JSONValue?) {
    let request = APIRequest(
      method, path, contentType: "application/json", body: body.map { .value($0) } ?? .none)
    let response = cluster.handle(request, at: cluster.now)
    #expect((200..<300).contains(response.status), "\(method) \(path): \(response.body)")
  }

  private mutating func pass(_ seconds: Int) { cluster.advance(to: cluster.now + .seconds(seconds)) }

  private func phase(_ resource: String, _ name: String) -> String? {
    cluster.server.get(GroupResource(resource), namespace: "default", name)?.value
      .at("status", "phase")?.stringValue
  }

  /// Why events were written about an object, the first first.
  private func reasons(about name: String) -> [String] {
    cluster.server.list(GroupResource("events")).map(\.value)
      .filter { $0.at("involvedObject", "name")?.stringValue == name }
      .compactMap { $0["reason"]?.stringValue }
  }
}
