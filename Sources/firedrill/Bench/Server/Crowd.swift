import Glibc
import KubernetesModel

/// Players and viewers of one server, all of them in one thread, so that the server has the rest of the machine. Every
/// player has a connection for commands and one for events, as a browser has.
final class Crowd {
  /// What a connection is for.
  enum Role {
    case commands(Int)
    case events(Int)
    case viewer
    case organiser
  }

  private final class Link {
    let socket: LoopbackSocket
    let role: Role
    var reader = ResponseReader()
    var names = EventNames()
    var status = 0
    var body: [UInt8] = []

    init(_ role: Role, _ port: UInt16) throws {
      self.role = role
      socket = try LoopbackSocket(port: port)
    }
  }

  /// A player's command on its way.
  private struct Turn {
    var mark = 0
    /// Zero where there is none.
    var sentAt: UInt64 = 0
    var isAccepted = false
    var isDone = false
    var isUnderWay: Bool { sentAt != 0 }
  }

  private static let bufferSize = 1 << 18
  private static let patience = 120.0

  private let server: ServerAccess
  let players: [BenchEvening.Player]
  private var links: [Link] = []
  private var polled: [pollfd] = []
  private var commands: [Int] = []
  private var turns: [Turn]
  private var waitingForFirst = 0
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
  private(set) var lastMark: Int
  private var organiserLink: Int?
  private(set) var isOrganiserWaiting = false
  /// When the board was changed, and how many viewers have not seen it yet.
  private(set) var unseen: (since: UInt64, viewers: Int)?
  var log = CrowdLog()
  /// Is told of a line that the server has taken: nothing may be lost of it.
  var didAccept: (_ player: Int, _ mark: Int) -> Void = { _, _ in }
  /// Is told what the organiser was answered.
  var didAnswer: (_ status: Int, _ body: [UInt8]) -> Void = { _, _ in }

  /// - Parameter mark: the last one of the crowd before: each line has its own.
  init(_ players: [BenchEvening.Player], server: ServerAccess, marksAfter mark: Int = 0) {
    lastMark = mark
    self.players = players
    self.server = server
    turns = Array(repeating: Turn(), count: players.count)
  }

  deinit { buffer.deallocate() }

  // MARK: Coming

  /// Opens all connections, and waits until everybody sees how their run stands.
  func open(viewers: Int, didFinish: (Int) -> Void = { _ in }) throws {
    for (index, player) in players.enumerated() {
      commands.append(try link(.commands(index)))
      try links[link(.events(index))].socket.send(
        WireRequest.bytes("GET", "/api/v1/runs/\(player.run)/events", accept: "text/event-stream", token: player.token))
      waitingForFirst += 1
    }
    for _ in 0..<viewers {
      try links[link(.viewer)].socket.send(
        WireRequest.bytes("GET", "/api/v1/competitions/\(BenchEvening.slug)/events", accept: "text/event-stream"))
    }
    organiserLink = try link(.organiser)
    let start = Stopwatch.nanoseconds()
    while waitingForFirst > 0 {
      didFinish(players.count - waitingForFirst)
      try turn(milliseconds: 100)
      guard Stopwatch.seconds(since: start) < Self.patience else {
        throw Failure("\(waitingForFirst) players do not see their runs after \(Int(Self.patience)) s")
      }
    }
  }

  private func link(_ role: Role) throws -> Int {
    let link = try Link(role, server.port)
    links.append(link)
    polled.append(pollfd(fd: link.socket.descriptor, events: Int16(POLLIN), revents: 0))
    return links.count - 1
  }

  // MARK: Doing

  /// Types a line for a player, if the one before is done.
  func type(_ line: String, player: Int) throws {
    guard !turns[player].isUnderWay else { return log.skipped += 1 }
    lastMark += 1
    let body: JSONValue = ["line": .string("\(line) # \(lastMark)"), "isTerminal": true, "colour": true]
    let call = ServerAccess.Call("POST", "runs/\(players[player].run)/lines", token: players[player].token, body: body)
    turns[player] = Turn(mark: lastMark, sentAt: Stopwatch.nanoseconds())
    try send(call, over: commands[player])
  }

