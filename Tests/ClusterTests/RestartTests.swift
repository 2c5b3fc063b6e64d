import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

@Suite struct RestartTests {
  private func pod(_ fields: String, spec: String = "") -> String {
    #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app"},"spec":{\#(spec)"containers":[{"name":"app",\#(fields)}]}}"#
  }

  /// When the container was started again, in seconds since the start.
  private func restarts(_ story: PodStory) -> [Int64] {
    var seen = 0
    var found: [Int64] = []
    for (time, step) in zip(story.times, story.steps) {
      guard let text = step.firstMatch(of: /restarts=(\d+)/)?.1, let count = Int(text), count > seen else { continue }
      seen = count
      found.append(time / 1000)
    }
    return found
  }

  @Test("the back-off doubles up to five minutes, and waits up to half as long again")
  func theBackOffDoublesUpToFiveMinutesAndWaitsUpToHalfAsLongAgain() {
    var story = PodStory()
    _ = story.create(pod(#""image":"busybox:1.36","command":["false"]"#))
    story.run(.seconds(2400))
    let times = restarts(story)
    let pauses = zip(times.dropFirst(), times).map { $0 - $1 }
    for (index, pause) in pauses.prefix(8).enumerated() {
      let delay = min(300, 10 << index)
      #expect((delay - 1...delay * 3 / 2 + 3).contains(Int(pause)), "pause \(index): \(pauses)")
    }
    #expect(times.count >= 8)
  }

  @Test("a change of the pod makes the kubelet look, and show CrashLoopBackOff")
  func aChangeOfThePodMakesTheKubeletLookAndShowCrashLoopBackOff() {
    var story = PodStory()
    _ = story.create(pod(#""image":"busybox:1.36","command":["false"]"#))
    story.run(.seconds(6))
    func state() -> JSONValue? { story.pod("app").at("status", "containerStatuses")?[0]?["state"] }
    #expect(state()?.at("terminated", "reason") == "Error")
    story.change("/api/v1/namespaces/default/pods/app") { $0.set("yes", at: "metadata", "annotations", "looked") }
    story.run(.milliseconds(500))
    let uid = story.pod("app").uid
    #expect(state()?.at("waiting", "reason") == "CrashLoopBackOff")
    #expect(
      state()?.at("waiting", "message")
        == .string("back-off 10s restarting failed container=app pod=app_default(\(uid))"))
  }

  @Test("a program that does not exist ends with a start error")
  func aProgramThatDoesNotExistEndsWithAStartError() {
    var story = PodStory()
    _ = story.create(pod(#""image":"busybox:1.36","command":["/bin/wrker","--verbose"]"#))
    story.run(.seconds(30))
    let status = story.pod("app").at("status", "containerStatuses")?[0]
    let ended = status?.at("lastState", "terminated")
    #expect(ended?["reason"] == "StartError" && ended?["exitCode"] == 128)
    let message =
      "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: "
      + "unable to start container process: exec: \"/bin/wrker\": stat /bin/wrker: no such file or directory"
    #expect(ended?["message"] == .string(message))
    #expect(story.events(of: "app").contains { $0.hasSuffix(": Error: " + message) })
  }

  @Test(
    "a pod that must not be restarted keeps its end",
    arguments: [
      (
        #""image":"busybox:1.36","command":["tail","/dev/zero"],"resources":{"limits":{"memory":"16Mi"}}"#, "OOMKilled",
        137
      ),
      (#""image":"busybox:1.36","command":["sh","-c","exit 7"]"#, "Error", 7),
      (#""image":"busybox:1.36","command":["true"]"#, "Completed", 0),
    ])
  func aPodThatMustNotBeRestartedKeepsItsEnd(fields: String, reason: String, code: Int) {
    var story = PodStory()
    _ = story.create(pod(fields, spec: #""restartPolicy":"Never","#))
    story.run(.seconds(10))
    let status = story.pod("app")["status"]
    let ended = status?["containerStatuses"]?[0]?.at("state", "terminated")
    #expect(ended?["reason"] == .string(reason) && ended?["exitCode"] == JSONValue(code))
    #expect(status?["phase"] == (code == 0 ? "Succeeded" : "Failed"))
  }

  @Test(
    "a probe that fails says why",
    arguments: [
      (
        #""readinessProbe":{"httpGet":{"path":"/health","port":80}}"#,
        "Readiness probe failed: HTTP probe failed with statuscode: 404"
      ),
      (
        #""startupProbe":{"tcpSocket":{"port":8080},"periodSeconds":1}"#,
        "Startup probe failed: dial tcp 10.244.0.2:8080: connect: connection refused"
      ),
      (
        #""readinessProbe":{"httpGet":{"path":"/x","port":81}}"#,
        "Readiness probe failed: Get \"http://10.244.0.2:81/x\": dial tcp 10.244.0.2:81: connect: connection refused"
      ),
      (
        #""readinessProbe":{"httpGet":{"path":"/","port":"http"}}"#,
        "Readiness probe errored and resulted in unknown state: strconv.Atoi: parsing \"http\": invalid syntax"
      ),
      (
        #""readinessProbe":{"tcpSocket":{"port":"web"}},"ports":[{"name":"http","containerPort":80}]"#,
        "Readiness probe errored and resulted in unknown state: strconv.Atoi: parsing \"web\": invalid syntax"
      ),
    ])
  func aProbeThatFailsSaysWhy(probe: String, message: String) {
    var story = PodStory()
    _ = story.create(pod(#""image":"nginx:1.27",\#(probe)"#))
    story.run(.seconds(4))
    #expect(
      story.events(of: "app").contains { $0.hasPrefix("Warning Unhealthy x") && $0.hasSuffix(": " + message) },
      "\(story.events(of: "app"))")
    #expect(story.pod("app").at("status", "containerStatuses")?[0]?["ready"] == false)
  }

  @Test("pods that finish come to rest")
  func podsThatFinishComeToRest() {
    var story = PodStory(nodes: (1...4).map { NodeConfiguration(name: "node-\($0)", images: PodStory.images) })
    for number in 0..<60 {
      _ = story.create(
        #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"job-\#(number)"},"spec":{"restartPolicy":"Never","#
          + #""containers":[{"name":"work","image":"busybox:1.36","command":["sleep","\#(number)"]}]}}"#)
    }
    story.cluster.advance(to: story.cluster.now + .seconds(90))
    let pods = story.get("/api/v1/namespaces/default/pods")["items"]?.arrayValue ?? []
    #expect(pods.count == 60 && pods.allSatisfy { $0.at("status", "phase") == "Succeeded" })
    #expect(story.cluster.invariantViolations() == [])
  }
}
