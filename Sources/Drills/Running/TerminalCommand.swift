import ContainerShell
import Scoring
import SimulationKernel

/// What the player's own terminal does, and neither the cluster nor the game.
package enum TerminalCommand: Hashable {
  /// The player's own editor, by whichever name they ask for one.
  case editor
  case clear

  private static let editors: Set = ["editor", "emacs", "micro", "nano", "nvim", "vi", "vim"]
  package static let names = editors.union(["clear"])
  /// What the shell's `$EDITOR` says.
  static let usualEditor = "vi"

  init?(_ name: String) {
    if Self.editors.contains(name) {
      self = .editor
    } else if name == "clear" {
      self = .clear
    } else {
      return nil
    }
  }

  /// Whether `$EDITOR` or its like names the player's own.
  static func isEditor(_ command: String) -> Bool {
    command.split(separator: " ").first.map { editors.contains(String($0)) } ?? false
  }
}

/// What makes a terminal empty. It comes from `clear` alone: what a cluster says cannot hold it.
package enum ScreenClearing {
  package static let bytes = Array("\u{1B}[H\u{1B}[2J".utf8)
}

extension ShellLoop {
  func perform(_ tool: TerminalCommand, _ command: HostCommand) {
    _ = show(of: command.identifier)
    switch tool {
    case .clear:
      if isTerminal, command.hasTerminalOutput {
        printed.show(GameReply(text: String(decoding: ScreenClearing.bytes, as: UTF8.self)), at: transport.now)
      }
      shell.finish(command.identifier, status: 0)
    case .editor: shell.finish(command.identifier, status: editFiles(command), at: transport.now)
    }
  }

  /// Lets the player change files of the game's shell; the exit status.
  private func editFiles(_ command: HostCommand) -> Int {
    let name = command.arguments.first ?? TerminalCommand.usualEditor
    // Nobody was asked in a run of before the shell had editors.
    guard transport.hasEditor else { return fail(command, "bash: \(name): command not found", status: 127) }
    guard isTerminal, command.hasTerminalInput, command.hasTerminalOutput else {
      return fail(
        command,
        "\(name): there is no terminal here to edit in. cat > FILE <<'END' writes a file, sed -i changes one.")
    }
    let files = command.arguments.dropFirst().filter { !$0.hasPrefix("-") && !$0.hasPrefix("+") }
    guard !files.isEmpty else { return fail(command, "\(name): say which file: \(name) FILE") }
    return files.reduce(0) { max($0, edit($1, command)) }
  }

  private func edit(_ file: String, _ command: HostCommand) -> Int {
    let path = file.hasPrefix("/") ? file : command.directory + "/" + file
    let name = command.arguments.first ?? TerminalCommand.usualEditor
    guard !isDirectory(path) else { return fail(command, "\(name): \(file) is a directory") }
    let before = shell.file(path)
    let edited = transport.edit(fileName: String(path.split(separator: "/").last ?? ""), text: before ?? [])
    guard let edited else {
      let isNew = before?.isEmpty ?? true
      return isNew ? 0 : fail(command, "\(name): nothing was saved: \(file) is as it was")
    }
    if edited == before { return 0 }
    do {
      try shell.write(edited, toFile: path)
      return 0
    } catch {
      return fail(command, "\(name): cannot write \(file)")
    }
  }

  private func isDirectory(_ path: String) -> Bool {
    guard let last = path.split(separator: "/").last else { return true }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    return shell.names(in: "/" + folder).contains(last + "/")
  }

  private func fail(_ command: HostCommand, _ message: String, status: Int = 1) -> Int {
    shell.feed(Array((message + "\n").utf8), isError: true, from: command.identifier)
    return status
  }
}
