import KubernetesModel

/// How a remote command ended, as the status channel tells it.
enum CommandStatus {
  static func of(_ exitCode: Int) -> JSONValue {
    guard exitCode != 0 else { return ["metadata": [:], "status": "Success"] }
    return [
      "metadata": [:], "status": "Failure", "reason": "NonZeroExitCode",
      "message": .string("command terminated with non-zero exit code: exit status \(exitCode)"),
      "details": ["causes": [["reason": "ExitCode", "message": .string(String(exitCode))]]],
    ]
  }
}

/// A message of the channel on which clients tell how large their terminal is: `{"Width":80,"Height":24}`.
struct ResizeMessage: Hashable, Sendable {
  let columns: Int
  let rows: Int

  /// The last of the messages in `bytes`, which come one after the other; nil where none is whole.
  init?(lastIn bytes: some Sequence<UInt8>) {
    var last: JSONValue?
    for line in Array(bytes.prefix(4096)).split(separator: UInt8(ascii: "\n")) {
      if let value = try? JSONParser.parse(Array(line)) { last = value }
    }
    guard let columns = last?["Width"]?.intValue, let rows = last?["Height"]?.intValue,
      (0...65_535).contains(columns), (0...65_535).contains(rows)
    else { return nil }
    self.columns = Int(columns)
    self.rows = Int(rows)
  }
}
