/// `stty`: what the terminal behind standard input is like; how large, above all.
enum TerminalSettingsCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    guard process.isTerminal(0), let size = process.terminalSize else {
      process.printError(
        process.machine.isBusyBox
          ? "stty: standard input: Not a tty\n" : "stty: 'standard input': Inappropriate ioctl for device\n")
      return 1
    }
    switch arguments.first {
    case "size": process.print("\(size.rows) \(size.columns)\n")
    case nil: process.print("speed 38400 baud; line = 0;\n")
    case "-a": process.print("speed 38400 baud; rows \(size.rows); columns \(size.columns); line = 0;\n")
    default: break
    }
    return 0
  }
}
