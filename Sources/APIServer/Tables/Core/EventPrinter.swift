import KubernetesModel
import SimulationKernel

enum EventPrinter {
  static let printer = TablePrinter(
    """
    Last_Seen:string Type:string Reason:string Object:string +Subobject:string +Source:string Message:string
    +First_Seen:string +Count:string +Name:string/name
    """
  ) { event, now in
    let first = event["firstTimestamp"].flatMap { $0.isNull ? nil : $0 } ?? event["eventTime"]
    let last =
      event.at("series", "lastObservedTime") ?? event["lastTimestamp"].flatMap { $0.isNull ? nil : $0 } ?? first
    let count = event["series"]?.integer("count") ?? max(1, event.integer("count"))
    let object = event["involvedObject"] ?? .null
    return [
      .string(event.since(last, now)), .string(event.text("type")), .string(event.text("reason")),
      .string(reference(object)), .string(object.text("fieldPath")), .string(source(event)),
      .string(event.text("message").trimmedNewlines), .string(event.since(first, now)),
      .string(String(count)), .string(event.name),
    ]
  }

  private static func reference(_ object: JSONValue) -> String {
    let kind = object.text("kind").lowercased()
    let name = object.text("name")
    return name.isEmpty ? kind : kind + "/" + name
  }

  private static func source(_ event: JSONValue) -> String {
    let source = event["source"] ?? .null
    let component = source.text("component").ifEmpty(event.text("reportingComponent"))
    let host = source.text("host").ifEmpty(event.text("reportingInstance"))
    return host.isEmpty ? component : component + ", " + host
  }
}

extension String {
  fileprivate var trimmedNewlines: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}
