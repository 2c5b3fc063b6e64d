import KubernetesModel

/// `kubectl api-resources`
struct APIResourcesCommand: KubectlCommand {
  let name = "api-resources"
  let flags: [FlagDefinition] = [
    .string("api-group"),
    .bool("cached"),
    .list("categories"),
    .bool("namespaced", default: true),
    .bool("no-headers"),
    .string("output", short: "o"),
    .string("sort-by"),
    .list("verbs"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let flags = context.flags
    if !context.arguments.isEmpty {
      throw .usage("unexpected arguments: [\(context.arguments.joined(separator: " "))]")
    }
    guard ["", "wide", "name"].contains(flags.string("output")) else {
      throw .message("--output \(flags.string("output")) is not available")
    }
    guard ["", "name", "kind"].contains(flags.string("sort-by")) else {
      throw .message("--sort-by accepts only name or kind")
    }
    let mapper = RESTMapper(client: context.client)
    if !flags.bool("cached") { try mapper.refresh() }
    let resources = Self.sorted(try selected(mapper, flags), by: flags.string("sort-by"))
    switch flags.string("output") {
    case "name": for resource in resources { context.print(resource.qualified) }
    default: printTable(resources, context)
    }
  }

  private func selected(_ mapper: RESTMapper, _ flags: FlagValues) throws(KubectlError) -> [DiscoveredResource] {
    var preferred: [String: String] = [:]
    for group in try mapper.groups() { preferred[group.name] = group.versions.first }
    let categories = flags.list("categories")
    let verbs = flags.list("verbs")
    return try mapper.resources().filter { resource in
      resource.groupVersion.version == preferred[resource.groupVersion.group] && !resource.verbs.isEmpty
        && (!flags.isSet("api-group") || resource.groupVersion.group == flags.string("api-group"))
        && (!flags.isSet("namespaced") || resource.isNamespaced == flags.bool("namespaced"))
        && categories.allSatisfy(resource.categories.contains) && verbs.allSatisfy(resource.verbs.contains)
    }
  }

  private static func sorted(_ resources: [DiscoveredResource], by field: String) -> [DiscoveredResource] {
    func key(_ resource: DiscoveredResource) -> String {
      switch field {
      case "name": resource.plural
      case "kind": resource.kind
      default: resource.groupVersion.group
      }
    }
    return resources.enumerated().sorted {
      (key($0.element), $0.offset) < (key($1.element), $1.offset)
    }.map(\.element)
  }

  private func printTable(_ resources: [DiscoveredResource], _ context: CommandContext) {
    let isWide = context.flags.string("output") == "wide"
    var writer = TabWriter.table
    if !context.flags.bool("no-headers") {
      writer.write("NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND\(isWide ? "\tVERBS\tCATEGORIES" : "")\n")
    }
    for resource in resources {
      var cells = [
        resource.plural, resource.shortNames.joined(separator: ","), resource.groupVersion.apiVersion,
        String(resource.isNamespaced), resource.kind,
      ]
      if isWide { cells += [resource.verbs.joined(separator: ","), resource.categories.joined(separator: ",")] }
      writer.write(cells.joined(separator: "\t") + "\n")
    }
    context.print(writer.flush(), terminator: "")
  }
}

/// `kubectl api-versions`
struct APIVersionsCommand: KubectlCommand {
  let name = "api-versions"

  func run(_ context: CommandContext) throws(KubectlError) {
    if !context.arguments.isEmpty {
      throw .usage("unexpected arguments: [\(context.arguments.joined(separator: " "))]")
    }
    let mapper = RESTMapper(client: context.client)
    try mapper.refresh()
    let versions = try mapper.groups().flatMap { group in
      group.versions.map { GroupVersion(group: group.name, version: $0).apiVersion }
    }
    for version in versions.sorted() { context.print(version) }
  }
}
