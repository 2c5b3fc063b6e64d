import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

@Suite struct ClusterHourTests {
  @Test("an hour of ten nodes and two hundred pods passes")
  func anHourOfTenNodesAndTwoHundredPodsPasses() {
    let nodes = (1...10).map { NodeConfiguration(name: "node-\($0)", images: PodStory.images) }
    var story = PodStory(nodes: nodes)
    for number in 0..<200 {
      _ = story.create(
        #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"pod-\#(number)"},"spec":{"nodeName":"node-\#(number % 10 + 1)","#
          + #""containers":[{"name":"app","image":"nginx:1.27"}]}}"#)
    }
    story.cluster.advance(to: story.cluster.now + .seconds(3600))
    #expect(story.cluster.now == PodStory.start + .seconds(3602))
    #expect(story.cluster.nextEvent != nil)
  }
}
