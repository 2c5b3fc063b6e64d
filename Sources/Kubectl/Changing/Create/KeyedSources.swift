import KubernetesModel

/// Reads `--from-literal`, `--from-file` and `--from-env-file`, for ConfigMaps and Secrets alike.
struct KeyedSources {
  static let flags: [FlagDefinition] = [
    .array("from-env-file"),
    .list("from-file"),
    .array("from-literal"),
  ]

  let files: any KubectlFiles
  private(set) var entries: [(key: String, bytes: [UInt8])] = []
  /// Takes a key, or says why it cannot be taken.
  private let check: (String, [UInt8], [(key: String, bytes: [UInt8])]) throws(KubectlError) -> Void

  /// - Parameter fileKey: the key of files that come without one; nil for the file's own name.
  init(
    _ context: CommandContext, fileKey: String? = nil,
    check: @escaping (String, [UInt8], [(key: String, bytes: [UInt8])]) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    files = context.environment.files
    self.check = check
    let envFiles = context.flags.list("from-env-file")
    let sources = context.flags.list("from-file")
    let literals = context.flags.list("from-literal")
    if !envFiles.isEmpty, !sources.isEmpty || !literals.isEmpty {
      throw .message("from-env-file cannot be combined with from-file or from-literal")
    }
    for source in sources {
      try addFile(fileKey.map { source.contains("=") ? source : $0 + "=" + source } ?? source)
    }
    for literal in literals {
      let pair = try Self.literal(literal)
      try add(pair.key, Array(pair.value.utf8))
    }
    for file in envFiles { try addEnvironmentFile(file) }
  }

  private mutating func add(_ key: String, _ bytes: [UInt8]) throws(KubectlError) {
    try check(key, bytes, entries)
    entries.append((key, bytes))
  }

  static func literal(_ text: String) throws(KubectlError) -> (key: String, value: String) {
    guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
      throw .message("invalid literal source \(text), expected key=value")
    }
    return (String(text[..<mark]), String(text[text.index(after: mark)...]))
  }

  private mutating func addFile(_ source: String) throws(KubectlError) {
    let parts = source.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 2 { throw .message("key names or file paths cannot contain '='") }
    let key = parts.count == 2 ? parts[0] : nil
    let path = parts.last ?? ""
    if key?.isEmpty == true { throw .message("key name for file path \(path) missing") }
    if let key, path.isEmpty { throw .message("file path for key name \(key) missing") }
    if files.isDirectory(path) {
      if key != nil { throw .message("cannot give a key name for a directory path") }
      return try addDirectory(path)
    }
    try add(key ?? Self.lastPart(of: path), try read(path))
  }

  private mutating func addDirectory(_ path: String) throws(KubectlError) {
    let names: [String]
    do throws(FileProblem) { names = try files.list(path) } catch {
      throw .message("error listing files in \(path): open \(path): \(error.reason)")
    }
    for name in names {
      let file = path.hasSuffix("/") ? path + name : path + "/" + name
      if !files.isDirectory(file) { try add(name, try read(file)) }
    }
  }

  private func read(_ path: String) throws(KubectlError) -> [UInt8] {
    do throws(FileProblem) { return try files.read(path) } catch {
      throw .message("error reading \(path): \(error.reason)")
    }
  }

  private mutating func addEnvironmentFile(_ path: String) throws(KubectlError) {
    if files.isDirectory(path) { throw .message("env config file cannot be a directory") }
    var bytes = try read(path)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let text = String(validating: line, as: UTF8.self) else {
        throw .message("env file \(path) contains invalid utf8 bytes at line \(index + 1): \(Array(line))")
      }
      let content = text.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
      if content.isEmpty || content.hasPrefix("#") { continue }
      let pair = content.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(pair[0])
      let problems = EnvironmentNames.problems(of: key)
      if !problems.isEmpty {
        throw .message("\(key.goQuoted) is not a valid key name: " + problems.joined(separator: ";"))
      }
      // A name alone takes its value from kubectl's own environment, which has none here.
      try add(key, Array((pair.count == 2 ? String(pair[1]) : "").utf8))
    }
  }

  static func lastPart(of path: String) -> String {
    String(path.split(separator: "/").last ?? (path.isEmpty ? "." : "/"))
  }

  /// What is wrong with a key of a ConfigMap or Secret.
  static func problems(of key: String) -> [String] {
    var problems: [String] = []
    if key.utf8.count > 253 { problems.append("must be no more than 253 characters") }
    let isValid = !key.isEmpty && key.unicodeScalars.allSatisfy(EnvironmentNames.isNameScalar)
    if !isValid {
      problems.append(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
      )
    }
    return problems + EnvironmentNames.dotProblems(of: key)
  }
}

/// Names of environment variables, as kubectl takes them.
enum EnvironmentNames {
  static func problems(of name: String) -> [String] {
    var problems: [String] = []
    let startsWithDigit = name.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? true
    if startsWithDigit || !name.unicodeScalars.allSatisfy(isNameScalar) {
      problems.append(
        "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"
      )
    }
    return problems + dotProblems(of: name)
  }

  static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
    default: false
    }
  }

  static func dotProblems(of name: String) -> [String] {
    if name == "." { return ["must not be '.'"] }
    if name == ".." { return ["must not be '..'"] }
    return name.hasPrefix("..") ? ["must not start with '..'"] : []
  }
}
