import KubernetesModel

/// The forms that `-o` may ask for, and the printer for each.
struct OutputFormat {
  /// What commands other than `get` allow.
  static let usual = [
    "go-template", "go-template-file", "json", "jsonpath", "jsonpath-as-json", "jsonpath-file", "name", "template",
    "templatefile", "yaml",
  ]
  static let ofEdit = ["json", "yaml"]
  static let ofGet = (usual + ["custom-columns", "custom-columns-file", "wide"]).sorted()

  /// The flags that printers read.
  static let flags: [FlagDefinition] = [
    .bool("allow-missing-template-keys", default: true),
    .string("output", short: "o"),
    .bool("show-managed-fields"),
    .string("template"),
  ]

  let name: String
  /// What follows `=`; empty for none.
  let argument: String
  /// As it was written.
  private let text: String

  /// Reads `-o` and `--template`; nil where neither was given.
  init?(_ flags: FlagValues) {
    let text = flags.string("output")
    let template = flags.string("template")
    if text.isEmpty {
      guard !template.isEmpty else { return nil }
      self.init(name: "go-template", argument: template, text: "go-template")
      return
    }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts.first ?? ""
    let takesArgument = Self.takesArgument(name)
    guard parts.count == 1 || takesArgument else {
      self.init(name: text, argument: "", text: text)
      return
    }
    self.init(name: name, argument: parts.count == 2 ? parts[1] : takesArgument ? template : "", text: text)
  }

  private init(name: String, argument: String, text: String) {
    self.name = name
    self.argument = argument
    self.text = text
  }

  private static func takesArgument(_ name: String) -> Bool {
    ["go-template", "jsonpath", "template", "custom-columns"].contains { name.hasPrefix($0) }
  }

  /// The printer. Throws when there is none of that name, or its template is not to be read.
  func printer(
    _ context: CommandContext, allowed: [String] = usual, isTyped: Bool = false
  ) throws(KubectlError) -> any ObjectPrinter {
    let showsManagedFields = context.flags.bool("show-managed-fields")
    guard allowed.contains(name) else {
      throw .message(
        "unable to match a printer suitable for the output format \(text.goQuoted), allowed formats are: \(allowed.joined(separator: ","))"
      )
    }
    switch name {
    case "json": return JSONPrinter(showsManagedFields: showsManagedFields, isTyped: isTyped)
    case "yaml": return YAMLPrinter(showsManagedFields: showsManagedFields)
    case "name": return NamePrinter()
    case "custom-columns", "custom-columns-file": return try columns(context)
    default: return try template(context)
    }
  }

  private func columns(_ context: CommandContext) throws(KubectlError) -> any ObjectPrinter {
    let hasHeaders = !context.flags.bool("no-headers")
    if name == "custom-columns" || argument.isEmpty {
      return try CustomColumnsPrinter(specification: argument, hasHeaders: hasHeaders)
    }
    return try CustomColumnsPrinter(
      template: try file(context, "error reading template \(argument)"), hasHeaders: hasHeaders)
  }

  private func template(_ context: CommandContext) throws(KubectlError) -> any ObjectPrinter {
    if argument.isEmpty { throw .message("template format specified but no template given") }
    let isFile = name.hasSuffix("file")
    let text = isFile ? try file(context, "error reading --template \(argument)") : argument
    let allowsMissingKeys = context.flags.bool("allow-missing-template-keys")
    if name.hasPrefix("jsonpath") {
      return try JSONPathPrinter(text, allowsMissingKeys: allowsMissingKeys, isJSON: name == "jsonpath-as-json")
    }
    return try GoTemplatePrinter(text, allowsMissingKeys: allowsMissingKeys)
  }

  private func file(_ context: CommandContext, _ problem: String) throws(KubectlError) -> String {
    do throws(FileProblem) {
      return String(decoding: try context.environment.files.read(argument), as: UTF8.self)
    } catch {
      throw .message("\(problem), open \(argument): \(error.reason)\n")
    }
  }
}
