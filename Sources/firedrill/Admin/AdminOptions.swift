import ArgumentParser
import Foundation
import HTTPClient
import KubernetesModel
import SimulationKernel
import Terminal

/// What all commands that ask a server take.
struct AdminOptions: ParsableArguments {
  @Option(help: "The server's address; the one where you have signed in where there is only one.")
  var server: String?

  @Flag(help: "Print the server's answer as JSON.")
  var json = false

  func api() throws(Failure) -> ServerAPI {
    let saved = try SavedServers.load()
    guard let address = try server.map({ text throws(Failure) in try JoinAddress(text).server }) ?? saved.onlyOne else {
      throw Failure("say which server with --server URL; firedrill join URL signs you in there.")
    }
    guard let entry = saved[address] else {
      throw Failure("you have not signed in at \(address): firedrill join \(address) does that.")
    }
    return try ServerAPI(address: address, token: entry.token, authority: entry.authority)
  }

  /// Asks, and prints what comes.
  /// - Parameter text: what is printed without `--json`.
  func ask(
    _ method: String, _ path: String, _ body: JSONValue? = nil, _ text: (JSONValue) -> String
  ) throws {
    try reportingFailure { show(try answer(method, path, body, on: api()), text) }
  }

  func answer(
    _ method: String, _ path: String, _ body: JSONValue? = nil, on api: ServerAPI
  ) throws(Failure) -> JSONValue {
    try api.failing { () throws(WebProblem) in
      try api.ask(method, path, body: body.map { .json($0) } ?? .none).json
    }
  }

  func show(_ answer: JSONValue, _ text: (JSONValue) -> String) {
    TerminalDevice().write(json ? answer.indented : text(answer))
  }
}

/// Times as organisers say them.
enum AdminTime {
  /// `now`, `+90m`, `+2h30m`, `2026-11-23T18:00Z`, or without the Z, in UTC: microseconds since 1970.
  static func microseconds(_ text: String, now: Instant) -> Int64? {
    if text == "now" { return now.microseconds }
    if text.hasPrefix("+") { return span(text.dropFirst()).map { (now + $0).microseconds } }
    var text = text.replacing(" ", with: "T")
    if text.utf8.count == 16 { text += ":00" }
    if text.utf8.count == 17, text.hasSuffix("Z") { text = text.dropLast() + ":00Z" }
    if text.utf8.count == 19 { text += "Z" }
    return Instant(rfc3339: text)?.microseconds
  }

  /// `2h30m`
  private static func span(_ text: Substring) -> Duration? {
    let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
    var (seconds, digits, last) = (Int64(0), "", Int64.max)
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      guard let unit = units[character], unit < last, let count = Int64(digits), count <= 1_000_000 else { return nil }
      seconds += count * unit
      (digits, last) = ("", unit)
    }
    return digits.isEmpty && seconds > 0 ? .seconds(seconds) : nil
  }

  /// As a value of a request; what cannot be read is told.
  static func value(_ text: String, _ option: String) throws(Failure) -> JSONValue {
    guard let moment = microseconds(text, now: SystemClock.now) else {
      throw Failure("\(option) must be a time in UTC: 2026-11-23T18:00, now, +90m.")
    }
    return .integer(moment)
  }

  /// `2026-11-23 18:00`, in UTC; a line where there is none.
  static func text(_ value: JSONValue?) -> String {
    guard let moment = value?.intValue else { return "-" }
    return String(Instant(microseconds: moment).rfc3339.prefix(16)).replacing("T", with: " ")
  }
}

extension JSONValue {
  /// A member as text for a table; empty where there is none.
  func text(_ key: String) -> String {
    switch self[key] {
    case .string(let text): ServerOutput.line(text)
    case .integer(let number): String(number)
    case .double(let number): String(number)
    case .bool(let value): value ? "yes" : "no"
    case .array(let elements): elements.map { $0.stringValue.map(ServerOutput.line) ?? "" }.joined(separator: ",")
    case .null, .object, nil: ""
    }
  }

  /// The elements of a member that is a list.
  func list(_ key: String) -> [JSONValue] { self[key]?.arrayValue ?? [] }

  /// Indented, keys sorted, for people and scripts.
  var indented: String {
    let bytes = JSONWriter.bytes(self, escapesHTML: false)
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed),
      let data = try? JSONSerialization.data(
        withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
    else { return String(decoding: bytes, as: UTF8.self) + "\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
