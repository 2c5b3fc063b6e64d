import APIServer
import KubernetesModel

/// `kubectl auth`
struct AuthCommand: CommandGroup {
  let name = "auth"
  let subcommands: [any KubectlCommand] = [AuthCanI(), AuthReconcile(), AuthWhoAmI()]
}

/// `kubectl auth can-i`
struct AuthCanI: KubectlCommand {
  let name = "can-i"
  let flags: [FlagDefinition] = [
    ResourceFlags.allNamespaces, .bool("list"),
    .bool("no-headers"), .bool("quiet", short: "q"),
    .string("subresource"),
  ]
  private static let verbs = [
    "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use", "bind", "impersonate",
    "*", "approve", "sign", "escalate", "attest",
  ]
  private static let pathVerbs = ["get", "put", "post", "head", "options", "delete", "patch", "*"]

  func run(_ context: CommandContext) throws(KubectlError) {
    let wantsList = context.flags.bool("list")
    let isNarrowed = ["quiet", "all-namespaces"].contains(where: context.flags.bool)
    if wantsList, isNarrowed || !context.flags.string("subresource").isEmpty {
      throw .message("list option can't be specified with neither quiet, all-namespaces nor subresource options")
    }
    if !wantsList, context.flags.bool("no-headers") {
      throw .message("--no-headers cannot be set without --list specified")
    }
    if wantsList { return try list(context) }
    guard context.arguments.count == 2 else {
      throw .message(
        "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples."
      )
    }
    let verb = context.arguments[0]
    let object = context.arguments[1]
    let isPath = object.hasPrefix("/")
    if !(isPath ? Self.pathVerbs : Self.verbs).contains(verb) {
      context.printError("Warning: verb '\(verb)' is not a known verb\n")
    }
    let spec: JSONValue =
      isPath
      ? ["nonResourceAttributes": ["path": .string(object), "verb": .string(verb)]]
      : ["resourceAttributes": try attributes(verb, object, context)]
    let review = try context.client.object(
      .post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", accept: APIClient.typedAccept,
      body: .value([
        "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", "metadata": [:], "spec": spec,
      ]))
    try answer(review, context)
  }

  private func answer(_ review: JSONValue, _ context: CommandContext) throws(KubectlError) {
    let isAllowed = review.at("status", "allowed")?.boolValue ?? false
    if !context.flags.bool("quiet") {
      var text = isAllowed ? "yes" : "no"
      let reason = review.at("status", "reason")?.stringValue ?? ""
      let problem = review.at("status", "evaluationError")?.stringValue ?? ""
      if !isAllowed {
        if !reason.isEmpty { text += " - " + reason }
        if !problem.isEmpty { text += " - " + problem }
      }
      context.print(text)
    }
    if !isAllowed { throw .exit(1) }
  }

  private func attributes(
    _ verb: String, _ object: String, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    let parts = object.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let word = parts[0]
    var group = ""
    var resource = word
    if word != "*" {
      if let mapping = try RESTMapper(client: context.client).find(word) {
        group = mapping.groupVersion.group
        resource = mapping.plural
        if !mapping.isNamespaced, !context.flags.bool("all-namespaces") {
          let place = group.isEmpty ? "" : " in group '\(group)'"
          context.printError("Warning: resource '\(resource)' is not namespace scoped\(place)\n")
        }
      } else {
        let halves = word.split(separator: ".", maxSplits: 1).map(String.init)
        resource = halves.first ?? word
        group = halves.count > 1 ? halves[1] : ""
        let place = group.isEmpty ? "" : " in group '\(group)'"
        context.printError("Warning: the server doesn't have a resource type '\(resource)'\(place)\n")
      }
    }
    let namespace = context.flags.bool("all-namespaces") ? "" : context.namespace
    let subresource = context.flags.string("subresource")
    return Draft.members([
      "namespace": namespace.isEmpty ? nil : .string(namespace), "verb": .string(verb),
      "group": group.isEmpty ? nil : .string(group), "resource": .string(resource),
      "subresource": subresource.isEmpty ? nil : .string(subresource),
      "name": parts.count > 1 ? .string(parts[1]) : nil,
    ])
  }

  // MARK: --list

  private func list(_ context: CommandContext) throws(KubectlError) {
    if !context.arguments.isEmpty { throw .message("list option must be specified with no arguments") }
    let review = try context.client.object(
      .post, "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", accept: APIClient.typedAccept,
      body: .value([
        "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview", "metadata": [:],
        "spec": ["namespace": .string(context.namespace)],
      ]))
    if review.at("status", "incomplete")?.boolValue == true {
      let why = review.at("status", "evaluationError")?.stringValue ?? ""
      context.printError("warning: the list may be incomplete" + (why.isEmpty ? "" : ": " + why))
    }
    var writer = TabWriter.table
    if !context.flags.bool("no-headers") { writer.write("Resources\tNon-Resource URLs\tResource Names\tVerbs\n") }
    let rules = review.list("status", "resourceRules") + review.list("status", "nonResourceRules")
    for rule in PolicyRules.compact(rules) {
      let cells = [rule.target] + [rule.urls, rule.names, rule.verbs].map(PolicyRules.bracketed)
      writer.write(cells.joined(separator: "\t") + "\n")
    }
    context.print(writer.flush(), terminator: "")
  }
}

/// `kubectl auth whoami`
struct AuthWhoAmI: KubectlCommand {
  let name = "whoami"
  let flags = OutcomePrinter.flags

  func run(_ context: CommandContext) throws(KubectlError) {
    let printer = try OutcomePrinter(context, isTyped: true)
    let review = try context.client.object(
      .post, "/apis/authentication.k8s.io/v1/selfsubjectreviews", accept: APIClient.typedAccept,
      body: .value(["apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview", "metadata": [:]]))
    if printer.showsObjects { return try printer.print(review, "") }
    let user = review.at("status", "userInfo") ?? .null
    var writer = TabWriter.table
    writer.write("ATTRIBUTE\tVALUE\n")
    for (title, field) in [("Username", "username"), ("UID", "uid")] {
      if let text = user[field]?.stringValue, !text.isEmpty { writer.write("\(title)\t\(text)\n") }
    }
    let groups = (user["groups"]?.arrayValue ?? []).compactMap(\.stringValue)
    if !groups.isEmpty { writer.write("Groups\t[\(groups.joined(separator: " "))]\n") }
    for member in user["extra"]?.objectValue?.members ?? [] {
      let values = (member.value.arrayValue ?? []).compactMap(\.stringValue)
      writer.write("Extra: \(member.key)\t[\(values.joined(separator: " "))]\n")
    }
    context.print(writer.flush(), terminator: "")
  }
}
