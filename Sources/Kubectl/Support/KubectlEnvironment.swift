/// Files that kubectl may read and write: the player's own, never the host's.
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
  /// What `-f -` reads; empty when nothing is piped in.
  package var standardInput: [UInt8]
  /// Gives the next piece that the user types, or nil at its end; nil itself where standard input is no terminal, and
  /// `standardInput` is all there is.
  package var readInput: (() -> [UInt8]?)?
  /// The namespace of the current context.
  package var namespace: String
  /// The command line of the user's editor, for messages.
  package var editorName: String
  /// Lets the user edit a text; nil where there is no terminal. Returns nil when the editor failed.
  package var editor: ((_ fileName: String, _ text: [UInt8]) -> [UInt8]?)?
  package var isTerminal: Bool
  /// Kept from one command to the next, as `~/.kube/cache` is.
  package var discoveryCache: DiscoveryCache
  /// The names under which the kubeconfig knows the cluster.
  package var cluster: ClusterAccess

  package init(
    transport: any APITransport, files: any KubectlFiles, output: any OutputSink, standardInput: [UInt8] = [],
    readInput: (() -> [UInt8]?)? = nil, namespace: String = "default", editorName: String = "vi",
    editor: ((_ fileName: String, _ text: [UInt8]) -> [UInt8]?)? = nil,
    isTerminal: Bool = false, discoveryCache: DiscoveryCache = DiscoveryCache(),
    cluster: ClusterAccess = ClusterAccess()
  ) {
    self.transport = transport
    self.files = files
    self.output = output
    self.standardInput = standardInput
    self.readInput = readInput
    self.namespace = namespace
    self.editorName = editorName
    self.editor = editor
    self.isTerminal = isTerminal
    self.discoveryCache = discoveryCache
    self.cluster = cluster
  }
}
