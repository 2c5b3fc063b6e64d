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
    /// A connection from the object ends as it should: from a pod, or from any pod of a namespace.
    case connects(ConnectionCheck)
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

  /// Whether it is about what the network does, which nothing in the API tells.
  package var isConnection: Bool {
    if case .connects = condition { true } else { false }
  }
}

/// A connection that is tried, and how it must end.
package struct ConnectionCheck: Hashable, Sendable {
  package var endpoint: Endpoint
  package var outcome: ConnectionResult
  /// What must be answered over HTTP; nil for every status below 400.
  package var status: Int?

  package init(endpoint: Endpoint, outcome: ConnectionResult = .answered, status: Int? = nil) {
    self.endpoint = endpoint
    self.outcome = outcome
    self.status = status
  }
}
