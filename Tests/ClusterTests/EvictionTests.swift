import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

@Suite("Pods that the kubelet ends itself") struct EvictionTests {
  private func pod(_ container: String, spec: String) -> String {
    #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app"},"spec":{\#(spec),"terminationGracePeriodSeconds":5,"#
      + #""containers":[{"name":"app","image":"busybox:1.36",\#(container)}]}}"#
  }

  private func outcome(_ story: inout PodStory) -> [JSONValue?] {
    let status = story.pod("app")["status"]
    return [status?["phase"], status?["reason"], status?["message"]]
  }

  @Test("a pod that has been active for too long fails")
  func aPodThatHasBeenActiveForTooLongFails() {
    var story = PodStory()
    _ = story.create(pod(#""command":["sleep","3600"]"#, spec: #""activeDeadlineSeconds":5"#))
    story.run(.seconds(4))
    #expect(outcome(&story) == ["Running", nil, nil])
    story.run(.seconds(3))
    // Its containers have the time that the pod gives them.
    #expect(outcome(&story) == ["Running", nil, nil])
    story.run(.seconds(10))
    let message = "Pod was active on the node longer than the specified deadline"
    #expect(outcome(&story) == ["Failed", "DeadlineExceeded", .string(message)])
    #expect(story.pod("app").at("status", "containerStatuses")?[0]?.at("state", "terminated", "exitCode") == 137)
    #expect(story.events(of: "app").contains("Normal DeadlineExceeded x4: " + message))
    #expect(story.cluster.invariantViolations() == [])
  }

  @Test("a deadline that is set later, or comes before the start, counts as well")
  func aDeadlineThatIsSetLaterOrComesBeforeTheStartCountsAsWell() {
    var story = PodStory()
    _ = story.create(pod(#""command":["sleep","3600"]"#, spec: #""restartPolicy":"Always""#))
    story.run(.seconds(10))
    story.change("/api/v1/namespaces/default/pods/app") { $0.set(12, at: "spec", "activeDeadlineSeconds") }
    story.run(.seconds(10))
    #expect(outcome(&story)[1] == "DeadlineExceeded")
    var other = PodStory()
    _ = other.create(
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app"},"spec":{"activeDeadlineSeconds":20,"#
        + #""containers":[{"name":"app","image":"nowhere.invalid/none:1"}]}}"#)
    other.run(.seconds(60))
    #expect(outcome(&other)[1] == "DeadlineExceeded")
    let state = other.pod("app").at("status", "containerStatuses")?[0]?["state"]
    #expect(state?.at("terminated", "reason") == "ContainerStatusUnknown")
  }

  static let limits: [(container: String, spec: String, message: String?)] = [
    (
      #""command":["sh","-c","head -c 5000000 /dev/zero > /d/x; sleep 3600"],"volumeMounts":[{"name":"v","mountPath":"/d"}]"#,
      #""volumes":[{"name":"v","emptyDir":{"sizeLimit":"1Mi"}}]"#,
      "Usage of EmptyDir volume \"v\" exceeds the limit \"1Mi\". "
    ),
    (
      #""command":["sh","-c","head -c 500000 /dev/zero > /d/x; sleep 3600"],"volumeMounts":[{"name":"v","mountPath":"/d"}]"#,
      #""volumes":[{"name":"v","emptyDir":{"sizeLimit":"1Mi"}}]"#, nil
    ),
    (
      #""command":["sh","-c","head -c 5000000 /dev/zero > /d/x; sleep 3600"],"volumeMounts":[{"name":"v","mountPath":"/d"}]"#,
      #""volumes":[{"name":"v","emptyDir":{"sizeLimit":"1Mi","medium":"Memory"}}]"#, nil
    ),
    (
      #""command":["sh","-c","head -c 5000000 /dev/zero > /tmp/x; sleep 3600"],"resources":{"limits":{"ephemeral-storage":"2Mi"}}"#,
      #""restartPolicy":"Always""#,
      "Pod ephemeral local storage usage exceeds the total limit of containers 2Mi. "
    ),
    (
      #""command":["sh","-c","head -c 5000000 /dev/zero > /tmp/x; sleep 3600"],"resources":{"limits":{"ephemeral-storage":"2Mi"}}},"#
        + #"{"name":"two","image":"registry.k8s.io/pause:3.10","resources":{"limits":{"ephemeral-storage":"20Mi"}}"#,
      #""restartPolicy":"Always""#, "Container app exceeded its local ephemeral storage limit \"2Mi\". "
    ),
    (
      #""command":["sh","-c","head -c 5000000 /dev/zero > /tmp/x; rm /tmp/x; sleep 3600"],"resources":{"limits":{"ephemeral-storage":"2Mi"}}"#,
      #""restartPolicy":"Always""#, nil
    ),
  ]

  @Test("a pod that writes more to its node's disk than it may is evicted", arguments: limits)
  func aPodThatWritesMoreToItsNodesDiskThanItMayIsEvicted(container: String, spec: String, message: String?) {
    var story = PodStory()
    _ = story.create(pod(container, spec: spec))
    story.run(.seconds(150))
    guard let message else { return #expect(outcome(&story) == ["Running", nil, nil]) }
    #expect(outcome(&story) == ["Failed", "Evicted", .string(message)])
    #expect(story.events(of: "app").contains("Warning Evicted x1: " + message))
  }

  @Test("missing pull secrets are told of with every sync")
  func missingPullSecretsAreToldOfWithEverySync() {
    var story = PodStory()
    _ = story.create(
      pod(#""command":["sleep","3600"]"#, spec: #""imagePullSecrets":[{"name":"regcred"},{"name":"other"}]"#))
    story.run(.seconds(5))
    func told() -> Int {
      story.events(of: "app").compactMap { line in
        line.firstMatch(of: /Warning FailedToRetrieveImagePullSecret x(\d+): (.*)/).flatMap {
          #expect(
            $0.2
              == "Unable to retrieve some image pull secrets (regcred, other); attempting to pull the image may not succeed."
          )
          return Int($0.1)
        }
      }.reduce(0, +)
    }
    let atFirst = told()
    #expect(atFirst > 0)
    story.run(.seconds(200))
    #expect(told() > atFirst)
    #expect(story.pod("app").at("status", "phase") == "Running")
  }

  static let names: [(spec: String, hostname: String, problem: String?)] = [
    (#""hostname":"h","subdomain":"s""#, "h", nil),
    (#""hostname":"h","subdomain":"s","setHostnameAsFQDN":true"#, "h.s.default.svc.cluster.local", nil),
    (#""setHostnameAsFQDN":true"#, "app", nil),
    (
      #""hostname":"a-name-that-is-somewhat-long","subdomain":"a-subdomain","setHostnameAsFQDN":true"#, "",
      "Warning FailedCreatePodSandBox x1: Failed to create pod sandbox: failed to construct FQDN from pod hostname and "
        + "cluster domain, FQDN a-name-that-is-somewhat-long.a-subdomain.default.svc.cluster.local is too long "
        + "(64 characters is the max, 66 characters requested)"
    ),
  ]

  @Test("a pod's kernel knows its full name where the pod asks for that", arguments: names)
  func aPodsKernelKnowsItsFullNameWhereThePodAsksForThat(spec: String, hostname: String, problem: String?) {
    var story = PodStory()
    _ = story.create(pod(#""command":["sh","-c","hostname; echo $HOSTNAME; sleep 3600"]"#, spec: spec))
    story.run(.seconds(8))
    if let problem { return #expect(story.events(of: "app").contains(problem), "\(story.events(of: "app"))") }
    let answer = story.send(.get, "/api/v1/namespaces/default/pods/app/log")
    guard case .bytes(let bytes) = answer.body else {
      Issue.record("no log: \(answer.body)")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "\(hostname)\n\(hostname)\n")
  }
}
