/// What Tab needs to know of the shell.
extension PlayerShell {
  /// Everything that may stand where a command does.
  package var commands: Set<String> {
    let folders = (variable("PATH") ?? Executables.standardPath).split(separator: ":")
    let files = folders.flatMap { self.names(in: String($0)) }.filter { !$0.hasSuffix("/") }
    var names = Set(files).union(BuiltIns.names).union(machine.hostCommands)
    if let program { names.formUnion(Array(program.aliases.keys) + Array(program.functions.keys)) }
    return names
  }

  /// The commands that Tab offers, sorted.
  package var commandNames: [String] { commands.filter { $0.first?.isLetter ?? false }.sorted() }

  /// Whether nothing more must be typed before a text can run.
  package func isComplete(_ text: String) -> Bool { program?.isComplete(text) ?? true }

  /// Whether the player asked for vi's keys: `set -o vi`.
  package var usesViKeys: Bool { program?.options.usesViKeys ?? false }

  /// What a name stands for in place of a command; nil where it is no alias.
  package func alias(_ name: String) -> String? { program?.aliases[name] }

  /// The names in a directory; a directory's ends in a slash.
  package func names(in directory: String) -> [String] {
    let entries = (try? machine.files.list(directory, in: workingDirectory)) ?? []
    return entries.map { $0.node.isDirectory ? $0.name + "/" : $0.name }
  }
}
