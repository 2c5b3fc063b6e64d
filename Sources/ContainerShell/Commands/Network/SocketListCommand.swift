/// `netstat` and `ss`: on what somebody listens in the pod. Connections come and go too fast to be seen.
enum SocketListCommand {
  static func runNetstat(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(arguments, "tulnpaerWw")
    let sockets = listed(options, process)
    let kind = options.has("l") ? "only servers" : options.has("a") ? "servers and established" : "w/o servers"
    process.print("Active Internet connections (\(kind))\n")
    let head = ["Proto Recv-Q Send-Q ", padded("Local Address", 24), padded("Foreign Address", 24), "State"].joined()
    process.print(head + (options.has("p") ? "       PID/Program name    " : "       ") + "\n")
    for socket in sockets {
      let line = [
        "tcp        0      0 ", padded(address(socket), 24), padded("0.0.0.0:*", 24), "LISTEN",
      ].joined()
      process.print(line + (options.has("p") ? "      -" : "      ") + "\n")
    }
    return 0
  }

  static func runSocketStatistics(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(arguments, "tulnpaerosimH4")
    let sockets = listed(options, process)
    if !options.has("H") {
      process.print("State   Recv-Q  Send-Q   Local Address:Port    Peer Address:Port  Process\n")
    }
    for socket in sockets {
      let host = socket.isLoopbackOnly ? "127.0.0.1" : "0.0.0.0"
      let local = String(repeating: " ", count: max(0, 16 - host.count)) + host + ":" + padded("\(socket.port)", 8)
      process.print("LISTEN  0       4096     \(local)     0.0.0.0:*\n")
    }
    return 0
  }

  /// Without `-l` or `-a` only connections are listed, and with `-u` alone nothing that speaks TCP.
  private static func listed(_ options: CommandOptions, _ process: ProcessView) -> [ListeningSocket] {
    guard options.has("l") || options.has("a"), options.has("t") || !options.has("u") else { return [] }
    return process.surroundings.listeningSockets
  }

  private static func address(_ socket: ListeningSocket) -> String {
    (socket.isLoopbackOnly ? "127.0.0.1:" : "0.0.0.0:") + String(socket.port)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
