import SimulationKernel

/// Packs and unpacks archives in the ustar format, as kubectl cp needs.
enum TarCommand {
  static func make(_ arguments: [String]) -> any Program {
    var words = arguments
    if let first = words.first, !first.hasPrefix("-") { words[0] = "-" + first }
    let options = CommandOptions(
      words, "cxtf:C:zvmpojh",
      names: ["no-same-owner": "o", "directory": "C", "warning": "warning:", "strip-components": "strip:"])
    let archive = options.value("f") ?? "-"
    if options.has("c") {
      return Commands.instant([]) { _, process in pack(options, archive, &process) }
    }
    return CollectingCommand(name: "tar", paths: [archive]) { inputs, process in
      unpack(inputs.first?.bytes ?? [], options, &process)
    }
  }

  private static func pack(_ options: CommandOptions, _ archive: String, _ process: inout ProcessView) -> Int {
    let base = FilePath.absolute(options.value("C") ?? ".", in: process.directory)
    var entries: [TarArchive.Entry] = []
    var code = 0
    for path in options.operands {
      guard let node = try? process.machine.files.node(path, in: base) else {
        process.printError(
          process.machine.isBusyBox
            ? "tar: \(path): No such file or directory\n" : "tar: \(path): Cannot stat: No such file or directory\n")
        code = process.machine.isBusyBox ? 1 : 2
        continue
      }
      if path.hasPrefix("/") { process.printError("tar: removing leading '/' from member names\n") }
      collect(String(path.drop { $0 == "/" }), node, FilePath.absolute(path, in: base), &entries, process)
    }
    if code != 0 { process.printError("tar: error exit delayed from previous errors\n") }
    let bytes = TarArchive.encode(entries)
    do {
      if archive == "-" {
        try process.write(bytes)
      } else {
        try process.machine.files.write(bytes, to: archive, in: process.directory, as: process.user, at: process.now)
      }
    } catch {
      process.printError("tar: \(archive): \(error.text)\n")
      return 1
    }
    return code
  }

  private static func collect(
    _ name: String, _ node: FileNode, _ path: String, _ entries: inout [TarArchive.Entry], _ process: ProcessView
  ) {
    switch node.content {
    case .file(let bytes): entries.append(TarArchive.Entry(name: name, node: node, bytes: bytes))
    case .directory:
      entries.append(TarArchive.Entry(name: name + "/", node: node, bytes: []))
      for entry in (try? process.machine.files.list(path)) ?? [] {
        collect(FilePath.join(name, entry.name), entry.node, FilePath.join(path, entry.name), &entries, process)
      }
    case .link, .device, .executable: break
    }
  }

  private static func unpack(_ bytes: [UInt8], _ options: CommandOptions, _ process: inout ProcessView) -> Int {
    guard let entries = TarArchive.decode(bytes) else {
      process.printError(
        process.machine.isBusyBox ? "tar: short read\n" : "tar: This does not look like a tar archive\n")
      return process.machine.isBusyBox ? 1 : 2
    }
    let base = FilePath.absolute(options.value("C") ?? ".", in: process.directory)
    for entry in entries {
      if options.has("v") || options.has("t") { process.print(entry.name + "\n") }
      if options.has("t") { continue }
      let path = FilePath.absolute(entry.name, in: base)
      guard path.hasPrefix(base == "/" ? "/" : base + "/") || path == base else { continue }
      do {
        var made = base
        let relative = Array(FilePath.components(path, in: "/").dropFirst(FilePath.components(base, in: "/").count))
        for part in entry.isDirectory ? relative : relative.dropLast() {
          made = FilePath.join(made, part)
          if !process.machine.files.exists(made) {
            try process.machine.files.makeDirectory(made, as: process.user, at: process.now)
          }
        }
        if !entry.isDirectory {
          try process.machine.files.write(entry.bytes, to: path, as: process.user, at: process.now)
        }
      } catch {
        process.printError(
          process.machine.isBusyBox
            ? "tar: can't open '\(entry.name)': \(error.text)\n" : "tar: \(entry.name): Cannot open: \(error.text)\n")
        return process.machine.isBusyBox ? 1 : 2
      }
    }
    return 0
  }
}

