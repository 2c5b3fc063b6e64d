import ArgumentParser
import Foundation
import GameServer
import Logging
import Terminal

struct WebhookTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Write a line to a chat, from this machine, to see whether it takes messages.")

  @Option(help: "The chat's incoming webhook; otherwise FIREDRILL_WEBHOOK_URL.")
  var webhook: String?

  func run() throws {
    try reportingFailure {
      let chosen = webhook ?? ProcessInfo.processInfo.environment["FIREDRILL_WEBHOOK_URL"] ?? ""
      guard !chosen.isEmpty else { throw Failure("no chat is named: set FIREDRILL_WEBHOOK_URL, or use --webhook.") }
      guard let address = WebhookAddress(chosen) else {
        throw Failure("the chat's address must be like https://hooks.example.com/services/...")
      }
      let chat = ChatWebhook(address, log: Logger(label: "firedrill"))
      if let complaint = chat.attempt("Firedrill can write here.") {
        throw Failure("the chat at \(address) takes no messages: \(complaint).")
      }
      TerminalDevice().write("The chat at \(address) has taken a message.\n")
    }
  }
}
