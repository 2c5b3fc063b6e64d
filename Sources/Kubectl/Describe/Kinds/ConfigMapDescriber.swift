import KubernetesModel
import SimulationKernel

struct ConfigMapDescriber: ObjectDescriber {
  func describe(_ map: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(map.name)")
    out.line(0, "Namespace:\t\(map.namespace)")
    out.labels(map.labels)
    out.annotations(map.annotations)
    out.line(0, "\nData\n====")
    for key in map.keys("data") {
      out.line(0, "\(key):\n----")
      out.line(0, map.text("data", key))
      out.line(0, "")
    }
    out.line(0, "\nBinaryData\n====")
    for key in map.keys("binaryData") { out.line(0, "\(key): \(EncodedSize.of(map.text("binaryData", key))) bytes") }
    out.line(0, "")
    out.events(related.events)
    return out.text()
  }
}

/// How many bytes a base64 text stands for.
enum EncodedSize {
  static func of(_ text: String) -> Int {
    let digits = text.utf8.count { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return digits / 4 * 3 + digits % 4 * 3 / 4
  }
}
