/// The kubeconfig that was read last: every command reads it, and few change it.
final class KubeconfigCache {
  private var last: (path: String, bytes: [UInt8], config: Kubeconfig)?

  /// What a file says that holds these bytes; nil where that is not known.
  subscript(path: String, bytes: [UInt8]) -> Kubeconfig? {
    get { last.flatMap { $0.path == path && $0.bytes == bytes ? $0.config : nil } }
    set { last = newValue.map { (path, bytes, $0) } }
  }
}
