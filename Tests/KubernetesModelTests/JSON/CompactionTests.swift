import KubernetesModel
import Testing

@Suite struct CompactionTests {
  @Test("A compact value is the same value, whatever it shares parts with.", arguments: 0..<300 as Range<UInt64>)
  func compactValueIsTheSame(_ seed: UInt64) {
    let value = Noise(seed).object(depth: 4)
    let earlier = Noise(seed / 2).object(depth: 4)
    #expect(value.compact(sharing: nil) == value)
    #expect(value.compact(sharing: earlier) == value)
    #expect(value.compact(sharing: value) == value)
  }

  @Test(
    "Values of other kinds share nothing.",
    arguments: [("{}", "[]"), ("[]", "{}"), ("{}", "null"), ("null", "{}"), ("[[]]", "[{}]"), ("\"\"", "0")])
  func otherKindsShareNothing(_ text: String, _ other: String) throws {
    let value: JSONValue = ["a": try JSONParser.parse(text)]
    #expect(value.compact(sharing: ["a": try JSONParser.parse(other)]) == value)
  }

  @Test("What did not change takes memory once.")
  func unchangedPartsAreShared() throws {
    let text = #"{"metadata":{"name":"a","note":"a text that is too long to be small"},"spec":{"list":[1,2,3]}}"#
    let earlier = try JSONParser.parse(text)
    var later = try JSONParser.parse(text)
    later.set("b", at: "metadata", "name")
    let compact = later.compact(sharing: earlier)
    #expect(address(compact["spec"]) == address(earlier["spec"]))
    #expect(address(compact["metadata"]) != address(earlier["metadata"]))
  }

  private func address(_ value: JSONValue?) -> UnsafePointer<JSONObject.Member>? {
    value?.objectValue?.members.withUnsafeBufferPointer(\.baseAddress)
  }
}
