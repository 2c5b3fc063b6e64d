import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

/// The steps of pods, in the order in which a watch of a real cluster shows them.
@Suite struct PodTransitionTests {
  private func pod(_ name: String, _ spec: String) -> String {
    #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"\#(name)"},"spec":{"nodeName":"node-1",\#(spec)}}"#
  }

  private func container(_ fields: String) -> String { #"{"name":"app","image":"busybox:1.36",\#(fields)}"# }

  private let creating =
    "phase=Pending ip=- gen=1/1 PodReadyToStartContainers- Initialized+ Ready-:ContainersNotReady "
    + "ContainersReady-:ContainersNotReady PodScheduled+ app[waiting:ContainerCreating ready=n started=n restarts=0]"

  @Test func `a pod starts and runs, then is deleted`() {
    var story = PodStory()
    _ = story.create(
      pod("runs", #""terminationGracePeriodSeconds":3,"containers":[\#(container(#""command":["sleep","3600"]"#))]"#))
    story.run(.seconds(5))
    story.send(.delete, "/api/v1/namespaces/default/pods/runs")
    story.run(.seconds(10))
    let sandbox = creating.split(separator: " ").map {
      $0 == "PodReadyToStartContainers-" ? "PodReadyToStartContainers+" : $0
    }
    let running =
      "PodReadyToStartContainers+ Initialized+ Ready+ ContainersReady+ PodScheduled+ "
      + "app[running ready=y started=y restarts=0]"
    #expect(
      story.steps.dropFirst().prefix(5) == [
        "MODIFIED " + creating, "MODIFIED " + sandbox.joined(separator: " "),
        "MODIFIED phase=Running ip=y gen=1/1 " + running,
        "MODIFIED phase=Running ip=y deleting(grace=3) gen=2/1 " + running,
        "MODIFIED phase=Running ip=y deleting(grace=3) gen=2/2 " + running,
      ])
    #expect(story.pod("runs").name == "")
    #expect(
      story.events(of: "runs") == [
        "Normal Pulled x1: Container image \"busybox:1.36\" already present on machine and can be accessed by the pod",
        "Normal Created x1: Container created", "Normal Started x1: Container started",
        "Normal Killing x1: Stopping container app",
      ])
  }
}
