/// The pods with which the tests of streams talk.
enum StreamingPods {
  static let manifests = """
    apiVersion: v1
    kind: Pod
    metadata: {name: tools}
    spec:
      containers:
      - name: main
        image: busybox:1.36
        command: [sh, -c, "while true; do echo tick; sleep 1; done"]
      - name: reader
        image: busybox:1.36
        stdin: true
        command: [sh, -c, "while read line; do echo heard $line; done; sleep 3600"]
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx:1.27
        ports: [{containerPort: 80}]
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{name: http, port: 8080, targetPort: 80}]
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: empty}
    spec:
      selector: {app: none}
      ports: [{port: 80}]
    """

  private static let pods = "/api/v1/namespaces/default/pods/"

  /// Where a command is run in the container `main`: its words with spaces between them.
  static func exec(_ command: String, options: String = "stdout=true&stderr=true") -> String {
    let words = command.split(separator: " ").map { "command=" + $0 }.joined(separator: "&")
    return "\(pods)tools/exec?container=main&\(options)&\(words)"
  }

  static func attach(_ container: String, options: String = "stdout=true&stderr=true") -> String {
    "\(pods)tools/attach?container=\(container)&\(options)"
  }

  static func portForward(_ pod: String = "web", options: String = "") -> String {
    "\(pods)\(pod)/portforward\(options.isEmpty ? "" : "?" + options)"
  }
}
