/// Read by `TypeTable`, which explains the form.
let batchTypes = """
  batch.v1.CronJob = batch/v1/CronJob
    metadata 1 meta.v1.ObjectMeta
    spec 2 batch.v1.CronJobSpec !
    status 3 batch.v1.CronJobStatus
    apiVersion - string
    kind - string
  batch.v1.CronJobList = batch/v1/CronJobList
    metadata 1 meta.v1.ListMeta
    items 2 list:batch.v1.CronJob !
    apiVersion - string
    kind - string
  batch.v1.CronJobSpec
    schedule 1 string !
    startingDeadlineSeconds 2 int64 *
    concurrencyPolicy 3 string
    suspend 4 bool *
    jobTemplate 5 batch.v1.JobTemplateSpec !
    successfulJobsHistoryLimit 6 int32 *
    failedJobsHistoryLimit 7 int32 *
    timeZone 8 string *
  batch.v1.CronJobStatus
    active 1 list:core.v1.ObjectReference list=atomic
    lastScheduleTime 4 meta.v1.Time *
    lastSuccessfulTime 5 meta.v1.Time *
  batch.v1.Job = batch/v1/Job
    metadata 1 meta.v1.ObjectMeta
    spec 2 batch.v1.JobSpec
    status 3 batch.v1.JobStatus
    apiVersion - string
    kind - string
  batch.v1.JobCondition
    type 1 string !
    status 2 string !
    lastProbeTime 3 meta.v1.Time
    lastTransitionTime 4 meta.v1.Time
    reason 5 string
    message 6 string
  batch.v1.JobList = batch/v1/JobList
    metadata 1 meta.v1.ListMeta
    items 2 list:batch.v1.Job !
    apiVersion - string
    kind - string
  batch.v1.JobSpec
    parallelism 1 int32 *
    completions 2 int32 *
    activeDeadlineSeconds 3 int64 *
    selector 4 meta.v1.LabelSelector *
    manualSelector 5 bool *
    template 6 core.v1.PodTemplateSpec !
    backoffLimit 7 int32 *
    ttlSecondsAfterFinished 8 int32 *
    completionMode 9 string *
    suspend 10 bool *
    podFailurePolicy 11 batch.v1.PodFailurePolicy *
    backoffLimitPerIndex 12 int32 *
    maxFailedIndexes 13 int32 *
    podReplacementPolicy 14 string *
    managedBy 15 string *
    successPolicy 16 batch.v1.SuccessPolicy *
  batch.v1.JobStatus
    conditions 1 list:batch.v1.JobCondition merge=type strategy=merge list=atomic
    startTime 2 meta.v1.Time *
    completionTime 3 meta.v1.Time *
    active 4 int32
    succeeded 5 int32
    failed 6 int32
    completedIndexes 7 string
    uncountedTerminatedPods 8 batch.v1.UncountedTerminatedPods *
    ready 9 int32 *
    failedIndexes 10 string *
    terminating 11 int32 *
  batch.v1.JobTemplateSpec
    metadata 1 meta.v1.ObjectMeta
    spec 2 batch.v1.JobSpec
  batch.v1.PodFailurePolicy
    rules 1 list:batch.v1.PodFailurePolicyRule ! list=atomic
  batch.v1.PodFailurePolicyOnExitCodesRequirement
    containerName 1 string *
    operator 2 string !
    values 3 list:int32 ! list=set
  batch.v1.PodFailurePolicyOnPodConditionsPattern
    type 1 string !
    status 2 string always
  batch.v1.PodFailurePolicyRule
    action 1 string !
    onExitCodes 2 batch.v1.PodFailurePolicyOnExitCodesRequirement *
    onPodConditions 3 list:batch.v1.PodFailurePolicyOnPodConditionsPattern list=atomic
  batch.v1.SuccessPolicy
    rules 1 list:batch.v1.SuccessPolicyRule ! list=atomic
  batch.v1.SuccessPolicyRule
    succeededIndexes 1 string *
    succeededCount 2 int32 *
  batch.v1.UncountedTerminatedPods
    succeeded 1 list:string list=set
    failed 2 list:string list=set
  policy.v1.Eviction = policy/v1/Eviction
    metadata 1 meta.v1.ObjectMeta
    deleteOptions 2 meta.v1.DeleteOptions *
    apiVersion - string
    kind - string
  policy.v1.PodDisruptionBudget = policy/v1/PodDisruptionBudget
    metadata 1 meta.v1.ObjectMeta
    spec 2 policy.v1.PodDisruptionBudgetSpec
    status 3 policy.v1.PodDisruptionBudgetStatus
    apiVersion - string
    kind - string
  policy.v1.PodDisruptionBudgetList = policy/v1/PodDisruptionBudgetList
    metadata 1 meta.v1.ListMeta
    items 2 list:policy.v1.PodDisruptionBudget !
    apiVersion - string
    kind - string
  policy.v1.PodDisruptionBudgetSpec
    minAvailable 1 intstr.IntOrString *
    selector 2 meta.v1.LabelSelector * strategy=replace
    maxUnavailable 3 intstr.IntOrString *
    unhealthyPodEvictionPolicy 4 string *
  policy.v1.PodDisruptionBudgetStatus
    observedGeneration 1 int64
    disruptedPods 2 map:meta.v1.Time
    disruptionsAllowed 3 int32 always
    currentHealthy 4 int32 always
    desiredHealthy 5 int32 always
    expectedPods 6 int32 always
    conditions 7 list:meta.v1.Condition merge=type strategy=merge list=map keys=type
  """
