import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

/// Whatever players do, in whatever order: the cluster stays sound.
@Suite struct RandomOperationTests {
  private static let images = ["busybox:1.36", "nginx:1.27", "nginx:9.99", "Nginx", "registry.k8s.io/pause:3.10"]
  private static let pods = "/api/v1/namespaces/default/pods"

  @Test("no invariant breaks", arguments: 1...6)
  func noInvariantBreaks(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "operations")
    var story = PodStory(
      seed: seed,
      nodes: [
        NodeConfiguration(name: "node-1", cpu: 2000, pods: 8, images: PodStory.images),
        NodeConfiguration(name: "node-2"),
      ])
    for step in 0..<120 {
      perform(&random, &story)
      let pause = random.duration(from: .zero, to: .milliseconds(4000))
      story.cluster.advance(to: story.cluster.now + pause)
      let problems = story.cluster.invariantViolations()
      #expect(problems == [], "seed \(seed), step \(step)")
      if !problems.isEmpty { return }
    }
  }

  private func perform(_ random: inout RandomStream, _ story: inout PodStory) {
    let name = "p\(random.below(12))"
    switch random.below(10) {
    case 0...4:
      let image = Self.images[random.below(Self.images.count)]
      let policy = ["Always", "OnFailure", "Never"][random.below(3)]
      let probe = random.below(2) == 0 ? #","livenessProbe":{"tcpSocket":{"port":8080},"periodSeconds":2}"# : ""
      let command = random.below(2) == 0 ? #","command":["sh","-c","sleep 3; exit 1"]"# : ""
      let node = random.below(2) == 0 ? "" : #""nodeName":"node-\#(random.below(2) + 1)","#
      _ = story.create(
        #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"\#(name)"},"spec":{\#(node)"restartPolicy":"\#(policy)","#
          + #""terminationGracePeriodSeconds":\#(random.below(4)),"containers":[{"name":"app","image":"\#(image)""#
          + #"\#(command)\#(probe),"resources":{"requests":{"cpu":"\#(random.below(900))m"}}}]}}"#)
    case 5, 6: story.send(.delete, Self.pods + "/" + name)
    case 7: story.send(.delete, Self.pods + "/" + name, ["gracePeriodSeconds": 0])
    case 8:
      story.send(
        .patch, Self.pods + "/" + name, ["spec": ["containers": [["name": "app", "image": "nginx:1.28"]]]],
        contentType: "application/strategic-merge-patch+json")
    default: story.cluster.setNode("node-2", isRunning: random.below(2) == 0)
    }
  }
}
