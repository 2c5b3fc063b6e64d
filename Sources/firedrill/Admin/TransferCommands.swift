import ArgumentParser
import Foundation
import HTTPClient
import KubernetesModel
import Terminal

struct CompetitionExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Save a competition, or its standings.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// All of it, for another server to import.
    case archive
    case csv
    case ctftime

    fileprivate var path: String {
      switch self {
      case .archive: "/archive"
      case .csv: "/export.csv"
      case .ctftime: "/ctftime.json"
      }
    }
  }

  @OptionGroup var options: AdminOptions
  @Argument(help: "The competition's name in addresses.") var slug: String
  @Option(help: "archive (all of it, for another server), csv or ctftime (the standings).") var format = Format.archive
  @Option(name: .shortAndLong, help: "The file to write; standard output where it is not given.", completion: .file())
  var output: String?

  /// How long a large archive may take.
  private static let patience = Duration.seconds(300)

  func run() throws {
    try reportingFailure {
      let api = try options.api()
      let path = "/competitions/\(WebClient.escaped(slug))\(format.path)"
      let bytes = try api.failing { () throws(WebProblem) in
        try api.ask("GET", path, within: Self.patience).body
      }
      guard let output else { return TerminalDevice().write(bytes) }
      // Journals are in an archive: it is for whoever keeps it alone.
      guard
        FileManager.default.createFile(atPath: output, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
      else { throw Failure("cannot write \(output).") }
      TerminalDevice().write("\(output): \(bytes.count) bytes.\n", toError: true)
    }
  }
}

struct CompetitionImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take in a competition that another server exported.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The archive.", completion: .file()) var file: String
  @Flag(name: .customLong("as-copy"), help: "Also if the competition is there already: it is there twice then.")
  var asCopy = false

  private static let patience = Duration.seconds(300)

  func run() throws {
    try reportingFailure {
      guard let data = FileManager.default.contents(atPath: file) else { throw Failure("cannot read \(file).") }
      let api = try options.api()
      let answer = try api.failing { () throws(WebProblem) in
        try api.ask(
          "POST", "/import" + (asCopy ? "?copy=yes" : ""), body: .bytes(Array(data), type: "application/x-ndjson"),
          within: Self.patience
        ).json
      }
      options.show(answer) { answer in
        "It is here as \(answer.text("slug")): \(answer.text("teams")) teams, \(answer.text("runs")) runs.\n"
      }
    }
  }
}
