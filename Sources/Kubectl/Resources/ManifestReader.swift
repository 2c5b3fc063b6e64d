import KubernetesModel

/// One document of a file.
struct Manifest {
  let source: String
  let object: JSONValue
}

/// Where documents come from.
enum ManifestSource: Equatable {
  case file(String)
  case standardInput
  case url(String)
  case kustomization(String)
}

/// Reads what `-f` and `-k` name: files, directories, standard input, kustomizations.
struct ManifestReader {
  private static let extensions = [".json", ".yaml", ".yml"]
  private static let maximumDepth = 32

  let environment: KubectlEnvironment
  let isRecursive: Bool

  /// What there is to read. Throws when something of it is not there.
  func sources(_ filenames: [String], kustomization: String) throws(KubectlError) -> [ManifestSource] {
    if !kustomization.isEmpty, !filenames.isEmpty { throw .message("only one of -f or -k can be specified") }
    if !kustomization.isEmpty { return [.kustomization(kustomization)] }
    var missing: [KubectlError] = []
    var sources: [ManifestSource] = []
    for name in filenames {
      if name == "-" {
        sources.append(.standardInput)
      } else if name.hasPrefix("http://") || name.hasPrefix("https://") {
        sources.append(.url(name))
      } else {
        do throws(KubectlError) { sources += try files(named: name).map(ManifestSource.file) } catch {
          missing.append(error)
        }
      }
    }
    if let error = KubectlError.joined(missing) { throw error }
    if sources.isEmpty {
      throw .message(
        "error reading [\(filenames.joined(separator: " "))]: recognized file extensions are [.json .yaml .yml]")
    }
    return sources
  }

  /// The documents of a source.
  func open(_ source: ManifestSource) throws(KubectlError) -> DocumentStream {
    switch source {
    case .standardInput: return DocumentStream(environment.standardInput, source: "STDIN")
    case .file(let path):
      do throws(FileProblem) {
        return DocumentStream(try environment.files.read(path), source: path)
      } catch {
        throw .message("open \(path): \(error.reason)")
      }
    case .url(let address): throw Self.unreachable(address)
    case .kustomization(let folder):
      try Kustomization.require(in: folder, environment)
      throw .message("accumulating resources: kustomizations are not supported here: \(folder)")
    }
  }

  /// Why nothing comes from a web server: there is none on this computer, and no way to others.
  private static func unreachable(_ address: String) -> KubectlError {
    let isSecure = address.hasPrefix("https://")
    let authority = address.dropFirst(isSecure ? 8 : 7).prefix { !"/?#".contains($0) }
    let host = String(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
    let parts = host.split(separator: ":", omittingEmptySubsequences: false)
    let name = parts.first ?? ""
    let place = parts.count > 1 ? host : host + (isSecure ? ":443" : ":80")
    let reason =
      if name == "localhost" || name.hasPrefix("127.") {
        "dial tcp \(place): connect: connection refused"
      } else if name.allSatisfy({ $0.isNumber || $0 == "." }) {
        "dial tcp \(place): connect: no route to host"
      } else {
        "dial tcp: lookup \(name): no such host"
      }
    return .connection(TransportFailure(request: "Get \(address.goQuoted)", host: host, reason: reason))
  }

  // MARK: Files

  private func files(named name: String) throws(KubectlError) -> [String] {
    if exists(name) { return try files(under: name) }
    let notThere = KubectlError.message("the path \(name.goQuoted) does not exist")
    guard FilePattern.isPattern(name) else { throw notThere }
    guard let paths = environment.files.paths(matching: name) else {
      throw .message("pattern \(name.goQuoted) is not valid: syntax error in pattern")
    }
    if paths.isEmpty { throw notThere }
    var found: [String] = []
    for path in paths { found += try files(under: path) }
    return found
  }

  private func exists(_ path: String) -> Bool {
    if environment.files.isDirectory(path) { return true }
    do throws(FileProblem) { _ = try environment.files.read(path) } catch {
      return error.reason != "no such file or directory"
    }
    return true
  }

  private func files(under path: String) throws(KubectlError) -> [String] {
    guard environment.files.isDirectory(path) else {
      do throws(FileProblem) { _ = try environment.files.read(path) } catch {
        throw .message("the path \(path.goQuoted) cannot be accessed: open \(path): \(error.reason)")
      }
      return [path]
    }
    var found: [String] = []
    try collect(path, depth: 0, into: &found)
    return found
  }

  private func collect(_ folder: String, depth: Int, into found: inout [String]) throws(KubectlError) {
    guard depth < Self.maximumDepth else { return }
    let names: [String]
    do throws(FileProblem) { names = try environment.files.list(folder) } catch {
      throw .message("error reading \(folder.goQuoted): \(error.reason)")
    }
    for name in names.sorted() {
      let path = Self.cleaned(folder).map { $0.hasSuffix("/") ? $0 + name : $0 + "/" + name } ?? name
      if environment.files.isDirectory(path) {
        if isRecursive { try collect(path, depth: depth + 1, into: &found) }
      } else if Self.extensions.contains(where: name.hasSuffix) {
        found.append(path)
      }
    }
  }

  /// The path as Go's `filepath.Clean` leaves it, but for `..`; nil for the working directory.
  private static func cleaned(_ path: String) -> String? {
    let parts = path.split(separator: "/").filter { $0 != "." }
    if path.hasPrefix("/") { return "/" + parts.joined(separator: "/") }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
