/// `kubectl kustomize`: kustomizations are not built here.
struct KustomizeCommand: KubectlCommand {
  let name = "kustomize"
  let flags: [FlagDefinition] = [
    .bool("as-current-user"), .bool("enable-alpha-plugins"), .bool("enable-helm"), .array("env", short: "e"),
    .array("helm-api-versions"), .string("helm-command", default: "helm"), .bool("helm-debug"),
    .string("helm-kube-version"), .string("load-restrictor", default: "LoadRestrictionsRootOnly"), .array("mount"),
    .bool("network"), .string("network-name", default: "bridge"), .string("output", short: "o"),
  ]

  func asksServer(_ flags: FlagValues) -> Bool { false }

  func run(_ context: CommandContext) throws(KubectlError) {
    if context.arguments.count > 1 { throw .message("specify one path to kustomization.yaml") }
    let folder = context.arguments.first ?? "."
    try Kustomization.require(in: folder, context.environment)
    throw .message("kustomizations are not built here: write the manifests out and use kubectl apply -f")
  }
}

/// The folders of kustomizations.
enum Kustomization {
  private static let names = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

  /// Throws when a folder is none, or holds no kustomization.
  static func require(in folder: String, _ environment: KubectlEnvironment) throws(KubectlError) {
    let path = environment.kubeconfig.absolutePath(folder)
    let shown = path.hasSuffix("/.") ? String(path.dropLast(2)) : path
    guard folder == "." || environment.files.isDirectory(folder) else {
      throw .message(
        "must build at directory: not a valid directory: evalsymlink failure on '\(folder)' : lstat \(shown): no such file or directory"
      )
    }
    let prefix = folder == "." ? "" : folder + "/"
    if names.contains(where: { (try? environment.files.read(prefix + $0)) != nil }) { return }
    throw .message(
      "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '\(shown)'")
  }
}
