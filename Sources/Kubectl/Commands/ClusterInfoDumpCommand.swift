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
  private static let resources = [
    "/api/v1/%/events", "/api/v1/%/replicationcontrollers", "/api/v1/%/services", "/apis/apps/v1/%/daemonsets",
    "/apis/apps/v1/%/deployments", "/apis/apps/v1/%/replicasets", "/api/v1/%/pods",
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let printer = try OutcomePrinter(context)
    if !["", "-"].contains(context.flags.string("output-directory")) {
      throw .message("mkdir \(context.flags.string("output-directory")): read-only file system")
    }
    try printer.print(try list("/api/v1/nodes", context), "")
    for namespace in try namespaces(context) {
      var pods: [JSONValue] = []
      for resource in Self.resources {
        let answer = try list(resource.replacing("%", with: "namespaces/" + namespace), context)
        try printer.print(answer, "")
        if resource.hasSuffix("pods") { pods = answer.list("items") }
      }
      for pod in pods { try printLogs(pod, context) }
    }
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

  private func printLogs(_ pod: JSONValue, _ context: CommandContext) throws(KubectlError) {
    for container in pod.list("spec", "initContainers") + pod.list("spec", "containers") {
      let name = container.text("name")
      let path = "/api/v1/namespaces/\(pod.namespace)/pods/\(pod.name)/log"
      let response = try context.client.exchange(.get, path, query: [("container", name)])
      context.print("==== START logs for container \(name) of pod \(pod.namespace)/\(pod.name) ====")
      if response.isSuccess {
        context.write(response.bytes)
      } else {
        context.print(
          "Request log error: \(APIClient.failure(response, method: .get, asked: "pods \(pod.name)").message)")
      }
      context.print("==== END logs for container \(name) of pod \(pod.namespace)/\(pod.name) ====")
    }
  }
}
