import Testing

@testable import Kubectl

@Suite struct DebugTests {
  private static let legacy =
    "! --profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, "
    + "for example \"--profile=general\".\n"

  private func bench() throws -> Workbench {
    let bench = Workbench()
    _ = bench.run("kubectl create serviceaccount default")
    try bench.given(
      "/api/v1/namespaces/default/pods",
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app","labels":{"app":"web"}},"spec":{"nodeName":"node-1","containers":[{"name":"main","image":"nginx:1.27","readinessProbe":{"tcpSocket":{"port":80}}}]}}"#
    )
    return bench
  }

  @Test("An ephemeral container is added beside the others.")
  func ephemeralContainerIsAdded() throws {
    let bench = try bench()
    let output = bench.run("kubectl debug app --image=busybox:1.36 -c dbg --target=main --attach=false -- sleep 60")
    #expect(output.contains(Self.legacy))
    let read =
      "kubectl get pod app -o jsonpath='{.spec.ephemeralContainers[0].name} {.spec.ephemeralContainers[0].image} {.spec.ephemeralContainers[0].targetContainerName} {.spec.ephemeralContainers[0].command}'"
    #expect(bench.run(read) == #"dbg busybox:1.36 main ["sleep","60"]"#)
    #expect(
      bench.run(#"kubectl patch pod app -p '{"spec":{"ephemeralContainers":null}}'"#).hasPrefix(
        "! The Pod \"app\" is invalid: spec: Forbidden: pod updates may not change fields other than"))
  }

  private static let parts =
    "-o jsonpath='{.metadata.labels} {.spec.shareProcessNamespace} {.spec.containers[0].readinessProbe.tcpSocket.port} "
    + "{.spec.containers[*].securityContext}'"

  @Test(
    "A copy keeps what its profile leaves it.",
    arguments: [
      ("--set-image=main=nginx:1.28 --profile=general", #"{"app":"web"}  80 "#),
      ("--set-image=main=nginx:1.28", #"{"app":"web"}  80 "#),
      ("--image=busybox -c dbg", "  80 "),
      ("--image=busybox -c dbg --keep-labels --share-processes", " true 80 "),
      ("--image=busybox -c dbg --profile=general", #" true  {"capabilities":{"add":["SYS_PTRACE"]}}"#),
      ("-c main --profile=sysadmin --keep-labels -- sleep 9", #"{"app":"web"} true  {"privileged":true}"#),
      ("--image=busybox -c dbg --profile=baseline --keep-readiness", " true 80 "),
    ])
  func copyKeepsWhatItsProfileLeavesIt(flags: String, expected: String) throws {
    let bench = try bench()
    _ = bench.run("kubectl debug app --copy-to=copy --attach=false \(flags)")
    #expect(bench.run("kubectl get pod copy \(Self.parts)") == expected)
    #expect(bench.run("kubectl get pod copy -o jsonpath={.spec.nodeName}") == "")
  }

  @Test(
    "A pod on a node sees of it what the profile shows.",
    arguments: [
      ("legacy", "true true [host-root"), ("general", "true true [host-root"), ("baseline", "  [kube-api"),
      ("netadmin", "true true [kube-api"), ("restricted", "  [kube-api"), ("sysadmin", "true true [host-root"),
    ])
  func podOnANodeSeesWhatTheProfileShows(profile: String, expected: String) throws {
    let bench = try bench()
    try bench.given("/api/v1/nodes", #"{"apiVersion":"v1","kind":"Node","metadata":{"name":"node-1"}}"#)
    let said = bench.run("kubectl debug node/node-1 --image=busybox -c dbg --profile=\(profile)")
    let name = said.split(separator: " ").first { $0.hasPrefix("node-debugger") } ?? ""
    let shown = bench.run(
      "kubectl get pod \(name) -o jsonpath='{.spec.hostPID} {.spec.hostNetwork} [{.spec.volumes[*].name} {.metadata.labels}'"
    )
    #expect(shown.hasPrefix(expected))
  }

  @Test("A container that is there already must not change.")
  func ephemeralContainerMustNotChange() throws {
    let bench = try bench()
    let line = "kubectl debug app --image=busybox -c dbg --profile=general"
    #expect(bench.run(line) == "")
    let refusal =
      "! The Pod \"app\" is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers \"dbg\" may not be changed\n"
    #expect(bench.run(line) == refusal + "! \n[1]\n")
    #expect(bench.run("kubectl debug app --image=busybox -c dbg -- sleep 1") == Self.legacy + refusal + "! \n[1]\n")
  }

  @Test(
    "A command line that makes no sense is refused before anything is asked of the server.",
    arguments: [
      ("--image=X", "invalid image name \"X\": invalid reference format"),
      (
        "--copy-to=c --set-image='*=a b'", "invalid image name \"a b\" for container \"*\": invalid reference format"
      ),
      (
        "--copy-to=c -- ls", "you must specify an existing container or a new image when specifying args."
      ),
      (
        "--copy-to=c --set-image=a=b --attach",
        "you must specify --container or create a new container using --image in order to attach."
      ),
      (
        "--image=b --custom=nosuch.json",
        "must pass a container spec json file for custom profile: open nosuch.json: no such file or directory"
      ),
      (
        "--image=b --custom=named.yaml",
        "name, command, image, lifecycle and volume devices are not modifiable via custom profile"
      ),
      (
        "--image=b --env=foo",
        "invalid argument \"foo\" for \"--env\" flag: foo must be formatted as key=value\n! See 'kubectl debug --help' for usage."
      ),
    ])
  func commandLineThatMakesNoSenseIsRefused(flags: String, problem: String) throws {
    let bench = try bench()
    bench.files["named.yaml"] = "name: x\n"
    #expect(bench.run("kubectl debug app \(flags)") == "! error: \(problem)\n[1]\n")
    #expect(bench.requests == [])
  }

  @Test("A profile of one's own is merged into the container.")
  func profileOfOnesOwnIsMerged() throws {
    let bench = try bench()
    bench.files["own.yaml"] = "securityContext: {runAsUser: 0}\nenv: [{name: A, value: b}]\n"
    #expect(
      bench.run("kubectl debug app --image=busybox -c dbg --profile=general --custom=own.yaml --target=main")
        .hasPrefix("Targeting container \"main\". "))
    #expect(
      bench.run(
        "kubectl get pod app -o jsonpath='{.spec.ephemeralContainers[0].securityContext} {.spec.ephemeralContainers[0].env}'"
      ) == #"{"capabilities":{"add":["SYS_PTRACE"]},"runAsUser":0} [{"name":"A","value":"b"}]"#)
  }

  @Test("What has no containers of its own cannot be debugged, in kubectl's words.")
  func onlyPodsAndNodesCanBeDebugged() throws {
    let bench = try bench()
    _ = bench.run("kubectl create deployment web --image=nginx:1.27")
    #expect(
      bench.run("kubectl debug -it deploy/web --image=busybox:1.36")
        == Self.legacy + "! error: \"apps/v1, Kind=Deployment\" not supported by debug\n[1]\n")
    #expect(
      bench.run("kubectl debug -it sa/default --image=busybox:1.36").hasSuffix(
        "! error: \"/v1, Kind=ServiceAccount\" not supported by debug\n[1]\n"))
  }
}
