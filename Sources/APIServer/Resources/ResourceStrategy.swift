import KubernetesModel
import SimulationKernel

/// What a kind does in its own way when it is written. The functions see objects in the version that is stored.
protocol ResourceStrategy: Sendable {
  /// Whether `metadata.generation` counts the versions of the specification.
  var hasGeneration: Bool { get }
  var nameRule: NameRule { get }
  /// Whether a deletion answers with the object instead of a `Status`.
  var returnsDeletedObject: Bool { get }
  /// What a deletion does with dependents when the client does not say.
  var orphansDependents: Bool { get }

  /// Fills in what was left out, as decoding does.
  func setDefaults(_ object: inout JSONValue)
  /// Sets and removes what clients have no say in, before validation.
  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus)
  func prepareForUpdate(_ object: inout JSONValue, old: JSONValue, _ context: inout WriteContext) throws(APIStatus)
  /// Whether a change from `old` to `new` begins a new generation.
  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool
  func validate(_ object: JSONValue, _ errors: inout FieldErrors)
  /// Finds what only new objects may not be; `validate` has seen the object before.
  func validateCreate(_ object: JSONValue, _ errors: inout FieldErrors)
  /// Finds forbidden changes; `validate` has seen the new object before.
  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors)
  func validateStatusUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors)
  func warnings(_ object: JSONValue, old: JSONValue?) -> [String]
  /// The value of a field that field selectors may name, beside `metadata.name` and `metadata.namespace`; nil for others.
  func selectable(_ field: String, of object: JSONValue) -> String?
  /// The names that `selectable` knows.
  var selectableFields: Set<String> { get }
}

extension ResourceStrategy {
  var hasGeneration: Bool { false }
  var nameRule: NameRule { .subdomain }
  var returnsDeletedObject: Bool { false }
  var orphansDependents: Bool { false }
  var selectableFields: Set<String> { [] }

  func setDefaults(_ object: inout JSONValue) {}
  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {}
  func prepareForUpdate(_ object: inout JSONValue, old: JSONValue, _ context: inout WriteContext) throws(APIStatus) {}
  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool { new["spec"] != old["spec"] }
  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {}
  func validateCreate(_ object: JSONValue, _ errors: inout FieldErrors) {}
  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {}
  func validateStatusUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {}
  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] { [] }
  func selectable(_ field: String, of object: JSONValue) -> String? { nil }
}

/// A kind that is kept as it is written.
struct PlainStrategy: ResourceStrategy {
  var hasGeneration = false
  var nameRule = NameRule.subdomain
}

/// What strategies may look at and take from the server.
struct WriteContext {
  let store: Store
  let isDryRun: Bool
  /// Who writes.
  let user: UserInfo
  var mint: Mint
}
