import Glibc
import Kubectl

/// kubectl as a program of this machine: its files, its terminal, its KUBECONFIG.
package struct HostKubectl {
  private let variables: [String: String]
  private let edit: (_ command: String, _ fileName: String, _ text: [UInt8]) -> [UInt8]?

  /// - Parameters:
  ///   - variables: the process's environment.
  ///   - edit: lets the user change a text with an editor, a command of the shell; nil when that failed.
  package init(
    variables: [String: String],
    edit: @escaping (_ command: String, _ fileName: String, _ text: [UInt8]) -> [UInt8]?
  ) {
    self.variables = variables
    self.edit = edit
  }

  /// Runs one command line, without the leading `kubectl`; returns its exit status.
  package func run(_ arguments: [String]) -> Int {
    let terminal = HostTerminal()
    var environment = KubectlEnvironment(
      transport: HTTPTransport(terminal: terminal, session: Self.session()), files: HostFiles(), output: HostOutput(),
      standardInput: terminal.readAll(), readInput: terminal.read, editorName: editorName, editor: editor,
      isTerminal: terminal.isTerminal,
      discoveryCache: DiscoveryCache(files: HostFiles(), folder: (variables["HOME"] ?? "") + "/.kube/cache/firedrill"),
      kubeconfig: KubeconfigFiles(
        files: HostFiles(isPrivate: true), variable: variables["KUBECONFIG"] ?? "", home: variables["HOME"] ?? "",
        absolute: HostFiles.absolute))
    environment.showsTyping = false
    environment.processID = Int(getpid())
    return Kubectl(environment).run(arguments)
  }

  private var editorCommand: String {
    ["KUBE_EDITOR", "EDITOR"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? "vi"
  }

  /// Whether kubectl leaves it to a shell to understand the editor's command.
  private var editorNeedsShell: Bool {
    editorCommand.contains(" ") && editorCommand.contains { "\"'\\".contains($0) }
  }

  private var editorName: String {
    guard editorNeedsShell else { return editorCommand }
    let shell = variables["SHELL"] ?? ""
    return "\(shell.isEmpty ? "/bin/bash" : shell) -c \(editorCommand)"
  }

  /// Nil where there is no such program.
  private var editor: ((_ fileName: String, _ text: [UInt8]) -> [UInt8]?)? {
    let (command, edit) = (editorCommand, edit)
    guard editorNeedsShell || isProgram(String(command.prefix { $0 != " " })) else { return nil }
    return { fileName, text in edit(command, fileName, text) }
  }

  private func isProgram(_ word: String) -> Bool {
    let folders = (variables["PATH"] ?? "").split(separator: ":").map { $0 + "/" }
    return (word.contains("/") ? [""] : folders).contains { access($0 + word, X_OK) == 0 }
  }

  /// A random name in the form of a UUID.
  private static func session() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = Array("0123456789abcdef")
    return String(
      "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".map { character in
        character == "x" ? digits.randomElement(using: &generator) ?? "0" : character
      })
  }
}
