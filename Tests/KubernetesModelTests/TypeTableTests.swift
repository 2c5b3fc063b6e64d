import KubernetesModel
import Testing

@Suite struct TypeTableTests {
  @Test("the table knows a pod's containers, their merge key and their number")
  func theTableKnowsAPodsContainersTheirMergeKeyAndTheirNumber() throws {
    let pod = try #require(TypeTable.kubernetes.type(of: GroupVersionKind(group: "", version: "v1", kind: "Pod")))
    let field = try #require(pod.field("spec"))
    let spec = try #require(TypeTable.kubernetes.definition(of: field.type))
    let containers = try #require(spec.field("containers"))
    #expect(containers.type == .list(.named("core.v1.Container")))
    #expect(containers.mergeKey == "name")
    #expect(containers.number == 2)
  }

  @Test("every named type of a field is in the table")
  func everyNamedTypeOfAFieldIsInTheTable() {
    let table = TypeTable.kubernetes
    let missing = table.types.flatMap { type in
      type.fields.filter { field in
        var inner = field.type
        while true {
          switch inner {
          case .list(let element), .map(let element): inner = element
          case .named(let name): return table.type(named: name) == nil
          default: return false
          }
        }
      }.map { "\(type.name).\($0.name)" }
    }
    #expect(missing == [])
  }
}
