import Scoring
import Terminal

/// What the doctor says of one part of the environment.
struct Finding: Encodable, Hashable {
  enum State: String, Encodable {
    case good, note, wrong
  }

  let name: String
  let state: State
  let says: String
  /// How to mend it; empty where nothing is to be mended.
  let mend: String

  static func good(_ name: String, _ says: String) -> Finding {
    Finding(name: name, state: .good, says: says, mend: "")
  }

  static func note(_ name: String, _ says: String, mend: String = "") -> Finding {
    Finding(name: name, state: .note, says: says, mend: mend)
  }

  static func wrong(_ name: String, _ says: String, mend: String) -> Finding {
    Finding(name: name, state: .wrong, says: says, mend: mend)
  }
}

/// Findings for a reader.
struct DoctorReport {
  let findings: [Finding]
  let columns: Int
  let hasColour: Bool

  private var style: Style { Style(hasColour: hasColour) }

  var text: String {
    let width = (findings.map(\.name.count).max() ?? 0) + 2
    let lines = findings.map { finding -> String in
      let name = finding.name + String(repeating: " ", count: width - finding.name.count)
      let mend = finding.mend.isEmpty ? "" : wrapped(finding.mend, indent: width + 6)
      return mark(finding.state) + "  " + name + first(finding.says, indent: width + 6) + "\n" + mend
    }
    return lines.joined() + "\n" + summary + "\n"
  }

  private func mark(_ state: Finding.State) -> String {
    switch state {
    case .good: style.good("ok  ")
    case .note: style.notable("note")
    case .wrong: style.bad("BAD ")
    }
  }

  private var summary: String {
    let wrong = findings.filter { $0.state == .wrong }.count
    if wrong == 0 { return "Nothing is wrong." }
    return wrong == 1 ? "One thing is wrong." : "\(wrong) things are wrong."
  }

  /// The first line follows the name; the others stand below it.
  private func first(_ text: String, indent: Int) -> String {
    String(wrapped(text, indent: indent).drop { $0 == " " }.dropLast())
  }

  private func wrapped(_ text: String, indent: Int) -> String {
    let blanks = String(repeating: " ", count: indent)
    let rows = StyledText(text).wordWrapped(to: max(24, columns - indent - 1))
    return rows.map { blanks + $0.plain + "\n" }.joined()
  }
}
