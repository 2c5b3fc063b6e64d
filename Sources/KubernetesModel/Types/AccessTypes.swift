/// Read by `TypeTable`, which explains the form.
let accessTypes = """
  authentication.v1.BoundObjectReference
    kind 1 string
    apiVersion 2 string
    name 3 string
    uid 4 string
  authentication.v1.ExtraValue wire-only
    items 1 list:string
  authentication.v1.SelfSubjectReview = authentication.k8s.io/v1/SelfSubjectReview
    metadata 1 meta.v1.ObjectMeta
    status 2 authentication.v1.SelfSubjectReviewStatus
    apiVersion - string
    kind - string
  authentication.v1.SelfSubjectReviewStatus
    userInfo 1 authentication.v1.UserInfo
  authentication.v1.TokenRequest = authentication.k8s.io/v1/TokenRequest
    metadata 1 meta.v1.ObjectMeta
    spec 2 authentication.v1.TokenRequestSpec
    status 3 authentication.v1.TokenRequestStatus
    apiVersion - string
    kind - string
  authentication.v1.TokenRequestSpec
    audiences 1 list:string list=atomic
    boundObjectRef 3 authentication.v1.BoundObjectReference *
    expirationSeconds 4 int64 *
  authentication.v1.TokenRequestStatus
    token 1 string always
    expirationTimestamp 2 meta.v1.Time
  authentication.v1.TokenReview = authentication.k8s.io/v1/TokenReview
    metadata 1 meta.v1.ObjectMeta
    spec 2 authentication.v1.TokenReviewSpec !
    status 3 authentication.v1.TokenReviewStatus
    apiVersion - string
    kind - string
  authentication.v1.TokenReviewSpec
    token 1 string !
    audiences 2 list:string list=atomic
  authentication.v1.TokenReviewStatus
    authenticated 1 bool
    user 2 authentication.v1.UserInfo
    error 3 string
    audiences 4 list:string list=atomic
  authentication.v1.UserInfo
    username 1 string
    uid 2 string
    groups 3 list:string list=atomic
    extra 4 map:list:string
  authorization.v1.ExtraValue wire-only
    items 1 list:string
  authorization.v1.FieldSelectorAttributes
    rawSelector 1 string
    requirements 2 list:meta.v1.FieldSelectorRequirement list=atomic
  authorization.v1.LabelSelectorAttributes
    rawSelector 1 string
    requirements 2 list:meta.v1.LabelSelectorRequirement list=atomic
  authorization.v1.LocalSubjectAccessReview = authorization.k8s.io/v1/LocalSubjectAccessReview
    metadata 1 meta.v1.ObjectMeta
    spec 2 authorization.v1.SubjectAccessReviewSpec !
    status 3 authorization.v1.SubjectAccessReviewStatus
    apiVersion - string
    kind - string
  authorization.v1.NonResourceAttributes
    path 1 string
    verb 2 string
  authorization.v1.NonResourceRule
    verbs 1 list:string ! list=atomic
    nonResourceURLs 2 list:string list=atomic
  authorization.v1.ResourceAttributes
    namespace 1 string
    verb 2 string
    group 3 string
    version 4 string
    resource 5 string
    subresource 6 string
    name 7 string
    fieldSelector 8 authorization.v1.FieldSelectorAttributes *
    labelSelector 9 authorization.v1.LabelSelectorAttributes *
  authorization.v1.ResourceRule
    verbs 1 list:string ! list=atomic
    apiGroups 2 list:string list=atomic
    resources 3 list:string list=atomic
    resourceNames 4 list:string list=atomic
  authorization.v1.SelfSubjectAccessReview = authorization.k8s.io/v1/SelfSubjectAccessReview
    metadata 1 meta.v1.ObjectMeta
    spec 2 authorization.v1.SelfSubjectAccessReviewSpec !
    status 3 authorization.v1.SubjectAccessReviewStatus
    apiVersion - string
    kind - string
  authorization.v1.SelfSubjectAccessReviewSpec
    resourceAttributes 1 authorization.v1.ResourceAttributes *
    nonResourceAttributes 2 authorization.v1.NonResourceAttributes *
  authorization.v1.SelfSubjectRulesReview = authorization.k8s.io/v1/SelfSubjectRulesReview
    metadata 1 meta.v1.ObjectMeta
    spec 2 authorization.v1.SelfSubjectRulesReviewSpec !
    status 3 authorization.v1.SubjectRulesReviewStatus
    apiVersion - string
    kind - string
  authorization.v1.SelfSubjectRulesReviewSpec
    namespace 1 string
  authorization.v1.SubjectAccessReview = authorization.k8s.io/v1/SubjectAccessReview
    metadata 1 meta.v1.ObjectMeta
    spec 2 authorization.v1.SubjectAccessReviewSpec !
    status 3 authorization.v1.SubjectAccessReviewStatus
    apiVersion - string
    kind - string
  authorization.v1.SubjectAccessReviewSpec
    resourceAttributes 1 authorization.v1.ResourceAttributes *
    nonResourceAttributes 2 authorization.v1.NonResourceAttributes *
    user 3 string
    groups 4 list:string list=atomic
    extra 5 map:list:string
    uid 6 string
  authorization.v1.SubjectAccessReviewStatus
    allowed 1 bool !
    reason 2 string
    evaluationError 3 string
    denied 4 bool
  authorization.v1.SubjectRulesReviewStatus
    resourceRules 1 list:authorization.v1.ResourceRule ! list=atomic
    nonResourceRules 2 list:authorization.v1.NonResourceRule ! list=atomic
    incomplete 3 bool !
    evaluationError 4 string
  certificates.v1.CertificateSigningRequest = certificates.k8s.io/v1/CertificateSigningRequest
    metadata 1 meta.v1.ObjectMeta
    spec 2 certificates.v1.CertificateSigningRequestSpec !
    status 3 certificates.v1.CertificateSigningRequestStatus
    apiVersion - string
    kind - string
  certificates.v1.CertificateSigningRequestCondition
    type 1 string !
    reason 2 string
    message 3 string
    lastUpdateTime 4 meta.v1.Time
    lastTransitionTime 5 meta.v1.Time
    status 6 string !
  certificates.v1.CertificateSigningRequestList = certificates.k8s.io/v1/CertificateSigningRequestList
    metadata 1 meta.v1.ListMeta
    items 2 list:certificates.v1.CertificateSigningRequest !
    apiVersion - string
    kind - string
  certificates.v1.CertificateSigningRequestSpec
    request 1 bytes !
    username 2 string
    uid 3 string
    groups 4 list:string list=atomic
    usages 5 list:string list=atomic
    extra 6 map:list:string
    signerName 7 string !
    expirationSeconds 8 int32 *
  certificates.v1.CertificateSigningRequestStatus
    conditions 1 list:certificates.v1.CertificateSigningRequestCondition list=map keys=type
    certificate 2 bytes
  certificates.v1.ExtraValue wire-only
    items 1 list:string
  rbac.v1.AggregationRule
    clusterRoleSelectors 1 list:meta.v1.LabelSelector list=atomic
  rbac.v1.ClusterRole = rbac.authorization.k8s.io/v1/ClusterRole
    metadata 1 meta.v1.ObjectMeta
    rules 2 list:rbac.v1.PolicyRule list=atomic
    aggregationRule 3 rbac.v1.AggregationRule *
    apiVersion - string
    kind - string
  rbac.v1.ClusterRoleBinding = rbac.authorization.k8s.io/v1/ClusterRoleBinding
    metadata 1 meta.v1.ObjectMeta
    subjects 2 list:rbac.v1.Subject list=atomic
    roleRef 3 rbac.v1.RoleRef !
    apiVersion - string
    kind - string
  rbac.v1.ClusterRoleBindingList = rbac.authorization.k8s.io/v1/ClusterRoleBindingList
    metadata 1 meta.v1.ListMeta
    items 2 list:rbac.v1.ClusterRoleBinding !
    apiVersion - string
    kind - string
  rbac.v1.ClusterRoleList = rbac.authorization.k8s.io/v1/ClusterRoleList
    metadata 1 meta.v1.ListMeta
    items 2 list:rbac.v1.ClusterRole !
    apiVersion - string
    kind - string
  rbac.v1.PolicyRule
    verbs 1 list:string ! list=atomic
    apiGroups 2 list:string list=atomic
    resources 3 list:string list=atomic
    resourceNames 4 list:string list=atomic
    nonResourceURLs 5 list:string list=atomic
  rbac.v1.Role = rbac.authorization.k8s.io/v1/Role
    metadata 1 meta.v1.ObjectMeta
    rules 2 list:rbac.v1.PolicyRule list=atomic
    apiVersion - string
    kind - string
  rbac.v1.RoleBinding = rbac.authorization.k8s.io/v1/RoleBinding
    metadata 1 meta.v1.ObjectMeta
    subjects 2 list:rbac.v1.Subject list=atomic
    roleRef 3 rbac.v1.RoleRef !
    apiVersion - string
    kind - string
  rbac.v1.RoleBindingList = rbac.authorization.k8s.io/v1/RoleBindingList
    metadata 1 meta.v1.ListMeta
    items 2 list:rbac.v1.RoleBinding !
    apiVersion - string
    kind - string
  rbac.v1.RoleList = rbac.authorization.k8s.io/v1/RoleList
    metadata 1 meta.v1.ListMeta
    items 2 list:rbac.v1.Role !
    apiVersion - string
    kind - string
  rbac.v1.RoleRef map:atomic
    apiGroup 1 string always
    kind 2 string !
    name 3 string !
  rbac.v1.Subject map:atomic
    kind 1 string !
    apiGroup 2 string
    name 3 string !
    namespace 4 string
  """