/// The ustar format.
enum TarArchive {
  struct Entry: Sendable {
    var name: String
    var mode = 0o644
    var owner = 0
    var group = 0
    var seconds: Int64 = 0
    var bytes: [UInt8]

    var isDirectory: Bool { name.hasSuffix("/") }

    init(name: String, node: FileNode, bytes: [UInt8]) {
      self.name = name
      mode = node.mode
      owner = node.owner
      group = node.group
      seconds = node.modified.seconds
      self.bytes = bytes
    }

    init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  private static let block = 512

  static func encode(_ entries: [Entry]) -> [UInt8] {
    var result: [UInt8] = []
    for entry in entries {
      let name = Array(entry.name.utf8)
      guard name.count <= 100 else {
        result += header(
          "././@LongLink", size: name.count + 1, mode: 0, Entry(name: "", bytes: []), kind: UInt8(ascii: "L"))
        result += padded(name + [0])
        result += header(
          String(decoding: name.prefix(100), as: UTF8.self), size: entry.bytes.count, mode: entry.mode, entry,
          kind: entry.isDirectory ? 53 : 48)
        result += padded(entry.bytes)
        continue
      }
      result += header(entry.name, size: entry.bytes.count, mode: entry.mode, entry, kind: entry.isDirectory ? 53 : 48)
      result += padded(entry.bytes)
    }
    return result + [UInt8](repeating: 0, count: block * 2)
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (block - bytes.count % block) % block)
  }

  private static func header(_ name: String, size: Int, mode: Int, _ entry: Entry, kind: UInt8) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: block)
    func put(_ bytes: [UInt8], _ offset: Int) {
      for (index, byte) in bytes.enumerated() where offset + index < block { result[offset + index] = byte }
    }
    func octal(_ number: Int64, _ width: Int, _ offset: Int) {
      let digits = String(max(0, number), radix: 8)
      put(Array((String(repeating: "0", count: max(0, width - 1 - digits.count)) + digits).utf8), offset)
    }
    put(Array(Array(name.utf8).prefix(100)), 0)
    octal(Int64(mode & 0o7777), 8, 100)
    octal(Int64(entry.owner), 8, 108)
    octal(Int64(entry.group), 8, 116)
    octal(Int64(size), 12, 124)
    octal(entry.seconds, 12, 136)
    put([UInt8](repeating: 32, count: 8), 148)
    result[156] = kind
    put(Array("ustar\u{0}00".utf8), 257)
    put(Array("root".utf8), 265)
    put(Array("root".utf8), 297)
    let sum = result.reduce(0) { $0 + Int($1) }
    let digits = String(sum, radix: 8)
    put(Array((String(repeating: "0", count: max(0, 6 - digits.count)) + digits).utf8) + [0, 32], 148)
    return result
  }

  /// Nil for bytes that are no archive.
  static func decode(_ bytes: [UInt8]) -> [Entry]? {
    var entries: [Entry] = []
    var position = 0
    var longName: String?
    while position + block <= bytes.count {
      let head = Array(bytes[position..<(position + block)])
      if head.allSatisfy({ $0 == 0 }) { return entries }
      var unsummed = head
      for index in 148..<156 { unsummed[index] = 32 }
      guard let sum = octal(head[148..<156]), sum == unsummed.reduce(0, { $0 + Int($1) }),
        let size = octal(head[124..<136]), size >= 0
      else { return nil }
      position += block
      guard size <= bytes.count - position else { return nil }
      let content = Array(bytes[position..<(position + size)])
      position += (size + block - 1) / block * block
      let kind = head[156]
      if kind == UInt8(ascii: "L") {
        longName = text(content[...])
        continue
      }
      let prefix = text(head[345..<500])
      var entry = Entry(name: longName ?? (prefix.isEmpty ? "" : prefix + "/") + text(head[0..<100]), bytes: content)
      longName = nil
      if kind == 53, !entry.isDirectory { entry.name += "/" }
      if kind == 48 || kind == 0 || kind == 53 { entries.append(entry) }
    }
    return entries.isEmpty ? nil : entries
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
    let digits = bytes.filter { $0 != 0 && $0 != 32 }
    return digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }
}
