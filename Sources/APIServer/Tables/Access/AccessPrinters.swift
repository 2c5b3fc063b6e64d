import KubernetesModel
import SimulationKernel

enum AccessPrinters {
  static let binding = TablePrinter(
    "Name:string/name Role:string Age:string +Users:string +Groups:string +ServiceAccounts:string"
  ) { object, now in
    let role = object.text("roleRef", "kind") + "/" + object.text("roleRef", "name")
    func names(_ kind: String) -> JSONValue {
      let subjects = object.list("subjects").filter { $0.text("kind") == kind }
      return .string(
        subjects.map { kind == "ServiceAccount" ? $0.text("namespace") + "/" + $0.text("name") : $0.text("name") }
          .joined(separator: ", "))
    }
    return [
      .string(object.name), .string(role), .string(object.age(now)), names("User"), names("Group"),
      names("ServiceAccount"),
    ]
  }

  static let certificateRequest = TablePrinter(
    "Name:string/name Age:string SignerName:string Requestor:string RequestedDuration:string Condition:string"
  ) { object, now in
    let duration = object.at("spec", "expirationSeconds")?.intValue.map {
      Duration.seconds(min(max($0, 0), 1 << 40)).humanText
    }
    return [
      .string(object.name), .string(object.age(now)), .string(object.text("spec", "signerName").ifEmpty("<none>")),
      .string(object.text("spec", "username")), .string(duration ?? "<none>"), .string(condition(object)),
    ]
  }

  private static func condition(_ object: JSONValue) -> String {
    let types = Set(object.list("status", "conditions").map { $0.text("type") })
    var words: [String] = []
    if types.contains("Denied") {
      words.append("Denied")
    } else if types.contains("Approved") {
      words.append("Approved")
    } else {
      words.append("Pending")
    }
    if types.contains("Failed") { words.append("Failed") }
    if !object.text("status", "certificate").isEmpty { words.append("Issued") }
    return words.joined(separator: ",")
  }
}
