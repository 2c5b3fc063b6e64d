import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl create token`
struct CreateToken: KubectlCommand {
  let name = "token"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + [
      .array("audience"), .duration("duration"),
      .string("bound-object-kind"),
      .string("bound-object-name"), .string("bound-object-uid"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let account = try context.oneName()
    let printer = try OutcomePrinter(context, isTyped: true)
    let request = try request(context)
    if let problem = ["/", "%"].first(where: { account.contains($0) }) {
      throw .message(
        "failed to create token: invalid resource name \(account.goQuoted): [may not contain '\(problem)']")
    }
    let answer: JSONValue
    do throws(KubectlError) {
      answer = try context.client.object(
        .post, "/api/v1/namespaces/\(context.namespace)/serviceaccounts/\(account)/token",
        accept: APIClient.typedAccept, body: .value(request))
    } catch {
      throw .message("failed to create token: " + error.message)
    }
    if printer.showsObjects { return try printer.print(answer, "created") }
    let token = answer.at("status", "token")?.stringValue ?? ""
    if token.isEmpty { throw .message("failed to create token: no token in server response") }
    context.print(token, terminator: context.environment.isTerminal ? "\n" : "")
  }

  private func request(_ context: CommandContext) throws(KubectlError) -> JSONValue {
    let kind = context.flags.string("bound-object-kind")
    let name = context.flags.string("bound-object-name")
    let uid = context.flags.string("bound-object-uid")
    let duration = context.flags.duration("duration")
    if duration < .zero { throw .message("--duration must be greater than or equal to 0") }
    if duration.microseconds % 1_000_000 != 0 {
      throw .message("--duration cannot be expressed in units less than seconds")
    }
    if kind.isEmpty {
      if !name.isEmpty { throw .message("--bound-object-name can only be set if --bound-object-kind is provided") }
      if !uid.isEmpty { throw .message("--bound-object-uid can only be set if --bound-object-kind is provided") }
    } else if !["Node", "Pod", "Secret"].contains(kind) {
      throw .message("supported --bound-object-kind values are Node, Pod, Secret")
    } else if name.isEmpty {
      throw .message("--bound-object-name is required if --bound-object-kind is provided")
    }
    let audiences = context.flags.list("audience")
    return [
      "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "metadata": [:],
      "spec": Draft.members([
        "audiences": audiences.isEmpty ? nil : Draft.strings(audiences),
        "expirationSeconds": duration == .zero ? nil : .integer(duration.microseconds / 1_000_000),
        "boundObjectRef": kind.isEmpty
          ? nil
          : Draft.members([
            "kind": .string(kind), "apiVersion": "v1", "name": .string(name), "uid": uid.isEmpty ? nil : .string(uid),
          ]),
      ]),
    ]
  }
}
