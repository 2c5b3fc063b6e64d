import APIServer
import KubernetesModel

/// Finds out which cluster a command line means, and as whom: the kubeconfig, and what flags say otherwise.
struct AccessResolver {
  let files: KubeconfigFiles
  let flags: FlagValues

  func access() throws(KubectlError) -> ClusterAccess {
    let files = files.chosen(by: flags)
    try files.requireFile(flags)
    let config = try files.load()
    var access = ClusterAccess()
    access.timeout = try Self.timeout(flags.string("request-timeout"))
    access.context = chosen("context", config.currentContext)
    let context = config[.contexts, access.context]?.fields
    if context == nil, !access.context.isEmpty {
      throw .plain("Error in configuration: context was not found for specified context: \(access.context)")
    }
    access.cluster = chosen("cluster", context?.text("cluster") ?? "")
    access.user = chosen("user", context?.text("user") ?? "")
    if let namespace = context?.text("namespace"), !namespace.isEmpty { access.namespace = namespace }
    var problems: [KubectlError] = []
    try takeCluster(config[.clusters, access.cluster], files, &access, &problems)
    try takeUser(config[.users, access.user], files, &access, &problems)
    if problems.count == 1 { throw problems[0] }
    if !problems.isEmpty {
      throw .plain("Error in configuration: \n" + problems.map { "* " + $0.message }.joined(separator: "\n"))
    }
    return access
  }

  private func chosen(_ flag: String, _ other: String) -> String {
    let given = flags.string(flag)
    return given.isEmpty ? other : given
  }

  // MARK: The cluster

  private func takeCluster(
    _ entry: Kubeconfig.Entry?, _ files: KubeconfigFiles, _ access: inout ClusterAccess,
    _ problems: inout [KubectlError]
  ) throws(KubectlError) {
    let fields = entry?.fields ?? [:]
    let server = chosen("server", fields.text("server"))
    if server.isEmpty, entry != nil || flags.isSet("cluster") {
      throw .message("no server found for cluster \(access.cluster.goQuoted)")
    }
    if !server.isEmpty { access.server = try Self.complete(server) }
    access.trust.skipsVerification = flags.bool("insecure-skip-tls-verify") || fields.flag("insecure-skip-tls-verify")
    access.trust.serverName = chosen("tls-server-name", fields.text("tls-server-name"))
    access.trust.authority = content(
      "certificate-authority", of: entry, named: access.cluster, as: "certificate-authority", files, &problems)
    if !fields.text("proxy-url").isEmpty {
      throw .message("cluster \(access.cluster.goQuoted) has a proxy-url, which this kubectl does not know")
    }
  }

  /// A server without a scheme is asked over plain HTTP.
  private static func complete(_ server: String) throws(KubectlError) -> String {
    let url = server.contains("://") ? server : "http://" + server
    if ["http://", "https://"].contains(url) {
      throw .message("host must be a URL or a host:port pair: \(server.goQuoted)")
    }
    return url.hasSuffix("/") ? String(url.dropLast()) : url
  }

  // MARK: The user

  private func takeUser(
    _ entry: Kubeconfig.Entry?, _ files: KubeconfigFiles, _ access: inout ClusterAccess,
    _ problems: inout [KubectlError]
  ) throws(KubectlError) {
    if entry == nil, flags.isSet("user") { throw .message("auth info \(access.user.goQuoted) does not exist") }
    let fields = entry?.fields ?? [:]
    for plugin in ["exec", "auth-provider"] where fields.has(plugin) && flags.string("token").isEmpty {
      throw .message(
        "user \(access.user.goQuoted) gets its credentials from \(plugin == "exec" ? "a program" : "a provider"), which this kubectl cannot do: give --token, or a kubeconfig with a certificate or a token"
      )
    }
    access.credentials.username = chosen("username", fields.text("username"))
    access.credentials.password = chosen("password", fields.text("password"))
    access.credentials.certificate = content(
      "client-certificate", of: entry, named: access.user, as: "client-cert", files, &problems)
    access.credentials.key = content("client-key", of: entry, named: access.user, as: "client-key", files, &problems)
    access.credentials.token = try token(entry, files)
    access.credentials.actsAs = fields.text("as")
    access.credentials.actsAsUID = fields.text("as-uid")
    access.credentials.actsAsGroups = fields.texts("as-groups")
  }

  private func token(_ entry: Kubeconfig.Entry?, _ files: KubeconfigFiles) throws(KubectlError) -> String {
    let given = chosen("token", entry?.fields.text("token") ?? "")
    guard given.isEmpty, let entry, entry.fields.has("tokenFile") else { return given }
    let path = files.resolve(entry.fields.text("tokenFile"), namedIn: entry.file)
    do throws(FileProblem) {
      return String(decoding: try files.content(path), as: UTF8.self).trimmingBlanks
    } catch {
      throw .message("open \(path): \(error.reason)")
    }
  }

  /// What a field holds, by itself or in a file that it names: PEM text.
  private func content(
    _ field: String, of entry: Kubeconfig.Entry?, named name: String, as title: String, _ files: KubeconfigFiles,
    _ problems: inout [KubectlError]
  ) -> [UInt8] {
    var path = flags.string(field)
    if path.isEmpty {
      if let data = entry?.fields.text(field + "-data"), !data.isEmpty { return Base64.decode(data) ?? [] }
      path = files.resolve(entry?.fields.text(field) ?? "", namedIn: entry?.file ?? "")
    }
    if path.isEmpty { return [] }
    do throws(FileProblem) { return try files.content(path) } catch {
      problems.append(.message("unable to read \(title) \(path) for \(name) due to open \(path): \(error.reason)"))
      return []
    }
  }

  /// Reads `--request-timeout`; nil for none.
  private static func timeout(_ text: String) throws(KubectlError) -> Duration? {
    if text.isEmpty || text == "0" { return nil }
    if let seconds = Int32(text) { return seconds == 0 ? nil : .seconds(Int(seconds)) }
    guard case .success(let duration) = GoLiteral.duration(text) else {
      throw .message(
        "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)"
      )
    }
    return duration == .zero ? nil : duration
  }
}
