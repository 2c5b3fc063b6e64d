import Drills
import Scenarios
import SimulationKernel
import Testing

/// What players do to find out more than objects say, typed at the prompt.
@Suite struct PlayersToolsTests {
  private let drill: Drill

  init() throws {
    drill = Drill(try #require(Prepared.shop), startedAt: Instant(seconds: 1_773_457_920))
  }

  private func output(_ line: String) -> String {
    let console = Transcript()
    drill.perform(line, pace: .scripted, console: console)
    return console.text
  }

  @Test("a debugging container that ends at once says what it had to say")
  func aDebuggingContainerThatEndsAtOnceSaysWhatItHadToSay() {
    let debug =
      "pod=$(kubectl get pods -o name | head -1); kubectl debug $pod -i --image=busybox:1.36 --profile=general"
    #expect(output(debug + " -- echo seen from inside 2>/dev/null").hasSuffix("seen from inside\n"))
    #expect(output(debug + " -- sh -c 'sleep 3; echo later' 2>/dev/null").hasSuffix("later\n"))
  }

  @Test("a cordoned node's kubelet says so, and that it is over")
  func aCordonedNodesKubeletSaysSoAndThatItIsOver() {
    _ = output("node=$(kubectl get nodes -o name | head -1); kubectl cordon $node; sleep 11")
    let events = "kubectl describe $node | tail -2 | awk '{print $2, $4, $7, $8, $9}'"
    #expect(output(events).hasSuffix("NodeNotSchedulable kubelet status is now:\n"))
    _ = output("kubectl uncordon $node; sleep 11")
    #expect(output(events).hasSuffix("NodeSchedulable kubelet status is now:\n"))
  }

  @Test("who cannot forward a Service's port is told which port of the pod it leads to")
  func whoCannotForwardAServicesPortIsToldWhichPortOfThePodItLeadsTo() {
    _ = output("kubectl create deployment clock --image=nginx:1.27; kubectl rollout status deploy/clock")
    _ = output("kubectl expose deployment clock --port=8000 --target-port=80")
    #expect(output("kubectl port-forward svc/clock 9000:8000").contains("http://localhost:80/"))
    #expect(output("kubectl port-forward svc/clock 80").hasSuffix("Service clock does not have a service port 80\n"))
    #expect(output("kubectl port-forward deploy/clock 9000:80").contains("http://localhost:80/"))
  }
}
