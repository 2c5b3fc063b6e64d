import Testing

@testable import Kubectl

@Suite struct NodeTests {
  private func bench() throws -> Workbench {
    let bench = Workbench()
    try bench.given("/api/v1/nodes", #"{"apiVersion":"v1","kind":"Node","metadata":{"name":"node-1"}}"#)
    return bench
  }

  @Test("A node is closed and opened.")
  func nodeIsClosedAndOpened() throws {
    let bench = try bench()
    let steps = [
      ("kubectl cordon node-1", "node/node-1 cordoned\n"), ("kubectl cordon node-1", "node/node-1 already cordoned\n"),
      ("kubectl get node node-1 -o jsonpath={.spec.unschedulable}", "true"),
      ("kubectl uncordon node-1", "node/node-1 uncordoned\n"),
      ("kubectl uncordon node-1", "node/node-1 already uncordoned\n"),
      ("kubectl cordon node-1 --dry-run=client", "node/node-1 cordoned (dry run)\n"),
      ("kubectl get node node-1 -o jsonpath={.spec.unschedulable}", ""),
      ("kubectl cordon node-9", "! Error from server (NotFound): nodes \"node-9\" not found\n[1]\n"),
      ("kubectl cordon node-8 node-9 node-1", "! Error from server (NotFound): nodes \"node-8\" not found\n[1]\n"),
      (
        "kubectl drain node-1 --pod-selector='a b'",
        "! error: --pod-selector=<pod_selector> must be a valid label selector\n[1]\n"
      ),
      ("kubectl get node node-1 -o jsonpath={.spec.unschedulable}", ""),
    ]
    for (command, output) in steps { #expect(bench.run(command) == output, "\(command)") }
  }

  @Test("Taints are added, changed and removed.")
  func taintsAreChanged() throws {
    let bench = try bench()
    let read = "kubectl get node node-1 -o jsonpath='{range .spec.taints[*]}{.key}={.value}:{.effect} {end}'"
    let steps = [
      ("kubectl taint node node-1 team=shop:NoSchedule", "node/node-1 tainted\n"), (read, "team=shop:NoSchedule "),
      (
        "kubectl taint node node-1 team=bank:NoSchedule",
        "! error: node node-1 already has team taint(s) with same effect(s) and --overwrite is false\n[1]\n"
      ),
      ("kubectl taint node node-1 team=bank:NoSchedule --overwrite", "node/node-1 modified\n"),
      (read, "team=bank:NoSchedule "), ("kubectl taint node node-1 team-", "node/node-1 untainted\n"), (read, ""),
      ("kubectl taint node node-1 team-", "! error: taint \"team\" not found\n[1]\n"),
      (
        "kubectl taint node/node-1 k=v:NoSchedule",
        "! the server doesn't have a resource type \"node/node-1\"\n[1]\n"
      ),
      (
        "kubectl taint nodes --all -l a=b k=v:NoSchedule",
        "! error: setting 'all' parameter with a non empty selector is prohibited\n[1]\n"
      ),
      (
        "kubectl taint nodes k=v:NoSchedule",
        "! error: at least one resource name must be specified since 'all' parameter is not set\n[1]\n"
      ),
      ("kubectl taint nodes nosuch --all k=v:NoSchedule", "node/node-1 tainted\n"),
    ]
    for (command, output) in steps { #expect(bench.run(command) == output, "\(command)") }
  }

  @Test("A drain names what keeps it, and goes when it is told to.")
  func drainNamesWhatKeepsIt() throws {
    let bench = try bench()
    _ = bench.run("kubectl create serviceaccount default")
    try bench.given(
      "/api/v1/namespaces/default/pods",
      #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"lone"},"spec":{"nodeName":"node-1","containers":[{"name":"a","image":"a:1"}],"volumes":[{"name":"v","emptyDir":{}}]}}"#
    )
    let refused = bench.run("kubectl drain node-1")
    #expect(refused.hasPrefix("node/node-1 cordoned\n"))
    #expect(
      refused.contains("cannot delete Pods with local storage (use --delete-emptydir-data to override): default/lone"))
    #expect(
      bench.run("kubectl drain node-1 --delete-emptydir-data").contains(
        "cannot delete cannot delete Pods that declare no controller (use --force to override): default/lone"))
    let rehearsal = bench.run("kubectl drain node-1 --force --delete-emptydir-data --dry-run=server")
    #expect(rehearsal.contains("evicting pod default/lone (server dry run)\n"))
    #expect(rehearsal.contains("node/node-1 drained (server dry run)\n"))
  }
}
