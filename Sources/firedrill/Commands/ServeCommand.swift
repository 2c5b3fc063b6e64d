import ArgumentParser
import Foundation
import GameServer
import Leaderboard
import Logging
import Terminal

struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve drills to players, teams and competitions, until Ctrl-C or SIGTERM.",
    discussion: """
      Everything is kept in one database file; a server that was stopped, or killed, goes on where it was. At its first \
      start it prints a link that makes you the organiser.
      """)

  @Option(help: "The address and port to listen on; port 0 for any that is free.")
  var listen = "127.0.0.1:8080"

  @Option(help: "The database file; made where there is none.", completion: .file())
  var database = "firedrill.sqlite"

  @Option(name: .customLong("tls-cert"), help: "The certificate and those that lead to its authority, as PEM.")
  var tlsCertificate: String?

  @Option(name: .customLong("tls-key"), help: "The certificate's private key, as PEM.")
  var tlsKey: String?

  @Option(help: "Where players find the server, behind a proxy: https://drill.example.org")
  var publicURL: String?

  @Flag(help: "Take players by invitation only.")
  var invitationOnly = false

  @Option(
    help: """
      A chat's incoming webhook (Slack, Mattermost) that is told of competitions; better set as FIREDRILL_WEBHOOK_URL, \
      which nobody sees in a list of processes.
      """)
  var webhook: String?

  @Option(help: "What is logged: debug, info, notice, warning or error.")
  var logLevel = "info"

  @Flag(help: .hidden)
  var unlimited = false

  func validate() throws {
    guard ListenAddress(listen) != nil else { throw ValidationError("--listen must be ADDRESS:PORT.") }
    guard (tlsCertificate == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-cert and --tls-key go together.")
    }
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError("--log-level must be debug, info, notice, warning or error.")
    }
    if let webhook = chosenWebhook, WebhookAddress(webhook) == nil {
      throw ValidationError("--webhook, or FIREDRILL_WEBHOOK_URL, must be like https://hooks.example.com/services/...")
    }
    if let publicURL {
      let url = URL(string: publicURL)
      guard ["http", "https"].contains(url?.scheme), url?.host != nil, ["", "/"].contains(url?.path) else {
        throw ValidationError("--public-url must be like https://drill.example.org, without a path.")
      }
    }
  }

  /// Nil for none.
  var chosenWebhook: String? {
    let chosen = webhook ?? ProcessInfo.processInfo.environment["FIREDRILL_WEBHOOK_URL"] ?? ""
    return chosen.isEmpty ? nil : chosen
  }

  func run() throws {
    let shelfFolder = Catalogue.folder
    try reportingFailure(waiting: { [self] in
      guard let address = ListenAddress(listen) else { throw Failure("--listen must be ADDRESS:PORT.") }
      try await ServedSite(self, scenarios: shelfFolder).run(on: address)
    })
  }
}

/// `127.0.0.1:8080`, `[::1]:8080`, `:8080` for all addresses.
struct ListenAddress {
  let host: String
  let port: Int

  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    let host = text[..<colon]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    guard isBracketed || !host.contains(":") else { return nil }
    self.host = host.isEmpty ? "0.0.0.0" : isBracketed ? String(host.dropFirst().dropLast()) : String(host)
    self.port = port
  }

  /// As an address shows it, for whoever is to come there.
  func url(port: Int, isSecure: Bool) -> String {
    let name = host.contains(":") ? "[\(host)]" : host == "0.0.0.0" ? ProcessInfo.processInfo.hostName : host
    return "http\(isSecure ? "s" : "")://\(name):\(port)"
  }
}
