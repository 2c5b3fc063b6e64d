import Foundation
import KubernetesModel
import Testing

/// A request that kubectl made with a protobuf body, and the object as kubectl prints it.
struct ProtobufCase: Sendable, CustomTestStringConvertible {
  let command: String
  let body: [UInt8]
  /// Nil for commands that cannot print what they send.
  let object: JSONValue?

  var testDescription: String { command }

  static let all: [ProtobufCase] = {
    let text = (try? goldenText("kubectl-protobuf.txt")) ?? ""
    return text.components(separatedBy: "\n### ").dropFirst().map { block in
      let lines = block.components(separatedBy: "\n")
      return ProtobufCase(
        command: lines[0], body: Base64.decode(lines[2]) ?? [],
        object: lines[3] == "-" ? nil : try? JSONParser.parse(lines[3]))
    }
  }()

  func envelope() throws -> ProtobufEnvelope { try ProtobufEnvelope(parsing: body) }

  func type() throws -> String {
    let envelope = try envelope()
    let kind = GroupVersionKind(GroupVersion(apiVersion: envelope.apiVersion), envelope.kind)
    return try #require(ProtobufEnvelope.type(of: kind))
  }
}

@Suite struct ProtobufTests {
  @Test("Golden bodies are there.") func goldenBodies() {
    #expect(ProtobufCase.all.count > 25)
  }

  @Test("A body of kubectl reads as the object that kubectl prints.", arguments: ProtobufCase.all)
  func readsAsPrinted(_ golden: ProtobufCase) throws {
    guard var printed = golden.object else { return }
    let envelope = try golden.envelope()
    var decoded = try ProtobufDecoder.decode(envelope.raw, as: golden.type())
    decoded["kind"] = .string(envelope.kind)
    decoded["apiVersion"] = .string(envelope.apiVersion)
    // What is printed has been through the client's defaults for the namespace, and prints nulls.
    decoded.set(nil, at: "metadata", "namespace")
    printed.set(nil, at: "metadata", "namespace")
    printed = try TypedDecoder.decode(printed, as: golden.type()).value
    #expect(JSONWriter.string(decoded, indent: 1) == JSONWriter.string(printed, indent: 1))
  }

  @Test("What is read is written again byte for byte.", arguments: ProtobufCase.all)
  func writesTheSameBytes(_ golden: ProtobufCase) throws {
    let envelope = try golden.envelope()
    let decoded = try ProtobufDecoder.decode(envelope.raw, as: golden.type())
    let encoded = ProtobufEncoder.encode(decoded, as: try golden.type())
    #expect(Base64.encode(encoded) == Base64.encode(envelope.raw))
    #expect(envelope.bytes == golden.body)
  }
}
