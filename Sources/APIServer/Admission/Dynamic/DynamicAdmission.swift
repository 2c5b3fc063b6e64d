import KubernetesModel

/// Admission that objects of the cluster configure: webhooks and policies.
extension APIServer {
  /// The kinds that configure admission are not subject to it: nobody could mend a mistake.
  private func isSubject(_ definition: ResourceDefinition) -> Bool {
    definition.groupVersion.group != "admissionregistration.k8s.io" && definition.storage != .events
      && definition.storage != .leases
  }

  /// Calls the webhooks that may change an object. None of them does here: what answers in a cluster lets objects through
  /// as they are.
  func callMutatingWebhooks(_ attributes: AdmissionAttributes) throws(APIStatus) {
    guard isSubject(attributes.definition), store.count(.mutatingWebhooks) > 0 else { return }
    try callWebhooks(.mutatingWebhooks, attributes)
  }

  /// What looks at an object after its own validation: policies, then webhooks.
  mutating func admitDynamically(_ attributes: AdmissionAttributes) throws(APIStatus) {
    guard isSubject(attributes.definition) else { return }
    if store.count(.admissionPolicyBindings) > 0 { try applyPolicies(attributes) }
    if store.count(.validatingWebhooks) > 0 { try callWebhooks(.validatingWebhooks, attributes) }
  }
}

extension GroupResource {
  private static let group = "admissionregistration.k8s.io"

  static let mutatingWebhooks = GroupResource(group: group, "mutatingwebhookconfigurations")
  static let validatingWebhooks = GroupResource(group: group, "validatingwebhookconfigurations")
  static let admissionPolicies = GroupResource(group: group, "validatingadmissionpolicies")
  static let admissionPolicyBindings = GroupResource(group: group, "validatingadmissionpolicybindings")
}
