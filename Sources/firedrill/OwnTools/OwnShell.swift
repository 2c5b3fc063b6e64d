import Foundation
import Glibc

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
      arguments += ["--rcfile", try commands.write("bashrc", own + setUp + "PS1='(\(drill)) '\"$PS1\"\n"), "-i"]
    case "zsh":
      let home = environment["ZDOTDIR"] ?? environment["HOME"] ?? ""
      let own = "ZDOTDIR=\(GameCommandFolder.quoted(home))\n[ -f \"$ZDOTDIR/.zshrc\" ] && . \"$ZDOTDIR/.zshrc\"\n"
      try commands.write(".zshrc", own + setUp + "PROMPT='(\(drill)) '\"$PROMPT\"\n")
      environment["ZDOTDIR"] = commands.folder.path
    default: environment["PS1"] = "(\(drill)) $ "
    }
    return try spawn(shell, arguments, environment)
  }

  /// Set again after the player's own start-up files, which often set them anew.
  private var setUp: String {
    """
    export KUBECONFIG=\(GameCommandFolder.quoted(commands.kubeconfig))
    export PATH=\(GameCommandFolder.quoted(commands.programs)):"$PATH"

    """
  }

  private func spawn(_ program: String, _ arguments: [String], _ environment: [String: String]) throws -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The shell gets Ctrl-C and the rest as if started by hand, whatever this process keeps from itself.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    // Ctrl-C is the shell's while it runs.
    let handlers = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in handlers { signal(number, handler) } }
    var process = pid_t()
    let result = posix_spawnp(&process, program, nil, &attributes, &words, &variables)
    guard result == 0 else {
      throw Failure("cannot start your shell, \(program): \(String(cString: strerror(result))).")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return 1 } }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
