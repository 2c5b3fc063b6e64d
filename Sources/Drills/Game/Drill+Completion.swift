import APIServer
import Cluster
import ContainerShell
import Kubectl
package import SimulationKernel

/// What Tab offers.
package struct LineCompletion: Hashable, Sendable {
  /// What has been typed of the word at the cursor.
  package var typed: String
  /// Whole words that begin so, sorted as they are to be shown.
  package var words: [String]
  /// Whether a blank may follow a word that is the only one.
  package var endsWord: Bool

  package init(typed: String, words: [String], endsWord: Bool) {
    self.typed = typed
    self.words = words
    self.endsWord = endsWord
  }
}

extension Drill {
  /// What may follow a text before the cursor. It is asked of a copy of the cluster: nothing is scored or kept of it.
  package func completion(of text: String, at wall: Instant) -> LineCompletion {
    completion(of: text, in: own, at: wall)
  }

  /// The same for what is typed at a seat of a shared drill.
  package func completion(of text: String, seat number: Int, at wall: Instant) -> LineCompletion {
    completion(of: text, in: seat(number) ?? own, at: wall)
  }

  private func completion(of text: String, in place: Seat, at wall: Instant) -> LineCompletion {
    let shell = place.shell
    let line = TypedLine(text)
    guard !line.isQuoted else { return LineCompletion(typed: "", words: [], endsWord: false) }
    guard let first = line.words.first else {
      let names = shell.commandNames.filter { $0.hasPrefix(line.typed) }
      return line.typed.contains("/")
        ? files(line.typed, shell) : LineCompletion(typed: line.typed, words: names, endsWord: true)
    }
    let command =
      (shell.alias(first).map { $0.split(separator: " ").map(String.init) } ?? [first])
      + line.words.dropFirst()
    if line.words.count == 1, command[0] == GameCommand.skip.rawValue { return skips(line.typed) }
    guard command[0] == "kubectl", !(line.words.last ?? "").hasSuffix(">") else { return files(line.typed, shell) }
    let found = kubectlCompletions(Array(command.dropFirst()) + [line.typed], place.kubeconfig, at: wall)
    guard found.words.isEmpty, found.takesFiles else {
      return LineCompletion(typed: line.typed, words: found.words, endsWord: found.endsWord)
    }
    return files(line.typed, shell)
  }

  private func skips(_ typed: String) -> LineCompletion {
    LineCompletion(typed: typed, words: ["30s", "1m", "5m"].filter { $0.hasPrefix(typed) }, endsWord: true)
  }

  private func kubectlCompletions(_ words: [String], _ kubeconfig: Kubeconfig, at wall: Instant) -> KubectlCompletions {
    let transport = GlancingTransport(state.cluster, at: simulatedNow(at: wall))
    return Kubectl(
      KubectlEnvironment(
        transport: transport, files: NoFiles(), output: NoOutput(), kubeconfig: kubeconfig.administrator.files())
    ).completions(words)
  }

  /// Names of files that begin with what was typed of a path; a directory is not the end of the word.
  private func files(_ typed: String, _ shell: PlayerShell) -> LineCompletion {
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let name = typed.dropFirst(folder.count)
    let names = shell.names(in: folder.isEmpty ? "." : folder).filter {
      $0.hasPrefix(name) && (!name.isEmpty || !$0.hasPrefix("."))
    }
    return LineCompletion(
      typed: typed, words: names.map { folder + $0 }, endsWord: !(names.first?.hasSuffix("/") ?? false))
  }
}

/// Answers from a copy of the cluster, which stands still.
private final class GlancingTransport: APITransport {
  private var cluster: Cluster
  let now: Instant

  init(_ cluster: Cluster, at now: Instant) {
    self.cluster = cluster
    self.now = now
  }

  func use(_ access: ClusterAccess, for command: String) {}

  func send(_ request: APIRequest) throws(TransportFailure) -> APIResponse { cluster.handle(request, at: now) }

  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent { .interrupted }

  func write(_ bytes: [UInt8]?, to stream: inout APIStream) {}

  func close(_ stream: APIStream) {}

  func wait(until instant: Instant) -> Bool { false }
}
