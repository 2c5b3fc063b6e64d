import Testing

@testable import Kubectl

@Suite struct MetadataTests {
  private func bench() throws -> Workbench {
    let bench = Workbench()
    for name in ["p1", "p2"] {
      try bench.given(
        "/api/v1/namespaces/default/configmaps",
        #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"\#(name)","labels":{"run":"\#(name)"}}}"#)
    }
    return bench
  }

  @Test("labelling asks for the object and patches what differs")
  func labellingAsksForTheObjectAndPatchesWhatDiffers() throws {
    let bench = try bench()
    #expect(bench.run("kubectl label cm p1 x=1") == "configmap/p1 labeled\n")
    #expect(
      bench.requests == [
        "GET /api/v1/namespaces/default/configmaps/p1",
        "PATCH /api/v1/namespaces/default/configmaps/p1?fieldManager=kubectl-label [application/merge-patch+json]",
      ])
    #expect(bench.bodies.last == #"{"metadata":{"labels":{"x":"1"}}}"#)
    #expect(bench.run("kubectl label cm p1 x=1") == "configmap/p1 not labeled\n")
    #expect(bench.bodies.last == "{}")
  }

  @Test(
    "labels and annotations are told about in kubectl's words",
    arguments: [
      ("kubectl label cm p1 run=3", "! error: 'run' already has a value (p1), and --overwrite is false\n[1]\n"),
      ("kubectl label cm p1 run=3 --overwrite", "configmap/p1 labeled\n"),
      ("kubectl label cm p1 run-", "configmap/p1 unlabeled\n"),
      ("kubectl label cm p1 zz-", "label \"zz\" not found.\nconfigmap/p1 not labeled\n"),
      ("kubectl label cm p1", "! error: at least one label update is required\n[1]\n"),
      ("kubectl label cm p1 x- x=1", "! error: can not both modify and remove a label in the same command\n[1]\n"),
      ("kubectl label cm p1 --list", "run=p1\n"),
      ("kubectl label cm p1 q=r --dry-run=client", "configmap/p1 labeled (dry run)\n"),
      ("kubectl label cm p1 q=r --dry-run=server", "configmap/p1 labeled (server dry run)\n"),
      ("kubectl label cm p1 q=r -o name", "configmap/p1\n"),
      ("kubectl label cm p1 p2 q=r", "configmap/p1 labeled\nconfigmap/p2 labeled\n"),
      ("kubectl label cm nothing q=v", "! Error from server (NotFound): configmaps \"nothing\" not found\n[1]\n"),
      ("kubectl label cm --all q=v -l a=b", "! error: cannot set --all and --selector at the same time\n[1]\n"),
      (
        "kubectl label cm --all q=w --resource-version=7",
        "! error: --resource-version may only be used with a single resource\n[1]\n"
      ),
      ("kubectl annotate cm p1 x=1", "configmap/p1 annotated\n"),
      ("kubectl annotate cm p1 zz-", "configmap/p1 annotated\n"),
      ("kubectl annotate cm p1", "! error: at least one annotation update is required\n[1]\n"),
      (
        "kubectl annotate cm p1 x- x=1",
        "! error: can not both modify and remove the following annotation(s) in the same command: x\n[1]\n"
      ),
    ])
  func labelsAndAnnotationsAreToldAboutInKubectlsWords(command: String, output: String) throws {
    #expect(try bench().run(command) == output)
  }
}
