/// What a value of a field may be.
package indirect enum FieldType: Hashable, Sendable {
  case string, bool, int32, int64, double
  /// Base64 text in JSON.
  case bytes
  case list(FieldType)
  /// Keys are strings.
  case map(FieldType)
  /// A type of the table, by name, as in `core.v1.Container`.
  case named(String)
}

/// How a list merges under server-side apply.
package enum ListType: String, Sendable {
  case atomic, set, map
}

/// One field of a Kubernetes type. A reference, since it is looked up for every field of every object that comes.
package final class FieldDefinition: Sendable {
  package let name: String
  /// How field sets name it: `f:spec`.
  let ownedKey: String
  /// The protobuf field number; nil for fields that JSON alone has.
  package let number: Int?
  package let type: FieldType
  package let isRequired: Bool
  /// Whether Go keeps "not given" and zero apart: protobuf then leaves out what is not given, JSON keeps a zero. Of other
  /// plain fields protobuf always carries the value, and JSON leaves out a zero.
  package let isPointer: Bool
  /// An optional field of which JSON keeps the zero all the same.
  package let keepsZero: Bool
  /// A list that stands in a message of its own in protobuf.
  package let isWrapped: Bool
  /// The key by which strategic merge patches match a list's elements.
  package let mergeKey: String?
  /// `merge`, `replace`, `retainKeys` or `merge,retainKeys`, for strategic merge patches.
  package let patchStrategy: String?
  package let listType: ListType?
  package let listKeys: [String]
  package let isAtomicMap: Bool

  /// - Parameter words: of a line of the table: name, number, type, marks.
  init(_ words: [Substring]) {
    func option(_ name: String) -> String? {
      words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
    name = String(words[0])
    ownedKey = "f:" + words[0]
    number = Int(words[1])
    type = FieldType(text: words[2])
    isRequired = words.contains("!")
    isPointer = words.contains("*")
    keepsZero = words.contains("always")
    isWrapped = words.contains("wrapped")
    mergeKey = option("merge")
    patchStrategy = option("strategy")
    listType = option("list").flatMap(ListType.init)
    listKeys = option("keys")?.split(separator: ",").map(String.init) ?? []
    isAtomicMap = option("map") == "atomic"
  }
}

/// One Kubernetes type: the fields that objects of it may have.
package final class TypeDefinition: Sendable {
  package let name: String
  package let groupVersionKind: GroupVersionKind?
  /// How the type is written when it is not an object with fields: `string`, `string:quantity`, `any`, ...
  package let scalar: String?
  package let isAtomic: Bool
  package let isWireOnly: Bool
  package let fields: [FieldDefinition]
  /// Types whose fields stand among this type's own in JSON, with the number of their message in protobuf.
  package let inlined: [(number: Int, type: String)]
  /// The protobuf fields of a scalar type.
  package let wireFields: [FieldDefinition]
  /// What protobuf has of the type, ordered by number.
  package let wireLayout: [WireMember]
  private let indexByName: [String: Int]

  init(
    name: String, groupVersionKind: GroupVersionKind?, scalar: String?, isAtomic: Bool, isWireOnly: Bool,
    fields: [FieldDefinition], inlined: [(number: Int, type: String)], wireFields: [FieldDefinition]
  ) {
    self.name = name
    self.groupVersionKind = groupVersionKind
    self.scalar = scalar
    self.isAtomic = isAtomic
    self.isWireOnly = isWireOnly
    self.fields = fields
    self.inlined = inlined
    self.wireFields = wireFields
    let members = fields.compactMap { field in
      field.number.map { WireMember(number: $0, content: .field(field)) }
    }
    wireLayout = (members + inlined.map { WireMember(number: $0.number, content: .inlined($0.type)) })
      .sorted { $0.number < $1.number }
    indexByName = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func field(_ name: String) -> FieldDefinition? {
    indexByName[name].map { fields[$0] }
  }

  /// What stands under a number in protobuf.
  package func wireMember(_ number: Int) -> WireMember? {
    var low = 0
    var high = wireLayout.count
    while low < high {
      let middle = (low + high) / 2
      if wireLayout[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < wireLayout.count && wireLayout[low].number == number ? wireLayout[low] : nil
  }
}

/// One member of a protobuf message.
package struct WireMember: Sendable {
  package enum Content: Sendable {
    case field(FieldDefinition)
    /// A message of this type, whose fields stand among the others in JSON.
    case inlined(String)
  }

  package let number: Int
  package let content: Content
}

/// The types of Kubernetes 1.36: names, fields, merge keys and protobuf numbers.
package struct TypeTable: Sendable {
  package static let kubernetes = TypeTable(parsing: typeTexts)

  private let typesByName: [String: TypeDefinition]
  private let typesByKind: [GroupVersionKind: TypeDefinition]

  package func type(named name: String) -> TypeDefinition? { typesByName[name] }

  package func type(of kind: GroupVersionKind) -> TypeDefinition? { typesByKind[kind] }

  /// The definition behind a field's type, through lists and maps; nil for plain values.
  package func definition(of type: FieldType) -> TypeDefinition? {
    switch type {
    case .named(let name): typesByName[name]
    case .list(let element), .map(let element): definition(of: element)
    default: nil
    }
  }

  /// Every type of the table, ordered by name.
  package var types: [TypeDefinition] { typesByName.values.sorted { $0.name < $1.name } }

  /// Every kind of the table, ordered by group, version and kind.
  package var kinds: [GroupVersionKind] {
    typesByKind.keys.sorted { ($0.group, $0.version, $0.kind) < ($1.group, $1.version, $1.kind) }
  }
}

extension TypeTable {
  /// Reads the texts beside this file. A block describes a type:
  ///
  ///     TYPE [= group/version/Kind] [scalar:X] [map:atomic] [wire-only]
  ///       FIELD NUMBER TYPE [*] [!] [merge=KEY] [strategy=S] [list=atomic|set|map] [keys=a,b] [map=atomic] [always] [wrapped]
  ///       < NUMBER TYPE      a message whose fields stand inline in JSON
  ///       ~ NAME NUMBER TYPE the protobuf form of a scalar
  ///
  /// `!` marks required fields, `*` those that are pointers in Go, `always` optional ones that JSON has even when they are
  /// zero, `wrapped` lists that have a message around them in protobuf; a number of `-` fields that protobuf does not have.
  init(parsing texts: [String]) {
    var definitions: [TypeDefinition] = []
    var block: [Substring] = []
    for text in texts {
      for line in text.split(separator: "\n") {
        if !line.hasPrefix(" "), !block.isEmpty {
          definitions.append(Self.definition(of: block))
          block = []
        }
        block.append(line)
      }
    }
    if !block.isEmpty { definitions.append(Self.definition(of: block)) }
    typesByName = Dictionary(definitions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    typesByKind = Dictionary(
      definitions.compactMap { type in type.groupVersionKind.map { ($0, type) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func definition(of block: [Substring]) -> TypeDefinition {
    let header = (block.first ?? "").split(separator: " ")
    let kind = header.firstIndex(of: "=").flatMap { header.indices.contains($0 + 1) ? header[$0 + 1] : nil }
    var fields: [FieldDefinition] = []
    var inlined: [(number: Int, type: String)] = []
    var wireFields: [FieldDefinition] = []
    for line in block.dropFirst() {
      let words = line.split(separator: " ")
      guard words.count >= 3 else { continue }
      switch words[0] {
      case "<": inlined.append((Int(words[1]) ?? 0, String(words[2])))
      case "~": wireFields.append(FieldDefinition(Array(words.dropFirst())))
      default: fields.append(FieldDefinition(words))
      }
    }
    return TypeDefinition(
      name: String(header.first ?? ""), groupVersionKind: kind.flatMap(groupVersionKind),
      scalar: header.first { $0.hasPrefix("scalar:") }.map { String($0.dropFirst("scalar:".count)) },
      isAtomic: header.contains("map:atomic"), isWireOnly: header.contains("wire-only"),
      fields: fields, inlined: inlined, wireFields: wireFields)
  }

  private static func groupVersionKind(_ text: Substring) -> GroupVersionKind? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return parts.count == 3 ? GroupVersionKind(group: parts[0], version: parts[1], kind: parts[2]) : nil
  }
}

extension FieldType {
  /// `list:map:string`, `core.v1.Container`.
  fileprivate init(text: Substring) {
    if text.hasPrefix("list:") {
      self = .list(FieldType(text: text.dropFirst("list:".count)))
    } else if text.hasPrefix("map:") {
      self = .map(FieldType(text: text.dropFirst("map:".count)))
    } else {
      self = Self.plain[String(text)] ?? .named(String(text))
    }
  }

  private static let plain: [String: FieldType] = [
    "string": .string, "bool": .bool, "int32": .int32, "int64": .int64, "double": .double, "bytes": .bytes,
  ]
}
