import SimulationKernel

/// Asks the name server that /etc/resolv.conf names.
enum LookupCommand {
  static func make(_ arguments: [String]) -> any Program {
    let operands = arguments.filter { !$0.hasPrefix("-") }
    guard let name = operands.first else {
      return Commands.instant([]) { _, process in
        process.printError(
          "BusyBox v1.36.1 multi-call binary.\n\nUsage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n")
        return 1
      }
    }
    return TimedCommand { process in
      let server = operands.count > 1 ? operands[1] : Resolver.server(process)
      switch process.resolve(name) {
      case .addresses(let addresses, let canonical):
        let answers = addresses.map { "Name:\t\(canonical)\nAddress: \($0)\n" }.joined()
        return piece("Server:\t\t\(server)\nAddress:\t\(server):53\n\n\(answers)\n", 0)
      case .notFound:
        return piece(
          "Server:\t\t\(server)\nAddress:\t\(server):53\n\n** server can't find \(name): NXDOMAIN\n\n** server can't find \(name): NXDOMAIN\n\n",
          1)
      case .timedOut: return piece(";; connection timed out; no servers could be reached\n\n", 1, .seconds(15))
      }
    }
  }

  private static func piece(
    _ text: String, _ code: Int, _ delay: Duration = .milliseconds(1)
  ) -> (pieces: [TimedCommand.Piece], code: Int) {
    ([TimedCommand.Piece(delay: delay, text: Array(text.utf8), isError: false)], code)
  }
}

enum Resolver {
  /// The first name server of /etc/resolv.conf.
  static func server(_ process: ProcessView) -> String {
    let text = (try? process.machine.files.read("/etc/resolv.conf")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count > 1, words[0] == "nameserver" { return String(words[1]) }
    }
    return "127.0.0.1"
  }
}

enum DigCommand {
  static func make(_ arguments: [String]) -> any Program {
    let isShort = arguments.contains("+short")
    let types: Set<String> = ["A", "AAAA", "SRV", "ANY", "TXT", "CNAME"]
    guard
      let name = arguments.first(where: {
        !$0.hasPrefix("+") && !$0.hasPrefix("@") && !$0.hasPrefix("-") && !types.contains($0)
      })
    else { return Commands.instant([]) { _, _ in 1 } }
    return TimedCommand { process in
      func result(_ text: String, _ code: Int, _ delay: Duration = .milliseconds(1)) -> (
        pieces: [TimedCommand.Piece], code: Int
      ) {
        ([TimedCommand.Piece(delay: delay, text: Array(text.utf8), isError: false)], code)
      }
      let server = Resolver.server(process)
      // Unlike other resolvers it looks names up as they are, without search domains.
      let isQualified = name.contains(".")
      switch isQualified ? process.resolve(name.hasSuffix(".") ? name : name + ".") : .notFound {
      case .addresses(let addresses, _):
        if isShort { return result(addresses.map { $0 + "\n" }.joined(), 0) }
        let answers = addresses.map { "\(name).\t\t30\tIN\tA\t\($0)\n" }.joined()
        return result(
          "\n; <<>> DiG 9.18.27 <<>> \(name)\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 23811\n"
            + ";; flags: qr aa rd; QUERY: 1, ANSWER: \(addresses.count), AUTHORITY: 0, ADDITIONAL: 1\n\n;; QUESTION SECTION:\n;\(name).\t\t\tIN\tA\n\n"
            + ";; ANSWER SECTION:\n\(answers)\n;; Query time: 1 msec\n;; SERVER: \(server)#53(\(server)) (UDP)\n\n", 0)
      case .notFound:
        if isShort { return result("", 0) }
        return result(
          "\n; <<>> DiG 9.18.27 <<>> \(name)\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 23811\n"
            + ";; flags: qr aa rd; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1\n\n;; QUESTION SECTION:\n;\(name).\t\t\tIN\tA\n\n"
            + ";; Query time: 1 msec\n;; SERVER: \(server)#53(\(server)) (UDP)\n\n", 0)
      case .timedOut:
        return result(
          ";; communications error to \(server)#53: timed out\n;; communications error to \(server)#53: timed out\n"
            + ";; communications error to \(server)#53: timed out\n\n; <<>> DiG 9.18.27 <<>> \(name)\n;; global options: +cmd\n"
            + ";; no servers could be reached\n\n", 9, .seconds(15))
      }
    }
  }

