import Glibc

/// A program of the player's own machine, in the foreground of their terminal: an editor, a shell.
package enum HostProcess {
  /// Why a program was not started, in the system's words.
  package struct Problem: Error {
    package let description: String
  }

  /// Runs a program to its end and returns its exit status; 128 and the signal's number where a signal ended it.
  /// - Parameters:
  ///   - arguments: The first is the program, looked up on the PATH where it has no slash.
  ///   - environment: `NAME=value`.
  package static func run(_ arguments: [String], environment: [String]) throws(Problem) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The program gets signals as if it had been started by hand, whatever this process keeps from itself.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    // Ctrl-C is the program's while it runs.
    let handlers = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in handlers { signal(number, handler) } }
    var process = pid_t()
    let result = posix_spawnp(&process, arguments.first ?? "", nil, &attributes, &words, &variables)
    guard result == 0 else { throw Problem(description: String(cString: strerror(result))) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw Problem(description: String(cString: strerror(errno))) }
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
