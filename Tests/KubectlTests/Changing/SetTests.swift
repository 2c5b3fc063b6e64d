import Testing

@testable import Kubectl

@Suite struct SetTests {
  private func bench() -> Workbench {
    let bench = Workbench()
    _ = bench.run("kubectl create deployment web --image=nginx:1.27")
    _ = bench.run("kubectl create service clusterip api --tcp=80:80")
    _ = bench.run("kubectl create role reader --verb=get --resource=pods")
    _ = bench.run("kubectl create rolebinding readers --role=reader --user=anna")
    return bench
  }

  @Test(
    "What set says it did can be read back.",
    arguments: [
      (
        "kubectl set image deployment/web nginx=nginx:1.28", "deployment.apps/web image updated\n",
        "deployment web", "{.spec.template.spec.containers[0].image}", "nginx:1.28"
      ),
      (
        "kubectl set image deployment/web *=nginx:1.29", "deployment.apps/web image updated\n",
        "deployment web", "{.spec.template.spec.containers[0].image}", "nginx:1.29"
      ),
      (
        "kubectl set image deployment/web redis=redis:7",
        "! error: unable to find container named \"redis\"\n[1]\n", "deployment web",
        "{.spec.template.spec.containers[0].image}", "nginx:1.27"
      ),
      (
        "kubectl set env deployment/web MODE=test LEVEL=3", "deployment.apps/web env updated\n", "deployment web",
        "{.spec.template.spec.containers[0].env[*].name}", "MODE LEVEL"
      ),
      (
        "kubectl set resources deployment web --limits=cpu=200m,memory=128Mi --requests=cpu=100m",
        "deployment.apps/web resource requirements updated\n", "deployment web",
        "{.spec.template.spec.containers[0].resources.limits.memory}", "128Mi"
      ),
      (
        "kubectl set serviceaccount deployment web builder", "deployment.apps/web serviceaccount updated\n",
        "deployment web", "{.spec.template.spec.serviceAccountName}", "builder"
      ),
      (
        "kubectl set selector service api app=other", "service/api selector updated\n", "service api",
        "{.spec.selector.app}",
        "other"
      ),
      (
        "kubectl set subject rolebinding readers --user=bert",
        "rolebinding.rbac.authorization.k8s.io/readers subjects updated\n",
        "rolebinding readers", "{.subjects[*].name}", "anna bert"
      ),
    ])
  func setIsReadBack(command: String, output: String, object: String, path: String, value: String) {
    let bench = bench()
    #expect(bench.run(command) == output)
    #expect(bench.run("kubectl get \(object) -o jsonpath='\(path)'") == value)
  }

  @Test(
    "What set cannot do is refused in kubectl's words.",
    arguments: [
      ("kubectl set selector svc api a!=b", "\"!=\" is not a valid label selector operator"),
      ("kubectl set selector svc api a>1", "\"gt\" isn't supported in label selectors"),
    ])
  func setRefuses(command: String, problem: String) {
    #expect(bench().run(command) == "! error: \(problem)\n[1]\n")
  }

  @Test("Of the lines of standard input those count that set a variable.")
  func variablesFromStandardInput() {
    let bench = bench()
    bench.standardInput = Array("# a comment\nK=1\nL\nM=a b # c\n".utf8)
    #expect(bench.run("kubectl set env -e - deploy/web") == "deployment.apps/web env updated\n")
    #expect(
      bench.run("kubectl set env deployment/web --list") == "# Deployment web, container nginx\nK=1\nM=a b \n")
  }

  @Test("A service account that a pod may not get is refused with the reason before it.")
  func serviceAccountOfAPod() {
    let bench = bench()
    _ = bench.run("kubectl create serviceaccount default")
    _ = bench.run("kubectl run solo --image=nginx")
    #expect(
      bench.run("kubectl set serviceaccount pod solo bot").hasPrefix(
        "! error: failed to patch ServiceAccountName Pod \"solo\" is invalid: spec: Forbidden: pod updates may not"))
  }

  @Test("A variable is removed by its name and a minus sign.")
  func variableIsRemoved() {
    let bench = bench()
    _ = bench.run("kubectl set env deployment/web MODE=test LEVEL=3")
    #expect(bench.run("kubectl set env deployment/web MODE-") == "deployment.apps/web env updated\n")
    #expect(
      bench.run("kubectl set env deployment/web --list") == "# Deployment web, container nginx\nLEVEL=3\n")
  }

  @Test("An object is replaced as a whole, or not at all.")
  func objectIsReplaced() {
    let bench = bench()
    bench.files["map.yaml"] = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: '2'}}\n"
    #expect(
      bench.run("kubectl replace -f map.yaml")
        == "! Error from server (NotFound): error when replacing \"map.yaml\": configmaps \"settings\" not found\n[1]\n"
    )
    _ = bench.run("kubectl create configmap settings --from-literal=a=1 --from-literal=b=1")
    #expect(bench.run("kubectl replace -f map.yaml") == "configmap/settings replaced\n")
    #expect(
      bench.requests == [
        "GET /openapi/v3?timeout=32s", "GET /openapi/v3/api/v1?hash=&timeout=32s",
        "GET /api/v1/namespaces/default/configmaps/settings",
        "PUT /api/v1/namespaces/default/configmaps/settings?fieldManager=kubectl-replace&fieldValidation=Strict",
      ])
    #expect(bench.run("kubectl get cm settings -o jsonpath={.data}") == #"{"a":"2"}"#)
    #expect(
      bench.run("kubectl replace --force -f map.yaml")
        == "configmap \"settings\" deleted\nconfigmap/settings replaced\n")
  }
}
