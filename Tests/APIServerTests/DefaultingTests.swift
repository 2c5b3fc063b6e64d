import APIServer
import KubernetesModel
import SimulationKernel
import Testing

/// What the server adds to objects, and what it takes away when they change.
@Suite struct DefaultingTests {
  private let now = Instant(seconds: 1_795_363_717)

  private func made(
    _ server: inout APIServer, _ resource: GroupResource, _ spec: JSONValue
  ) throws -> JSONValue {
    try server.create(
      ["metadata": ["name": "x", "namespace": "default"], "spec": spec], in: resource, as: .admin, at: now
    ).value["spec"] ?? .null
  }

  private func refusal(_ work: () throws -> Void) -> String {
    do {
      try work()
      return ""
    } catch {
      return (error as? APIStatus)?.message ?? ""
    }
  }

  @Test("what an autoscaler's behavior does not say is filled in")
  func behaviorIsFilledIn() throws {
    var server = APIServer(seed: 1, at: now)
    let byPercent: JSONValue = ["periodSeconds": 15, "type": "Percent", "value": 100]
    let byPods: JSONValue = ["periodSeconds": 15, "type": "Pods", "value": 4]
    let spec = try made(
      &server, .horizontalPodAutoscalers,
      [
        "maxReplicas": 3, "scaleTargetRef": ["kind": "Deployment", "name": "x"],
        "behavior": ["scaleDown": ["stabilizationWindowSeconds": 0]],
      ])
    #expect(
      spec["behavior"] == [
        "scaleUp": ["policies": [byPods, byPercent], "selectPolicy": "Max", "stabilizationWindowSeconds": 0],
        "scaleDown": ["policies": [byPercent], "selectPolicy": "Max", "stabilizationWindowSeconds": 0],
      ])
  }

  @Test("a divisor and an interface of iSCSI that are not given are written all the same")
  func divisorAndInterfaceAreWritten() throws {
    var server = APIServer(seed: 1, at: now)
    let reference: JSONValue = ["containerName": "a", "resource": "limits.cpu"]
    let spec = try made(
      &server, .pods,
      [
        "volumes": [
          ["name": "d", "downwardAPI": ["items": [["path": "cpu", "resourceFieldRef": reference]]]],
          ["name": "i", "iscsi": ["targetPortal": "10.0.0.1:3260", "iqn": "iqn.2001-04.com.example:x", "lun": 0]],
        ],
        "containers": [
          ["name": "a", "image": "a:1", "env": [["name": "CPU", "valueFrom": ["resourceFieldRef": reference]]]]
        ],
      ])
    let variable = spec["containers"]?[0]?["env"]?[0]
    #expect(variable?.at("valueFrom", "resourceFieldRef", "divisor") == "0")
    #expect(spec["volumes"]?[0]?.at("downwardAPI", "items")?[0]?.at("resourceFieldRef", "divisor") == "0")
    #expect(spec["volumes"]?[1]?.at("iscsi", "iscsiInterface") == "default")
  }

  @Test("a load balancer that keeps clients' addresses gets a port for health checks, and loses it with its type")
  func healthCheckPortIsAllocated() throws {
    var server = APIServer(seed: 1, at: now)
    let spec: JSONValue = ["type": "LoadBalancer", "externalTrafficPolicy": "Local", "ports": [["port": 80]]]
    let port = try made(&server, .services, spec)["healthCheckNodePort"]?.intValue ?? 0
    #expect((30000...32767).contains(port))
    var service = try #require(server.get(.services, namespace: "default", "x")).value
    service.set("ClusterIP", at: "spec", "type")
    let changed = try server.update(service, in: .services, as: .admin, at: now).value["spec"] ?? .null
    for key in ["healthCheckNodePort", "externalTrafficPolicy", "allocateLoadBalancerNodePorts"] {
      #expect(changed[key] == nil)
    }
    #expect(changed["ports"]?[0]?["nodePort"] == nil)
  }

  @Test("a change that only another type of service can have is refused")
  func changeForAnotherTypeIsRefused() throws {
    var server = APIServer(seed: 1, at: now)
    _ = try made(&server, .services, ["ports": [["port": 80]]])
    var service = try #require(server.get(.services, namespace: "default", "x")).value
    service.set("Local", at: "spec", "externalTrafficPolicy")
    #expect(
      refusal { try server.update(service, in: .services, as: .admin, at: now) }
        == #"Service "x" is invalid: spec.externalTrafficPolicy: Invalid value: "Local": may only be set for "#
        + "externally-accessible services")
  }

  @Test("what a volume is made of stays the same")
  func sourceOfAVolumeStays() throws {
    var server = APIServer(seed: 1, at: now)
    var volume = try server.create(
      [
        "metadata": ["name": "v"],
        "spec": ["capacity": ["storage": "1Gi"], "accessModes": ["ReadWriteOnce"], "hostPath": ["path": "/a"]],
      ], in: .persistentVolumes, as: .admin, at: now
    ).value
    volume.set("/b", at: "spec", "hostPath", "path")
    let text = refusal { try server.update(volume, in: .persistentVolumes, as: .admin, at: now) }
    #expect(
      text.hasPrefix(
        "PersistentVolume \"v\" is invalid: spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is "
          + "immutable after creation\n@@ -2,7 +2,7 @@\n"))
    #expect(text.contains("-  \"Path\": \"/a\",\n+  \"Path\": \"/b\",\n"))
  }
}
