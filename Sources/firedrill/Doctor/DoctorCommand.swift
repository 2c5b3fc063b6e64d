import ArgumentParser
import Terminal

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what in your environment is wrong, and how to mend it.",
    discussion: "Ends with status 1 when something is wrong. What is only worth a note fails nothing.")

  @Flag(help: "Print an array of objects: name, state (good, note, wrong), says, mend.")
  var json = false

  func run() throws {
    try reportingFailure {
      let device = TerminalDevice()
      let findings =
        TerminalCheck().findings + DataCheck().findings + ToolCheck().findings + AdviceSettingsCheck().findings
      if json {
        device.write(try JSONOutput.text(findings))
      } else {
        let report = DoctorReport(findings: findings, columns: device.columns, hasColour: device.wantsColour)
        device.write(report.text)
      }
      if findings.contains(where: { $0.state == .wrong }) { throw ExitCode.failure }
    }
  }
}
