import KubernetesModel

/// `kubectl create secret`
struct CreateSecret: CommandGroup {
  let name = "secret"
  let subcommands: [any KubectlCommand] = [CreateDockerRegistrySecret(), CreateGenericSecret(), CreateTLSSecret()]

  /// A Secret of these keys; each may come once. `fileKey` is the key of files that come without one.
  static func object(
    _ context: CommandContext, name: String, type: String, fileKey: String? = nil
  ) throws(KubectlError) -> JSONValue {
    let sources = try KeyedSources(context, fileKey: fileKey) { (key, _, entries) throws(KubectlError) in
      let problems = KeyedSources.problems(of: key)
      if !problems.isEmpty {
        throw .message("\(key.goQuoted) is not valid key name for a Secret " + problems.joined(separator: ";"))
      }
      if entries.contains(where: { $0.key == key }) {
        throw .message("cannot add key \(key), another key by that name already exists")
      }
    }
    var object = Draft.object("v1", "Secret", name: name)
    if !type.isEmpty { object["type"] = .string(type) }
    for entry in sources.entries { object.set(.string(Base64.encode(entry.bytes)), at: "data", entry.key) }
    return object
  }
}

/// `kubectl create secret generic`
struct CreateGenericSecret: CreateGenerator {
  let name = "generic"
  let resource = GeneratedResource("v1", "secrets")
  let failure: String? = "failed to create secret "
  let ownFlags: [FlagDefinition] =
    KeyedSources.flags + [
      .string("type"), .bool("append-hash"),
    ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    var object = try CreateSecret.object(context, name: name, type: context.flags.string("type"))
    if context.flags.bool("append-hash") { ContentHash.append(to: &object) }
    return object
  }
}

/// `kubectl create secret docker-registry`
struct CreateDockerRegistrySecret: CreateGenerator {
  let name = "docker-registry"
  let resource = GeneratedResource("v1", "secrets")
  let failure: String? = "failed to create secret "
  let ownFlags: [FlagDefinition] = [
    .list("from-file"),
    .string("docker-email"),
    .string("docker-password"),
    .string("docker-server", default: "https://index.docker.io/v1/"),
    .string("docker-username"),
    .bool("append-hash"),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let user = context.flags.string("docker-username")
    let password = context.flags.string("docker-password")
    let server = context.flags.string("docker-server")
    let fromFile = !context.flags.list("from-file").isEmpty
    guard fromFile || !(user.isEmpty || password.isEmpty || server.isEmpty) else {
      throw .message(
        "either --from-file or the combination of --docker-username, --docker-password and --docker-server is required")
    }
    var object = try CreateSecret.object(
      context, name: name, type: "kubernetes.io/dockerconfigjson", fileKey: ".dockerconfigjson")
    if !fromFile {
      let content = Self.configuration(
        server: server, user: user, password: password, email: context.flags.string("docker-email"))
      object.set(.string(Base64.encode(Array(content.utf8))), at: "data", ".dockerconfigjson")
    }
    if context.flags.bool("append-hash") { ContentHash.append(to: &object) }
    return object
  }

  /// The members stand in the order in which Docker's own configuration has them.
  private static func configuration(server: String, user: String, password: String, email: String) -> String {
    func text(_ value: String) -> String { JSONWriter.string(.string(value)) }
    let token = Base64.encode(Array("\(user):\(password)".utf8))
    let mail = email.isEmpty ? "" : "\"email\":\(text(email)),"
    return
      "{\"auths\":{\(text(server)):{\"username\":\(text(user)),\"password\":\(text(password)),\(mail)\"auth\":\(text(token))}}}"
  }
}

/// `kubectl create secret tls`
struct CreateTLSSecret: CreateGenerator {
  let name = "tls"
  let resource = GeneratedResource("v1", "secrets")
  let failure: String? = "failed to create secret "
  let ownFlags: [FlagDefinition] = [
    .string("cert"), .string("key"),
    .bool("append-hash"),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let certificatePath = context.flags.string("cert")
    let keyPath = context.flags.string("key")
    if certificatePath.isEmpty || keyPath.isEmpty { throw .message("key and cert must be specified") }
    let certificate = try read(certificatePath, context)
    let key = try read(keyPath, context)
    try KeyPair.check(certificate: certificate, key: key)
    var object = Draft.object("v1", "Secret", name: name)
    object["type"] = "kubernetes.io/tls"
    object["data"] = ["tls.crt": .string(Base64.encode(certificate)), "tls.key": .string(Base64.encode(key))]
    if context.flags.bool("append-hash") { ContentHash.append(to: &object) }
    return object
  }

  private func read(_ path: String, _ context: CommandContext) throws(KubectlError) -> [UInt8] {
    do throws(FileProblem) { return try context.environment.files.read(path) } catch {
      throw .message("Cannot read file \(path), open \(path): \(error.reason)")
    }
  }
}
