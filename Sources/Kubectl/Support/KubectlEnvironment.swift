/// Files that kubectl may read and write: in the game the player's own, never the host's.
package protocol KubectlFiles: AnyObject {
  /// The content of a file; throws with a text in the words of the operating system (`no such file or directory`).
  func read(_ path: String) throws(FileProblem) -> [UInt8]
  func write(_ bytes: [UInt8], to path: String) throws(FileProblem)
  /// Names in a directory, sorted; throws when it is none.
  func list(_ path: String) throws(FileProblem) -> [String]
  func isDirectory(_ path: String) -> Bool
}

package struct FileProblem: Error, Hashable, Sendable {
  /// `no such file or directory`, `is a directory`, `permission denied`.
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

/// Takes what kubectl prints, as it is printed.
package protocol OutputSink: AnyObject {
  func write(_ bytes: [UInt8], isError: Bool)
}

/// Everything kubectl has from outside.
package struct KubectlEnvironment {
  package var transport: any APITransport
  package var files: any KubectlFiles
  package var output: any OutputSink
  private var pipedInput: () -> [UInt8]
  /// Gives the next piece of standard input as it comes, or nil at its end; nil itself where nobody types, and
  /// `standardInput` is all there is.
  package var readInput: (() -> [UInt8]?)?
  /// Whether the user's terminal shows what is typed, so that a container's echo of it is not shown once more.
  package var showsTyping = true
  /// The command line of the user's editor, for messages.
  package var editorName: String
  /// Lets the user edit a text; nil where there is no terminal. Returns nil when the editor failed.
  package var editor: ((_ fileName: String, _ text: [UInt8]) -> [UInt8]?)?
  package var isTerminal: Bool
  /// Kept from one command to the next, as `~/.kube/cache` is.
  package var discoveryCache: DiscoveryCache
  package var kubeconfig: KubeconfigFiles
  /// The process's number, which stands in lines of the log.
  package var processID = 1
  /// What the kubeconfig and the command line came to, once both are read.
  var access = ClusterAccess()

  package init(
    transport: any APITransport, files: any KubectlFiles, output: any OutputSink,
    standardInput: @autoclosure @escaping () -> [UInt8] = [],
    readInput: (() -> [UInt8]?)? = nil, editorName: String = "vi",
    editor: ((_ fileName: String, _ text: [UInt8]) -> [UInt8]?)? = nil,
    isTerminal: Bool = false, discoveryCache: DiscoveryCache = DiscoveryCache(),
    kubeconfig: KubeconfigFiles = AdministratorKubeconfig().files()
  ) {
    self.transport = transport
    self.files = files
    self.output = output
    pipedInput = standardInput
    self.readInput = readInput
    self.editorName = editorName
    self.editor = editor
    self.isTerminal = isTerminal
    self.discoveryCache = discoveryCache
    self.kubeconfig = kubeconfig
  }

  /// What `-f -` reads, to its end; empty when nothing is piped in.
  var standardInput: [UInt8] { pipedInput() }
}
