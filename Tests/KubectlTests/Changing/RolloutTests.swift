import Testing

@testable import Kubectl

@Suite struct RolloutUndoTests {
  /// A Deployment with two revisions, as its controller leaves them.
  private func bench() throws -> Workbench {
    let bench = Workbench()
    _ = bench.run("kubectl create deployment web --image=nginx:1.28")
    _ = bench.run("kubectl annotate deployment web deployment.kubernetes.io/revision=2")
    let uid = bench.run("kubectl get deployment web -o jsonpath={.metadata.uid}")
    for (revision, image) in [(1, "nginx:1.27"), (2, "nginx:1.28")] {
      try bench.given(
        "/apis/apps/v1/namespaces/default/replicasets",
        """
        {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web-\(revision)","labels":{"app":"web"},
        "annotations":{"deployment.kubernetes.io/revision":"\(revision)"},"ownerReferences":[{"apiVersion":"apps/v1",
        "kind":"Deployment","name":"web","uid":"\(uid)","controller":true}]},"spec":{"replicas":0,
        "selector":{"matchLabels":{"app":"web","pod-template-hash":"\(revision)"}},
        "template":{"metadata":{"labels":{"app":"web","pod-template-hash":"\(revision)"}},
        "spec":{"containers":[{"name":"nginx","image":"\(image)"}]}}}}
        """)
    }
    return bench
  }

  @Test("An undo brings back the template of the revision before.")
  func undoBringsBackTheTemplate() throws {
    let bench = try bench()
    #expect(
      bench.run("kubectl rollout history deployment/web")
        == "deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n")
    #expect(bench.run("kubectl rollout undo deployment/web") == "deployment.apps/web rolled back\n")
    #expect(
      bench.run("kubectl get deployment web -o jsonpath={.spec.template.spec.containers[0].image}") == "nginx:1.27")
    #expect(
      bench.run("kubectl rollout undo deployment/web --to-revision=1")
        == "deployment.apps/web skipped rollback (current template already matches revision 1)\n")
    #expect(
      bench.run("kubectl rollout undo deployment/web --to-revision=9")
        == "! error: unable to find specified revision 9 in history\n[1]\n")
  }

  @Test("Each object that cannot be restarted is an error of its own.")
  func replicaSetsAreNotRestarted() throws {
    #expect(
      try bench().run("kubectl rollout restart rs") == """
        ! error: replicasets.apps "web-1" restarting is not supported
        ! error: replicasets.apps "web-2" restarting is not supported
        [1]

        """)
  }

  @Test("A paused Deployment is not rolled back.")
  func pausedDeploymentIsNotRolledBack() throws {
    let bench = try bench()
    #expect(bench.run("kubectl rollout pause deployment/web") == "deployment.apps/web paused\n")
    #expect(
      bench.run("kubectl rollout undo deployment/web")
        == "! error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again\n[1]\n"
    )
    #expect(bench.run("kubectl rollout resume deployment/web") == "deployment.apps/web resumed\n")
    #expect(
      bench.run("kubectl rollout resume deployment/web")
        == "! error: deployments.apps \"web\" is not paused\n[1]\n")
    #expect(bench.run("kubectl rollout restart deployment/web") == "deployment.apps/web restarted\n")
  }
}
