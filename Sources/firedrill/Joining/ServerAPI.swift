import Foundation
import HTTPClient
import KubernetesModel

/// A game server as the terminal asks it: its REST API, with a personal token.
final class ServerAPI {
  private static let root = "/api/v1"
  /// How long a server that is asked too often is waited for, in seconds.
  private static let longestPause = 5

  /// `https://drill.example.org`
  let address: String
  /// PEM; empty for the system's authorities.
  let authority: String
  private let client: WebClient

  /// - Parameters:
  ///   - token: empty where nobody has signed in.
  ///   - authority: PEM; empty for the system's authorities.
  init(address: String, token: String, authority: String) throws(Failure) {
    self.address = address
    self.authority = authority
    do {
      client = try WebClient(server: address, token: token, authority: Array(authority.utf8))
    } catch {
      throw Failure("\(address) is no address of a server: \(error.reason).")
    }
  }

  func get(_ path: String, within patience: Duration = WebClient.patience) throws(WebProblem) -> JSONValue {
    try ask("GET", path, within: patience).json
  }

  @discardableResult
  func post(
    _ path: String, _ body: JSONValue = [:], within patience: Duration = WebClient.patience
  ) throws(WebProblem) -> JSONValue {
    try ask("POST", path, body: .json(body), within: patience).json
  }

  /// The same for whoever goes on where the server says no.
  func trying(_ path: String, _ body: JSONValue) -> Result<JSONValue, WebProblem> {
    do {
      return .success(try post(path, body))
    } catch {
      return .failure(error)
    }
  }

  /// Asks, and again after a while where the server says that it is asked too often.
  func ask(
    _ method: String, _ path: String, body: WebClient.Body = .none, within patience: Duration = WebClient.patience
  ) throws(WebProblem) -> WebClient.Answer {
    var answer = try client.send(method, Self.root + path, body: body, within: patience)
    if answer.status == 429, let pause = answer.retryAfter, pause <= Self.longestPause {
      Thread.sleep(forTimeInterval: Double(max(1, pause)))
      answer = try client.send(method, Self.root + path, body: body, within: patience)
    }
    guard answer.isSuccess else { throw WebProblem(refusal: answer) }
    return answer
  }

  func events(_ path: String, after lastID: String, within patience: Duration) throws(WebProblem) -> EventStream {
    try client.events(Self.root + path, after: lastID, within: patience)
  }

  /// The same for whoever asks the user nothing and ends with what went wrong.
  func failing<Value>(_ body: () throws(WebProblem) -> Value) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      throw failure(error)
    }
  }

  func failure(_ problem: WebProblem) -> Failure {
    switch problem.kind {
    case .unreachable: Failure("\(address) does not answer: \(problem.reason).")
    case .refused(401): Failure("\(address): \(problem.reason). firedrill join \(address) signs you in.")
    case .refused: Failure("\(address): \(problem.reason).")
    }
  }
}

extension JSONValue {
  /// A whole number that no arithmetic on it can carry away.
  var number: Int? { intValue.flatMap { (-Self.largest...Self.largest).contains($0) ? Int($0) : nil } }

  private static let largest: Int64 = 10_000_000_000_000_000

  /// Whether all its numbers are of a size that can be reckoned with, however deep they stand.
  var hasModestNumbers: Bool {
    switch self {
    case .integer: number != nil
    case .double(let value): value.magnitude <= Double(Self.largest)
    case .array(let elements): elements.allSatisfy(\.hasModestNumbers)
    case .object(let object): object.allSatisfy { $0.value.hasModestNumbers }
    case .null, .bool, .string: true
    }
  }

  /// Reads what another process wrote; nil where it is not that.
  func decoded<Value: Decodable>(_ type: Value.Type) -> Value? {
    guard hasModestNumbers else { return nil }
    return try? JSONDecoder().decode(type, from: Data(JSONWriter.bytes(self, escapesHTML: false)))
  }
}
