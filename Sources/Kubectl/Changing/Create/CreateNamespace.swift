import KubernetesModel

/// `kubectl create namespace`
struct CreateNamespace: CreateGenerator {
  let name = "namespace"
  let aliases = ["ns"]
  let resource = GeneratedResource("v1", "namespaces", isNamespaced: false)

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    var object = Draft.object("v1", "Namespace", name: name)
    object["spec"] = [:]
    object["status"] = [:]
    return object
  }
}

/// `kubectl create serviceaccount`
struct CreateServiceAccount: CreateGenerator {
  let name = "serviceaccount"
  let aliases = ["sa"]
  let resource = GeneratedResource("v1", "serviceaccounts")
  let failure: String? = "failed to create serviceaccount: "

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    Draft.object("v1", "ServiceAccount", name: name)
  }
}
