import Testing

@testable import Kubectl

/// What kubectl 1.33 printed when it was given the same lines.
@Suite struct RealOutputTests {
  private static let role = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: reader, namespace: default}
    rules:
    - {apiGroups: [""], resources: [pods], verbs: [VERBS]}
    """

  @Test("auth reconcile says what it added and took away.")
  func reconcile() {
    let bench = Workbench()
    bench.files.contents["r.yaml"] = Array(Self.role.replacing("VERBS", with: "get, list").utf8)
    let reconciled = "role.rbac.authorization.k8s.io/reader reconciled\n"
    #expect(
      bench.run("kubectl auth reconcile -f r.yaml") == reconciled + """
        ! \treconciliation required create
        ! \tmissing rules added:
        ! \t\t{Verbs:[get list] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}

        """)
    #expect(bench.run("kubectl auth reconcile -f r.yaml") == reconciled)
    bench.files.contents["r.yaml"] = Array(Self.role.replacing("VERBS", with: "get, watch").utf8)
    #expect(
      bench.run("kubectl auth reconcile -f r.yaml") == reconciled + """
        ! \treconciliation required update
        ! \tmissing rules added:
        ! \t\t{Verbs:[watch] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}

        """)
    #expect(
      bench.run("kubectl auth reconcile -f r.yaml --remove-extra-permissions") == reconciled + """
        ! \treconciliation required update
        ! \textra rules removed:
        ! \t\t{Verbs:[list] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}

        """)
  }

  @Test("--record notes the command line, with the arguments before the flags.")
  func record() {
    let bench = Workbench()
    _ = bench.run("kubectl create deployment web --image=nginx:1.27")
    #expect(
      bench.run("kubectl set image deployment --all *=nginx:1.28 --record") == """
        deployment.apps/web image updated
        ! Flag --record has been deprecated, --record will be removed in the future

        """)
    #expect(
      bench.run("kubectl get deployment web -o jsonpath={.metadata.annotations.kubernetes\\.io/change-cause}")
        == "kubectl set image deployment *=nginx:1.28 --all=true --record=true")
  }

  @Test(
    "What cannot be done is refused in kubectl's words.",
    arguments: [
      (
        "kubectl create -f text.txt.yaml",
        "error validating \"text.txt.yaml\": error validating data: invalid object to validate; if you choose to ignore these errors, turn validation off with --validate=false"
      ),
      (
        "kubectl create --validate=false -f text.txt.yaml",
        "unable to decode \"text.txt.yaml\": json: cannot unmarshal string into Go value of type unstructured.detector"
      ),
      (
        "kubectl create -f labels.yaml",
        "unable to decode \"labels.yaml\": json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string"
      ),
      (
        "kubectl create secret tls t --cert=cert.pem --key=cert.pem",
        "tls: found a certificate rather than a key in the PEM for the private key"
      ),
      (
        "kubectl create secret tls t --cert=key.pem --key=key.pem",
        "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched"
      ),
      (
        "kubectl create secret tls t --cert=labels.yaml --key=key.pem",
        "tls: failed to find any PEM data in certificate input"
      ),
      ("kubectl get pods --subresource=status", "subresource cannot be used when bulk resources are specified"),
      (
        "kubectl rollout history svc/kubernetes",
        "error retrieving history for \"Service\", no visitor method exists for { Service}"
      ),
      ("kubectl scale deployment -l app=none --replicas=2", "no objects passed to scale"),
      ("kubectl config set a.b.c d", "unable to parse a.b.c after [] at api.Config"),
      (
        "kubectl create deployment x --image=a --dry-run=client -o custom-columns=N:.x",
        "unable to match a printer suitable for the output format \"custom-columns=N:.x\", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,yaml"
      ),
    ])
  func refusals(line: String, problem: String) {
    let bench = Workbench()
    bench.files.contents["text.txt.yaml"] = Array("key=value\nother=thing\n".utf8)
    bench.files.contents["labels.yaml"] = Array(
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {a: true}}\n".utf8)
    for (file, label) in [("cert.pem", "CERTIFICATE"), ("key.pem", "RSA PRIVATE KEY")] {
      bench.files.contents[file] = Array("-----BEGIN \(label)-----\nMIIB\n-----END \(label)-----\n".utf8)
    }
    #expect(bench.run(line) == "! error: \(problem)\n[1]\n")
  }

  @Test("Objects that kubectl makes are printed in the order of Go's types.")
  func typedOrder() {
    let text = Workbench().run("kubectl create service clusterip a --tcp=80 --dry-run=client -o json")
    let keys = text.split(separator: "\n").compactMap { $0.split(separator: "\"").dropFirst().first }
    #expect(
      keys == [
        "kind", "apiVersion", "metadata", "name", "creationTimestamp", "labels", "app", "spec", "ports", "name",
        "protocol", "port", "targetPort", "selector", "app", "type", "status", "loadBalancer",
      ])
  }

  @Test("Files with the line ends of Windows are read like others.")
  func carriageReturns() {
    let bench = Workbench()
    bench.files.contents["a.crt"] = Array("-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----\r\n".utf8)
    bench.files.contents["a.key"] = Array("x\r\n".utf8)
    #expect(
      bench.run("kubectl create secret tls a --cert=a.crt --key=a.key")
        == "! error: tls: failed to find any PEM data in key input\n[1]\n")
  }

  @Test("Things with equal keys come in the order in which kubectl 1.33 printed sixty of them.")
  func goSort() {
    let printed = [
      46, 0, 23, 33, 56, 10, 20, 43, 53, 7, 30, 40, 17, 50, 4, 27, 14, 37, 47, 24, 1, 34, 11, 57, 21, 44, 31, 54, 8, 18,
      41, 28, 5, 51, 15, 38, 2, 25, 48, 35, 12, 58, 22, 45, 55, 32, 9, 42, 19, 6, 52, 29, 39, 16, 26, 49, 3, 36, 13, 59,
    ]
    let keyed = (0..<60).map { (key: $0 * 7919 % 23, number: $0) }
    #expect(GoSort.sorted(keyed) { $0.key < $1.key }.map(\.number) == printed)
    // Up to twelve keep their order.
    #expect(GoSort.sorted(Array(0..<12)) { _, _ in false } == Array(0..<12))
  }
}
