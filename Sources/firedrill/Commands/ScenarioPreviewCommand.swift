import ArgumentParser
import Drills
import Foundation
import Scenarios
import Scoring
import Terminal

struct ScenarioPreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "See a scenario as players see it, anew whenever one of its files is saved.")

  @Argument(help: "The scenario's folder, or its id.")
  var folder: String

  @Option(help: "The variant that is shown first.")
  var variant: String?

  func run() throws {
    try reportingFailure {
      let place = PreviewPlace(folder)
      let number = try number(in: place)
      guard let session = ScreenSession() else {
        let device = TerminalDevice()
        let preview = Preview(place, variant: number, style: Style(hasColour: device.wantsColour))
        device.write(preview.text)
        if preview.hasErrors { throw ExitCode.failure }
        return
      }
      var loop = PreviewLoop(place, variant: number, on: session)
      loop.run()
    }
  }

  private func number(in place: PreviewPlace) throws(Failure) -> Int {
    guard let variant, let source = try? place.source() else { return 0 }
    guard let number = source.variants.firstIndex(where: { $0.name == variant }) else {
      throw Failure("there is no variant \(variant); there are \(source.variants.map(\.name).joined(separator: ", "))")
    }
    return number
  }
}
