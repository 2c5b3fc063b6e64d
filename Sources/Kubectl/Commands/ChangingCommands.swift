/// The commands that change something, under the headings of kubectl's help.
enum ChangingCommands {
  /// create, expose, run, set
  static let beginner: [any KubectlCommand] = [CreateCommand(), ExposeCommand(), RunCommand(), SetCommand()]
  /// edit, delete
  static let intermediate: [any KubectlCommand] = [EditCommand(), DeleteCommand()]
  /// rollout, scale, autoscale
  static let deploy: [any KubectlCommand] = [RolloutCommand(), ScaleCommand(), AutoscaleCommand()]
  /// certificate, cordon, uncordon, drain, taint
  static let cluster: [any KubectlCommand] = [
    CertificateCommand(),
    CordonCommand(isCordoning: true), CordonCommand(isCordoning: false), DrainCommand(), TaintCommand(),
  ]
  /// attach, exec, cp, auth, debug
  static let troubleshooting: [any KubectlCommand] = [
    AttachCommand(), ExecCommand(), PortForwardCommand(), ProxyCommand(), CopyCommand(), AuthCommand(),
    DebugCommand(),
  ]
  /// diff, apply, patch, replace, wait
  static let advanced: [any KubectlCommand] = [
    DiffCommand(), ApplyCommand(), PatchCommand(), ReplaceCommand(), WaitCommand(), KustomizeCommand(),
  ]
  /// label, annotate
  static let settings: [any KubectlCommand] = [
    MetadataCommand(field: .label), MetadataCommand(field: .annotation), CompletionCommand(),
  ]
}
