import KubernetesModel
import SimulationKernel

/// `kubectl create deployment`
struct CreateDeployment: CreateGenerator {
  let name = "deployment"
  let aliases = ["deploy"]
  let resource = GeneratedResource("apps/v1", "deployments")
  let requiredFlags = ["image"]
  let failure: String? = "failed to create deployment: "
  let ownFlags: [FlagDefinition] = [
    .list("image"),
    .integer("port", default: -1, bits: 32),
    .integer("replicas", short: "r", default: 1, bits: 32),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let images = context.flags.list("image")
    if images.count > 1, !context.command.isEmpty {
      throw .message("cannot specify multiple --image options and command")
    }
    let labels = ["app": name]
    var mint = Mint(seed: UInt64(bitPattern: context.now.microseconds))
    var containers = images.map {
      Draft.container(name: Self.containerName(of: $0, &mint), image: $0, command: context.command)
    }
    let port = context.flags.integer("port")
    if port >= 0, !containers.isEmpty {
      containers[0]["ports"] = [["containerPort": JSONValue(port)]]
    }
    var object = Draft.object("apps/v1", "Deployment", name: name, labels: labels)
    object["spec"] = [
      "replicas": JSONValue(context.flags.integer("replicas")), "selector": ["matchLabels": JSONValue(labels)],
      "strategy": [:],
      "template": ["metadata": Draft.metadata(labels: labels), "spec": ["containers": .array(containers)]],
    ]
    object["status"] = [:]
    return object
  }

  /// The last part of the image's name, without tag and digest. Letters that no container name may have make it get a
  /// random end.
  static func containerName(of image: String, _ mint: inout Mint) -> String {
    let last = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let name = last.prefix { $0 != ":" && $0 != "@" }
    guard name.contains(where: { $0 == "_" || $0 == "." }) else { return String(name) }
    return String(name.map { $0 == "_" || $0 == "." ? "-" : $0 }) + "-" + mint.nameSuffix()
  }
}
