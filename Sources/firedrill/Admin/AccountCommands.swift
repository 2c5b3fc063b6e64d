import ArgumentParser
import HTTPClient
import KubernetesModel

/// An account, as admins name it.
private struct NamedAccount {
  let id: Int64
  let name: String

  /// - Parameter text: the account's name, or its number.
  static func find(_ text: String, _ options: AdminOptions, on api: ServerAPI) throws(Failure) -> NamedAccount {
    let path = "/accounts?matching=" + WebClient.escaped(Int64(text) == nil ? text : "")
    let accounts = try options.answer("GET", path, on: api).list("accounts").compactMap { row in
      row["id"]?.intValue.map { NamedAccount(id: $0, name: row.text("name")) }
    }
    if let account = accounts.first(where: { $0.name == text }) { return account }
    let folded = accounts.filter { $0.name.lowercased() == text.lowercased() }
    if folded.count == 1 { return folded[0] }
    if let number = Int64(text) { return accounts.first { $0.id == number } ?? NamedAccount(id: number, name: text) }
    throw Failure("there is no account \(text): firedrill admin accounts lists them.")
  }
}

private func summary(_ account: JSONValue) -> String {
  let state = account["isDisabled"]?.boolValue ?? false ? ", disabled" : ""
  return "\(account.text("name")): \(account.text("role"))\(state).\n"
}

struct AccountList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List accounts.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "What their names hold.") var matching: String?
  @Option(help: "Go on after the account of this number.") var after: Int64?

  func run() throws {
    let path = "/accounts?matching=\(WebClient.escaped(matching ?? ""))" + (after.map { "&after=\($0)" } ?? "")
    try options.ask("GET", path) { answer in
      var table = TextTable(header: ["ID", "NAME", "ROLE", "SINCE (UTC)", "DISABLED"])
      for row in answer.list("accounts") {
        table.add([
          row.text("id"), row.text("name"), row.text("role"), AdminTime.text(row["created"]),
          row["isDisabled"]?.boolValue ?? false ? "yes" : "",
        ])
      }
      return table.text
    }
  }
}

struct AccountCreate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make an account for somebody, and the link with which they sign in.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "Their name.") var name: String
  @Option(help: "player, author, organiser or admin.") var role = "player"

  func run() throws {
    try options.ask("POST", "/accounts", ["name": .string(name), "role": .string(role)]) { answer in
      "\(name) signs in once, within a week, with: \(answer.text("link"))\n"
    }
  }
}

struct AccountRole: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "role", abstract: "Give an account a role.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The account's name or number.") var account: String
  @Argument(help: "player, author, organiser or admin.") var role: String

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let account = try NamedAccount.find(account, options, on: api)
      options.show(
        try options.answer("PUT", "/accounts/\(account.id)/role", ["role": .string(role)], on: api), summary)
    }
  }
}

struct AccountDisable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Sign somebody out everywhere, until they are enabled again.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The account's name or number.") var account: String

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let account = try NamedAccount.find(account, options, on: api)
      options.show(try options.answer("POST", "/accounts/\(account.id)/disable", [:], on: api), summary)
    }
  }
}

struct AccountEnable: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "enable", abstract: "Let somebody sign in again.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The account's name or number.") var account: String

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let account = try NamedAccount.find(account, options, on: api)
      options.show(try options.answer("POST", "/accounts/\(account.id)/enable", [:], on: api), summary)
    }
  }
}

struct AccountDelete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete an account for good. Results stay, under a neutral name.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The account's name or number.") var account: String

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let account = try NamedAccount.find(account, options, on: api)
      let body: JSONValue = ["confirm": .string(account.name)]
      options.show(try options.answer("DELETE", "/accounts/\(account.id)", body, on: api)) {
        "\(account.name) is gone. Results stand under \($0.text("name")) from now on.\n"
      }
    }
  }
}

struct AccountLink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Make a link that signs somebody in, once.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The account's name or number.") var account: String

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let account = try NamedAccount.find(account, options, on: api)
      options.show(try options.answer("POST", "/accounts/\(account.id)/link", [:], on: api)) {
        "\(account.name) signs in once, within a week, with: \($0.text("link"))\n"
      }
    }
  }
}

struct LinkCreate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a link with which somebody makes an account, once.")
  @OptionGroup var options: AdminOptions
  @Option(help: "What they may do: player, author, organiser or admin.") var role = "player"

  func run() throws {
    try options.ask("POST", "/links", ["role": .string(role)]) { $0.text("link") + "\n" }
  }
}
