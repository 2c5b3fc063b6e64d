/// What a command's arguments can be.
enum ArgumentCompletion {
  /// A type and names of it, or pairs; of these types alone, where any are given.
  case typesAndNames([String])
  /// The same, where one may come several times.
  case repeatedTypesAndNames([String])
  /// A pod, or a workload's kind with a pod behind it; then one of the pod's containers, or nothing more.
  case podOrWorkload(thenContainer: Bool)
  /// A name of one type.
  case names(of: String)
  case word([String])
  case kubeconfig(Kubeconfig.Section)
  case commands
  /// A file, here or in a pod.
  case copy
  case files

  private static let rollouts = ["deployment", "daemonset", "statefulset"]
  private static let scalable = ["deployment", "replicaset", "replicationcontroller", "statefulset"]

  private static let byPath: [String: ArgumentCompletion] = [
    "get": .typesAndNames([]), "describe": .typesAndNames([]), "delete": .typesAndNames([]),
    "edit": .typesAndNames([]), "label": .typesAndNames([]), "annotate": .typesAndNames([]),
    "patch": .typesAndNames([]), "debug": .typesAndNames([]),
    "scale": .repeatedTypesAndNames(scalable), "autoscale": .typesAndNames(scalable),
    "expose": .repeatedTypesAndNames(["pod", "service", "replicationcontroller", "deployment", "replicaset"]),
    "taint": .typesAndNames(["node"]),
    "rollout history": .repeatedTypesAndNames(rollouts), "rollout pause": .repeatedTypesAndNames(rollouts),
    "rollout restart": .repeatedTypesAndNames(rollouts), "rollout resume": .repeatedTypesAndNames(rollouts),
    "rollout status": .repeatedTypesAndNames(rollouts), "rollout undo": .repeatedTypesAndNames(rollouts),
    "logs": .podOrWorkload(thenContainer: true), "exec": .podOrWorkload(thenContainer: false),
    "attach": .podOrWorkload(thenContainer: false), "port-forward": .podOrWorkload(thenContainer: false),
    "top pod": .names(of: "pod"), "top node": .names(of: "node"), "drain": .names(of: "node"),
    "cordon": .names(of: "node"), "uncordon": .names(of: "node"),
    "set image": .word([
      "daemonsets", "deployments", "pods", "cronjobs", "replicasets", "replicationcontrollers", "statefulsets",
    ]),
    "completion": .word(["zsh", "fish", "powershell", "bash"]),
    "config use-context": .kubeconfig(.contexts), "config set-context": .kubeconfig(.contexts),
    "config delete-context": .kubeconfig(.contexts), "config rename-context": .kubeconfig(.contexts),
    "config get-contexts": .kubeconfig(.contexts), "config delete-cluster": .kubeconfig(.clusters),
    "config delete-user": .kubeconfig(.users), "help": .commands, "cp": .copy,
  ]

  /// - Parameter path: `kubectl rollout status`
  init(ofCommand path: String) {
    self = Self.byPath[path.split(separator: " ").dropFirst().joined(separator: " ")] ?? .files
  }
}
