/// What a command line says about the objects that it means: arguments, files, selectors, namespaces.
struct ResourceQuery: Sendable {
  /// `pods web-0`, `deploy/web`, `pods,services`.
  var arguments: [String] = []
  var filenames: [String] = []
  var kustomization = ""
  var isRecursive = false
  /// nil where the command line named none.
  var labelSelector: String?
  var fieldSelector: String?
  /// `--all`
  var selectsAll = false
  /// Whether a type alone means all of its objects (get, describe).
  var allowsTypeAlone = false
  /// The namespace for names and lists.
  var namespace = ""
  /// Whether objects from files must be in that namespace.
  var requiresNamespace = false
  var allNamespaces = false
  var allowsOnlyOneType = false
  /// 0 for one list with everything.
  var chunkSize = 0
  var subresource = ""

  init(arguments: [String] = [], namespace: String) {
    self.arguments = arguments
    self.namespace = namespace
  }

  /// Reads the usual flags, as far as the command has them.
  init(_ context: CommandContext, arguments: [String]? = nil) {
    self.init(arguments: arguments ?? context.arguments, namespace: context.namespace)
    filenames = context.flags.list("filename")
    kustomization = context.flags.string("kustomize")
    isRecursive = context.flags.bool("recursive")
    allNamespaces = context.flags.bool("all-namespaces")
    requiresNamespace = context.isNamespaceExplicit && !allNamespaces
    selectsAll = context.flags.bool("all")
    let labels = context.flags.string("selector").trimmingBlanks
    labelSelector = labels.isEmpty ? nil : labels
    let fields = context.flags.string("field-selector").trimmingBlanks
    fieldSelector = fields.isEmpty ? nil : fields
    chunkSize = context.flags.integer("chunk-size")
    subresource = context.flags.string("subresource")
  }
}

extension ResourceQuery {
  /// The query of a command whose `--all` lets a type alone mean all of its objects, and does nothing where there are names.
  var namesBeforeAll: ResourceQuery {
    var query = self
    query.allowsTypeAlone = query.allowsTypeAlone || query.selectsAll
    query.selectsAll = false
    return query
  }
}

/// What a query means, in the order of the command line.
struct ResourceSelection: Sendable {
  var targets: [ResourceTarget]
  /// Whether exactly one object was named, or one file.
  var isSingleItem: Bool
  /// What keeps documents of the files from being targets.
  var problems: [KubectlError] = []

  /// Its problems, of which those of whole files come one by one.
  var singleProblems: [KubectlError] {
    problems.flatMap { problem in if case .several(let errors) = problem { errors } else { [problem] } }
  }

  /// A subresource belongs to one object.
  func checkSubresource(_ query: ResourceQuery) throws(KubectlError) {
    guard !query.subresource.isEmpty else { return }
    let isBulk = targets.contains { if case .list = $0 { true } else { false } }
    if isBulk { throw .message("subresource cannot be used when bulk resources are specified") }
  }
}
