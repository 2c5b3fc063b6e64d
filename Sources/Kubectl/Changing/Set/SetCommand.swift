/// `kubectl set`
struct SetCommand: CommandGroup {
  let name = "set"
  let subcommands: [any KubectlCommand] = [
    SetEnvironment(), SetImage(), SetResources(), SetSelector(), SetServiceAccount(), SetSubject(),
  ]
}

/// Resource arguments and `key=value` pairs of a `set` command, told apart.
struct ResourcesAndPairs {
  private(set) var resources: [String] = []
  private(set) var pairs: [String] = []

  /// `noun` names the pairs in the complaint about their order.
  init(_ arguments: [String], noun: String, allowsRemoval: Bool) throws(KubectlError) {
    for argument in arguments {
      let isPair =
        (argument.contains("=") && !argument.hasPrefix("=")) || (allowsRemoval && argument.hasSuffix("-"))
      if isPair {
        pairs.append(argument)
      } else if pairs.isEmpty {
        resources.append(argument)
      } else {
        throw .message("all resources must be specified before \(noun) changes: \(argument)")
      }
    }
  }
}
