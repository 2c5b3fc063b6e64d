import Testing

@testable import Kubectl

@Suite struct RoundTripTests {
  @Test("a deployment is applied, changed and waited for")
  func aDeploymentIsAppliedChangedAndWaitedFor() {
    let bench = Workbench()
    bench.files["web.yaml"] = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: nginx, image: "nginx:1.27"}]}
      """
    let steps = [
      ("kubectl apply -f web.yaml", "deployment.apps/web created\n"),
      ("kubectl apply -f web.yaml", "deployment.apps/web unchanged\n"),
      ("kubectl set image deployment/web nginx=nginx:1.28", "deployment.apps/web image updated\n"),
      ("kubectl scale deployment web --replicas=3", "deployment.apps/web scaled\n"),
      (#"kubectl patch deployment web -p '{"spec":{"replicas":3}}'"#, "deployment.apps/web patched (no change)\n"),
      ("kubectl rollout pause deployment/web", "deployment.apps/web paused\n"),
      (
        "kubectl rollout pause deployment/web",
        "! error: deployments.apps \"web\" is already paused\n[1]\n"
      ),
      (
        "kubectl wait --for=condition=Available deployment/web --timeout=1s",
        "! error: timed out waiting for the condition on deployments/web\n[1]\n"
      ),
      ("kubectl wait --for=delete pod/nothing --timeout=1s", ""),
    ]
    for (command, output) in steps { #expect(bench.run(command) == output, "\(command)") }
  }
}