  static func makeHost(_ arguments: [String]) -> any Program {
    let name = arguments.first { !$0.hasPrefix("-") } ?? ""
    return TimedCommand { process in
      switch process.resolve(name) {
      case .addresses(let addresses, let canonical):
        let text = addresses.map { "\(canonical) has address \($0)\n" }.joined()
        return ([TimedCommand.Piece(delay: .zero, text: Array(text.utf8), isError: false)], 0)
      case .notFound:
        return (
          [TimedCommand.Piece(delay: .zero, text: Array("Host \(name) not found: 3(NXDOMAIN)\n".utf8), isError: false)],
          1
        )
      case .timedOut:
        return (
          [
            TimedCommand.Piece(
              delay: .seconds(10), text: Array(";; connection timed out; no servers could be reached\n".utf8),
              isError: false)
          ], 1
        )
      }
    }
  }
}

enum GetEntryCommand {
  static func make(_ arguments: [String]) -> any Program {
    TimedCommand { process in
      guard arguments.count > 1 else { return ([], 1) }
      if arguments[0] == "passwd" || arguments[0] == "group" {
        let text =
          (try? process.machine.files.read("/etc/" + arguments[0])).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = text.split(separator: "\n").first { $0.split(separator: ":").first.map(String.init) == arguments[1] }
        return (
          [TimedCommand.Piece(delay: .zero, text: Array((line.map { $0 + "\n" } ?? "").utf8), isError: false)],
          line == nil ? 2 : 0
        )
      }
      switch process.resolve(arguments[1]) {
      case .addresses(let addresses, let canonical):
        let text = addresses.map { address in
          address + String(repeating: " ", count: max(1, 16 - address.count)) + canonical + "\n"
        }.joined()
        return ([TimedCommand.Piece(delay: .zero, text: Array(text.utf8), isError: false)], 0)
      case .notFound: return ([], 2)
      case .timedOut: return ([TimedCommand.Piece(delay: .seconds(10), text: [], isError: false)], 2)
      }
    }
  }
}

/// Sends echo requests; a Service's address answers none, as with most proxies.
enum PingCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "c:W:w:i:qn46s:")
    guard let host = options.operands.first else { return Commands.instant([]) { _, _ in 1 } }
    let count = min(max(1, options.number("c") ?? 4), 1000)
    return TimedCommand { process in
      var pieces: [TimedCommand.Piece] = []
      func say(_ text: String, _ delay: Duration = .zero, isError: Bool = false) {
        pieces.append(TimedCommand.Piece(delay: delay, text: Array(text.utf8), isError: isError))
      }
      guard case .addresses(let addresses, _) = process.resolve(host), let address = addresses.first else {
        say(
          process.machine.isBusyBox ? "ping: bad address '\(host)'\n" : "ping: \(host): Name or service not known\n",
          isError: true)
        return (pieces, process.machine.isBusyBox ? 1 : 2)
      }
      say("PING \(host) (\(address)): 56 data bytes\n")
      let reached =
        switch process.connect(to: address, port: 0, transport: .tcp) {
        case .connected, .refused: true
        case .notResolved, .timedOut, .noRoute: false
        }
      for number in 0..<count {
        let delay: Duration = number == 0 ? .zero : .seconds(1)
        say(reached ? "64 bytes from \(address): seq=\(number) ttl=62 time=0.2\(number % 10)1 ms\n" : "", delay)
      }
      if !reached { say("", .seconds(10)) }
      say(
        "\n--- \(host) ping statistics ---\n\(count) packets transmitted, \(reached ? count : 0) packets received, \(reached ? 0 : 100)% packet loss\n"
      )
      if reached { say("round-trip min/avg/max = 0.201/0.241/0.291 ms\n") }
      return (pieces, reached ? 0 : 1)
    }
  }
}
