import KubernetesModel

/// The form of an image's name, as registries define it: `registry.k8s.io/pause:3.10`, `nginx@sha256:…`.
enum ImageName {
  static func isValid(_ text: String) -> Bool { pattern?.matches(text) ?? true }

  private static let pattern: RegularExpression? = {
    let label = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?"
    let host = #"(\#(label)(\.\#(label))*|\[[a-fA-F0-9:]+\])(:[0-9]+)?"#
    let part = "[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*"
    let tag = ":[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}"
    let digest = "@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"
    return try? RegularExpression("^(\(host)/)?\(part)(/\(part))*(\(tag))?(\(digest))?$", syntax: .perl)
  }()
}
