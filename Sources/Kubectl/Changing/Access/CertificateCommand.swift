import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl certificate`
struct CertificateCommand: KubectlCommand {
  let name = "certificate"
  let subcommands: [any KubectlCommand] = [
    CertificateDecision(isApproval: true), CertificateDecision(isApproval: false),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    context.print(HelpText.of(self, path: context.path), terminator: "")
  }
}

/// `kubectl certificate approve` and `kubectl certificate deny`
struct CertificateDecision: KubectlCommand {
  let isApproval: Bool

  var name: String { isApproval ? "approve" : "deny" }
  var flags: [FlagDefinition] {
    OutcomePrinter.flags + ResourceFlags.files + [.bool("force")]
  }

  func run(_ context: CommandContext) throws(KubectlError) {
    if context.arguments.isEmpty, context.flags.list("filename").isEmpty, context.flags.string("kustomize").isEmpty {
      throw .message("one or more CSRs must be specified as <name> or -f <filename>")
    }
    let printer = try OutcomePrinter(context)
    let names = context.arguments.map { $0.contains("/") ? $0 : "certificatesigningrequests/" + $0 }
    var count = 0
    try context.visit(ResourceQuery(context, arguments: names)) { (item) throws(KubectlError) in
      let group = item.mapping.groupVersion.group
      guard item.mapping.kind == "CertificateSigningRequest", group == "certificates.k8s.io" else {
        throw .message(
          "can only handle CertificateSigningRequest.certificates.k8s.io objects, got "
            + (group.isEmpty ? item.mapping.kind : "\(item.mapping.kind).\(group)"))
      }
      try decide(item, context)
      count += 1
      try printer.print(item, item.object ?? .null, isApproval ? "approved" : "denied")
    }
    if count == 0 { context.print("No resources found") }
  }

  /// Adds the condition, unless it is there; throws where the request was decided otherwise.
  private func decide(_ item: ResourceItem, _ context: CommandContext) throws(KubectlError) {
    var object = try context.client.object(.get, item.path(), accept: APIClient.typedAccept, asked: item.asked)
    let type = isApproval ? "Approved" : "Denied"
    let opposite = isApproval ? "Denied" : "Approved"
    let conditions = object.list("status", "conditions")
    if conditions.contains(where: { $0.text("type") == opposite }) {
      throw .message("certificate signing request \(item.name.goQuoted) is already \(opposite)")
    }
    let isDecided = conditions.contains { $0.text("type") == type }
    if isDecided, !context.flags.bool("force") { return }
    if !isDecided {
      let condition: JSONValue = [
        "type": .string(type), "status": "True", "reason": .string("Kubectl" + (isApproval ? "Approve" : "Deny")),
        "message": .string("This CSR was \(isApproval ? "approved" : "denied") by kubectl certificate \(name)."),
        "lastUpdateTime": .string(context.now.rfc3339),
      ]
      object.set(.array(conditions + [condition]), at: "status", "conditions")
    }
    _ = try context.client.object(
      .put, item.path(subresource: "approval"), accept: APIClient.typedAccept, body: .value(object), asked: item.asked)
  }
}
