import APIServer
import Cluster
import Foundation
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

/// A pod, and what is done to it.
struct TransitionCase: CustomStringConvertible, Sendable {
  enum Action: Sendable {
    case wait(Duration)
    case delete
    case create(path: String, object: String)
  }

  let name: String
  let spec: String
  let actions: [Action]
  /// The texts of the events that the kubelet tells of it.
  let events: [String]

  var description: String { name }

  static func container(_ fields: String, name: String = "app") -> String {
    #"{"name":"\#(name)","image":"busybox:1.36",\#(fields)}"#
  }

  private static let stubborn = #""command":["sh","-c","trap '' TERM; while :; do sleep 1; done"]"#
  private static let pulled =
    "Normal Pulled: Container image \"busybox:1.36\" already present on machine and can be accessed by the pod"
  private static let started = [pulled, "Normal Created: Container created", "Normal Started: Container started"]

  static let all = [
    TransitionCase(
      name: "runs", spec: #""terminationGracePeriodSeconds":3,"containers":[\#(container(stubborn))]"#,
      actions: [.wait(.seconds(6)), .delete, .wait(.seconds(8))],
      events: started + ["Normal Killing: Stopping container app"]),
    TransitionCase(
      name: "ready",
      spec: #""containers":["#
        + container(
          #""command":["sh","-c","sleep 5; touch /tmp/ok; sleep 3600"],"#
            + #""readinessProbe":{"exec":{"command":["cat","/tmp/ok"]},"periodSeconds":2}"#) + "]",
      actions: [.wait(.seconds(12))],
      events: started + [
        "Warning Unhealthy: Readiness probe failed: cat: can't open '/tmp/ok': No such file or directory\n"
      ]),
    TransitionCase(
      name: "init",
      spec: #""initContainers":[\#(container(#""command":["sleep","2"]"#, name: "first"))],"#
        + #""containers":[\#(container(#""command":["sleep","3600"]"#))]"#,
      actions: [.wait(.seconds(10))], events: started),
    TransitionCase(
      name: "done", spec: #""restartPolicy":"Never","containers":[\#(container(#""command":["sleep","2"]"#))]"#,
      actions: [.wait(.seconds(10))], events: started),
    TransitionCase(
      name: "crash", spec: #""containers":[\#(container(#""command":["sh","-c","sleep 1; exit 3"]"#))]"#,
      actions: [.wait(.milliseconds(37_500))],
      events: started + ["Warning BackOff: Back-off restarting failed container app in pod crash_default(UID)"]),
    TransitionCase(
      name: "live",
      spec: #""terminationGracePeriodSeconds":1,"containers":["#
        + container(
          stubborn + #","livenessProbe":{"exec":{"command":["false"]},"periodSeconds":1,"failureThreshold":2}"#) + "]",
      actions: [.wait(.seconds(17))],
      events: started + [
        "Warning Unhealthy: Liveness probe failed: ",
        "Normal Killing: Container app failed liveness probe, will be restarted",
        "Warning BackOff: Back-off restarting failed container app in pod live_default(UID)",
      ]),
    TransitionCase(
      name: "never",
      spec: #""containers":[{"name":"app","image":"registry.example.com/a:1","imagePullPolicy":"Never"}]"#,
      actions: [.wait(.seconds(4))],
      events: [
        "Warning ErrImageNeverPull: Container image \"registry.example.com/a:1\" is not present with pull policy of Never",
        "Warning Failed: Error: ErrImageNeverPull",
      ]),
    TransitionCase(
      name: "config",
      spec:
        #""containers":[\#(container(#""command":["sleep","60"],"envFrom":[{"configMapRef":{"name":"settings"}}]"#))]"#,
      actions: [
        .wait(.seconds(6)),
        .create(
          path: "/api/v1/namespaces/default/configmaps",
          object: #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"A":"b"}}"#),
        .wait(.seconds(20)),
      ],
      events: [pulled, "Warning Failed: Error: configmap \"settings\" not found"] + started.dropFirst()),
    TransitionCase(
      name: "oom",
      spec: #""containers":["#
        + container(
          #""command":["sh","-c","sleep 1; exec tail /dev/zero"],"resources":{"limits":{"memory":"32Mi"}}"#) + "]",
      actions: [.wait(.seconds(9))],
      events: started + ["Warning BackOff: Back-off restarting failed container app in pod oom_default(UID)"]),
    TransitionCase(
      name: "side",
      spec: #""terminationGracePeriodSeconds":1,"#
        + #""initContainers":[\#(container(stubborn + #","restartPolicy":"Always""#, name: "proxy"))],"#
        + #""containers":[\#(container(stubborn))]"#,
      actions: [.wait(.seconds(6)), .delete, .wait(.seconds(10))],
      events: started + ["Normal Killing: Stopping container app", "Normal Killing: Stopping container proxy"]),
  ]
}

/// The steps of pods, in the order in which a watch of a real cluster shows them.
@Suite struct PodTransitionTests {
  private static let golden = load()

  private static func load() -> [String: [String]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/pod-transitions.txt")
    var cases: [String: [String]] = [:]
    var name = ""
    for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") {
      if line.hasPrefix("### ") {
        name = String(line.dropFirst(4))
      } else {
        cases[name, default: []].append(String(line))
      }
    }
    return cases
  }

  @Test("a pod changes as a real one does", arguments: TransitionCase.all)
  func aPodChangesAsARealOneDoes(given: TransitionCase) {
    var story = PodStory()
    _ = story.create(
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"\#(given.name)"},"spec":{\#(given.spec)}}"#)
    let uid = story.pod(given.name).uid
    for action in given.actions {
      switch action {
      case .wait(let duration): story.run(duration)
      case .delete: story.send(.delete, "/api/v1/namespaces/default/pods/" + given.name)
      case .create(let path, let object): _ = story.create(object, in: path)
      }
    }
    let steps = story.steps.filter { !$0.hasPrefix("ADDED") && $0.contains("[") }
    let expected = Self.golden[given.name] ?? []
    #expect(
      steps == Array(expected.prefix(steps.count)),
      "\(zip(story.times, story.steps).map { "\($0) \($1)" }.joined(separator: "\n"))")
    #expect(steps.count == expected.count)
    let events = story.events(of: given.name).map { $0.replacing(/\ x\d+:/, with: ":").replacing(uid, with: "UID") }
    #expect(Set(events) == Set(given.events))
    #expect(story.cluster.invariantViolations() == [])
  }
}
