import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct ServiceTests {
  private func service(_ spec: JSONValue) -> JSONValue { ["metadata": ["name": "web"], "spec": spec] }

  private func slices(_ world: World) -> [JSONValue] {
    world.api.list(.endpointSlices, namespace: "default").map(\.value).filter {
      $0.labels["kubernetes.io/service-name"] == "web"
    }
  }

  @Test("a Service lists the pods that it selects, by the ports that they name")
  func aServiceListsThePodsThatItSelectsByThePortsThatTheyName() {
    var world = World()
    world.create(
      service([
        "clusterIP": "10.96.1.1", "selector": ["app": "web"],
        "ports": [["name": "http", "port": 80, "targetPort": "web"]],
      ]),
      in: .services)
    world.run(for: .seconds(1))
    #expect(slices(world).map { $0["endpoints"]?.arrayValue?.count ?? 0 } == [0])
    let containers: JSONValue = [["name": "a", "image": "x", "ports": [["name": "web", "containerPort": 8080]]]]
    world.create(podManifest("a", ["containers": containers], labels: ["app": "web"]), in: .pods)
    world.create(podManifest("b", ["containers": containers], labels: ["app": "other"]), in: .pods)
    world.run(for: .milliseconds(300))
    #expect(slices(world).map { $0["endpoints"]?.arrayValue?.count ?? 0 } == [0])
    world.run(for: .seconds(2))
    #expect(slices(world).count == 1)
    let slice = slices(world).first
    #expect(slice?["ports"] == [["name": "http", "port": 8080, "protocol": "TCP"]])
    #expect(slice?["endpoints"]?.arrayValue?.count == 1)
    #expect(
      slice?["endpoints"]?[0]?["conditions"] == ["ready": true, "serving": true, "terminating": false])
    #expect(slice?["endpoints"]?[0]?["nodeName"] == "node-1")
    #expect(slice?.labels["endpointslice.kubernetes.io/managed-by"] == "endpointslice-controller.k8s.io")
    let endpoints = world.get(.endpoints, "web")
    #expect(endpoints?["subsets"]?[0]?["addresses"]?[0]?.at("targetRef", "name") == "a")
  }

  @Test("a pod that is on its way out serves, but is not ready")
  func aPodThatIsOnItsWayOutServesButIsNotReady() {
    var world = World()
    world.create(
      service(["clusterIP": "10.96.1.1", "selector": ["app": "web"], "ports": [["port": 80]]]), in: .services)
    world.create(podManifest("a", labels: ["app": "web"]), in: .pods)
    world.run(for: .seconds(2))
    world.delete(.pods, "a")
    world.run(for: .milliseconds(200))
    #expect(
      slices(world).first?["endpoints"]?[0]?["conditions"] == ["ready": false, "serving": true, "terminating": true])
    #expect(world.get(.endpoints, "web")?["subsets"] == nil)
    world.run(for: .seconds(3))
    #expect(slices(world).first?["endpoints"]?.arrayValue?.isEmpty ?? true)
  }

  @Test("a Service that is deleted takes its endpoints with it")
  func aServiceThatIsDeletedTakesItsEndpointsWithIt() {
    var world = World()
    world.create(
      service(["clusterIP": "10.96.1.1", "selector": ["app": "web"], "ports": [["port": 80]]]), in: .services)
    world.run(for: .seconds(1))
    world.delete(.services, "web")
    world.run(for: .seconds(3))
    #expect(slices(world).isEmpty)
    #expect(world.get(.endpoints, "web") == nil)
  }
}
