// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// Nodes and certificates.
  static let nodes: [String: HelpPage] = [
    "kubectl certificate": HelpPage(
      "Modify certificate resources",
      usage: "SUBCOMMAND [options]"),
    "kubectl certificate approve": HelpPage(
      "Approve a certificate signing request",
      usage: "(-f FILENAME | NAME) [options]",
      details: """
        Approve a certificate signing request.

         kubectl certificate approve allows a cluster admin to approve a certificate signing request (CSR). This action tells a certificate signing controller to issue a certificate to the requester with the attributes requested in the CSR.

         SECURITY NOTICE: Depending on the requested attributes, the issued certificate can potentially grant a requester access to cluster resources or to authenticate as a requested identity. Before approving a CSR, ensure you understand what the signed certificate can do.
        """,
      examples: """
        # Approve CSR 'csr-sqgzp'
        kubectl certificate approve csr-sqgzp
        """),
    "kubectl certificate deny": HelpPage(
      "Deny a certificate signing request",
      usage: "(-f FILENAME | NAME) [options]",
      details: """
        Deny a certificate signing request.

         kubectl certificate deny allows a cluster admin to deny a certificate signing request (CSR). This action tells a certificate signing controller to not to issue a certificate to the requester.
        """,
      examples: """
        # Deny CSR 'csr-sqgzp'
        kubectl certificate deny csr-sqgzp
        """),
    "kubectl cordon": HelpPage(
      "Mark node as unschedulable",
      usage: "NODE [options]",
      examples: """
        # Mark node "foo" as unschedulable
        kubectl cordon foo
        """),
    "kubectl uncordon": HelpPage(
      "Mark node as schedulable",
      usage: "NODE [options]",
      examples: """
        # Mark node "foo" as schedulable
        kubectl uncordon foo
        """),
    "kubectl drain": HelpPage(
      "Drain node in preparation for maintenance",
      usage: "NODE [options]",
      details: """
        Drain node in preparation for maintenance.

         The given node will be marked unschedulable to prevent new pods from arriving. 'drain' evicts the pods if the API server supports https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ eviction https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ . Otherwise, it will use normal DELETE to delete the pods. The 'drain' evicts or deletes all pods except mirror pods (which cannot be deleted through the API server).  If there are daemon set-managed pods, drain will not proceed without --ignore-daemonsets, and regardless it will not delete any daemon set-managed pods, because those pods would be immediately replaced by the daemon set controller, which ignores unschedulable markings.  If there are any pods that are neither mirror pods nor managed by a replication controller, replica set, daemon set, stateful set, or job, then drain will not delete any pods unless you use --force.  --force will also allow deletion to proceed if the managing resource of one or more pods is missing.

         'drain' waits for graceful termination. You should not operate on the machine until the command completes.

         When you are ready to put the node back into service, use kubectl uncordon, which will make the node schedulable again.

        https://kubernetes.io/images/docs/kubectl_drain.svg Workflowhttps://kubernetes.io/images/docs/kubectl_drain.svg
        """,
      examples: """
        # Drain node "foo", even if there are pods not managed by a replication controller, replica set, job, daemon set, or stateful set on it
        kubectl drain foo --force

        # As above, but abort if there are pods not managed by a replication controller, replica set, job, daemon set, or stateful set, and use a grace period of 15 minutes
        kubectl drain foo --grace-period=900
        """),
    "kubectl taint": HelpPage(
      "Update the taints on one or more nodes",
      usage: "NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N [options]",
      details: """
        Update the taints on one or more nodes.

          *  A taint consists of a key, value, and effect. As an argument here, it is expressed as key=value:effect.
          *  The key must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 253 characters.
          *  Optionally, the key can begin with a DNS subdomain prefix and a single '/', like example.com/my-app.
          *  The value is optional. If given, it must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters.
          *  The effect must be NoSchedule, PreferNoSchedule or NoExecute.
          *  Currently taint can only apply to node.
        """,
      examples: """
        # Update node 'foo' with a taint with key 'dedicated' and value 'special-user' and effect 'NoSchedule'
        # If a taint with that key and effect already exists, its value is replaced as specified
        kubectl taint nodes foo dedicated=special-user:NoSchedule

        # Remove from node 'foo' the taint with key 'dedicated' and effect 'NoSchedule' if one exists
        kubectl taint nodes foo dedicated:NoSchedule-

        # Remove from node 'foo' all the taints with key 'dedicated'
        kubectl taint nodes foo dedicated-

        # Add a taint with key 'dedicated' on nodes having label myLabel=X
        kubectl taint node -l myLabel=X  dedicated=foo:PreferNoSchedule

        # Add to node 'foo' a taint with key 'bar' and no value
        kubectl taint nodes foo bar:NoSchedule
        """),
  ]
}
