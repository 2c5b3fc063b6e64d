/// The commands that change something, under the headings of kubectl's help.
enum ChangingCommands {
  /// create, expose, run, set
  static let beginner: [any KubectlCommand] = []
  /// edit, delete
  static let intermediate: [any KubectlCommand] = []
  /// rollout, scale, autoscale
  static let deploy: [any KubectlCommand] = []
  /// certificate, cordon, uncordon, drain, taint
  static let cluster: [any KubectlCommand] = []
  /// attach, exec, cp, auth, debug
  static let troubleshooting: [any KubectlCommand] = []
  /// diff, apply, patch, replace, wait
  static let advanced: [any KubectlCommand] = []
  /// label, annotate
  static let settings: [any KubectlCommand] = []
}
