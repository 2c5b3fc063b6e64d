import Foundation
import KubernetesModel

/// The kubeconfig through which clients reach a hosted cluster.
package struct KubeconfigFile: Sendable {
  /// The name of the context, the cluster and the user.
  package var name: String
  /// The cluster's address, with its path: `http://127.0.0.1:8001/clusters/4f...`.
  package var server: String
  package var namespace: String
  /// Which the user shows.
  package var token: String?
  /// For a server with TLS of its own.
  package var access: SecureAccess?

  package init(name: String, server: String, namespace: String = "default") {
    self.name = name
    self.server = server
    self.namespace = namespace
  }

  /// Writes it for its owner alone: it has a key in it, or a path that is as good. In place of a file that is there.
  package func write(to path: String) throws {
    let isWritten = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    if !isWritten { throw CocoaError(.fileWriteUnknown) }
  }

  package var text: String {
    let trust = access.map { "\n    certificate-authority-data: \(Base64.encode($0.authority))" } ?? ""
    return """
      apiVersion: v1
      kind: Config
      clusters:
      - name: \(name)
        cluster:
          server: \(server)\(trust)
      contexts:
      - name: \(name)
        context:
          cluster: \(name)
          namespace: \(namespace)
          user: \(name)
      current-context: \(name)
      users:
      - name: \(name)
        user: \(user)

      """
  }

  private var user: String {
    if let token { return "\n    token: \(token)" }
    guard let access else { return "{}" }
    return """

          client-certificate-data: \(Base64.encode(access.certificate))
          client-key-data: \(Base64.encode(access.key))
      """
  }
}
