/// What a kubeconfig says of the cluster and of its user.
package struct ClusterAccess {
  package var context: String
  package var cluster: String
  package var user: String
  package var server: String
  /// Keeps the namespace that `config set-context --namespace` chose; nil where it cannot be kept.
  package var setNamespace: ((String) -> Void)?

  package init(
    context: String = "kubernetes-admin@kubernetes", cluster: String = "kubernetes", user: String = "kubernetes-admin",
    server: String = "https://kubernetes:6443", setNamespace: ((String) -> Void)? = nil
  ) {
    self.context = context
    self.cluster = cluster
    self.user = user
    self.server = server
    self.setNamespace = setNamespace
  }
}
