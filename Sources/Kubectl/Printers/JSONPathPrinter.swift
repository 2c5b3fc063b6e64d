import KubernetesModel

/// `-o jsonpath=TEMPLATE`
struct JSONPathPrinter: ObjectPrinter {
  private let template: JSONPath
  private let text: String
  private let allowsMissingKeys: Bool
  /// `jsonpath-as-json`: the results of each part as a JSON list.
  private let isJSON: Bool

  init(_ text: String, allowsMissingKeys: Bool, isJSON: Bool) throws(KubectlError) {
    do throws(JSONPathError) { template = try JSONPath(parsing: text) } catch {
      throw .message("error parsing jsonpath \(text), \(error)\n")
    }
    self.text = text
    self.allowsMissingKeys = allowsMissingKeys
    self.isJSON = isJSON
  }

  func print(_ object: JSONValue, to output: inout String) throws(KubectlError) {
    do throws(JSONPathError) {
      guard isJSON else {
        output += try template.text(of: object, allowsMissingKeys: allowsMissingKeys)
        return
      }
      for results in try template.results(in: object, allowsMissingKeys: allowsMissingKeys) {
        output += JSONWriter.string(.array(results), indent: 4) + "\n"
      }
    } catch {
      throw .message(
        "error executing jsonpath \(text.goQuoted): Error executing template: \(error). Printing more information for debugging the template:\n\ttemplate was:\n\t\t\(text)\n\tobject given to jsonpath engine was:\n\t\t\(GoText.syntax(object, map: "map[string]interface {}"))\n\n"
      )
    }
  }
}
