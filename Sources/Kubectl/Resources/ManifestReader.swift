import KubernetesModel

/// One object of a file.
struct Manifest {
  let source: String
  let object: JSONValue
}

/// Reads what `-f` names: files, directories, standard input; lists are taken apart.
struct ManifestReader {
  private static let extensions = [".json", ".yaml", ".yml"]
  private static let maximumDepth = 32

  let environment: KubectlEnvironment
  let isRecursive: Bool

  func read(
    _ filenames: [String], kustomization: String = "", _ use: (Manifest) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    if !kustomization.isEmpty, !filenames.isEmpty { throw .message("only one of -f or -k can be specified") }
    if !kustomization.isEmpty {
      try Kustomization.require(in: kustomization, environment)
      throw .message("accumulating resources: kustomizations are not supported here: \(kustomization)")
    }
    var missing: [KubectlError] = []
    var files: [String] = []
    for name in filenames {
      if name == "-" {
        files.append(name)
      } else if name.hasPrefix("http://") || name.hasPrefix("https://") {
        missing.append(.message("unable to read URL \(name.goQuoted), server reported: no route to host"))
      } else {
        do throws(KubectlError) { files += try self.files(under: name) } catch { missing.append(error) }
      }
    }
    if let first = missing.first { throw missing.count == 1 ? first : .several(missing) }
    if files.isEmpty {
      throw .message(
        "error reading [\(filenames.joined(separator: " "))]: recognized file extensions are [.json .yaml .yml]")
    }
    for file in files { try readFile(file, use) }
  }

  private func files(under path: String) throws(KubectlError) -> [String] {
    guard environment.files.isDirectory(path) else {
      do throws(FileProblem) { _ = try environment.files.read(path) } catch {
        if error.reason == "no such file or directory" { throw .message("the path \(path.goQuoted) does not exist") }
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

  private func readFile(_ path: String, _ use: (Manifest) throws(KubectlError) -> Void) throws(KubectlError) {
    let source = path == "-" ? "STDIN" : path
    let bytes: [UInt8]
    if path == "-" {
      bytes = environment.standardInput
    } else {
      do throws(FileProblem) { bytes = try environment.files.read(path) } catch {
        throw .message("open \(path): \(error.reason)")
      }
    }
    for document in try documents(bytes, source: source) { try flatten(document, source: source, depth: 0, use) }
  }

  /// The documents of a file, JSON or YAML; empty ones are left out.
  private func documents(_ bytes: [UInt8], source: String) throws(KubectlError) -> [JSONValue] {
    let first = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    if first == UInt8(ascii: "{"), let value = try? JSONParser.parse(bytes) { return [value] }
    do throws(YAMLError) {
      return try YAMLReader.documents(String(decoding: bytes, as: UTF8.self)).map(\.value).filter { !$0.isNull }
    } catch {
      throw .message("error parsing \(source): error converting YAML to JSON: \(error)")
    }
  }

  private func flatten(
    _ object: JSONValue, source: String, depth: Int, _ use: (Manifest) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    guard object.kind.hasSuffix("List"), let items = object["items"]?.arrayValue, depth < Self.maximumDepth else {
      return try use(Manifest(source: source, object: object))
    }
    for item in items { try flatten(item, source: source, depth: depth + 1, use) }
  }
}
