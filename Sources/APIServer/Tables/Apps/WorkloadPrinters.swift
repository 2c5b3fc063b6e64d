import KubernetesModel

/// Deployments, ReplicaSets, StatefulSets, DaemonSets and what belongs to them.
enum WorkloadPrinters {
  static let deployment = TablePrinter(
    """
    Name:string/name Ready:string Up-to-date:string Available:string Age:string +Containers:string +Images:string
    +Selector:string
    """
  ) { object, now in
    [
      .string(object.name),
      .string("\(object.integer("status", "readyReplicas"))/\(object.integer("spec", "replicas"))"),
      .integer(object.integer("status", "updatedReplicas")), .integer(object.integer("status", "availableReplicas")),
      .string(object.age(now)),
    ] + containerCells(object.at("spec", "template", "spec")) + [selectorCell(object.at("spec", "selector"))]
  }

  private static let replicaColumns =
    "Name:string/name Desired:integer Current:integer Ready:integer Age:string +Containers:string +Images:string "
    + "+Selector:string"

  static let replicaSet = TablePrinter(replicaColumns) { object, now in
    [
      .string(object.name), .integer(object.integer("spec", "replicas")),
      .integer(object.integer("status", "replicas")),
      .integer(object.integer("status", "readyReplicas")), .string(object.age(now)),
    ] + containerCells(object.at("spec", "template", "spec")) + [selectorCell(object.at("spec", "selector"))]
  }

  static let replicationController = TablePrinter(replicaColumns) { object, now in
    [
      .string(object.name), .integer(object.integer("spec", "replicas")),
      .integer(object.integer("status", "replicas")),
      .integer(object.integer("status", "readyReplicas")), .string(object.age(now)),
    ] + containerCells(object.at("spec", "template", "spec")) + [.string(labelsText(object.at("spec", "selector")))]
  }

  static let statefulSet = TablePrinter(
    "Name:string/name Ready:string Age:string +Containers:string +Images:string"
  ) { object, now in
    [
      .string(object.name),
      .string("\(object.integer("status", "readyReplicas"))/\(object.integer("spec", "replicas"))"),
      .string(object.age(now)),
    ] + containerCells(object.at("spec", "template", "spec"))
  }

  static let daemonSet = TablePrinter(
    """
    Name:string/name Desired:integer Current:integer Ready:integer Up-to-date:integer Available:integer
    Node_Selector:string Age:string +Containers:string +Images:string +Selector:string
    """
  ) { object, now in
    let counts = [
      "desiredNumberScheduled", "currentNumberScheduled", "numberReady", "updatedNumberScheduled", "numberAvailable",
    ].map { JSONValue.integer(object.integer("status", $0)) }
    return [.string(object.name)] + counts
      + [.string(labelsText(object.at("spec", "template", "spec", "nodeSelector"))), .string(object.age(now))]
      + containerCells(object.at("spec", "template", "spec")) + [selectorCell(object.at("spec", "selector"))]
  }

  static let controllerRevision = TablePrinter(
    "Name:string/name Controller:string Revision:string Age:string"
  ) { object, now in
    let owner = object.controllerReference
    var controller = "<none>"
    if let owner {
      let group = GroupVersion(apiVersion: owner.text("apiVersion")).group
      let kind = owner.text("kind").lowercased()
      controller = (group.isEmpty ? kind : kind + "." + group) + "/" + owner.text("name")
    }
    return [
      .string(object.name), .string(controller), .integer(object.integer("revision")), .string(object.age(now)),
    ]
  }
}
