import KubernetesModel

/// Prints what became of objects: `deployment.apps/web created`, or the objects themselves where `-o` asks for them.
final class OutcomePrinter {
  static let flags = OutputFormat.flags

  private let context: CommandContext
  private let dryRun: DryRun
  /// Whether the command holds its objects in Go's own types, which show in what `-o` prints.
  private let isTyped: Bool
  private var printer: (any ObjectPrinter)?

  /// Throws when `-o` names no format.
  init(
    _ context: CommandContext, dryRun: DryRun = .none, isTyped: Bool = false, allowed: [String] = OutputFormat.usual
  ) throws(KubectlError) {
    self.context = context
    self.dryRun = dryRun
    self.isTyped = isTyped
    printer = try OutputFormat(context.flags)?.printer(context, allowed: allowed, isTyped: isTyped)
  }

  /// Whether `-o` asked for something else than the usual line.
  var showsObjects: Bool { printer != nil }

  func print(_ object: JSONValue, _ operation: String) throws(KubectlError) {
    if printer != nil {
      try printer?.print(isTyped ? TypedJSON.completed(object) : object, in: context)
    } else {
      report(NamePrinter.reference(object), operation)
    }
  }

  /// Prints the object as it now is, named after the item it was selected by.
  func print(_ item: ResourceItem, _ object: JSONValue, _ operation: String) throws(KubectlError) {
    printer == nil ? report(item.reference, operation) : try print(object, operation)
  }

  private func report(_ reference: String, _ operation: String) {
    context.print("\(reference) \(operation)\(dryRun.suffix)")
  }
}
