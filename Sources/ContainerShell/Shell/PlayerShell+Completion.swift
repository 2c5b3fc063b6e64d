/// What Tab needs to know of the shell.
extension PlayerShell {
  /// Everything that may stand where a command does, sorted.
  package var commandNames: [String] {
    let folders = (variable("PATH") ?? Executables.standardPath).split(separator: ":")
    let files = folders.flatMap { self.names(in: String($0)) }.filter { !$0.hasSuffix("/") }
    let names: [String] = files + BuiltIns.names + machine.hostCommands + (program?.aliases.keys.sorted() ?? [])
    return Set(names).filter { $0.first?.isLetter ?? false }.sorted()
  }

  /// What a name stands for in place of a command; nil where it is no alias.
  package func alias(_ name: String) -> String? { program?.aliases[name] }

  /// The names in a directory; a directory's ends in a slash.
  package func names(in directory: String) -> [String] {
    let entries = (try? machine.files.list(directory, in: workingDirectory)) ?? []
    return entries.map { $0.node.isDirectory ? $0.name + "/" : $0.name }
  }
}
