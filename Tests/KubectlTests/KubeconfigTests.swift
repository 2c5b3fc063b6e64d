import APIServer
import Foundation
import Kubectl
import SimulationKernel
import Testing

@Suite struct KubeconfigTests {
  private static let first = """
    apiVersion: v1
    kind: Config
    clusters:
    - name: a
      cluster: {server: "http://a:1", certificate-authority: ca.crt}
    contexts:
    - name: one
      context: {cluster: a, user: ada}
    current-context: one

    """
  private static let second = """
    apiVersion: v1
    clusters:
    - name: a
      cluster: {server: "http://hidden", tls-server-name: x}
    - name: b
      cluster: {server: "http://b:1"}
    contexts:
    - name: two
      context: {cluster: b, user: ada, namespace: shop}
    current-context: two
    users:
    - name: ada
      user: {token: secret, unknown: 1}
    preferences: {colors: true}

    """

  private func session(_ files: [String: String], _ variable: String = "m/1:m/none:m/2") -> Session {
    let session = Session(FixtureServer(objects: [], now: Instant(seconds: 0)), files: files)
    session.kubeconfig = variable
    return session
  }

  private var merged: Session { session(["m/1": Self.first, "m/2": Self.second]) }

  @Test("Several files are merged: the first that says something counts, and secrets are hidden.")
  func severalFilesAreMerged() {
    let printed = merged.run(line: "kubectl config view")
    #expect(
      printed.output == """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority: ca.crt
            server: http://a:1
          name: a
        - cluster:
            server: http://b:1
          name: b
        contexts:
        - context:
            cluster: a
            user: ada
          name: one
        - context:
            cluster: b
            namespace: shop
            user: ada
          name: two
        current-context: one
        kind: Config
        preferences:
          colors: true
        users:
        - name: ada
          user:
            token: REDACTED

        """)
  }

  @Test("JSON has the fields in the order of Go's structs.")
  func jsonHasTheFieldsInTheOrderOfGosStructs() {
    let printed = merged.run(line: "kubectl config view --minify --context=two --raw -o json")
    #expect(
      printed.output == """
        {
            "kind": "Config",
            "apiVersion": "v1",
            "preferences": {
                "colors": true
            },
            "clusters": [
                {
                    "name": "b",
                    "cluster": {
                        "server": "http://b:1"
                    }
                }
            ],
            "users": [
                {
                    "name": "ada",
                    "user": {
                        "token": "secret"
                    }
                }
            ],
            "contexts": [
                {
                    "name": "two",
                    "context": {
                        "cluster": "b",
                        "user": "ada",
                        "namespace": "shop"
                    }
                }
            ],
            "current-context": "two"
        }

        """)
  }

  @Test("What changes is written to the file that it comes from, what is new to the first that exists.")
  func whatChangesIsWrittenToItsOwnFile() throws {
    let session = merged
    for line in [
      "kubectl config use-context two", "kubectl config set-context three --cluster=b --user=ada",
      "kubectl config set-cluster b --server=http://bb", "kubectl config rename-context two zwei",
      "kubectl config delete-context one",
    ] {
      #expect(session.run(line: line).status == 0, "\(line)")
    }
    #expect(
      session.files["m/1"] == """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority: ca.crt
            server: http://a:1
          name: a
        contexts:
        - context:
            cluster: b
            user: ada
          name: three
        current-context: zwei
        kind: Config
        preferences: {}
        users: null

        """)
    let second = session.files["m/2"]
    #expect(second.contains("server: http://bb\n") && second.contains("name: zwei\n"))
    #expect(second.contains("current-context: two\n"), "another file's current context is left alone")
    #expect(session.files.contents["m/none"] == nil)
  }

  @Test("Without any file, the last of KUBECONFIG is made, or the one at home.")
  func withoutAnyFileOneIsMade() {
    let named = session([:], "x/1:x/2")
    #expect(named.run(line: "kubectl config set-context new").output == "Context \"new\" created.\n")
    #expect(named.files.contents.keys.sorted() == ["x/2"])
    let unnamed = session([:], "")
    #expect(unnamed.run(line: "kubectl config set-cluster c").output == "Cluster \"c\" set.\n")
    #expect(unnamed.files.contents.keys.sorted() == ["/home/ada/.kube/config"])
  }

  @Test(
    "Commands on contexts say what kubectl says.",
    arguments: [
      ("config current-context", "one\n", 0), ("config current-context --context=two", "two\n", 0),
      (
        "config get-contexts",
        "CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE\n*         one    a         ada        \n          two    b         ada        shop\n",
        0
      ),
      ("config get-contexts -o name", "one\ntwo\n", 0), ("config get-clusters", "NAME\na\nb\n", 0),
      ("config get-users", "NAME\nada\n", 0),
      ("config get-contexts one no -o name", "one\nerror: context no not found\n", 1),
      (
        "config get-contexts -o yaml",
        "error: --output yaml is not available in kubectl config get-contexts; resetting to default output format\n", 1
      ),
      ("config use-context no", "error: no context exists with the name: \"no\"\n", 1),
      ("config set-context", "error: you must specify a non-empty context name or --current\n", 1),
      ("config set-context x --current", "error: you cannot specify both a context name and --current\n", 1),
      ("config set-context one --namespace=x", "Context \"one\" modified.\n", 0),
      ("config rename-context no x", "error: cannot rename the context \"no\", it's not in m/1\n", 1),
      (
        "config rename-context one two",
        "error: cannot rename the context \"one\", the context \"two\" already exists in m/1\n", 1
      ),
      ("config delete-context no", "error: cannot delete context no, not in m/1\n", 1),
      (
        "config delete-context one",
        "warning: this removed your active context, use \"kubectl config use-context\" to select a different one\ndeleted context one from m/1\n",
        0
      ),
      ("config delete-cluster b", "deleted cluster b from m/1\n", 0),
      ("config delete-user no", "error: cannot delete user no, not in m/1\n", 1),
      (
        "config set-credentials x --token=a --username=b",
        "error: you cannot specify more than one authentication method at the same time: --token, --username/--password\n",
        1
      ),
      ("config set clusters.a.server http://z", "Property \"clusters.a.server\" set.\n", 0),
      ("config set foo bar", "error: unable to parse foo after [] at api.Config\n", 1),
      ("config unset users.ada", "Property \"users.ada\" unset.\n", 0),
      ("config view --minify --context=no", "error: cannot locate context no\n", 1),
      ("config view --flatten", "error: open /work/m/ca.crt: no such file or directory\n", 1),
    ])
  func commandsOnContextsSayWhatKubectlSays(line: String, output: String, status: Int) {
    let printed = merged.run(line: "kubectl " + line)
    #expect(printed.both == output)
    #expect(printed.status == status)
  }

  @Test(
    "A command that asks a server says what is wrong with the kubeconfig.",
    arguments: [
      ("get pods --context=no", "Error in configuration: context was not found for specified context: no\n"),
      ("get pods --cluster=no", "error: no server found for cluster \"no\"\n"),
      ("get pods --user=no", "error: auth info \"no\" does not exist\n"),
      ("get pods --kubeconfig=/nope", "error: stat /nope: no such file or directory\n"),
      (
        "get pods",
        "error: unable to read certificate-authority /work/m/ca.crt for a due to open /work/m/ca.crt: no such file or directory\n"
      ),
    ])
  func commandThatAsksAServerSaysWhatIsWrong(line: String, errors: String) {
    let printed = merged.run(line: "kubectl " + line)
    #expect(printed.both == errors)
    #expect(printed.status == 1)
  }

  @Test(
    "What is wrong with a file is said in Go's words.",
    arguments: [
      ("x: [", "yaml: line 1: did not find expected node content"),
      (
        "hello",
        "couldn't get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }"
      ),
      ("clusters: 3", "json: cannot unmarshal number into Go struct field Config.clusters of type []v1.NamedCluster"),
      (
        "clusters: [{name: a, cluster: {server: 3}}]",
        "json: cannot unmarshal number into Go struct field Cluster.clusters.cluster.server of type string"
      ),
      (
        "contexts: [{name: true}]",
        "json: cannot unmarshal bool into Go struct field NamedContext.contexts.name of type string"
      ),
      ("clusters: [{name: a, cluster: {certificate-authority-data: x}}]", "illegal base64 data at input byte 0"),
      (
        "apiVersion: v2",
        "no kind \"Config\" is registered for version \"v2\" in scheme \"k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50\""
      ),
    ])
  func whatIsWrongWithAFileIsSaidInGosWords(text: String, problem: String) {
    for line in ["kubectl config view", "kubectl get pods"] {
      let printed = session(["bad": text], "bad").run(line: line)
      #expect(printed.both == "error: error loading config file \"bad\": \(problem)\n")
      #expect(printed.status == 1)
    }
  }

  @Test("Credentials take each other's place, and a plugin's program is kept as it is given.")
  func credentialsTakeEachOthersPlace() {
    let session = session([:], "c")
    for line in [
      "kubectl config set-credentials u --client-certificate=a.crt --client-key=/k",
      "kubectl config set-credentials u --username=a --password=b", "kubectl config set-credentials u --token=t",
      "kubectl config set-credentials u --exec-command=get-token --exec-api-version=v1 --exec-arg=a --exec-env=A=b",
    ] {
      #expect(session.run(line: line).output == "User \"u\" set.\n")
    }
    #expect(
      session.run(line: "kubectl config view --raw").output.hasSuffix(
        """
        users:
        - name: u
          user:
            client-certificate: a.crt
            client-key: /k
            exec:
              apiVersion: v1
              args:
              - a
              command: get-token
              env:
              - name: A
                value: b
              provideClusterInfo: false
            token: t

        """))
  }

  @Test("A transport that fails is named as kubectl names it.")
  func transportThatFailsIsNamed() {
    let refused = Session(Unreachable("dial tcp 127.0.0.1:1: connect: connection refused"))
    let printed = refused.run(line: "kubectl get pods")
    #expect(printed.status == 1)
    #expect(
      printed.errors.hasSuffix(
        "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n"))
    #expect(printed.errors.components(separatedBy: "memcache.go:265] \"Unhandled Error\" err=").count == 6)
    #expect(
      printed.errors.hasPrefix(
        "E0101 00:00:00.000000       1 memcache.go:265] \"Unhandled Error\" err=\"couldn't get current server API group list: Get \\\"http://127.0.0.1:1/api\\\": dial tcp"
      ))
    let lost = Session(Unreachable("EOF")).run(line: "kubectl create namespace x")
    #expect(lost.both == "Unable to connect to the server: EOF\n")
  }
}

/// A server that cannot be reached.
private final class Unreachable: APITransport {
  let now = Instant(seconds: 0)
  private let reason: String

  init(_ reason: String) { self.reason = reason }

  func send(_ request: APIRequest) throws(TransportFailure) -> APIResponse {
    throw TransportFailure(request: "Get \"http://127.0.0.1:1/api\"", host: "127.0.0.1:1", reason: reason)
  }

  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent { .ended(exitCode: 0) }
  func write(_ bytes: [UInt8]?, to stream: inout APIStream) {}
  func close(_ stream: APIStream) {}
  func wait(until instant: Instant) -> Bool { true }
}
