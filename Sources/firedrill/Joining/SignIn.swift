import Foundation
import HTTPClient
import KubernetesModel
import Terminal

/// How a player becomes known to a server: by what was kept from an earlier time, by a link, or by a name.
struct SignIn {
  let server: String
  let target: JoinAddress.Target
  /// As the command line says it.
  var name: String?
  var authority: String?

  /// What the server wants to know may be asked so often.
  private static let attempts = 5

  /// What a token is called on the server's page of them.
  private static var label: String {
    let host = ProcessInfo.processInfo.hostName
    return "firedrill on " + String(host.prefix(40))
  }

  /// - Returns: the server's API, and the run to which a link leads.
  func run() throws(Failure) -> (api: ServerAPI, run: Int?) {
    let saved = try SavedServers.load()[server]
    let authority = authority ?? saved?.authority ?? ""
    if case .link(let secret) = target { return try useLink(secret, authority) }
    if let saved, name == nil || name == saved.name {
      let api = try ServerAPI(address: server, token: saved.token, authority: authority)
      do {
        _ = try api.get("/me")
        return (api, nil)
      } catch {
        guard error.status == 401 else { throw api.failure(error) }
        TerminalDevice().write("You are not signed in at \(server) any more.\n", toError: true)
      }
    }
    return (try signUp(authority), nil)
  }

  // MARK: Ways to sign in

  private func useLink(_ secret: String, _ authority: String) throws(Failure) -> (ServerAPI, Int?) {
    let api = try ServerAPI(address: server, token: "", authority: authority)
    var name = name
    for _ in 0..<Self.attempts {
      var body: JSONValue = ["token": .string(Self.label)]
      if let name { body["name"] = .string(name) }
      switch api.trying("/links/" + WebClient.escaped(secret), body) {
      case .success(let answer): return (try keep(answer, authority), answer["run"]?.number)
      // A new account wants a name, and one that is free.
      case .failure(let problem) where problem.wantsOtherName:
        name = try Ask.line("Your name", because: name == nil ? nil : problem.reason)
      case .failure(let problem): throw api.failure(problem)
      }
    }
    throw Failure("no name was found that \(server) takes.")
  }

  private func signUp(_ authority: String) throws(Failure) -> ServerAPI {
    let api = try ServerAPI(address: server, token: "", authority: authority)
    var name = if let name { name } else { try Ask.line("Your name") }
    for _ in 0..<Self.attempts {
      var body: JSONValue = ["name": .string(name), "token": .string(Self.label)]
      if case .invite(let secret) = target { body["invite"] = .string(secret) }
      switch api.trying("/signup", body) {
      case .success(let answer): return try keep(answer, authority)
      case .failure(let problem) where problem.wantsOtherName:
        if problem.status == 409, let known = try signIn(name, api, authority) { return known }
        name = try Ask.line("Another name", because: problem.reason)
      case .failure(let problem): throw api.failure(problem)
      }
    }
    throw Failure("no name was found that \(server) takes.")
  }

  /// Somebody whose name is taken may be who has it.
  private func signIn(
    _ name: String, _ api: ServerAPI, _ authority: String
  ) throws(Failure) -> ServerAPI? {
    let password = try Ask.secret("The password of \(name), if that is you (Enter for another name)")
    guard !password.isEmpty else { return nil }
    let body: JSONValue = [
      "name": .string(name), "password": .string(password), "token": .string(Self.label),
    ]
    return try keep(try api.failing { () throws(WebProblem) in try api.post("/signin", body) }, authority)
  }

  /// Keeps the token that the server gave.
  private func keep(_ answer: JSONValue, _ authority: String) throws(Failure) -> ServerAPI {
    guard let token = answer["token"]?.stringValue, !token.isEmpty else {
      throw Failure("\(server) signed you in without a token: this version does not understand that.")
    }
    let name = ServerOutput.line(answer.at("account", "name")?.stringValue ?? name ?? "")
    try SavedServers.keep(SavedServers.Entry(name: name, token: token, authority: authority), for: server)
    TerminalDevice().write("You are \(name) at \(server).\n")
    return try ServerAPI(address: server, token: token, authority: authority)
  }
}

extension WebProblem {
  /// Whether it is the name that was wrong, or missing.
  fileprivate var wantsOtherName: Bool { [400, 409, 422].contains(status) }
}

/// Questions to the user, on their terminal alone.
enum Ask {
  /// - Parameter option: says the same on the command line.
  static func line(
    _ question: String, because reason: String? = nil, option: String = "--name"
  ) throws(Failure) -> String {
    let device = TerminalDevice()
    guard device.inputIsTerminal else {
      throw Failure(
        reason.map { "\(ServerOutput.line($0))." }
          ?? "\(question)? Say it with \(option): nobody is there to be asked.")
    }
    if let reason { device.write(ServerOutput.line(reason) + ".\n", toError: true) }
    let lines = LineReader(device: device, history: [])
    while case .line(let answer) = lines.read(prompt: question + ": ", isCommand: false) {
      let name = answer.trimmingCharacters(in: .whitespaces)
      if !name.isEmpty { return name }
    }
    throw Failure("nothing was answered.")
  }

  /// What is typed is not shown. Nothing where there is no terminal.
  static func secret(_ question: String) throws(Failure) -> String {
    let device = TerminalDevice()
    guard device.inputIsTerminal else { return "" }
    device.write(question + ": ")
    defer { device.write("\n") }
    guard let line = device.withoutEcho({ readLine() }) else { throw Failure("nothing was answered.") }
    return line
  }
}
