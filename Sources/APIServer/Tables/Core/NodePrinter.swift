import KubernetesModel

enum NodePrinter {
  static let printer = TablePrinter(
    """
    Name:string/name Status:string Roles:string Age:string Version:string +Internal-IP:string +External-IP:string
    +OS-Image:string +Kernel-Version:string +Container-Runtime:string
    """
  ) { node, now in
    [
      .string(node.name), .string(status(node)), .string(roles(node)), .string(node.age(now)),
      .string(node.text("status", "nodeInfo", "kubeletVersion")), .string(address("InternalIP", node)),
      .string(address("ExternalIP", node)), info("osImage", node), info("kernelVersion", node),
      info("containerRuntimeVersion", node),
    ]
  }

  private static func status(_ node: JSONValue) -> String {
    var words: [String] = []
    if let ready = node.list("status", "conditions").first(where: { $0.text("type") == "Ready" }) {
      words.append(ready.text("status") == "True" ? "Ready" : "NotReady")
    } else {
      words.append("Unknown")
    }
    if node.at("spec", "unschedulable")?.boolValue == true { words.append("SchedulingDisabled") }
    return words.joined(separator: ",")
  }

  private static func roles(_ node: JSONValue) -> String {
    let prefix = "node-role.kubernetes.io/"
    var roles: Set<String> = []
    for (key, value) in node.at("metadata", "labels")?.objectValue ?? JSONObject() {
      if key.hasPrefix(prefix), key.count > prefix.count {
        roles.insert(String(key.dropFirst(prefix.count)))
      } else if key == "kubernetes.io/role", let role = value.stringValue, !role.isEmpty {
        roles.insert(role)
      }
    }
    return roles.sorted().joined(separator: ",").ifEmpty("<none>")
  }

  private static func address(_ type: String, _ node: JSONValue) -> String {
    node.list("status", "addresses").first { $0.text("type") == type }?.text("address") ?? "<none>"
  }

  private static func info(_ key: String, _ node: JSONValue) -> JSONValue {
    .string(node.text("status", "nodeInfo", key).ifEmpty("<unknown>"))
  }
}
