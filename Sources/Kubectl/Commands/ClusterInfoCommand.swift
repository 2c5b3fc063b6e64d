import APIServer
import KubernetesModel

/// `kubectl cluster-info`
struct ClusterInfoCommand: KubectlCommand {
  let name = "cluster-info"
  let subcommands: [any KubectlCommand] = [ClusterInfoDumpCommand()]

  func run(_ context: CommandContext) throws(KubectlError) {
    let namespace = context.isNamespaceExplicit ? context.namespace : "kube-system"
    defer { context.print("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.") }
    let list = try context.client.object(
      .get, "/api/v1/namespaces/\(namespace)/services",
      query: [("labelSelector", "kubernetes.io/cluster-service=true")],
      asked: "services")
    let server = context.environment.access.server
    announce("Kubernetes control plane", at: server, context)
    for service in list.list("items") {
      announce(Self.title(of: service), at: Self.address(of: service, server), context)
    }
  }

  private func announce(_ title: String, at address: String, _ context: CommandContext) {
    func coloured(_ text: String, _ code: Int) -> String {
      context.environment.isTerminal ? "\u{1B}[0;\(code)m\(text)\u{1B}[0m" : text
    }
    context.print("\(coloured(title, 32)) is running at \(coloured(address, 33))")
  }

  private static func title(of service: JSONValue) -> String {
    service.labels["kubernetes.io/name"] ?? service.name
  }

  /// The load balancer's address, or the way through the API server.
  private static func address(of service: JSONValue, _ server: String) -> String {
    if let balancer = service.list("status", "loadBalancer", "ingress").first {
      let host = balancer.text("ip").isEmpty ? balancer.text("hostname") : balancer.text("ip")
      return service.list("spec", "ports").map { "http://\(host):\($0.number("port")) " }.joined()
    }
    let port = service.list("spec", "ports").first ?? .null
    let scheme = port.number("port") == 443 || port.text("name") == "https" ? "https:" : ""
    let name = port.text("name").isEmpty ? "" : ":" + port.text("name")
    let needsName = !scheme.isEmpty || !name.isEmpty
    let target = scheme + service.name + (needsName ? name.isEmpty ? ":" : name : "")
    return "\(server)/api/v1/namespaces/\(service.namespace)/services/\(target)/proxy"
  }
}
