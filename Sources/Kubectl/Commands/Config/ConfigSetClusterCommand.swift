import KubernetesModel

/// `kubectl config set-cluster`
struct ConfigSetClusterCommand: KubeconfigCommand {
  let name = "set-cluster"
  let flags: [FlagDefinition] = [
    .string("certificate-authority"),
    .bool("embed-certs"),
    .bool("insecure-skip-tls-verify"),
    .string("proxy-url"), .string("server"),
    .string("tls-server-name"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 1, let name = context.arguments.first else { throw unexpectedArguments(context) }
    let flags = context.flags
    let authority = flags.string("certificate-authority")
    if !authority.isEmpty, flags.bool("insecure-skip-tls-verify") {
      throw .message("you cannot specify a certificate authority and insecure mode at the same time")
    }
    let embedding = KubeconfigEmbedding(files(context))
    try change(context) { (config) throws(KubectlError) in
      var fields = config[.clusters, name]?.fields ?? [:]
      for flag in ["server", "tls-server-name", "proxy-url"] where flags.isSet(flag) {
        fields[flag] = .string(flags.string(flag))
      }
      if flags.isSet("insecure-skip-tls-verify") {
        fields["insecure-skip-tls-verify"] = .bool(flags.bool("insecure-skip-tls-verify"))
        if flags.bool("insecure-skip-tls-verify") {
          fields["certificate-authority"] = nil
          fields["certificate-authority-data"] = nil
        }
      }
      if flags.isSet("certificate-authority") {
        try embedding.set("certificate-authority", authority, embeds: flags.bool("embed-certs"), in: &fields)
        if !authority.isEmpty { fields["insecure-skip-tls-verify"] = nil }
      }
      config.update(.clusters, name) { $0 = fields }
    }
    context.print("Cluster \(name.goQuoted) set.")
  }
}

/// Puts a certificate or a key into an entry: as the path of its file, or as its content.
struct KubeconfigEmbedding {
  private let files: KubeconfigFiles

  init(_ files: KubeconfigFiles) { self.files = files }

  func set(_ field: String, _ path: String, embeds: Bool, in fields: inout JSONValue) throws(KubectlError) {
    let file = files.absolutePath(path)
    fields[field + "-data"] = nil
    guard embeds, !path.isEmpty else {
      fields[field] = .string(files.shortened(file))
      return
    }
    do throws(FileProblem) {
      fields[field + "-data"] = .string(Base64.encode(try files.content(file)))
      fields[field] = nil
    } catch {
      throw .message("could not stat \(field) file \(path): stat \(path): \(error.reason)")
    }
  }
}
