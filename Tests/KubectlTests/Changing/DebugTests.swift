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

  @Test("A copy has the images that were set and nothing that would stop it.")
  func copyHasWhatWasSet() throws {
    let bench = try bench()
    let output = bench.run(
      "kubectl debug app --copy-to=copy --set-image=main=nginx:1.28 --attach=false --profile=general")
    #expect(output == "")
    #expect(
      bench.run("kubectl get pod copy -o jsonpath='{.spec.containers[*].image} {.spec.nodeName}{.metadata.labels}'")
        == "nginx:1.28 ")
    #expect(bench.run("kubectl get pod copy -o jsonpath='{.spec.containers[0].readinessProbe}'") == "")
    #expect(bench.run("kubectl get pod copy -o jsonpath='{.spec.shareProcessNamespace}'") == "true")
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
