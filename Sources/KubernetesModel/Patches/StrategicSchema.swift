/// How strategic merge patches treat one field.
struct StrategicField {
  enum Strategy { case none, merge, replace }

  /// The field's type; for elements of a list and values of a map, look inside.
  let type: FieldType
  let strategy: Strategy
  /// Fields that the patch does not name are cleared.
  let retainsKeys: Bool
  /// Empty for lists of plain values.
  let mergeKey: String

  var elementType: FieldType {
    if case .list(let element) = type { element } else { type }
  }
}

extension TypeTable {
  /// Looks a field up as Go's reflection would, with its error texts.
  func strategicField(_ key: String, of type: FieldType) throws(PatchError) -> StrategicField {
    switch type {
    case .map(let element): return StrategicField(type: element, strategy: .none, retainsKeys: false, mergeKey: "")
    case .named(let name):
      guard let definition = self.type(named: name), definition.scalar == nil else { break }
      guard let field = definition.field(key) else {
        throw PatchError(
          .unexpected,
          "unable to find api field in struct \(definition.goName) for the json field \(GoText.quoted(key))")
      }
      let strategies = field.patchStrategy?.split(separator: ",") ?? []
      let strategy: StrategicField.Strategy =
        strategies.contains("merge") ? .merge : (strategies.contains("replace") ? .replace : .none)
      return StrategicField(
        type: field.type, strategy: strategy, retainsKeys: strategies.contains("retainKeys"),
        mergeKey: field.mergeKey ?? "")
    default: break
    }
    throw PatchError(
      .unexpected, "merging an object in json but data type is not struct, instead is: \(type.goKind)")
  }
}

extension TypeDefinition {
  /// The Go type's name without its package: `PodSpec` for `core.v1.PodSpec`.
  var goName: String { name.split(separator: ".").last.map(String.init) ?? name }
}

extension FieldType {
  /// Go's word for the kind of the type.
  fileprivate var goKind: String {
    switch self {
    case .string: "string"
    case .bool: "bool"
    case .int32: "int32"
    case .int64: "int64"
    case .double: "float64"
    case .bytes, .list: "slice"
    case .map: "map"
    case .named: "struct"
    }
  }
}
