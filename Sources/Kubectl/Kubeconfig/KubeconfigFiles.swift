/// Where kubectl finds its kubeconfig: the files of `KUBECONFIG`, or the one in the home folder.
package struct KubeconfigFiles {
  private let files: any KubectlFiles
  /// In the order of their precedence.
  private let paths: [String]
  /// Makes a path that is relative to the working directory absolute.
  private let absolute: (String) -> String
  /// Nil where each file is read by one command.
  private let cache: KubeconfigCache?

  /// - Parameter variable: the value of `KUBECONFIG`; empty where it is not set.
  package init(
    files: any KubectlFiles, variable: String, home: String, absolute: @escaping (String) -> String = { $0 }
  ) {
    self.init(files: files, variable: variable, home: home, absolute: absolute, cache: nil)
  }

  init(
    files: any KubectlFiles, variable: String, home: String, absolute: @escaping (String) -> String = { $0 },
    cache: KubeconfigCache?
  ) {
    self.cache = cache
    self.files = files
    let named = variable.split(separator: ":").map(String.init)
    var paths: [String] = []
    for path in named where !paths.contains(path) { paths.append(path) }
    self.paths = paths.isEmpty ? [home + "/.kube/config"] : paths
    self.absolute = absolute
  }

  /// The same, with the one file that `--kubeconfig` names.
  private init(_ other: KubeconfigFiles, only path: String) {
    files = other.files
    paths = [path]
    absolute = other.absolute
    cache = other.cache
  }

  func chosen(by flags: FlagValues) -> KubeconfigFiles {
    let path = flags.string("kubeconfig")
    return path.isEmpty ? self : KubeconfigFiles(self, only: path)
  }

  // MARK: Reading

  /// Throws when the file that `--kubeconfig` names is not there: for commands that ask a server.
  func requireFile(_ flags: FlagValues) throws(KubectlError) {
    let path = flags.string("kubeconfig")
    guard !path.isEmpty, !exists(path) else { return }
    throw .message("stat \(path): no such file or directory")
  }

  /// All files merged. Those that are not there say nothing.
  func load() throws(KubectlError) -> Kubeconfig {
    var merged = Kubeconfig()
    for path in paths { merged.merge(try load(path)) }
    return merged
  }

  private func load(_ path: String) throws(KubectlError) -> Kubeconfig {
    let bytes: [UInt8]
    do throws(FileProblem) { bytes = try files.read(path) } catch {
      if error.reason == "no such file or directory" { return Kubeconfig() }
      let verb = error.reason == "is a directory" ? "read" : "open"
      throw .message("error loading config file \(path.goQuoted): \(verb) \(path): \(error.reason)")
    }
    if let cache, let config = cache[path, bytes] { return config }
    let config = try KubeconfigReader(path).read(bytes)
    cache?[path, bytes] = config
    return config
  }

  private func exists(_ path: String) -> Bool {
    if files.isDirectory(path) { return true }
    do throws(FileProblem) { _ = try files.read(path) } catch { return error.reason != "no such file or directory" }
    return true
  }

  /// A file that an entry names, by the folder of the kubeconfig that the entry comes from.
  func resolve(_ path: String, namedIn config: String) -> String {
    if path.isEmpty || path.hasPrefix("/") { return path }
    let own = absolute(config)
    guard let slash = own.lastIndex(of: "/") else { return absolute(path) }
    return own[...slash] + path
  }

  func absolutePath(_ path: String) -> String { path.isEmpty ? path : absolute(path) }

  /// A file as the main kubeconfig names it: one beside or below it by its relative path.
  func shortened(_ path: String) -> String {
    let own = absolute(mainFile)
    guard let slash = own.lastIndex(of: "/"), path.hasPrefix(own[...slash]) else { return path }
    return String(path[own.index(after: slash)...])
  }

  /// The content of a file that an entry names.
  func content(_ path: String) throws(FileProblem) -> [UInt8] { try files.read(path) }

  // MARK: Writing

  /// The file for what is in no file yet: the first that exists, or else the last.
  var mainFile: String { paths.first(where: exists) ?? paths.last ?? "" }

  /// Writes what differs, each entry into the file that it comes from.
  func save(_ new: Kubeconfig, insteadOf old: Kubeconfig) throws(KubectlError) {
    var changed = ChangedFiles(self)
    for section in Kubeconfig.Section.allCases {
      for name in new.names(section) where new[section, name]?.fields != old[section, name]?.fields {
        let file = new[section, name]?.file ?? ""
        try changed.change(file.isEmpty ? mainFile : file) { $0[section, name] = new[section, name] }
      }
      for name in old.names(section) where new[section, name] == nil {
        try changed.change(old[section, name]?.file ?? mainFile) { $0[section, name] = nil }
      }
    }
    if new.preferences != old.preferences { try changed.change(mainFile) { $0.preferences = new.preferences } }
    if new.currentContext != old.currentContext {
      let file = new.currentContext.isEmpty ? try fileOfCurrentContext() : mainFile
      try changed.change(file) { $0.currentContext = new.currentContext }
    }
    try changed.write()
  }

  private func fileOfCurrentContext() throws(KubectlError) -> String {
    for path in paths where try !load(path).currentContext.isEmpty { return path }
    return mainFile
  }

  /// Files that are being changed, read once and written once.
  private struct ChangedFiles {
    private let source: KubeconfigFiles
    private var configs: [(path: String, config: Kubeconfig)] = []

    init(_ source: KubeconfigFiles) { self.source = source }

    mutating func change(_ path: String, _ body: (inout Kubeconfig) -> Void) throws(KubectlError) {
      if !configs.contains(where: { $0.path == path }) { configs.append((path, try source.load(path))) }
      for index in configs.indices where configs[index].path == path { body(&configs[index].config) }
    }

    func write() throws(KubectlError) {
      for (path, config) in configs {
        do throws(FileProblem) { try source.files.write(Array(config.text.utf8), to: path) } catch {
          throw .message("open \(path): \(error.reason)")
        }
      }
    }
  }
}
