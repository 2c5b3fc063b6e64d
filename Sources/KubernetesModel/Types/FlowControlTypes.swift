/// Read by `TypeTable`, which explains the form.
let flowControlTypes = """
  flowcontrol.v1.ExemptPriorityLevelConfiguration
    nominalConcurrencyShares 1 int32 *
    lendablePercent 2 int32 *
  flowcontrol.v1.FlowDistinguisherMethod
    type 1 string !
  flowcontrol.v1.FlowSchema = flowcontrol.apiserver.k8s.io/v1/FlowSchema
    metadata 1 meta.v1.ObjectMeta
    spec 2 flowcontrol.v1.FlowSchemaSpec
    status 3 flowcontrol.v1.FlowSchemaStatus
    apiVersion - string
    kind - string
  flowcontrol.v1.FlowSchemaCondition
    type 1 string
    status 2 string
    lastTransitionTime 3 meta.v1.Time
    reason 4 string
    message 5 string
  flowcontrol.v1.FlowSchemaList = flowcontrol.apiserver.k8s.io/v1/FlowSchemaList
    metadata 1 meta.v1.ListMeta
    items 2 list:flowcontrol.v1.FlowSchema !
    apiVersion - string
    kind - string
  flowcontrol.v1.FlowSchemaSpec
    priorityLevelConfiguration 1 flowcontrol.v1.PriorityLevelConfigurationReference !
    matchingPrecedence 2 int32 always
    distinguisherMethod 3 flowcontrol.v1.FlowDistinguisherMethod *
    rules 4 list:flowcontrol.v1.PolicyRulesWithSubjects list=atomic
  flowcontrol.v1.FlowSchemaStatus
    conditions 1 list:flowcontrol.v1.FlowSchemaCondition merge=type strategy=merge list=map keys=type
  flowcontrol.v1.GroupSubject
    name 1 string !
  flowcontrol.v1.LimitResponse
    type 1 string !
    queuing 2 flowcontrol.v1.QueuingConfiguration *
  flowcontrol.v1.LimitedPriorityLevelConfiguration
    nominalConcurrencyShares 1 int32 *
    limitResponse 2 flowcontrol.v1.LimitResponse
    lendablePercent 3 int32 *
    borrowingLimitPercent 4 int32 *
  flowcontrol.v1.NonResourcePolicyRule
    verbs 1 list:string ! list=set
    nonResourceURLs 6 list:string ! list=set
  flowcontrol.v1.PolicyRulesWithSubjects
    subjects 1 list:flowcontrol.v1.Subject ! list=atomic
    resourceRules 2 list:flowcontrol.v1.ResourcePolicyRule list=atomic
    nonResourceRules 3 list:flowcontrol.v1.NonResourcePolicyRule list=atomic
  flowcontrol.v1.PriorityLevelConfiguration = flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration
    metadata 1 meta.v1.ObjectMeta
    spec 2 flowcontrol.v1.PriorityLevelConfigurationSpec
    status 3 flowcontrol.v1.PriorityLevelConfigurationStatus
    apiVersion - string
    kind - string
  flowcontrol.v1.PriorityLevelConfigurationCondition
    type 1 string
    status 2 string
    lastTransitionTime 3 meta.v1.Time
    reason 4 string
    message 5 string
  flowcontrol.v1.PriorityLevelConfigurationList = flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfigurationList
    metadata 1 meta.v1.ListMeta
    items 2 list:flowcontrol.v1.PriorityLevelConfiguration !
    apiVersion - string
    kind - string
  flowcontrol.v1.PriorityLevelConfigurationReference
    name 1 string !
  flowcontrol.v1.PriorityLevelConfigurationSpec
    type 1 string !
    limited 2 flowcontrol.v1.LimitedPriorityLevelConfiguration *
    exempt 3 flowcontrol.v1.ExemptPriorityLevelConfiguration *
  flowcontrol.v1.PriorityLevelConfigurationStatus
    conditions 1 list:flowcontrol.v1.PriorityLevelConfigurationCondition merge=type strategy=merge list=map keys=type
  flowcontrol.v1.QueuingConfiguration
    queues 1 int32 always
    handSize 2 int32 always
    queueLengthLimit 3 int32 always
  flowcontrol.v1.ResourcePolicyRule
    verbs 1 list:string ! list=set
    apiGroups 2 list:string ! list=set
    resources 3 list:string ! list=set
    clusterScope 4 bool
    namespaces 5 list:string list=set
  flowcontrol.v1.ServiceAccountSubject
    namespace 1 string !
    name 2 string !
  flowcontrol.v1.Subject
    kind 1 string !
    user 2 flowcontrol.v1.UserSubject *
    group 3 flowcontrol.v1.GroupSubject *
    serviceAccount 4 flowcontrol.v1.ServiceAccountSubject *
  flowcontrol.v1.UserSubject
    name 1 string !
  """
