import HashTreeCollections
import SimulationKernel

/// The blocks in which a disk keeps files.
package enum DiskBlocks {
  package static let size: Int64 = 4096

  /// What a file of so many bytes takes.
  package static func bytes(of count: Int) -> Int64 { (Int64(count) + size - 1) / size * size }
}

/// The files that processes see: a tree whose copies share what neither changed.
package struct FileSystem: Sendable {
  struct Mount: Sendable {
    var path: [String]
    var volume: String
    var isReadOnly: Bool
    var sizeLimit: Int64?
  }

  private(set) var root = FileNode.directory()
  var mounts: [Mount] = []
  var isRootReadOnly = false
  private var writable: [String]?
  /// Bytes that may still be written outside of limited volumes.
  private(set) var free: Int64 = 64 << 20
  /// Bytes that were written outside of volumes: what the container adds to its image.
  private(set) var layerBytes: Int64 = 0
  private(set) var changedVolumes: Set<String> = []

  private static let linkLimit = 16
  /// So deep may a tree be, which bounds every recursion over it.
  private static let depthLimit = 100

  package init() {}

  // MARK: Looking

  /// Follows links, the last one only where asked.
  func resolve(_ path: String, in directory: String = "/", followingLast: Bool = true) throws(FileError) -> [String] {
    var pending = Array(FilePath.components(path, in: directory).reversed())
    var done: [String] = []
    var links = 0
    var current = root
    if pending.count > Self.depthLimit { throw .nameTooLong }
    while let name = pending.popLast() {
      if name == ".." {
        _ = done.popLast()
        current = node(at: done) ?? root
        continue
      }
      guard case .directory(let entries) = current.content else { throw .notDirectory }
      guard let next = entries[name] else {
        // What is not there ends the search; the caller says whether that is an error.
        if pending.isEmpty { return done + [name] }
        throw .notFound
      }
      if case .link(let target) = next.content, followingLast || !pending.isEmpty {
        links += 1
        if links > Self.linkLimit { throw .tooManyLinks }
        if target.hasPrefix("/") { done = [] }
        let parts = target.split(separator: "/").map(String.init).filter { $0 != "." }
        pending += parts.reversed()
        current = node(at: done) ?? root
        continue
      }
      done.append(name)
      current = next
    }
    return done
  }

  private func node(at parts: [String]) -> FileNode? {
    var current = root
    for part in parts {
      guard case .directory(let entries) = current.content, let next = entries[part] else { return nil }
      current = next
    }
    return current
  }

  package func node(_ path: String, in directory: String = "/", followingLast: Bool = true) throws(FileError)
    -> FileNode
  {
    guard let found = node(at: try resolve(path, in: directory, followingLast: followingLast)) else { throw .notFound }
    if path.hasSuffix("/"), !found.isDirectory { throw .notDirectory }
    return found
  }

  func exists(_ path: String, in directory: String = "/") -> Bool {
    (try? node(path, in: directory)) != nil
  }

  func read(_ path: String, in directory: String = "/", as user: FileUser = .root) throws(FileError) -> [UInt8] {
    let found = try node(path, in: directory)
    guard user.may(4, found) else { throw .permissionDenied }
    switch found.content {
    case .file(let bytes): return bytes
    case .directory: throw .isDirectory
    case .executable: return Array("\u{7f}ELF\u{2}\u{1}\u{1}".utf8)
    case .device, .link: return []
    }
  }

  /// The names in a directory, sorted.
  func list(_ path: String, in directory: String = "/", as user: FileUser = .root) throws(FileError)
    -> [(name: String, node: FileNode)]
  {
    let found = try node(path, in: directory)
    guard case .directory(let entries) = found.content else { throw .notDirectory }
    guard user.may(4, found) else { throw .permissionDenied }
    return entries.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }.map { (name: $0.0, node: $0.1) }
  }

  // MARK: Changing

  /// Changes what is at a path, in place where nobody else holds it; the parent must be a directory. Nil is nothing.
  private mutating func change(_ parts: [String], _ body: (inout FileNode?) -> Void) {
    var slot: FileNode? = root
    root = .directory()
    Self.change(&slot, parts[...], body)
    root = slot ?? root
  }

  private static func change(_ slot: inout FileNode?, _ parts: ArraySlice<String>, _ body: (inout FileNode?) -> Void) {
    guard let name = parts.first else { return body(&slot) }
    guard var node = slot, case .directory(var entries) = node.content else { return }
    slot = nil
    node.content = .file([])
    change(&entries[name], parts.dropFirst(), body)
    node.content = .directory(entries)
    slot = node
  }

  private func mount(of parts: [String]) -> Mount? {
    mounts.filter { parts.starts(with: $0.path) }.max { $0.path.count < $1.path.count }
  }

  /// Checks that the place may be written to, and notes which volume changes.
  private mutating func prepareChange(_ parts: [String]) throws(FileError) {
    if let mount = mount(of: parts) {
      if mount.isReadOnly { throw .readOnly }
      changedVolumes.insert(mount.volume)
    } else if isRootReadOnly, parts != writable, !(parts.first == "dev" || parts.first == "proc") {
      throw .readOnly
    }
  }

  /// Lets a file be written in a tree that may only be read: the runtime mounts the termination log.
  mutating func allow(_ path: String) { writable = FilePath.components(path, in: "/") }

  /// - Parameter bytes: negative for space that is given back.
  private mutating func takeSpace(_ bytes: Int64, at parts: [String]) throws(FileError) {
    let mount = mount(of: parts)
    if let mount, let limit = mount.sizeLimit {
      if bytes > 0, Self.usedBytes(node(at: mount.path) ?? root) + bytes > limit { throw .noSpace }
      return
    }
    if bytes > free { throw .noSpace }
    free -= bytes
    if mount == nil { layerBytes = max(0, layerBytes + bytes) }
  }

  static func usedBytes(_ node: FileNode) -> Int64 {
    switch node.content {
    case .file(let bytes): Int64(bytes.count)
    case .directory(let entries): entries.values.reduce(0) { $0 + usedBytes($1) }
    case .link, .device, .executable: 0
    }
  }

  /// Writes a file, in place of its content or after it.
  mutating func write(
    _ bytes: [UInt8], to path: String, in directory: String = "/", appending: Bool = false, as user: FileUser = .root,
    at instant: Instant
  ) throws(FileError) {
    let parts = try resolve(path, in: directory)
    try prepareChange(parts)
    guard let size = try writableSize(of: parts, user) else { return }
    if path.hasSuffix("/") { throw .isDirectory }
    try takeSpace(Int64(bytes.count - (appending ? 0 : size)), at: parts)
    change(parts) { slot in
      var file = slot ?? FileNode(.file([]), mode: 0o644, owner: user.user, group: user.group, modified: instant)
      slot = nil
      if appending, case .file(var content) = file.content {
        file.content = .file([])
        content += bytes
        file.content = .file(content)
      } else {
        file.content = .file(bytes)
      }
      file.modified = instant
      slot = file
    }
  }

  /// How large the file is that would be written to: 0 when it has to be made, nil when it is a device.
  private func writableSize(of parts: [String], _ user: FileUser) throws(FileError) -> Int? {
    guard let old = node(at: parts) else {
      try checkParent(of: parts, user)
      return 0
    }
    if old.isDirectory { throw .isDirectory }
    guard user.may(2, old) else { throw .permissionDenied }
    if case .device = old.content { return nil }
    return old.size
  }

  private func checkParent(of parts: [String], _ user: FileUser) throws(FileError) {
    guard let parent = node(at: Array(parts.dropLast())) else { throw .notFound }
    guard parent.isDirectory else { throw .notDirectory }
    guard user.may(2, parent), user.may(1, parent) else { throw .permissionDenied }
  }

  mutating func makeDirectory(
    _ path: String, in directory: String = "/", mode: Int = 0o755, as user: FileUser = .root, at instant: Instant
  ) throws(FileError) {
    let parts = try resolve(path, in: directory)
    if node(at: parts) != nil { throw .exists }
    try prepareChange(parts)
    try checkParent(of: parts, user)
    change(parts) {
      $0 = FileNode(.directory([:]), mode: mode, owner: user.user, group: user.group, modified: instant)
    }
  }

  /// Makes a directory and all above it, as an image or a mount needs them.
  mutating func makeDirectories(_ path: String, mode: Int = 0o755) {
    var parts: [String] = []
    for part in FilePath.components(path, in: "/").prefix(Self.depthLimit) {
      parts.append(part)
      change(parts) { $0 = $0 ?? FileNode.directory(mode: mode) }
    }
  }

  /// Puts a node at a path without asking anybody: how images and mounts are laid out.
  mutating func place(_ node: FileNode, at path: String) {
    makeDirectories(FilePath.directoryName(path))
    let parts = (try? resolve(path, followingLast: false)) ?? FilePath.components(path, in: "/")
    change(parts) { $0 = node }
  }

  mutating func remove(
    _ path: String, in directory: String = "/", recursively: Bool = false, as user: FileUser = .root
  ) throws(FileError) {
    let parts = try resolve(path, in: directory, followingLast: false)
    guard let old = node(at: parts) else { throw .notFound }
    if case .directory(let entries) = old.content, !recursively {
      if !entries.isEmpty { throw .notEmpty }
    }
    guard !parts.isEmpty, !mounts.contains(where: { $0.path == parts }) else { throw .busy }
    try prepareChange(parts)
    try checkParent(of: parts, user)
    try takeSpace(-Self.usedBytes(old), at: parts)
    change(parts) { $0 = nil }
  }

  /// Puts a node at a path on somebody's behalf: what cp, mv and ln do.
  mutating func put(_ node: FileNode, at path: String, in directory: String = "/", as user: FileUser) throws(FileError)
  {
    let parts = try resolve(path, in: directory, followingLast: false)
    try prepareChange(parts)
    try checkParent(of: parts, user)
    if parts.count + Self.depth(node) > Self.depthLimit { throw .nameTooLong }
    try takeSpace(Self.usedBytes(node), at: parts)
    change(parts) { $0 = node }
  }

  /// Changes the attributes of what is at a path.
  mutating func update(
    _ path: String, in directory: String = "/", as user: FileUser, _ body: (inout FileNode) -> Void
  ) throws(FileError) {
    let parts = try resolve(path, in: directory)
    guard let old = node(at: parts) else { throw .notFound }
    try prepareChange(parts)
    guard user.user == 0 || user.user == old.owner else { throw .notPermitted }
    change(parts) { slot in
      guard var node = slot else { return }
      slot = nil
      body(&node)
      slot = node
    }
  }

  private static func depth(_ node: FileNode) -> Int {
    guard case .directory(let entries) = node.content else { return 1 }
    return 1 + (entries.values.map(depth).max() ?? 0)
  }

  // MARK: Volumes

  /// The regular files below a path, by path relative to it; a file itself has the path "".
  func files(below path: String) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    func collect(_ node: FileNode, _ name: String) {
      switch node.content {
      case .file(let bytes): found[name] = bytes
      case .directory(let entries):
        for (key, child) in entries { collect(child, name.isEmpty ? key : name + "/" + key) }
      case .link, .device, .executable: break
      }
    }
    if let start = try? node(path) { collect(start, "") }
    return found
  }

  /// Takes which volumes were written to, sorted.
  mutating func takeChangedVolumes() -> [String] {
    defer { changedVolumes = [] }
    return changedVolumes.sorted()
  }
}
