import Foundation
import Glibc
import Terminal

/// The terminal: what kind it is, how large, in which language it writes, in which colours.
struct TerminalCheck {
  private static let smallest = (rows: 24, columns: 80)
  private let device = TerminalDevice()
  private let environment = ProcessInfo.processInfo.environment

  var findings: [Finding] { [kind, size, encoding, colours] }

  private var hasTerminal: Bool { device.inputIsTerminal && device.outputIsTerminal }

  private var kind: Finding {
    let kind = environment["TERM"] ?? ""
    let mend = "Set TERM to what your terminal is, mostly: export TERM=xterm-256color"
    guard !kind.isEmpty else { return .wrong("TERM", "is not set, so nothing can be drawn.", mend: mend) }
    if kind == "dumb" {
      return .note("TERM", "is dumb: the game is played line by line.", mend: mend)
    }
    switch TerminalDescription(kind) {
    case .unknown:
      return .wrong(
        "TERM", "\(kind) is described nowhere on this machine.",
        mend: "Install its description (apt-get install ncurses-term), or export TERM=xterm-256color")
    case .missingDatabase:
      return .wrong(
        "TERM", "no terminal is described on this machine: terminfo is missing.",
        mend: "Install it: apt-get install ncurses-base")
    case .known(let description):
      guard description.placesCursor else {
        return .note("TERM", "\(kind) cannot place its cursor: the game is played line by line.", mend: mend)
      }
      return hasTerminal
        ? .good("TERM", kind) : .note("TERM", "\(kind), but this is no terminal: the game is played line by line.")
    }
  }

  private var size: Finding {
    guard hasTerminal, let size = device.size else { return .note("size", "is not known: this is no terminal.") }
    let says = "\(size.columns) columns, \(size.rows) rows"
    if size.columns < Self.smallest.columns || size.rows < Self.smallest.rows {
      return .wrong(
        "size", says + ", of which the game needs \(Self.smallest.columns) and \(Self.smallest.rows).",
        mend: "Make the window larger, or its letters smaller; firedrill play ID --plain needs no more.")
    }
    return .good("size", says)
  }

  private var encoding: Finding {
    let chosen = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { name in
      environment[name].flatMap { $0.isEmpty ? nil : (name: name, value: $0) }
    }.first
    let mend = "For example: export LANG=C.UTF-8"
    guard let chosen else {
      return .note("locale", "is not set; firedrill writes UTF-8 all the same.", mend: mend)
    }
    guard setlocale(LC_CTYPE, "") != nil else {
      return .wrong(
        "locale", "\(chosen.name) is \(chosen.value), which this machine does not have (locale -a lists them).",
        mend: mend)
    }
    let encoding = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
    guard encoding == "UTF-8" else {
      return .note(
        "locale", "\(chosen.name) is \(chosen.value), which is \(encoding); firedrill writes UTF-8 all the same.",
        mend: "If frames and names look odd: export LANG=C.UTF-8")
    }
    return .good("locale", "\(chosen.value), UTF-8")
  }

  private var colours: Finding {
    if let value = environment["NO_COLOR"], !value.isEmpty {
      return .note("colours", "are off: NO_COLOR is set.", mend: "To have them: unset NO_COLOR")
    }
    guard case .known(let description) = TerminalDescription(environment["TERM"] ?? "") else {
      return .note("colours", "are off: nobody knows whether this terminal has them.")
    }
    guard description.colours >= 8 else {
      return .note("colours", "\(environment["TERM"] ?? "") has none; what matters stands out in bold.")
    }
    return .good("colours", "\(description.colours)")
  }
}
