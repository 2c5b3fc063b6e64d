import KubernetesModel

/// Finds the objects that a command line means.
struct ResourceFinder {
  static let nothingNamed = """
    You must provide one or more resources by argument or filename.
    Example resource specifications include:
       '-f rsrc.yaml'
       '--filename=rsrc.json'
       '<resource> <name>'
       '<resource>'
    """

  let client: APIClient
  let mapper: RESTMapper
  let isLocal: Bool
  /// Checks a document before it is used, as `--validate` asks; throws without naming the source.
  var validator: ((JSONValue) throws(KubectlError) -> Void)?

  init(_ context: CommandContext, validator: ((JSONValue) throws(KubectlError) -> Void)? = nil) {
    client = context.client
    mapper = RESTMapper(client: context.client)
    isLocal = context.flags.bool("local")
    self.validator = validator
  }

  /// Says what the query means. Asks the server only what it serves.
  func resolve(_ query: ResourceQuery) throws(KubectlError) -> ResourceSelection {
    if query.selectsAll, query.labelSelector != nil || query.fieldSelector != nil {
      throw .message("setting 'all' parameter but found a non empty selector. ")
    }
    let arguments = try ResourceArguments(query.arguments) { (word) throws(KubectlError) in
      let members = try mapper.resources(inCategory: word)
      return members.isEmpty ? nil : members.map(\.qualified)
    }
    if !query.filenames.isEmpty || !query.kustomization.isEmpty { return try fromFiles(query, arguments) }
    let takesAll =
      query.selectsAll || query.labelSelector != nil || query.fieldSelector != nil
      || (query.allowsTypeAlone && arguments.names.isEmpty && !arguments.types.isEmpty)
    if takesAll { return try selected(query, arguments) }
    if !arguments.pairs.isEmpty { return try paired(query, arguments) }
    if !arguments.names.isEmpty { return try named(query, arguments) }
    if arguments.types.isEmpty { throw .message(Self.nothingNamed) }
    for type in arguments.types { _ = try mapper.resource(named: type) }
    throw .message("resource(s) were provided, but no name was specified")
  }

  private func selected(_ query: ResourceQuery, _ arguments: ResourceArguments) throws(KubectlError)
    -> ResourceSelection
  {
    if !arguments.names.isEmpty { throw .message("name cannot be provided when a selector is specified") }
    if !arguments.pairs.isEmpty {
      throw .message("selectors and the all flag cannot be used when passing resource/name arguments")
    }
    if arguments.types.isEmpty { throw .message("at least one resource must be specified to use a selector") }
    let targets = try mappings(query, arguments.types).map { mapping in
      ResourceTarget.list(mapping, namespace: mapping.isNamespaced && !query.allNamespaces ? query.namespace : "")
    }
    return ResourceSelection(targets: targets, isSingleItem: false)
  }

  private func paired(_ query: ResourceQuery, _ arguments: ResourceArguments) throws(KubectlError) -> ResourceSelection
  {
    if query.allowsOnlyOneType, ResourceArguments.unique(arguments.pairs.map(\.type)).count > 1 {
      throw .message("you may only specify a single resource type")
    }
    var targets: [ResourceTarget] = []
    for pair in arguments.pairs { targets.append(try target(try mapper.resource(named: pair.type), pair.name, query)) }
    return ResourceSelection(targets: targets, isSingleItem: targets.count == 1)
  }

  private func named(_ query: ResourceQuery, _ arguments: ResourceArguments) throws(KubectlError) -> ResourceSelection {
    guard let type = arguments.types.first else {
      throw .message("you must provide a resource and a resource name together")
    }
    if arguments.types.count > 1 { throw .message("you must specify only one resource") }
    let mapping = try mapper.resource(named: type)
    var targets: [ResourceTarget] = []
    for name in arguments.names { targets.append(try target(mapping, name, query)) }
    return ResourceSelection(targets: targets, isSingleItem: targets.count == 1)
  }

  private func target(
    _ mapping: DiscoveredResource, _ name: String, _ query: ResourceQuery
  ) throws(KubectlError) -> ResourceTarget {
    if mapping.isNamespaced, query.allNamespaces {
      throw .message("a resource cannot be retrieved by name across all namespaces")
    }
    if name.isEmpty { throw .message("resource name may not be empty") }
    if let problem = Self.pathProblem(name) {
      throw .message("invalid resource name \(name.goQuoted): [\(problem)]")
    }
    return .named(ResourceItem(mapping: mapping, namespace: query.namespace, name: name))
  }

  /// What keeps a name from standing in a path.
  static func pathProblem(_ name: String) -> String? {
    if name == "." || name == ".." { return "may not be '\(name)'" }
    for letter in ["/", "%"] where name.contains(letter) { return "may not contain '\(letter)'" }
    return nil
  }

  private func mappings(_ query: ResourceQuery, _ types: [String]) throws(KubectlError) -> [DiscoveredResource] {
    if query.allowsOnlyOneType, types.count > 1 { throw .message("you may only specify a single resource type") }
    var found: [DiscoveredResource] = []
    for type in types {
      let mapping = try mapper.resource(named: type)
      if !found.contains(where: { $0.groupVersionKind == mapping.groupVersionKind }) { found.append(mapping) }
    }
    return found
  }
}
