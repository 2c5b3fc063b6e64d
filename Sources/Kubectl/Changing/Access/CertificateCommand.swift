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
    let printer = try OutcomePrinter(context, isTyped: true)
    let takesNames = context.flags.list("filename").isEmpty && context.flags.string("kustomize").isEmpty
    let arguments = context.arguments.isEmpty || !takesNames ? [] : ["certificatesigningrequests"] + context.arguments
    var count = 0
    try context.visit(ResourceQuery(context, arguments: arguments)) { (item) throws(KubectlError) in
      count += 1
      var object = item.object ?? .null
      if decide(&object, context) {
        object = try context.client.object(
          .put, item.path(subresource: "approval"), accept: APIClient.typedAccept, body: .value(object),
          asked: item.asked)
      }
      try printer.print(item, object, isApproval ? "approved" : "denied")
    }
    if count == 0 { context.print("No resources found") }
  }

  /// Adds the condition; false when it is there already.
  private func decide(_ object: inout JSONValue, _ context: CommandContext) -> Bool {
    let type = isApproval ? "Approved" : "Denied"
    var conditions = object.at("status", "conditions")?.arrayValue ?? []
    let isDecided = conditions.contains { $0["type"]?.stringValue == type }
    if isDecided, !context.flags.bool("force") { return false }
    conditions.removeAll { $0["type"]?.stringValue == type }
    conditions.append([
      "type": .string(type), "status": "True", "reason": .string("Kubectl" + (isApproval ? "Approve" : "Deny")),
      "message": .string("This CSR was \(isApproval ? "approved" : "denied") by kubectl certificate \(name)."),
      "lastUpdateTime": .string(context.now.rfc3339),
    ])
    object.set(.array(conditions), at: "status", "conditions")
    return true
  }
}