  /// Asks as the organiser, who waits for each answer.
  func ask(_ call: ServerAccess.Call) throws {
    guard let organiserLink, !isOrganiserWaiting else { return }
    isOrganiserWaiting = true
    try send(call, over: organiserLink)
  }

  /// Changes the board, and notes when each viewer hears of it.
  func change(_ call: ServerAccess.Call) throws {
    let viewers = links.count(where: { if case .viewer = $0.role { true } else { false } })
    if let unseen { log.unseen += unseen.viewers }
    unseen = (Stopwatch.nanoseconds(), viewers)
    try ask(call)
  }

  private func send(_ call: ServerAccess.Call, over index: Int) throws {
    guard polled[index].fd >= 0 else { return }
    do {
      try links[index].socket.send(call.bytes)
    } catch {
      lose(index)
    }
  }

  // MARK: Hearing

  /// Waits until something comes, at most so long, and handles all of it.
  func turn(milliseconds: Int32) throws {
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return }
    for index in polled.indices where polled[index].revents != 0 && polled[index].fd >= 0 {
      guard let count = try? links[index].socket.receive(into: buffer) else {
        lose(index)
        continue
      }
      try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), from: links[index])
    }
  }

  /// Reads what has come to a server's end.
  func drain() throws {
    while polled.contains(where: { $0.fd >= 0 }) { try turn(milliseconds: 1000) }
  }

  private func lose(_ index: Int) {
    polled[index].fd = -1
    log.lost += 1
  }

  private func take(_ bytes: UnsafeRawBufferPointer, from link: Link) throws {
    var reader = link.reader
    try reader.take(bytes) { part in
      switch part {
      case .head(let status): (link.status, link.body) = (status, [])
      case .body(let bytes):
        switch link.role {
        case .events(let player): link.names.take(bytes) { hear($0, player) }
        case .viewer: link.names.take(bytes) { if $0 == "board" { seeBoard() } }
        case .organiser, .commands: link.body += bytes
        }
      case .end: try finish(link)
      }
    }
    link.reader = reader
  }

  private func finish(_ link: Link) throws {
    switch link.role {
    case .commands(let player): noteAnswer(link.status, player)
    case .organiser:
      isOrganiserWaiting = false
      didAnswer(link.status, link.body)
    case .events, .viewer:
      guard link.status != 200 else { return }
      throw Failure("a stream of events was answered \(link.status): \(String(decoding: link.body, as: UTF8.self))")
    }
  }

  private func noteAnswer(_ status: Int, _ player: Int) {
    guard status == 202 else {
      log.refused[status, default: 0] += 1
      turns[player] = Turn()
      return
    }
    log.accepted.append(Stopwatch.milliseconds(since: turns[player].sentAt))
    didAccept(player, turns[player].mark)
    turns[player].isAccepted = true
    if turns[player].isDone { turns[player] = Turn() }
  }

  private func hear(_ event: String, _ player: Int) {
    log.events += 1
    if event == "state", waitingForFirst > 0 { waitingForFirst -= 1 }
    guard event == "done", turns[player].isUnderWay, !turns[player].isDone else { return }
    log.done.append(Stopwatch.milliseconds(since: turns[player].sentAt))
    turns[player].isDone = true
    if turns[player].isAccepted { turns[player] = Turn() }
  }

  private func seeBoard() {
    guard let (since, viewers) = unseen else { return }
    log.board.append(Stopwatch.milliseconds(since: since))
    unseen = viewers > 1 ? (since, viewers - 1) : nil
  }
}

/// What a crowd went through.
struct CrowdLog {
  /// Milliseconds from a command to the answer that it is kept.
  var accepted: [Double] = []
  /// Milliseconds from a command to its end, on the player's stream of events.
  var done: [Double] = []
  /// Milliseconds from a change of the board until a viewer had it, for each of them.
  var board: [Double] = []
  /// Viewers to whom a change did not come before the next.
  var unseen = 0
  var events = 0
  /// Commands that were not sent, since the one before was not done.
  var skipped = 0
  /// Connections that the server ended.
  var lost = 0
  /// Answers to commands that were not taken, by their status.
  var refused: [Int: Int] = [:]
}
