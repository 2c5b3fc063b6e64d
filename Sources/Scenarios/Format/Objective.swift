/// What must be true again for the incident to be over.
package struct Objective: Hashable, Sendable {
  package enum Condition: Hashable, Sendable {
    /// As in `kubectl wait --for=condition=Available`.
    case condition(type: String, status: String)
    /// As in `kubectl wait --for=jsonpath={.status.readyReplicas}=3`.
    case field(FieldPath, ValueTest)
    /// The object is there.
    case exists
    /// The object is gone.
    case deleted
  }

  /// In the player's terms, without a word about the cause.
  package var says: String
  package var object: ObjectReference
  package var condition: Condition

  package init(says: String, object: ObjectReference, condition: Condition) {
    self.says = says
    self.object = object
    self.condition = condition
  }
}
