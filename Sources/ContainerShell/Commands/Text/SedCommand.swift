import KubernetesModel

/// Edits lines by a script.
struct SedCommand: LineFilter {
  private var editor: SedEditor
  private let isBusyBox: Bool

  var failureCode: Int { isBusyBox ? 1 : 2 }

  static func make(_ arguments: [String], _ environment: [String: String], _ process: ProcessView) -> any Program {
    let (plain, suffix) = inPlace(arguments)
    let options = CommandOptions(
      plain, "nEre:f:suzl:",
      names: [
        "quiet": "n", "silent": "n", "regexp-extended": "E", "expression": "e", "file": "f", "separate": "s",
        "unbuffered": "u", "posix": "u", "null-data": "z",
      ])
    return SedStart(options: options, suffix: suffix)
  }

  /// Takes `-i` with its suffix out of the arguments; nil where the files are not to be changed.
  private static func inPlace(_ arguments: [String]) -> (arguments: [String], suffix: String?) {
    var suffix: String?
    let rest = arguments.compactMap { argument -> String? in
      if argument.hasPrefix("--in-place") {
        suffix = argument.split(separator: "=", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        return nil
      }
      guard argument.hasPrefix("-"), !argument.hasPrefix("--"), let letter = argument.firstIndex(of: "i"),
        argument[..<letter].dropFirst().allSatisfy({ "nErsuz".contains($0) })
      else { return argument }
      suffix = String(argument[argument.index(after: letter)...])
      return argument[..<letter] == "-" ? nil : String(argument[..<letter])
    }
    return (rest, suffix)
  }

  fileprivate init(_ editor: SedEditor, isBusyBox: Bool) {
    self.editor = editor
    self.isBusyBox = isBusyBox
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    editor.add(line, hasNewline: hasNewline)
    editor.run(&process)
    try? process.write(editor.takeOutput())
    return editor.exitCode
  }

  mutating func end(_ process: inout ProcessView) -> Int {
    editor.endInput()
    editor.run(&process)
    try? process.write(editor.takeOutput())
    return editor.exitCode ?? 0
  }
}

/// Reads the script, and goes on as what edits.
private struct SedStart: Program {
  let options: CommandOptions
  let suffix: String?

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    let isBusyBox = process.machine.isBusyBox
    var operands = options.operands
    var scripts = options.values["e"] ?? []
    for path in options.values["f"] ?? [] {
      guard let content = try? process.contents(of: path) else {
        process.printError("sed: couldn't open file \(path): No such file or directory\n")
        return .exit(1)
      }
      scripts.append(String(decoding: content, as: UTF8.self))
    }
    if scripts.isEmpty {
      guard !operands.isEmpty else {
        process.printError("Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n")
        return .exit(1)
      }
      scripts = [operands.removeFirst()]
    }
    var parser = SedParser(scripts.joined(separator: "\n"), isExtended: options.has("E") || options.has("r"))
    do throws(SedScript.Failure) {
      let editor = SedEditor(try parser.parse(), isQuiet: options.has("n"))
      let arguments = process.arguments
      if let suffix {
        return .become(InPlaceSed(editor: editor, paths: operands, suffix: suffix), arguments: arguments)
      }
      let filter = SedCommand(editor, isBusyBox: isBusyBox)
      return .become(FilterProgram(name: "sed", paths: operands, filter: filter), arguments: arguments)
    } catch {
      let place = isBusyBox ? "" : "-e expression #1, char \(parser.place): "
      let isLabel = error.message.hasPrefix("can't find label")
      process.printError("sed: \(isLabel ? "" : place)\(error.message)\n")
      return .exit(1)
    }
  }
}

/// Edits files where they are.
private struct InPlaceSed: Program {
  let editor: SedEditor
  let paths: [String]
  /// Of the copies that are kept of the files as they were; none where it is empty.
  let suffix: String

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    var code = 0
    for path in paths {
      do throws(FileError) {
        try edit(path, &process)
      } catch {
        let isBusyBox = process.machine.isBusyBox
        process.printError(isBusyBox ? "sed: \(path): \(error.text)\n" : "sed: can't read \(path): \(error.text)\n")
        code = isBusyBox ? 1 : 4
      }
    }
    return .exit(code)
  }

  private func edit(_ path: String, _ process: inout ProcessView) throws(FileError) {
    let content = try process.contents(of: path)
    var editor = editor
    var lines = content.split(separator: Byte.newline, omittingEmptySubsequences: false).map(Array.init)
    let endsLine = content.last == Byte.newline
    if endsLine || content.isEmpty { lines.removeLast() }
    var output: [UInt8] = []
    for (index, line) in lines.enumerated() where editor.exitCode == nil {
      editor.add(line, hasNewline: endsLine || index + 1 < lines.count)
      editor.run(&process)
      output += editor.takeOutput()
    }
    if editor.exitCode == nil {
      editor.endInput()
      editor.run(&process)
      output += editor.takeOutput()
    } else {
      // What it did not come to stays.
      for line in lines.dropFirst(editor.number) { output += line + [Byte.newline] }
    }
    if !suffix.isEmpty {
      let copy = suffix.contains("*") ? suffix.replacing("*", with: path) : path + suffix
      try process.machine.files.write(
        try process.machine.files.read(path, in: process.directory, as: process.user), to: copy, in: process.directory,
        as: process.user, at: process.now)
    }
    try process.machine.files.write(output, to: path, in: process.directory, as: process.user, at: process.now)
  }
}
