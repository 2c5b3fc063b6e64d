import APIServer
import Foundation
import KubernetesModel
import SimulationKernel
import Testing

/// One request of the golden file, and what a real server answered.
struct GoldenRequest: Sendable {
  var name: String
  var line = ""
  var accept = "application/json"
  var contentType = "application/json"
  var body: [String] = []
  var status = 0
  var warnings: [String] = []
  var answer = ""

  static let all: [GoldenRequest] = {
    guard let url = Bundle.module.url(forResource: "Fixtures/requests", withExtension: "txt"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.components(separatedBy: "\n### ").dropFirst().map(GoldenRequest.init)
  }()

  init(_ block: String) {
    let lines = block.components(separatedBy: "\n")
    name = lines[0]
    for line in lines.dropFirst() where !line.isEmpty {
      if line.hasPrefix("> ") {
        body.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("Accept: ") {
        accept = String(line.dropFirst(8))
      } else if line.hasPrefix("Content-Type: ") {
        contentType = String(line.dropFirst(14))
      } else if line.hasPrefix("warning: 299 - ") {
        warnings.append(line)
      } else if let number = Int(line) {
        status = number
      } else if line.hasPrefix("{") {
        answer = line
      } else {
        self.line = line
      }
    }
  }

  var request: APIRequest? {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let method = APIRequest.Method(rawValue: words[0]) else { return nil }
    let halves = words[1].split(separator: "?", maxSplits: 1).map(String.init)
    let query = (halves.count > 1 ? halves[1] : "").split(separator: "&").map { part -> (name: String, value: String) in
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      return (pair[0], pair.count > 1 ? pair[1].removingPercentEncoding ?? "" : "")
    }
    let bytes = Array(body.joined(separator: "\n").utf8)
    return APIRequest(
      method, halves[0], query: query, accept: accept, contentType: contentType,
      body: bytes.isEmpty ? .none : .bytes(bytes))
  }
}

@Suite struct GoldenRequestTests {
  let now = Instant(seconds: 1_795_363_717)

  @Test("requests are answered as by a real server")
  func requestsAreAnsweredAsByARealServer() throws {
    var server = APIServer(seed: 1, at: now)
    #expect(GoldenRequest.all.count > 40)
    for golden in GoldenRequest.all {
      let request = try #require(golden.request)
      let isTable = golden.accept.contains("Table")
      let response = server.handle(request, at: isTable ? now + .seconds(5) : now)
      #expect(response.status == golden.status, "\(golden.name)")
      guard case .value(let body) = response.body else {
        Issue.record("\(golden.name): no body")
        continue
      }
      let expected = masked(try JSONParser.parse(golden.answer))
      let actual = masked(body)
      let isSame = actual == expected
      #expect(isSame, "\(golden.name): \(difference(actual, expected))")
      #expect(response.warnings.map { "warning: 299 - \"\($0.replacing("\"", with: "\\\""))\"" } == golden.warnings)
    }
  }

  /// Without what differs from run to run; `columns.txt` holds the columns of tables.
  private func masked(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(masked))
    case .object(let object):
      var result = JSONObject()
      for (key, member) in object
      where !["managedFields", "columnDefinitions", "continue", "remainingItemCount"].contains(key) {
        result[key] = ["uid", "resourceVersion", "creationTimestamp"].contains(key) ? "*" : masked(member)
      }
      return .object(result)
    case .string(let text):
      // Ids and the random ends of names.
      let words = [/[0-9a-f]{8}-[0-9a-f-]{27}/, /kube-api-access-[a-z0-9]{5}/, /x-[a-z0-9]{5}/]
      return .string(words.reduce(text) { $0.replacing($1, with: "*") })
    default: return value
    }
  }

  /// The first place where two trees differ.
  private func difference(_ actual: JSONValue, _ expected: JSONValue, _ path: String = "") -> String {
    if case .object(let left) = actual, case .object(let right) = expected {
      for key in Set(left.keys + right.keys).sorted() where left[key] != right[key] {
        guard let one = left[key], let other = right[key] else {
          return "\(path).\(key): \(left[key].map { JSONWriter.string($0) } ?? "missing"), not "
            + "\(right[key].map { JSONWriter.string($0) } ?? "missing")"
        }
        return difference(one, other, path + "." + key)
      }
    }
    if case .array(let left) = actual, case .array(let right) = expected, left.count == right.count {
      for index in left.indices where left[index] != right[index] {
        return difference(left[index], right[index], "\(path)[\(index)]")
      }
    }
    return "\(path): \(JSONWriter.string(actual)), not \(JSONWriter.string(expected))"
  }
}
