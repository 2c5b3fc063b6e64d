import Foundation
import Terminal

/// The player's own shell, with a drill's cluster and commands at hand.
struct OwnShell {
  let commands: GameCommandFolder
  /// What the prompt names.
  let drill: String
  /// Where the game's commands find the drill.
  let address: String

  /// Starts the shell in the terminal and waits for its end; its exit status.
  func run() throws -> Int32 {
    let shell = ProcessInfo.processInfo.environment["SHELL"].flatMap { $0.isEmpty ? nil : $0 } ?? "/bin/sh"
    let name = (shell as NSString).lastPathComponent
    var environment = ProcessInfo.processInfo.environment
    environment["KUBECONFIG"] = commands.kubeconfig
    environment["PATH"] = commands.programs + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment[GameCommandFolder.addressVariable] = address
    var arguments = [shell]
    switch name {
    case "bash":
      let own = "[ -f ~/.bashrc ] && . ~/.bashrc\n"
      let rest = setUp + bashHelp + "PS1='(\(drill)) '\"$PS1\"\n"
      arguments += ["--rcfile", try commands.write("bashrc", own + rest), "-i"]
    case "zsh":
      let home = environment["ZDOTDIR"] ?? environment["HOME"] ?? ""
      let own = "ZDOTDIR=\(GameCommandFolder.quoted(home))\n[ -f \"$ZDOTDIR/.zshrc\" ] && . \"$ZDOTDIR/.zshrc\"\n"
      try commands.write(".zshrc", own + setUp + "PROMPT='(\(drill)) '\"$PROMPT\"\n")
      environment["ZDOTDIR"] = commands.folder.path
    default: environment["PS1"] = "(\(drill)) $ "
    }
    do {
      return try HostProcess.run(arguments, environment: environment.map { "\($0)=\($1)" })
    } catch {
      throw Failure("cannot start your shell, \(shell): \(error.description).")
    }
  }

  /// bash has a help of its own, which stays for whoever asks about one of bash's commands.
  private var bashHelp: String {
    let help = GameCommandFolder.quoted(commands.programs + "/help")
    return "help() { if [ $# -eq 0 ]; then \(help); else builtin help \"$@\"; fi; }\n"
  }

  /// Set again after the player's own start-up files, which often set them anew.
  private var setUp: String {
    """
    export KUBECONFIG=\(GameCommandFolder.quoted(commands.kubeconfig))
    export PATH=\(GameCommandFolder.quoted(commands.programs)):"$PATH"

    """
  }
}
