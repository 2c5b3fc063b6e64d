import ArgumentParser
import Drills
import Foundation
import Leaderboard
import Scoring
import Terminal

struct ShowReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Tell a run that is over from end to end, or write it as a page to share.",
    discussion: "The page is one HTML file with its pictures: it needs no network and no script. It names no player.")

  @Argument(help: "The run's number, as `firedrill history` shows it; the last one that is over where it is not given.")
  var number: Int64?

  @Option(help: "Write a page of HTML to this file, or to standard output where it is -.")
  var html: String?

  func run() throws {
    try reportingFailure {
      let archive = try UserData.openArchive()
      let stored = try StoredRuns.find(number, in: archive, ofKind: "run that is over", isWanted: { $0.ended != nil })
      let drill = try StoredRuns.drill(of: stored, in: archive)
      guard drill.isOver else {
        throw Failure(
          "run \(stored.number ?? 0) is open: its report would give the cause away. Go on with it: "
            + "firedrill resume \(stored.number ?? 0)")
      }
      let report = Report(drill.card, scenario: drill.scenario, next: PlayerHistory.next())
      if let html {
        try write(ReportPage.html(report, date: Day.text(PlayerHistory.day(of: stored))), to: html)
      } else {
        show(report)
      }
    }
  }

  private func show(_ report: Report) {
    let device = TerminalDevice()
    let style = Style(hasColour: device.wantsColour)
    let columns = device.outputIsTerminal ? device.columns : 100
    for line in DebriefPage.all(report, columns: columns) { device.write(line.text(style) + "\n") }
  }

  private func write(_ page: String, to file: String) throws(Failure) {
    let device = TerminalDevice()
    guard file != "-" else { return device.write(page) }
    do {
      try page.write(toFile: file, atomically: true, encoding: .utf8)
    } catch {
      throw Failure("cannot write \(file): \((error as NSError).localizedFailureReason ?? error.localizedDescription)")
    }
    device.write("\(file) holds the report: \((page.utf8.count + 999) / 1000) kB, to be opened in any browser.\n")
  }
}
