import KubernetesModel

/// `kubectl set resources`
struct SetResources: KubectlCommand {
  let name = "resources"
  let flags =
    TemplateChange.flags + [
      ResourceFlags.selector, ChangeCause.flag, .string("containers", short: "c", default: "*"),
      .string("limits"),
      .string("requests"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let change = try TemplateChange(
      context, outcome: "resource requirements updated",
      failure: "failed to patch resources update to pod template")
    let found = try context.fetch(ResourceQuery(context).namesBeforeAll)
    let limits = try ResourceAmounts.parse(context.flags.string("limits"))
    let requests = try ResourceAmounts.parse(context.flags.string("requests"))
    if limits.isEmpty, requests.isEmpty {
      throw .message("you must specify an update to requests or limits (in the form of --requests/--limits)")
    }
    let pattern = context.flags.string("containers")
    try change.apply(to: found.items, found.errors) { _, spec in
      let isFound = ContainerPattern(pattern).change(in: &spec) { container in
        for (field, amounts) in [("limits", limits), ("requests", requests)] {
          for member in amounts.members { container.set(member.value, at: "resources", field, member.key) }
        }
      }
      return isFound ? [] : [.message("unable to find container named \(pattern)")]
    }
  }
}

/// Which containers a `set` command means: a name, in which `*` stands for anything.
struct ContainerPattern {
  private let pattern: [Character]

  init(_ pattern: String) { self.pattern = Array(pattern) }

  func matches(_ name: String) -> Bool {
    let name = Array(name)
    var position = 0
    var place = 0
    var star: (position: Int, place: Int)?
    while place < name.count {
      if position < pattern.count, pattern[position] == "*" {
        star = (position, place)
        position += 1
      } else if position < pattern.count, pattern[position] == name[place] {
        position += 1
        place += 1
      } else if let last = star {
        star = (last.position, last.place + 1)
        position = last.position + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }

  /// Changes each container that matches; returns whether there was one.
  func change(in spec: inout JSONValue, _ body: (inout JSONValue) -> Void) -> Bool {
    var isFound = false
    guard spec["containers"]?.arrayValue != nil else { return false }
    spec.update("containers") { list in
      list.updateArray { containers in
        for index in containers.indices where matches(containers[index]["name"]?.stringValue ?? "") {
          body(&containers[index])
          isFound = true
        }
      }
    }
    return isFound
  }
}
