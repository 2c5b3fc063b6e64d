import KubernetesModel
import Leaderboard

enum AdminRoutes {
  private static let root = APIRoutes.root + "/accounts"
  private static let role = Field("role", .text(limit: 20), "player, author, organiser or admin", isRequired: false)

  static let all: [Route] = [
    Route(
      .get, root, .admin, "Accounts, in the order in which they were made.",
      query: [
        Field("matching", .text(limit: 100), "what their names hold", isRequired: false),
        Field("after", .integer(1...Int64.max), "the last of the page before", isRequired: false),
      ]
    ) { call throws(SiteError) in
      let (text, after) = (call.request.query("matching") ?? "", call.request.query("after").flatMap { Int64($0) } ?? 0)
      let accounts = try await call.archive { archive throws(ArchiveError) in
        try archive.accounts(matching: text, after: after)
      }
      return .json(["accounts": .array(accounts.map(RecordJSON.own))])
    },
    Route(
      .post, root, .admin, "Make an account for somebody, and the link with which they sign in.",
      takes: [Field("name", .text(limit: 400), "1 to 40 characters, and nobody else's"), role]
    ) { call throws(SiteError) in
      let (account, link) = try await AccountActions.createFor(call)
      return .json(["account": RecordJSON.own(account), "link": .string(link)], status: 201)
    },
    Route(
      .put, root + "/{id}/role", .admin, "Give an account a role.",
      takes: [Field("role", .text(limit: 20), "player, author, organiser or admin")]
    ) { call throws(SiteError) in .json(RecordJSON.own(try await AccountActions.setRole(call))) },
    Route(.post, root + "/{id}/disable", .admin, "Sign somebody out everywhere, for good.") { call throws(SiteError) in
      .json(RecordJSON.own(try await AccountActions.setDisabled(true, call)))
    },
    Route(.post, root + "/{id}/enable", .admin, "Let somebody sign in again.") { call throws(SiteError) in
      .json(RecordJSON.own(try await AccountActions.setDisabled(false, call)))
    },
    Route(
      .delete, root + "/{id}", .admin,
      "Delete an account for good: its name, password, sessions, tokens and links go, its results stay.",
      takes: [Field("confirm", .text(limit: 400), "the account's name, to be sure")]
    ) { call throws(SiteError) in .json(["name": .string(try await AccountActions.delete(call))]) },
    Route(.post, root + "/{id}/link", .admin, "Make a link that signs somebody in, once.") { call throws(SiteError) in
      let link = try await AccountActions.signInLink(for: try call.number("id"), call)
      return .json(["link": .string(link)], status: 201)
    },
    Route(
      .post, APIRoutes.root + "/links", .admin, "Make a link with which somebody makes an account, once.",
      takes: [role]
    ) { call throws(SiteError) in
      .json(["link": .string(try await AccountActions.signUpLink(call))], status: 201)
    },
  ]
}
