/// A fact that leads to the cause.
package struct Evidence: Hashable, Sendable {
  /// What `implies` says where a fact points at the cause itself.
  package static let causeID = "cause"

  package var id: String
  package var sentence: String
  package var points: Int
  /// The objects that somebody who knows this fact has reason to change.
  package var about: [ObjectReference]
  /// Any of them shows the fact.
  package var shownBy: [Probe]
  /// Ids of evidence, or `cause`.
  package var implies: [String]
  /// Four steps: where to look, what to notice, what it means, how to mend it.
  package var hints: [String]

  package init(
    id: String, sentence: String, points: Int, about: [ObjectReference] = [], shownBy: [Probe] = [],
    implies: [String] = [], hints: [String] = []
  ) {
    self.id = id
    self.sentence = sentence
    self.points = points
    self.about = about
    self.shownBy = shownBy
    self.implies = implies
    self.hints = hints
  }

  /// What a step of the hints says. Levels count from 1.
  package static func hintName(ofLevel level: Int) -> String {
    switch level {
    case 1: "where to look"
    case 2: "what to notice"
    case 3: "what it means"
    default: "how to mend it"
    }
  }
}

/// A fact that is true and leads nowhere.
package struct Decoy: Hashable, Sendable {
  package var id: String
  package var sentence: String
  /// Why it is harmless; shown in the debrief.
  package var why: String
  package var shownBy: [Probe]

  package init(id: String, sentence: String, why: String, shownBy: [Probe] = []) {
    self.id = id
    self.sentence = sentence
    self.why = why
    self.shownBy = shownBy
  }
}

/// The root of the graph.
package struct Cause: Hashable, Sendable {
  package var sentence: String
  /// Answers that count as right: any of the objects with any of the classes.
  package var diagnoses: [Diagnosis]
  /// How to mend it, for whoever has seen all of the evidence.
  package var mend: String

  package init(sentence: String, diagnoses: [Diagnosis], mend: String) {
    self.sentence = sentence
    self.diagnoses = diagnoses
    self.mend = mend
  }
}

/// A guilty object and the class of its failure.
package struct Diagnosis: Hashable, Sendable {
  package var object: ObjectReference
  /// Ids of failure classes.
  package var classes: [String]

  package init(object: ObjectReference, classes: [String]) {
    self.object = object
    self.classes = classes
  }
}
