import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

/// Logs, commands and connections, as clients ask for them.
@Suite struct ContainerAccessTests {
  private static let pods = "/api/v1/namespaces/default/pods/"

  private func running(_ containers: String, extra: String = "") -> PodStory {
    var story = PodStory()
    _ = story.create(
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app"},"spec":{\#(extra)"containers":[\#(containers)]}}"#)
    story.run(.seconds(3))
    return story
  }

  private func container(_ name: String, _ script: String) -> String {
    #"{"name":"\#(name)","image":"busybox:1.36","command":["sh","-c","\#(script)"]}"#
  }

  private func text(_ response: APIResponse) -> String {
    switch response.body {
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .value(let value): value["message"]?.stringValue ?? ""
    default: ""
    }
  }

  private func log(_ story: inout PodStory, _ query: [(name: String, value: String)] = []) -> String {
    text(story.cluster.handle(APIRequest(.get, Self.pods + "app/log", query: query), at: story.cluster.now))
  }

  /// Runs a command to its end; returns what it wrote and its exit code.
  private func execute(
    _ command: [String], in container: String = "main", input: String? = nil, _ story: inout PodStory
  ) -> (output: String, code: Int?) {
    var query = command.map { (name: "command", value: $0) } + [(name: "container", value: container)]
    if input != nil { query.append((name: "stdin", value: "true")) }
    let response = story.cluster.handle(APIRequest(.post, Self.pods + "app/exec", query: query), at: story.cluster.now)
    guard case .stream(var stream) = response.body else { return (text(response), nil) }
    if let input {
      story.cluster.write(Array(input.utf8), to: &stream, at: story.cluster.now)
      story.cluster.write(nil, to: &stream, at: story.cluster.now)
    }
    var output: [UInt8] = []
    for _ in 0..<100 {
      switch story.cluster.read(&stream, at: story.cluster.now) {
      case .bytes(let bytes, _): output += bytes
      case .ended(let code): return (String(decoding: output, as: UTF8.self), code)
      default: story.cluster.advance(to: story.cluster.now + .milliseconds(500))
      }
    }
    return (String(decoding: output, as: UTF8.self), nil)
  }

  @Test("a log is shown as it is asked for")
  func aLogIsShownAsItIsAskedFor() {
    var story = running(container("main", "for i in 1 2 3 4 5; do echo line $i; done; sleep 3600"))
    #expect(log(&story) == "line 1\nline 2\nline 3\nline 4\nline 5\n")
    #expect(log(&story, [("tailLines", "2")]) == "line 4\nline 5\n")
    #expect(log(&story, [("limitBytes", "6")]) == "line 1")
    #expect(log(&story, [("sinceSeconds", "3600"), ("tailLines", "1")]) == "line 5\n")
    #expect(log(&story, [("previous", "true")]) == "previous terminated container \"main\" in pod \"app\" not found")
    let stamped = log(&story, [("timestamps", "true"), ("tailLines", "1")])
    #expect(stamped.wholeMatch(of: /2026-11-22T15:03:3\d\.\d{9}Z\ line 5\n/) != nil, "\(stamped)")
  }

  @Test("a followed log goes on until its container ends")
  func aFollowedLogGoesOnUntilItsContainerEnds() {
    var story = running(container("main", "while true; do echo tick; sleep 2; done"))
    let response = story.cluster.handle(
      APIRequest(.get, Self.pods + "app/log", query: [("follow", "true"), ("tailLines", "1")]), at: story.cluster.now)
    guard case .stream(var stream) = response.body else {
      Issue.record("no stream")
      return
    }
    var lines = ""
    for _ in 0..<10 {
      if case .bytes(let bytes, _) = story.cluster.read(&stream, at: story.cluster.now + .seconds(1)) {
        lines += String(decoding: bytes, as: UTF8.self)
      }
    }
    #expect(lines.split(separator: "\n").count >= 5)
    story.send(.delete, Self.pods + "app", ["gracePeriodSeconds": 1])
    story.run(.seconds(5))
    guard case .ended = story.cluster.read(&stream, at: story.cluster.now) else {
      Issue.record("the stream did not end")
      return
    }
  }

  @Test("the log of what crashed before can be read")
  func theLogOfWhatCrashedBeforeCanBeRead() {
    var story = running(container("main", "echo attempt; exit 1"))
    story.run(.seconds(8))
    #expect(log(&story) == "attempt\n")
    #expect(log(&story, [("previous", "true")]) == "attempt\n")
  }

  @Test("a container that waits says why it has no log")
  func aContainerThatWaitsSaysWhyItHasNoLog() {
    var story = running(#"{"name":"main","image":"nginx:9.99"}"#)
    let place = "container \"main\" in pod \"app\" is waiting to start: "
    #expect(log(&story) == place + "image can't be pulled")
    story.run(.seconds(14))
    #expect(log(&story) == place + "trying and failing to pull image")
  }

  @Test("commands run in the container that they name")
  func commandsRunInTheContainerThatTheyName() {
    var story = running(
      #"{"name":"main","image":"busybox:1.36","command":["sleep","3600"],"env":[{"name":"COLOR","value":"blue"}]},"#
        + container("side", "sleep 3600"))
    #expect(execute(["sh", "-c", "echo $COLOR $HOSTNAME"], &story) == ("blue app\n", 0))
    #expect(execute(["sh", "-c", "echo hello > /tmp/note; cat /tmp/note"], in: "side", &story) == ("hello\n", 0))
    #expect(execute(["cat", "/tmp/note"], &story) == ("cat: can't open '/tmp/note': No such file or directory\n", 1))
    #expect(execute(["sh", "-c", "exit 4"], &story).code == 4)
    #expect(execute(["cat"], input: "from stdin\n", &story) == ("from stdin\n", 0))
    #expect(execute(["sh", "-c", "sleep 2; echo done"], &story) == ("done\n", 0))
    let missing = execute(["no-such-program"], &story)
    #expect(
      missing.code == nil
        && missing.output.hasPrefix("Internal error occurred: Internal error occurred: error executing command"))
  }

  @Test("volumes are shared, and kept over restarts")
  func volumesAreSharedAndKeptOverRestarts() {
    var story = running(
      #"{"name":"main","image":"busybox:1.36","command":["sh","-c","cat /work/log; echo main >> /work/log; sleep 3; exit 1"],"#
        + #""volumeMounts":[{"name":"work","mountPath":"/work"}]}"#,
      extra:
        #""initContainers":[{"name":"first","image":"busybox:1.36","command":["sh","-c","echo first > /work/log"],"#
        + #""volumeMounts":[{"name":"work","mountPath":"/work"}]}],"volumes":[{"name":"work","emptyDir":{}}],"#)
    #expect(log(&story) == "first\n")
    story.run(.seconds(4))
    #expect(log(&story) == "first\nmain\n")
  }

  @Test("configuration comes as variables and files")
  func configurationComesAsVariablesAndFiles() {
    var story = PodStory()
    _ = story.create(
      #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"URL":"http://db","file.txt":"text"}}"#,
      in: "/api/v1/namespaces/default/configmaps")
    _ = story.create(
      #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"password":"czNjcmV0"}}"#,
      in: "/api/v1/namespaces/default/secrets")
    _ = story.create(
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app","labels":{"tier":"web"}},"spec":{"containers":[{"name":"main","#
        + #""image":"busybox:1.36","command":["sleep","3600"],"resources":{"limits":{"memory":"64Mi"}},"#
        + #""envFrom":[{"prefix":"C_","configMapRef":{"name":"c"}}],"env":["#
        + #"{"name":"PASSWORD","valueFrom":{"secretKeyRef":{"name":"s","key":"password"}}},"#
        + #"{"name":"BOTH","value":"$(C_URL)/$(PASSWORD)/$(NOTHING)/$$(C_URL)"},"#
        + #"{"name":"TIER","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['tier']"}}},"#
        + #"{"name":"LIMIT","valueFrom":{"resourceFieldRef":{"resource":"limits.memory","divisor":"1Mi"}}}],"#
        + #""volumeMounts":[{"name":"c","mountPath":"/config"}]}],"volumes":[{"name":"c","configMap":{"name":"c"}}]}}"#)
    story.run(.seconds(3))
    let echo = "echo $PASSWORD $BOTH $TIER $LIMIT $KUBERNETES_SERVICE_PORT; cat /config/file.txt"
    #expect(
      execute(["sh", "-c", echo], &story).output == "s3cret http://db/s3cret/$(NOTHING)/$(C_URL) web 64 443\ntext")
    story.change("/api/v1/namespaces/default/configmaps/c") { $0.set("new", at: "data", "file.txt") }
    #expect(execute(["cat", "/config/file.txt"], &story).output == "text")
    story.run(.seconds(90))
    #expect(execute(["cat", "/config/file.txt"], &story).output == "new")
  }

  @Test("pods reach one another by address and by name")
  func podsReachOneAnotherByAddressAndByName() {
    var story = PodStory()
    _ = story.create(
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","labels":{"app":"web"}},"spec":{"containers":["#
        + #"{"name":"web","image":"nginx:1.27","ports":[{"containerPort":80}]}]}}"#)
    _ = story.create(
      #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"selector":{"app":"web"},"ports":[{"port":8080,"targetPort":80}]}}"#,
      in: "/api/v1/namespaces/default/services")
    _ = story.create(
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app"},"spec":{"containers":[\#(container("main", "sleep 3600"))]}}"#
    )
    story.run(.seconds(5))
    let address = story.pod("web").at("status", "podIP")?.stringValue ?? ""
    let service = story.get("/api/v1/namespaces/default/services/web").at("spec", "clusterIP")?.stringValue ?? ""
    #expect(execute(["wget", "-q", "-O", "-", "http://\(address)/"], &story).output.contains("nginx"))
    #expect(execute(["wget", "-q", "-O", "-", "http://\(service):8080/"], &story).output.contains("nginx"))
    #expect(execute(["wget", "-q", "-O", "-", "http://\(address):81/"], &story).code == 1)
  }
}
