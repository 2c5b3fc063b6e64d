/// Read by `TypeDescriptions`, which explains the form.
let clusterDescriptions = """
  core.v1.ConfigMap: Settings for programs.
    data: Keys and texts.
    binaryData: Keys and bytes.
    immutable: Whether it can no longer be changed.
  core.v1.Secret: Settings that not everybody may see.
    data: Keys and bytes, in base64.
    stringData: Keys and texts; the server puts them into `data`.
    type: What it is for, as in `kubernetes.io/tls`.
    immutable: Whether it can no longer be changed.
  core.v1.Namespace: A room for names: objects in different namespaces can have the same.
    spec: What must be done before it goes.
    status: Whether it is going.
  core.v1.Node: A machine that runs pods.
    spec: What is wanted of it.
    status: What it is and how it is.
  core.v1.NodeSpec: What is wanted of a node.
    unschedulable: Whether it takes no new pods.
    taints: What keeps pods away that do not tolerate it.
    podCIDR: Addresses of its pods.
    podCIDRs: Addresses of its pods, one range for each family.
    providerID: How the cloud calls it.
  core.v1.Taint: What keeps pods away from a node.
    key: Key of the taint.
    value: Value of the taint.
    effect: `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
    timeAdded: When it was added.
  core.v1.NodeStatus: What a node is and how it is.
    capacity: All that it has.
    allocatable: What of it pods can have.
    conditions: Whether it is ready, and short of memory, disk or process numbers.
    addresses: Its addresses and names.
    nodeInfo: Versions of what runs on it.
    images: Images that it has.
  core.v1.Event: Something that happened to an object.
    involvedObject: The object.
    reason: What happened, in one word.
    message: What happened, for people.
    type: `Normal` or `Warning`.
    count: How often it happened.
    firstTimestamp: When it happened first.
    lastTimestamp: When it happened last.
    source: Who reports it.
  core.v1.ServiceAccount: An identity for programs.
    secrets: Secrets that its pods may use.
    imagePullSecrets: Secrets with the passwords of image registries.
    automountServiceAccountToken: Whether pods get its token.
  core.v1.ResourceQuota: Limits what a namespace may use.
    spec: The limits.
    status: What is used.
  core.v1.ResourceQuotaSpec: The limits of a quota.
    hard: The most of each resource.
    scopes: Which objects are counted.
    scopeSelector: Which objects are counted, with conditions.
  core.v1.LimitRange: Limits and defaults for the objects of a namespace.
    spec: The limits.
  core.v1.LimitRangeItem: Limits for one type of object.
    type: `Container`, `Pod` or `PersistentVolumeClaim`.
    max: The most of each resource.
    min: The least of each resource.
    default: Limits of containers that set none.
    defaultRequest: Requests of containers that set none.
    maxLimitRequestRatio: How much larger a limit may be than the request.
  rbac.v1.Role: Rights in one namespace.
    rules: The rights.
  rbac.v1.ClusterRole: Rights in the whole cluster, or in namespaces that bindings name.
    rules: The rights.
    aggregationRule: Other cluster roles whose rights it takes over.
  rbac.v1.PolicyRule: Some rights.
    verbs: What may be done, as in `get`, `list`; `*` for all.
    apiGroups: Groups of the resources; the empty text is the core.
    resources: The resources, as in `pods` or `pods/log`; `*` for all.
    resourceNames: Names of objects; all unless set.
    nonResourceURLs: Paths that are about no resource.
  rbac.v1.RoleBinding: Gives the rights of a role to somebody, in one namespace.
    roleRef: The role. Cannot be changed.
    subjects: Who gets the rights.
  rbac.v1.ClusterRoleBinding: Gives the rights of a cluster role to somebody, in the whole cluster.
    roleRef: The cluster role. Cannot be changed.
    subjects: Who gets the rights.
  rbac.v1.RoleRef: A role that is bound.
    apiGroup: Group of the role.
    kind: `Role` or `ClusterRole`.
    name: Name of the role.
  rbac.v1.Subject: Who gets rights.
    kind: `User`, `Group` or `ServiceAccount`.
    name: Name of the subject.
    namespace: Namespace of a service account.
    apiGroup: Group of the subject's kind.
  coordination.v1.Lease: A claim that must be renewed, as of a leader or a living node.
    spec: Who holds it, and until when.
  apiextensions.v1.CustomResourceDefinition: A kind that is added to the cluster.
    spec: Its names, versions and fields.
    status: Whether it is served.
  certificates.v1.CertificateSigningRequest: Asks for a certificate.
    spec: What is to be certified.
    status: The certificate, once it is approved and signed.
  authorization.v1.SelfSubjectAccessReview: Asks whether the caller may do something.
    spec: What is to be done.
    status: The answer.
  """
