/// What types and fields are for, in a sentence each: for those that people look up.
package struct TypeDescriptions: Sendable {
  package static let kubernetes = TypeDescriptions(parsing: [
    metaDescriptions, podDescriptions, storageDescriptions, workloadDescriptions, networkingDescriptions,
    clusterDescriptions,
  ])

  private var texts: [String: String] = [:]

  /// Reads the texts beside this file. A block describes a type:
  ///
  ///     TYPE: What it is.
  ///       FIELD: What it is for.
  ///
  /// Lines that begin with `*:` describe a field of that name wherever it has no text of its own.
  init(parsing blocks: [String]) {
    for block in blocks {
      var type = ""
      for line in block.split(separator: "\n") {
        let halves = line.split(separator: ":", maxSplits: 1)
        guard halves.count == 2 else { continue }
        let name = String(halves[0].drop { $0 == " " })
        var text = halves[1].drop { $0 == " " }
        if line.hasPrefix(" ") {
          texts[type + ":" + name] = String(text)
        } else if name == "*" {
          let field = text.prefix { $0 != ":" }
          text = text.dropFirst(field.count + 1).drop { $0 == " " }
          texts["*:" + field] = String(text)
        } else {
          type = name
          texts[type] = String(text)
        }
      }
    }
  }

  /// What has a text, ordered by name: types, and fields of them; `*` for fields of any type.
  package var subjects: [(type: String, field: String?)] {
    texts.keys.sorted().map { key in
      let halves = key.split(separator: ":").map(String.init)
      return (halves[0], halves.count > 1 ? halves[1] : nil)
    }
  }

  /// Empty for types without a text.
  package func text(of type: TypeDefinition) -> String { texts[type.name] ?? "" }

  /// A field's text: the one of its type, of the type that it comes from, or of all fields of that name; empty without.
  package func text(of field: String, in type: TypeDefinition) -> String {
    let sources = [type.name] + type.inlined.map(\.type) + ["*"]
    return sources.lazy.compactMap { texts[$0 + ":" + field] }.first ?? ""
  }
}
