import KubernetesModel

/// The kubeconfig of a cluster's administrator, as kubeadm leaves it in a home folder, kept in memory. What `kubectl
/// config` changes stays.
package final class AdministratorKubeconfig {
  /// The cluster's address that the kubeconfig begins with.
  package static let server = "https://kubernetes:6443"

  fileprivate var content: [UInt8] {
    didSet { namespace = Self.namespace(in: content) }
  }
  /// Of the current context.
  package private(set) var namespace: String
  private let cache = KubeconfigCache()

  package init(namespace: String = "default") {
    self.namespace = namespace
    content = Array(Self.config(namespace: namespace).text.utf8)
  }

  /// A copy that goes its own way.
  package init(copying other: AdministratorKubeconfig) {
    namespace = other.namespace
    content = other.content
  }

  /// - Parameters:
  ///   - others: every other file that `--kubeconfig` and `KUBECONFIG` may name; nil for none.
  ///   - variable: the value of `KUBECONFIG`.
  package func files(
    home: String = "/root", variable: String = "", others: (any KubectlFiles)? = nil
  ) -> KubeconfigFiles {
    KubeconfigFiles(
      files: HomeFiles(self, path: home + "/.kube/config", others: others), variable: variable, home: home,
      cache: cache)
  }

  private static func config(namespace: String) -> Kubeconfig {
    let secret = JSONValue.string(Base64.encode(Array("simulated".utf8)))
    var config = Kubeconfig()
    config.currentContext = "kubernetes-admin@kubernetes"
    config.update(.clusters, "kubernetes") {
      $0 = ["certificate-authority-data": secret, "server": .string(server)]
    }
    config.update(.users, "kubernetes-admin") { $0 = ["client-certificate-data": secret, "client-key-data": secret] }
    config.update(.contexts, config.currentContext) {
      $0 = ["cluster": "kubernetes", "user": "kubernetes-admin"]
      if namespace != "default" { $0["namespace"] = .string(namespace) }
    }
    return config
  }

  private static func namespace(in content: [UInt8]) -> String {
    let config = (try? KubeconfigReader("").read(content)) ?? Kubeconfig()
    let namespace = config[.contexts, config.currentContext]?.fields.text("namespace") ?? ""
    return namespace.isEmpty ? "default" : namespace
  }
}

/// A home folder's files, with the kubeconfig among them.
private final class HomeFiles: KubectlFiles {
  private let kubeconfig: AdministratorKubeconfig
  private let path: String
  private let others: (any KubectlFiles)?

  init(_ kubeconfig: AdministratorKubeconfig, path: String, others: (any KubectlFiles)?) {
    self.kubeconfig = kubeconfig
    self.path = path
    self.others = others
  }

  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    if path == self.path { return kubeconfig.content }
    guard let others else { throw FileProblem("no such file or directory") }
    return try others.read(path)
  }

  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    if path == self.path {
      kubeconfig.content = bytes
      return
    }
    guard let others else { throw FileProblem("permission denied") }
    try others.write(bytes, to: path)
  }

  func list(_ path: String) throws(FileProblem) -> [String] {
    guard let others else { throw FileProblem("no such file or directory") }
    return try others.list(path)
  }

  func isDirectory(_ path: String) -> Bool { others?.isDirectory(path) ?? false }
}
