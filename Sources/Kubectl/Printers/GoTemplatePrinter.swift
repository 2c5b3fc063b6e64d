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

  func print(_ object: JSONValue) throws(KubectlError) -> String {
    let (output, error) = template.text(of: object, allowsMissingKeys: allowsMissingKeys)
    guard let error else { return output }
    throw .plain(
      """
      \(output)Error executing template: \(error). Printing more information for debugging the template:
      \ttemplate was:
      \t\t\(text)
      \traw data was:
      \t\t\(JSONWriter.string(object))
      \tobject given to template engine was:
      \t\t\(GoText.value(object))

      error: error executing template \(text.goQuoted): \(error)
      """)
  }
}
