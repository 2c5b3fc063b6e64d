import KubernetesModel

/// Values and complaints in the form in which Go prints them.
enum GoValue {
  /// As `%+v` prints nested maps: `map[spec:map[replicas:two]]`.
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: "<nil>"
    case .bool(let flag): String(flag)
    case .integer(let number): String(number)
    case .double(let number): JSONWriter.text(number)
    case .string(let text): text
    case .array(let elements): "[" + elements.map(text).joined(separator: " ") + "]"
    case .object(let object):
      "map[" + object.members.map { "\($0.key):\(text($0.value))" }.joined(separator: " ") + "]"
    }
  }

  /// What apimachinery's converter says where the JSON decoder says `json: cannot unmarshal string into … of type int32`.
  static func conversionProblem(_ mismatch: String) -> String {
    // What reads itself says by itself what is wrong.
    guard !mismatch.hasPrefix("quantities must match") else { return mismatch }
    guard !mismatch.hasPrefix("illegal base64") else { return "error decoding from json: " + mismatch }
    let words = mismatch.split(separator: " ").map(String.init)
    let found = words.firstIndex(of: "unmarshal").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil } ?? ""
    let wanted = words.last ?? ""
    if wanted.hasPrefix("[]") { return "cannot restore slice from \(found)" }
    if wanted.hasPrefix("map[") { return "cannot restore map from \(found)" }
    if wanted.contains(".") { return "cannot restore struct from: \(found)" }
    return "unrecognized type: " + wanted
  }
}
