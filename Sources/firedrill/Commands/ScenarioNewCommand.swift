import ArgumentParser
import Foundation
import Scenarios
import Terminal

struct ScenarioNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a small scenario that passes its test, to begin with.")

  @Argument(help: "The scenario's id, which is its folder's name: lower-case letters, digits and dashes.")
  var id: String

  @Option(
    name: .customLong("class"), help: "How it fails: \(Starter.all.map(\.failureClass.id).joined(separator: ", ")).")
  var failureClass = "C01"

  func run() throws {
    try reportingFailure {
      let starter = try chosen()
      let folder = URL(fileURLWithPath: Catalogue.folder).appendingPathComponent(try checkedID())
      do {
        for (path, text) in starter.files(id: id) {
          let file = folder.appendingPathComponent(path)
          try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
          try text.write(to: file, atomically: true, encoding: .utf8)
        }
      } catch {
        throw Failure("\(folder.path) cannot be written: \(error.localizedDescription)")
      }
      TerminalDevice().write(
        """
        \(folder.path)
        It passes its test as it is. Change it, and look at it while you do:
          firedrill scenario preview \(id)
          firedrill scenario test \(id)

        """)
    }
  }

  private func chosen() throws(Failure) -> Starter {
    guard let wanted = FailureClass.find(failureClass) else {
      throw Failure("\(failureClass) is no class of failure, as C01 or oomkilled are")
    }
    guard let starter = Starter.find(wanted) else {
      let known = Starter.all.map { "\($0.failureClass.id) (\($0.failureClass.name))" }.joined(separator: ", ")
      throw Failure(
        "there is no start for \(wanted.id) (\(wanted.name)). Begin with the nearest of \(known), and change it.")
    }
    return starter
  }

  private func checkedID() throws(Failure) -> String {
    guard ScenarioLibrary.isIdentifier(id) else {
      throw Failure("\"\(id)\" is no id: it takes lower-case letters, digits and dashes")
    }
    let folder = Catalogue.folder + "/" + id
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw Failure("\(folder) is there already, and is left as it is")
    }
    return id
  }
}
