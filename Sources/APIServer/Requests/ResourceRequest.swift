package import KubernetesModel

/// What a write carries beside the object.
package struct WriteOptions: Hashable, Sendable {
  /// The answer is computed, nothing is stored.
  package var dryRun = false
  /// The manager under which fields are owned; empty for none named.
  package var fieldManager = ""
  /// Server-side apply takes fields from other managers.
  package var force = false
  package var fieldValidation = FieldValidation.ignore

  package enum FieldValidation: String, Sendable {
    case strict = "Strict"
    case warn = "Warn"
    case ignore = "Ignore"
  }

  package init() {}
}

/// A change to an object, told by what is to differ.
package struct ObjectPatch: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case json = "application/json-patch+json"
    case merge = "application/merge-patch+json"
    case strategicMerge = "application/strategic-merge-patch+json"
    case apply = "application/apply-patch+yaml"
  }

  package var kind: Kind
  package var document: JSONValue

  package init(_ kind: Kind, _ document: JSONValue) {
    self.kind = kind
    self.document = document
  }
}

/// A request to change one object, after its path was read.
package struct ResourceRequest: Sendable {
  package enum Verb: String, Sendable {
    case create, update, patch, delete
  }

  package var verb: Verb
  package var resource: GroupResource
  package var subresource: String
  package var namespace: String
  package var name: String
  /// The object to store; for a deletion its `DeleteOptions`, for a patch nothing.
  package var object: JSONValue
  package var patch: ObjectPatch?
  package var user: UserInfo
  package var options = WriteOptions()
  /// The version in which the client writes, where it is not the stored one.
  package var apiVersion: String?

  package init(
    _ verb: Verb, _ resource: GroupResource, subresource: String = "", object: JSONValue = .null, user: UserInfo,
    fieldManager: String = ""
  ) {
    self.verb = verb
    self.resource = resource
    self.subresource = subresource
    namespace = object.namespace
    name = object.name
    self.object = object
    self.user = user
    options.fieldManager = fieldManager
  }
}
