import APIServer
import KubernetesModel

/// `kubectl cluster-info dump`: what may help to find out what is wrong, as one long text.
struct ClusterInfoDumpCommand: KubectlCommand {
  let name = "dump"
  let flags: [FlagDefinition] = [
    ResourceFlags.allNamespaces, .bool("allow-missing-template-keys", default: true), .list("namespaces"),
    .string("output", short: "o", default: "json"), .string("output-directory"),
    .duration("pod-running-timeout", default: "20s"), .bool("show-managed-fields"), .string("template"),
  ]
  private static let fileNames = ["replicationcontrollers": "replication-controllers"]
  private static let resources = [
    "/api/v1/%/events", "/api/v1/%/replicationcontrollers", "/api/v1/%/services", "/apis/apps/v1/%/daemonsets",
    "/apis/apps/v1/%/deployments", "/apis/apps/v1/%/replicasets", "/api/v1/%/pods",
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let dump = try Dump(context)
    try dump.write(try list("/api/v1/nodes", context), to: "nodes")
    for namespace in try namespaces(context) {
      var pods: [JSONValue] = []
      for resource in Self.resources {
        let answer = try list(resource.replacing("%", with: "namespaces/" + namespace), context)
        let kind = resource.split(separator: "/").last.map(String.init) ?? ""
        try dump.write(answer, to: "\(namespace)/\(Self.fileNames[kind] ?? kind)")
        if resource.hasSuffix("pods") { pods = answer.list("items") }
      }
      for pod in pods { try printLogs(pod, dump, context) }
    }
    dump.announce()
  }

  private func namespaces(_ context: CommandContext) throws(KubectlError) -> [String] {
    if context.flags.bool("all-namespaces") {
      return try list("/api/v1/namespaces", context).list("items").map(\.name)
    }
    let named = context.flags.list("namespaces")
    return named.isEmpty ? ["kube-system", context.namespace] : named
  }

  private func list(_ path: String, _ context: CommandContext) throws(KubectlError) -> JSONValue {
    try context.client.object(.get, path, accept: APIClient.typedAccept)
  }

  private func printLogs(_ pod: JSONValue, _ dump: Dump, _ context: CommandContext) throws(KubectlError) {
    var text: [UInt8] = []
    for container in pod.list("spec", "initContainers") + pod.list("spec", "containers") {
      let name = container.text("name")
      let path = "/api/v1/namespaces/\(pod.namespace)/pods/\(pod.name)/log"
      let response = try context.client.exchange(.get, path, query: [("container", name)])
      let title = "logs for container \(name) of pod \(pod.namespace)/\(pod.name) ====\n"
      text += Array("==== START \(title)".utf8)
      if response.isSuccess {
        text += response.bytes
      } else {
        let problem = APIClient.failure(response, method: .get, asked: "pods \(pod.name)").message
        text += Array("Request log error: \(problem)\n".utf8)
      }
      text += Array("==== END \(title)".utf8)
    }
    try dump.write(text, to: "\(pod.namespace)/\(pod.name)/logs.txt")
  }

  /// Where it all goes: to standard output, or into the files of a folder.
  private struct Dump {
    private let context: CommandContext
    private let folder: String
    private let isYAML: Bool
    private let printer: any ObjectPrinter

    init(_ context: CommandContext) throws(KubectlError) {
      self.context = context
      let named = context.flags.string("output-directory")
      folder = named == "-" ? "" : named
      isYAML = context.flags.string("output") == "yaml"
      guard let format = OutputFormat(context.flags) else { throw .message("an output format is needed") }
      printer = try format.printer(context, isTyped: true)
    }

    func write(_ object: JSONValue, to name: String) throws(KubectlError) {
      var printer = printer
      try write(Array(try printer.print(object).utf8), to: name + (isYAML ? ".yaml" : ".json"))
    }

    func write(_ bytes: [UInt8], to name: String) throws(KubectlError) {
      if folder.isEmpty { return context.write(bytes) }
      let path = folder + "/" + name
      do throws(FileProblem) { try context.environment.files.write(bytes, to: path) } catch {
        throw .message("open \(path): \(error.reason)")
      }
    }

    func announce() {
      if !folder.isEmpty { context.print("Cluster info dumped to \(folder)") }
    }
  }
}
