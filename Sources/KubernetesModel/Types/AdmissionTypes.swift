/// Read by `TypeTable`, which explains the form.
let admissionTypes = """
  admissionregistration.v1.ApplyConfiguration
    expression 1 string
  admissionregistration.v1.AuditAnnotation
    key 1 string !
    valueExpression 2 string !
  admissionregistration.v1.ExpressionWarning
    fieldRef 2 string !
    warning 3 string !
  admissionregistration.v1.JSONPatch
    expression 1 string
  admissionregistration.v1.MatchCondition
    name 1 string !
    expression 2 string !
  admissionregistration.v1.MatchResources map:atomic
    namespaceSelector 1 meta.v1.LabelSelector *
    objectSelector 2 meta.v1.LabelSelector *
    resourceRules 3 list:admissionregistration.v1.NamedRuleWithOperations list=atomic
    excludeResourceRules 4 list:admissionregistration.v1.NamedRuleWithOperations list=atomic
    matchPolicy 7 string *
  admissionregistration.v1.MutatingAdmissionPolicy = admissionregistration.k8s.io/v1/MutatingAdmissionPolicy
    metadata 1 meta.v1.ObjectMeta
    spec 2 admissionregistration.v1.MutatingAdmissionPolicySpec
    apiVersion - string
    kind - string
  admissionregistration.v1.MutatingAdmissionPolicyBinding = admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBinding
    metadata 1 meta.v1.ObjectMeta
    spec 2 admissionregistration.v1.MutatingAdmissionPolicyBindingSpec
    apiVersion - string
    kind - string
  admissionregistration.v1.MutatingAdmissionPolicyBindingList = admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBindingList
    metadata 1 meta.v1.ListMeta
    items 2 list:admissionregistration.v1.MutatingAdmissionPolicyBinding !
    apiVersion - string
    kind - string
  admissionregistration.v1.MutatingAdmissionPolicyBindingSpec
    policyName 1 string
    paramRef 2 admissionregistration.v1.ParamRef *
    matchResources 3 admissionregistration.v1.MatchResources *
  admissionregistration.v1.MutatingAdmissionPolicyList = admissionregistration.k8s.io/v1/MutatingAdmissionPolicyList
    metadata 1 meta.v1.ListMeta
    items 2 list:admissionregistration.v1.MutatingAdmissionPolicy !
    apiVersion - string
    kind - string
  admissionregistration.v1.MutatingAdmissionPolicySpec
    paramKind 1 admissionregistration.v1.ParamKind *
    matchConstraints 2 admissionregistration.v1.MatchResources *
    variables 3 list:admissionregistration.v1.Variable list=atomic
    mutations 4 list:admissionregistration.v1.Mutation list=atomic
    failurePolicy 5 string *
    matchConditions 6 list:admissionregistration.v1.MatchCondition merge=name strategy=merge list=map keys=name
    reinvocationPolicy 7 string
  admissionregistration.v1.MutatingWebhook
    name 1 string !
    clientConfig 2 admissionregistration.v1.WebhookClientConfig !
    rules 3 list:admissionregistration.v1.RuleWithOperations list=atomic
    failurePolicy 4 string *
    namespaceSelector 5 meta.v1.LabelSelector *
    sideEffects 6 string * !
    timeoutSeconds 7 int32 *
    admissionReviewVersions 8 list:string ! list=atomic
    matchPolicy 9 string *
    reinvocationPolicy 10 string *
    objectSelector 11 meta.v1.LabelSelector *
    matchConditions 12 list:admissionregistration.v1.MatchCondition merge=name strategy=merge list=map keys=name
  admissionregistration.v1.MutatingWebhookConfiguration = admissionregistration.k8s.io/v1/MutatingWebhookConfiguration
    metadata 1 meta.v1.ObjectMeta
    webhooks 2 list:admissionregistration.v1.MutatingWebhook merge=name strategy=merge list=map keys=name
    apiVersion - string
    kind - string
  admissionregistration.v1.MutatingWebhookConfigurationList = admissionregistration.k8s.io/v1/MutatingWebhookConfigurationList
    metadata 1 meta.v1.ListMeta
    items 2 list:admissionregistration.v1.MutatingWebhookConfiguration !
    apiVersion - string
    kind - string
  admissionregistration.v1.Mutation
    patchType 2 string !
    applyConfiguration 3 admissionregistration.v1.ApplyConfiguration *
    jsonPatch 4 admissionregistration.v1.JSONPatch *
  admissionregistration.v1.NamedRuleWithOperations map:atomic
    < 2 admissionregistration.v1.RuleWithOperations
    resourceNames 1 list:string list=atomic
    apiGroups - list:string list=atomic
    apiVersions - list:string list=atomic
    operations - list:string list=atomic
    resources - list:string list=atomic
    scope - string
  admissionregistration.v1.ParamKind map:atomic
    apiVersion 1 string
    kind 2 string
  admissionregistration.v1.ParamRef map:atomic
    name 1 string
    namespace 2 string
    selector 3 meta.v1.LabelSelector *
    parameterNotFoundAction 4 string *
  admissionregistration.v1.Rule wire-only
    apiGroups 1 list:string
    apiVersions 2 list:string
    resources 3 list:string
    scope 4 string *
  admissionregistration.v1.RuleWithOperations
    < 2 admissionregistration.v1.Rule
    operations 1 list:string list=atomic
    apiGroups - list:string list=atomic
    apiVersions - list:string list=atomic
    resources - list:string list=atomic
    scope - string
  admissionregistration.v1.ServiceReference
    namespace 1 string !
    name 2 string !
    path 3 string *
    port 4 int32 *
  admissionregistration.v1.TypeChecking
    expressionWarnings 1 list:admissionregistration.v1.ExpressionWarning list=atomic
  admissionregistration.v1.ValidatingAdmissionPolicy = admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy
    metadata 1 meta.v1.ObjectMeta
    spec 2 admissionregistration.v1.ValidatingAdmissionPolicySpec
    status 3 admissionregistration.v1.ValidatingAdmissionPolicyStatus
    apiVersion - string
    kind - string
  admissionregistration.v1.ValidatingAdmissionPolicyBinding = admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding
    metadata 1 meta.v1.ObjectMeta
    spec 2 admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec !
    apiVersion - string
    kind - string
  admissionregistration.v1.ValidatingAdmissionPolicyBindingList = admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBindingList
    metadata 1 meta.v1.ListMeta
    items 2 list:admissionregistration.v1.ValidatingAdmissionPolicyBinding !
    apiVersion - string
    kind - string
  admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec
    policyName 1 string !
    paramRef 2 admissionregistration.v1.ParamRef *
    matchResources 3 admissionregistration.v1.MatchResources *
    validationActions 4 list:string ! list=set
  admissionregistration.v1.ValidatingAdmissionPolicyList = admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyList
    metadata 1 meta.v1.ListMeta
    items 2 list:admissionregistration.v1.ValidatingAdmissionPolicy !
    apiVersion - string
    kind - string
  admissionregistration.v1.ValidatingAdmissionPolicySpec
    paramKind 1 admissionregistration.v1.ParamKind *
    matchConstraints 2 admissionregistration.v1.MatchResources *
    validations 3 list:admissionregistration.v1.Validation list=atomic
    failurePolicy 4 string *
    auditAnnotations 5 list:admissionregistration.v1.AuditAnnotation list=atomic
    matchConditions 6 list:admissionregistration.v1.MatchCondition merge=name strategy=merge list=map keys=name
    variables 7 list:admissionregistration.v1.Variable merge=name strategy=merge list=map keys=name
  admissionregistration.v1.ValidatingAdmissionPolicyStatus
    observedGeneration 1 int64
    typeChecking 2 admissionregistration.v1.TypeChecking *
    conditions 3 list:meta.v1.Condition list=map keys=type
  admissionregistration.v1.ValidatingWebhook
    name 1 string !
    clientConfig 2 admissionregistration.v1.WebhookClientConfig !
    rules 3 list:admissionregistration.v1.RuleWithOperations list=atomic
    failurePolicy 4 string *
    namespaceSelector 5 meta.v1.LabelSelector *
    sideEffects 6 string * !
    timeoutSeconds 7 int32 *
    admissionReviewVersions 8 list:string ! list=atomic
    matchPolicy 9 string *
    objectSelector 10 meta.v1.LabelSelector *
    matchConditions 11 list:admissionregistration.v1.MatchCondition merge=name strategy=merge list=map keys=name
  admissionregistration.v1.ValidatingWebhookConfiguration = admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration
    metadata 1 meta.v1.ObjectMeta
    webhooks 2 list:admissionregistration.v1.ValidatingWebhook merge=name strategy=merge list=map keys=name
    apiVersion - string
    kind - string
  admissionregistration.v1.ValidatingWebhookConfigurationList = admissionregistration.k8s.io/v1/ValidatingWebhookConfigurationList
    metadata 1 meta.v1.ListMeta
    items 2 list:admissionregistration.v1.ValidatingWebhookConfiguration !
    apiVersion - string
    kind - string
  admissionregistration.v1.Validation
    expression 1 string !
    message 2 string
    reason 3 string *
    messageExpression 4 string
  admissionregistration.v1.Variable map:atomic
    name 1 string !
    expression 2 string !
  admissionregistration.v1.WebhookClientConfig
    service 1 admissionregistration.v1.ServiceReference *
    caBundle 2 bytes
    url 3 string *
  """
