extension ShellProgram {
  /// Descriptors that are the shell's own: children do not inherit them.
  static let privateDescriptors = 10..<50
  static let firstPrivate = privateDescriptors.lowerBound

  /// A redirection whose target is known.
  struct Target {
    var descriptor: Int
    var kind: Redirection.Kind
    var text: String
  }

  func expanded(
    _ redirections: [Redirection], _ expansion: inout ShellExpansion
  ) throws(ShellExpansion.Interruption) -> [Target] {
    var targets: [Target] = []
    for redirection in redirections {
      var text = try expansion.text(redirection.target)
      if case .text(true) = redirection.kind { text += "\n" }
      targets.append(Target(descriptor: redirection.descriptor, kind: redirection.kind, text: text))
    }
    return targets
  }

  /// Redirects the shell's own descriptors until the command is done; false (and an error) when that fails.
  mutating func apply(_ targets: [Target], _ process: inout ProcessView) -> Bool {
    guard !targets.isEmpty else { return true }
    var saved: [(descriptor: Int, slot: Int?)] = []
    for target in targets {
      let changed = changedDescriptors(target)
      for descriptor in changed {
        // Kept under a number of its own, so that it is closed with the process whatever happens.
        let slot = process.openFile(descriptor).map { file in
          let free = (Self.firstPrivate...).first { process.openFile($0) == nil } ?? Self.firstPrivate
          process.attach(file.number, free)
          return free
        }
        saved.append((descriptor, slot))
      }
      do {
        try redirect(target, &process)
      } catch {
        restore(saved, &process)
        report(message(for: target, error), &process)
        return false
      }
    }
    frames.append(.restoreDescriptors(saved))
    return true
  }

  private func changedDescriptors(_ target: Target) -> [Int] {
    if case .bothOutputs = target.kind { return [1, 2] }
    return [target.descriptor]
  }

  private func redirect(_ target: Target, _ process: inout ProcessView) throws(FileError) {
    switch target.kind {
    case .input: process.attach(try process.open(target.text, .read), target.descriptor)
    case .output: process.attach(try process.open(target.text, .write), target.descriptor)
    case .append: process.attach(try process.open(target.text, .append), target.descriptor)
    case .text: process.attach(process.machine.open(.bytes(Array(target.text.utf8))), target.descriptor)
    case .bothOutputs(let isAppending):
      let file = try process.open(target.text, isAppending ? .append : .write)
      process.attach(file, 1)
      process.attach(file, 2)
    case .duplicate:
      if target.text == "-" {
        process.close(target.descriptor)
      } else if let source = Int(target.text), let (file, _) = process.openFile(source) {
        process.attach(file, target.descriptor)
      } else {
        throw .badDescriptor
      }
    }
  }

  private func message(for target: Target, _ error: FileError) -> String {
    if dialect.isBash { return "\(target.text): \(error.text)" }
    switch target.kind {
    case .duplicate: return "\(target.text): \(error.text)"
    case .input:
      let reason = error == .notFound ? (dialect == .dash ? "No such file" : "no such file") : error.text
      return dialect == .dash ? "cannot open \(target.text): \(reason)" : "can't open \(target.text): \(reason)"
    default:
      let reason =
        error == .notFound ? (dialect == .dash ? "Directory nonexistent" : "nonexistent directory") : error.text
      return dialect == .dash ? "cannot create \(target.text): \(reason)" : "can't create \(target.text): \(reason)"
    }
  }

  mutating func restore(_ saved: [(descriptor: Int, slot: Int?)], _ process: inout ProcessView) {
    for (descriptor, slot) in saved.reversed() {
      if let slot, let (file, _) = process.openFile(slot) {
        process.attach(file, descriptor)
        process.close(slot)
      } else {
        process.close(descriptor)
      }
    }
  }

  /// Drops frames down to a number, undoing what they changed for themselves only.
  mutating func unwind(to count: Int, _ process: inout ProcessView) {
    while frames.count > count, let frame = frames.popLast() { undo(frame, &process) }
  }
}
