import KubernetesModel

/// What kubectl itself says of labels that the server would refuse: it counts characters where newer servers count bytes.
enum LabelRules {
  static func key(_ text: String) -> [String] { NameRules.qualifiedName(text).map(inCharacters) }

  static func value(_ text: String) -> [String] { NameRules.labelValue(text).map(inCharacters) }

  private static func inCharacters(_ problem: String) -> String {
    problem.replacing(NameRules.tooLong(63), with: "must be no more than 63 characters")
  }
}
