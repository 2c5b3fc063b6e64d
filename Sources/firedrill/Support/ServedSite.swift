import AdviceProviders
import Foundation
import GameServer
import Leaderboard
import Logging
import SimulationKernel
import Terminal

/// A server from its start to its end.
struct ServedSite: Sendable {
  private let archive: Archive
  private let hall: RunHall
  private let site: Site
  private let directory = ClusterDirectory()
  private let identity: ServerIdentity?
  /// Two servers with one database would play the same runs.
  private let lock: FileLock
  private let isNew: Bool
  private let organiserSecret: String?
  private let publicURL: String?
  /// Who tells a chat, where there is one.
  private let chat: (herald: Herald, webhook: ChatWebhook)?
  private let log: Logger

  init(_ command: Serve, scenarios folder: String) throws {
    var log = Logger(label: "firedrill") { _ in LogLines() }
    log.logLevel = Logger.Level(rawValue: command.logLevel) ?? .info
    self.log = log
    identity = try Self.identity(command)
    let path = URL(fileURLWithPath: command.database).path
    let archive = try Self.archive(path)
    lock = try FileLock(path + ".lock")
    self.archive = archive
    let shelf = ScenarioShelf(folder: folder) { problem in
      log.warning("a scenario is left out", metadata: ["problem": "\(problem)"])
    }
    guard !shelf.entries.isEmpty else {
      throw Failure("there are no scenarios in \(folder). Set FIREDRILL_SCENARIOS to the folder that holds them.")
    }
    let clock = ServerClock()
    let events = EventBus(epoch: EventBus.epoch(at: clock.now))
    hall = RunHall(
      archive: archive, shelf: shelf, events: events, clock: clock, log: log, board: PageRoutes.board,
      adviser: AdviceDesk.configured().map(ServedAdviser.init))
    let backstage = Backstage(archive: archive, hall: hall, shelf: shelf, secret: try Self.secret(of: archive))
    backstage.serve(directory)
    publicURL = command.publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    var settings = SiteSettings(publicURL: publicURL, trustsProxy: publicURL != nil)
    settings.takesSignUps = !command.invitationOnly
    if command.unlimited { settings.rates = .unlimited }
    site = Site(
      routes: APIRoutes.all + PageRoutes.all,
      gatekeeper: ArchiveGatekeeper(StoredAccess(archive: archive, log: log), clock: clock), settings: settings,
      backstage: backstage, events: events, clock: clock, log: log, errorPage: PageRoutes.problem)
    chat = command.chosenWebhook.flatMap { WebhookAddress($0) }.map { [publicURL] address in
      let webhook = ChatWebhook(address, log: log)
      let herald = Herald(
        stored: StoredAccess(archive: archive, log: log), events: events, clock: clock, address: publicURL ?? "",
        titles: Dictionary(shelf.entries.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first }),
        tell: webhook.send)
      return (herald, webhook)
    }
    (isNew, organiserSecret) = try Self.organiser(archive, at: clock.now)
  }

  private static func archive(_ path: String) throws(Failure) -> Archive {
    do {
      return try Archive(path: path, isShared: true)
    } catch {
      throw Failure("\(error)")
    }
  }

  private static func secret(of archive: Archive) throws(Failure) -> String {
    do {
      return try archive.serverSecret(orMake: Secrets.make())
    } catch {
      throw Failure("\(error)")
    }
  }

  private static func identity(_ command: Serve) throws(Failure) -> ServerIdentity? {
    guard let certificate = command.tlsCertificate, let key = command.tlsKey else { return nil }
    func read(_ path: String) throws(Failure) -> [UInt8] {
      guard let data = FileManager.default.contents(atPath: path) else { throw Failure("cannot read \(path).") }
      return Array(data)
    }
    return ServerIdentity(certificates: try read(certificate), key: try read(key))
  }

  /// The secret of a link for a server that nobody administers yet.
  private static func organiser(_ archive: Archive, at now: Instant) throws(Failure) -> (isNew: Bool, secret: String?) {
    do {
      guard try archive.firstAdmin() == nil else { return (false, nil) }
      let secret = Secrets.make()
      let link = Link.signUp(
        .admin, hash: Secrets.digest(secret), created: now.microseconds,
        expires: (now + .seconds(7 * 86_400)).microseconds)
      try archive.createLink(link)
      return (true, secret)
    } catch {
      throw Failure("\(error)")
    }
  }

  // MARK: Serving

  func run(on address: ListenAddress) async throws {
    let server: GameServer
    do {
      server = try GameServer(
        directory: directory, site: site, host: address.host, port: address.port, identity: identity)
    } catch {
      throw Failure("the certificate and its key cannot be used: \(error)")
    }
    let stopped = StopSignals()
    await hall.begin()
    chat?.webhook.start()
    let telling = chat.map { chat in Task { await chat.herald.run() } }
    let failure = await withTaskGroup(of: Failure?.self) { group in
      group.addTask { await serve(server, address) }
      group.addTask {
        await stopped.wait()
        log.notice("stopping")
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    telling?.cancel()
    chat?.webhook.stop()
    await hall.stop()
    log.notice("stopped")
    withExtendedLifetime(lock) {}
    if let failure { throw failure }
  }

  private func serve(_ server: GameServer, _ address: ListenAddress) async -> Failure? {
    do {
      try await server.run { port in announce(address, port) }
      return nil
    } catch is CancellationError {
      return nil
    } catch {
      return Failure("cannot serve on \(address.host):\(address.port): \(error)")
    }
  }

  private func announce(_ address: ListenAddress, _ port: Int) {
    let url = publicURL ?? address.url(port: port, isSecure: identity != nil)
    var text = "Firedrill serves at \(url)\n\n"
    if let organiserSecret {
      text += "  You are the organiser: open this link once, within seven days.\n"
      text += "  \(url)/links/\(organiserSecret)\n\n"
    }
    text +=
      "  Players join in a browser at \(url), or in a terminal with:\n  firedrill join \(url)\n\nCtrl-C ends it.\n"
    TerminalDevice().write(text)
    log.notice("serving", metadata: ["url": "\(url)"])
  }
}
