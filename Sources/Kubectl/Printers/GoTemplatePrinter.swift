import KubernetesModel

/// `-o go-template=TEMPLATE`
struct GoTemplatePrinter: ObjectPrinter {
  private let template: GoTemplate
  private let text: String
  private let allowsMissingKeys: Bool

  init(_ text: String, allowsMissingKeys: Bool) throws(KubectlError) {
    do throws(GoTemplateError) { template = try GoTemplate(parsing: text) } catch {
      throw .message("error parsing template \(text), \(error)")
    }
    self.text = text
    self.allowsMissingKeys = allowsMissingKeys
  }

  func print(_ object: JSONValue, to output: inout String) throws(KubectlError) {
    let (text, error) = template.text(of: object, allowsMissingKeys: allowsMissingKeys)
    output += text
    guard let error else { return }
    output +=
      """
      Error executing template: \(error). Printing more information for debugging the template:
      \ttemplate was:
      \t\t\(self.text)
      \traw data was:
      \t\t\(JSONWriter.string(object))
      \tobject given to template engine was:
      \t\t\(GoText.value(object))

      """
    throw .message("error executing template \(self.text.goQuoted): \(error)")
  }
}
