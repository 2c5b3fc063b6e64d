import AdviceProviders
import ArgumentParser
import Foundation
import SimulationKernel
import Terminal

struct HintsCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Ask the AI service a small question, and say what it can do and what leaves your machine.",
    discussion: """
      The service is named by FIREDRILL_AI_URL, FIREDRILL_AI_MODEL and FIREDRILL_AI_KEY, or by the config file. Ends with \
      status 1 when there is none or when something is wrong.
      """)

  @Flag(help: "Print an object: configured, findings (name, state, says, mend), figures, leaves.")
  var json = false

  func run() throws {
    try reportingFailure {
      let report = HintsReport.made()
      let device = TerminalDevice()
      if json {
        device.write(try JSONOutput.text(report))
      } else {
        device.write(report.text(columns: device.columns, hasColour: device.wantsColour))
      }
      if report.isWrong { throw ExitCode.failure }
    }
  }
}

/// What a check of the AI service found.
struct HintsReport: Encodable {
  /// Numbers for scripts; nil for what is not known.
  struct Figures: Encodable {
    var endpoint: String
    var style: String
    var model: String
    var streams: Bool?
    var firstWordSeconds: Double?
    var seconds: Double
    var inputTokens: Int?
    var outputTokens: Int?
    var hintInputTokens: Int?
    var hintOutputTokens: Int?
  }

  var configured = false
  var findings: [Finding] = []
  var figures: Figures?
  /// What leaves the machine with a question.
  var leaves: [String] = []

  var isWrong: Bool { !configured || findings.contains { $0.state == .wrong } }

  /// Asks the service that is set.
  static func made(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> HintsReport {
    do throws(SettingsProblem) {
      guard let settings = try ProviderSettings.configured(environment) else { return HintsReport() }
      return HintsReport(settings, ProviderCheck(settings))
    } catch {
      var report = HintsReport()
      report.configured = true
      report.findings = [AdviceSettingsCheck.finding(error)]
      return report
    }
  }

  private init() {}

  private init(_ settings: ProviderSettings, _ check: ProviderCheck) {
    configured = true
    leaves = check.whatLeaves
    let endpoint = settings.endpoint
    findings = [
      .good("service", "\(endpoint.shown), set in \(PlayerFolder.shown(settings.source))"),
      .good("style", settings.style.name), .good("model", settings.model),
    ]
    findings += Self.warnings(settings)
    let outcome = check.run()
    var figures = Figures(
      endpoint: endpoint.shown, style: settings.style.rawValue, model: settings.model,
      firstWordSeconds: outcome.firstWord?.inSeconds, seconds: outcome.whole.inSeconds)
    if let problem = outcome.problem { findings.append(Self.finding(problem)) }
    if let answer = outcome.answer {
      let hint = check.hintTokens(answer)
      figures.streams = answer.isStreamed
      figures.inputTokens = answer.inputTokens
      figures.outputTokens = answer.outputTokens
      figures.hintInputTokens = hint.input
      figures.hintOutputTokens = hint.output
      findings += Self.findings(answer, outcome, hint)
    }
    self.figures = figures
  }

  private static func findings(
    _ answer: ProviderAnswer, _ outcome: ProviderCheck.Outcome, _ hint: (input: Int, output: Int)
  ) -> [Finding] {
    func seconds(_ duration: Duration?) -> String { String(format: "%.2f s", (duration ?? .zero).inSeconds) }
    let time = "first word after \(seconds(outcome.firstWord)), all of it after \(seconds(outcome.whole))"
    let counted = answer.inputTokens.flatMap { input in answer.outputTokens.map { "\(input) in, \($0) out" } }
    return [
      .good("answer", time),
      answer.isStreamed
        ? .good("streaming", "yes")
        : .note("streaming", "no, answers come as a whole", mend: "Hints work, and take a little longer to begin."),
      .good(
        "tokens", "\(counted ?? "not counted by the service"); a hint takes some \(hint.input) in, \(hint.output) out"),
    ]
  }

  private static func finding(_ problem: ProviderProblem) -> Finding {
    let detail = problem.detail.isEmpty ? "" : " It says: \(problem.detail)"
    return .wrong("answer", problem.sentence + detail, mend: problem.mend)
  }

  /// What works and is not well.
  private static func warnings(_ settings: ProviderSettings) -> [Finding] {
    var findings: [Finding] = []
    if !settings.key.isEmpty, settings.endpoint.isInTheClear {
      findings.append(
        .note("key", "it goes over the network for everybody on the way to read.", mend: "Use an https address."))
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: settings.source)
    if !settings.key.isEmpty, let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 {
      findings.append(
        .note(
          "key", "others on this machine can read it in \(PlayerFolder.shown(settings.source)).",
          mend: "chmod 600 \(PlayerFolder.shown(settings.source))"))
    }
    return findings
  }

  // MARK: For a reader

  func text(columns: Int, hasColour: Bool) -> String {
    guard configured else { return Self.howTo }
    var text = DoctorReport(findings: findings, columns: columns, hasColour: hasColour).text
    guard !leaves.isEmpty else { return text }
    text += "\nWhat leaves your machine with each question:\n"
    for line in leaves { text += "  - \(line)\n" }
    return text + ProviderCheck.whatStays + "\n"
  }

  private static let howTo = """
    No AI service is set, and none is needed: hints come from the scenarios. To have one answer questions, name it:

      export FIREDRILL_AI_URL=http://localhost:11434     # speaks OpenAI's chat completions or Anthropic's messages
      export FIREDRILL_AI_MODEL=qwen3:8b
      export FIREDRILL_AI_KEY=...                        # where it wants one

    or write that to \(PlayerFolder.shown(ProviderSettings.configPath(ProcessInfo.processInfo.environment))):

      ai:
        url: http://localhost:11434
        model: qwen3:8b

    """
}
