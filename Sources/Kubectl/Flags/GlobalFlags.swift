/// The flags that every command takes.
enum GlobalFlags {
  static let all: [FlagDefinition] = [
    .string("as", "User to act as, a person or a service account."),
    .array("as-group", "Group to act as; repeat for several."),
    .string("as-uid", "UID to act as."),
    .string("cache-dir", default: "$HOME/.kube/cache", "Where discovery documents are cached."),
    .string("certificate-authority", "File with the certificate authority's certificate."),
    .string("client-certificate", "File with the client's certificate."),
    .string("client-key", "File with the client's key."),
    .string("cluster", "Cluster of the kubeconfig to use."),
    .string("context", "Context of the kubeconfig to use."),
    .bool("disable-compression", "Ask for answers that are not compressed."),
    .bool("insecure-skip-tls-verify", "Trust the server whatever certificate it shows."),
    .string("kubeconfig", "The kubeconfig file to use."),
    .duration("log-flush-frequency", default: "5s", "Longest time between two flushes of the log."),
    .bool("match-server-version", "Refuse a server whose version is not the client's."),
    .string("namespace", short: "n", "Namespace of this request."),
    .string("password", "Password for basic authentication."),
    .string("profile", default: "none", "Profile to capture."),
    .string("profile-output", default: "profile.pprof", "File to write the profile to."),
    .string(
      "request-timeout", default: "0", "How long to wait for one answer of the server, as in 1s, 2m, 3h; 0 for ever."),
    .string("server", short: "s", "Address and port of the API server."),
    .string("tls-server-name", "Name to expect in the server's certificate."),
    .string("token", "Bearer token to authenticate with."),
    .string("user", "User of the kubeconfig to use."),
    .string("username", "Username for basic authentication."),
    .string("v", short: "v", default: "0", "How much to log."),
    .string("vmodule", "How much to log, by file."),
    .bool("warnings-as-errors", "Treat warnings of the server as errors."),
  ]
}
