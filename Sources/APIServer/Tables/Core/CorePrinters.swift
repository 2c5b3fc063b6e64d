import KubernetesModel

/// The core kinds whose rows need little work.
enum CorePrinters {
  static let configMap = TablePrinter("Name:string/name Data:string Age:string") { object, now in
    let count = (object["data"]?.objectValue?.count ?? 0) + (object["binaryData"]?.objectValue?.count ?? 0)
    return [.string(object.name), JSONValue(count), .string(object.age(now))]
  }

  static let secret = TablePrinter("Name:string/name Type:string Data:string Age:string") { object, now in
    [
      .string(object.name), .string(object.text("type")), JSONValue(object["data"]?.objectValue?.count ?? 0),
      .string(object.age(now)),
    ]
  }

  static let namespace = TablePrinter("Name:string/name Status:string Age:string") { object, now in
    [.string(object.name), .string(object.text("status", "phase")), .string(object.age(now))]
  }

  static let podTemplate = TablePrinter("Name:string/name Containers:string Images:string Pod_Labels:string") {
    object, _ in
    [.string(object.name)] + containerCells(object.at("template", "spec"))
      + [.string(labelsText(object.at("template", "metadata", "labels")))]
  }

  static let componentStatus = TablePrinter(
    "Name:string/name Status:string Message:string Error:string"
  ) { object, _ in
    let condition = object.list("conditions").first { $0.text("type") == "Healthy" }
    let status = condition.map { $0.text("status") == "True" ? "Healthy" : "Unhealthy" } ?? "Unknown"
    return [
      .string(object.name), .string(status), .string(condition?.text("message") ?? ""),
      .string(condition?.text("error") ?? ""),
    ]
  }

  static let resourceQuota = TablePrinter("Name:string/name Request:string Limit:string Age:string") { object, now in
    let hard = object.at("status", "hard")?.objectValue ?? JSONObject()
    let used = object.at("status", "used")
    func texts(_ isLimit: Bool) -> String {
      hard.members.filter { $0.key.hasPrefix("limits") == isLimit }.map { member in
        let amount = used?[member.key].flatMap { Quantity($0) }?.description ?? "0"
        return "\(member.key): \(amount)/\(Quantity(member.value)?.description ?? "")"
      }.joined(separator: ", ")
    }
    return [.string(object.name), .string(texts(false)), .string(texts(true)), .string(object.age(now))]
  }
}
