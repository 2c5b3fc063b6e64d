import KubernetesModel
import SimulationKernel

/// Kinds that kubectl knows nothing of: every field, with words for names.
struct GenericDescriber: ObjectDescriber {
  private static let hidden: Set<String> = [
    ".metadata.managedFields", ".metadata.name", ".metadata.namespace", ".metadata.labels", ".metadata.annotations",
  ]
  private static let deepest = 100

  func describe(_ object: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(object.name)")
    out.line(0, "Namespace:\t\(object.namespace)")
    out.labels(object.labels)
    out.annotations(object.annotations)
    fields(of: object, level: 0, path: "", &out)
    out.events(related.events)
    return out.text()
  }

  private func fields(of value: JSONValue, level: Int, path: String, _ out: inout Description) {
    guard level < Self.deepest, let object = value.objectValue else { return }
    for member in object.members {
      let memberPath = path + "." + member.key
      if Self.hidden.contains(memberPath) { continue }
      let title = FieldTitle.of(member.key)
      switch member.value {
      case .object:
        out.line(level, title + ":")
        fields(of: member.value, level: level + 1, path: memberPath, &out)
      case .array(let elements):
        out.line(level, title + ":")
        for element in elements {
          if element.objectValue != nil {
            fields(of: element, level: level + 1, path: memberPath, &out)
          } else {
            out.line(level + 1, GoText.value(element))
          }
        }
      default: out.line(level, "\(title):\t\(GoText.value(member.value))")
      }
    }
  }
}

/// A field's name as words: `creationTimestamp` reads `Creation Timestamp`.
enum FieldTitle {
  private static let acronyms: Set<String> = ["API", "URL", "UID", "GUID"]

  static func of(_ field: String) -> String {
    guard field.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0 == "-" }) else { return field }
    return words(field).map { word in
      if acronyms.contains(word.uppercased()) { return word.uppercased() }
      return word == word.lowercased() ? word.prefix(1).uppercased() + word.dropFirst() : word
    }.joined(separator: " ")
  }

  /// Splits at changes of case; the last capital of several belongs to the word that follows (`PDFLoader`: PDF, Loader).
  private static func words(_ field: String) -> [String] {
    enum Class { case lower, upper, other }
    var runs: [(class: Class, text: String)] = []
    for letter in field {
      let letterClass: Class = letter.isLowercase ? .lower : letter.isUppercase ? .upper : .other
      if let last = runs.indices.last, runs[last].class == letterClass {
        runs[last].text.append(letter)
      } else {
        runs.append((letterClass, String(letter)))
      }
    }
    for index in runs.indices.dropLast()
    where runs[index].class == .upper && runs[index + 1].class == .lower {
      if let letter = runs[index].text.popLast() {
        runs[index + 1].text.insert(letter, at: runs[index + 1].text.startIndex)
      }
    }
    return runs.map(\.text).filter { !$0.isEmpty }
  }
}
