import ArgumentParser

struct Admin: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Organise on a server: competitions, accounts, links.",
    discussion: """
      Everything here is done over the server's REST API, as who you are there: sign in first, with firedrill join and the \
      organiser's link. The server's own document of the API is at /api/v1/openapi.json. Only webhook test asks a chat, from \
      this machine.
      """,
    subcommands: [AdminCompetitions.self, AdminAccounts.self, AdminLinks.self, AdminQuestions.self, AdminWebhook.self])
}

struct AdminCompetitions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "competitions", abstract: "Make competitions, run them, and judge.",
    subcommands: [
      CompetitionList.self, CompetitionShow.self, CompetitionCreate.self, CompetitionChange.self,
      CompetitionPublish.self, CompetitionDelete.self, CompetitionAdd.self, CompetitionDrop.self, CompetitionPause.self,
      CompetitionResume.self, CompetitionFreeze.self, CompetitionReveal.self, CompetitionAnnounce.self,
      CompetitionTeams.self, CompetitionAward.self, CompetitionDisqualify.self, CompetitionReadmit.self,
      CompetitionStuck.self, CompetitionAudit.self, CompetitionExport.self, CompetitionImport.self,
    ], defaultSubcommand: CompetitionList.self)
}

struct AdminAccounts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts", abstract: "See who has an account, and who may do what.",
    subcommands: [
      AccountList.self, AccountCreate.self, AccountRole.self, AccountDisable.self, AccountEnable.self,
      AccountLink.self, AccountDelete.self,
    ], defaultSubcommand: AccountList.self)
}

struct AdminLinks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links", abstract: "Make links with which others make accounts.", subcommands: [LinkCreate.self])
}

struct AdminWebhook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook", abstract: "The chat that a server tells of its competitions.",
    subcommands: [WebhookTest.self])
}
