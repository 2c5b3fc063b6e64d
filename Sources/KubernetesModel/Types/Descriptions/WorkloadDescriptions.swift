/// Read by `TypeDescriptions`, which explains the form.
let workloadDescriptions = """
  apps.v1.Deployment: Keeps a number of equal pods running, and replaces them step by step when their template changes.
    spec: What is to run.
    status: How far the rollout is.
  apps.v1.DeploymentSpec: What a Deployment is to run.
    replicas: How many pods; 1 unless set.
    selector: The pods that belong to it; must fit the template's labels. Cannot be changed.
    template: The pods.
    strategy: How old pods are replaced by new ones.
    minReadySeconds: Seconds for which a new pod must be ready before it counts as available.
    revisionHistoryLimit: How many old ReplicaSets are kept to go back to.
    paused: Whether changes to the template wait.
    progressDeadlineSeconds: Seconds without progress after which the rollout counts as failed.
  apps.v1.DeploymentStrategy: How old pods are replaced.
    type: `RollingUpdate`, or `Recreate` to end all old pods first.
    rollingUpdate: Limits of a rolling update.
  apps.v1.RollingUpdateDeployment: Limits of a rolling update.
    maxUnavailable: How many pods may be missing, as a number or a percentage.
    maxSurge: How many pods there may be too many, as a number or a percentage.
  apps.v1.DeploymentStatus: How far a Deployment is.
    observedGeneration: Generation that the controller has seen.
    replicas: How many pods there are.
    updatedReplicas: How many of them are of the present template.
    readyReplicas: How many are ready.
    availableReplicas: How many have been ready for long enough.
    unavailableReplicas: How many are still missing.
    terminatingReplicas: How many are going.
    conditions: Whether it is available and makes progress.
    collisionCount: How often the name of a ReplicaSet was taken.
  apps.v1.ReplicaSet: Keeps a number of equal pods running.
    spec: What is to run.
    status: What runs.
  apps.v1.ReplicaSetSpec: What a ReplicaSet is to run.
    replicas: How many pods; 1 unless set.
    minReadySeconds: Seconds for which a new pod must be ready before it counts as available.
    selector: The pods that belong to it.
    template: The pods.
  apps.v1.StatefulSet: Keeps numbered pods running, each with a name and volumes of its own.
    spec: What is to run.
    status: What runs.
  apps.v1.StatefulSetSpec: What a StatefulSet is to run.
    replicas: How many pods; 1 unless set.
    selector: The pods that belong to it. Cannot be changed.
    template: The pods.
    serviceName: Service that gives the pods their names in DNS.
    volumeClaimTemplates: Claims of which every pod gets its own.
    podManagementPolicy: `OrderedReady`, one pod after another, or `Parallel`.
    updateStrategy: How pods are replaced when the template changes.
    revisionHistoryLimit: How many old revisions are kept.
    minReadySeconds: Seconds for which a new pod must be ready before it counts as available.
    persistentVolumeClaimRetentionPolicy: Whether claims go with the pods.
    ordinals: The number of the first pod.
  apps.v1.DaemonSet: Runs one pod on every node, or on some.
    spec: What is to run.
    status: Where it runs.
  apps.v1.DaemonSetSpec: What a DaemonSet is to run.
    selector: The pods that belong to it. Cannot be changed.
    template: The pods; their node selector and affinity choose the nodes.
    updateStrategy: How pods are replaced when the template changes.
    minReadySeconds: Seconds for which a new pod must be ready before it counts as available.
    revisionHistoryLimit: How many old revisions are kept.
  core.v1.ReplicationController: Keeps a number of equal pods running. A Deployment does more.
    spec: What is to run.
    status: What runs.
  batch.v1.Job: Runs pods until enough of them have succeeded.
    spec: What is to be done.
    status: How far it is.
  batch.v1.JobSpec: What a Job is to do.
    template: The pods; their restart policy must be `OnFailure` or `Never`.
    parallelism: How many pods run at a time.
    completions: How many pods must succeed.
    completionMode: `NonIndexed`, or `Indexed` to give every pod a number.
    backoffLimit: How many failures are tried again before the job has failed.
    backoffLimitPerIndex: The same for every number of an indexed job.
    activeDeadlineSeconds: Seconds after which the job is ended.
    ttlSecondsAfterFinished: Seconds after which a job that is done is deleted.
    suspend: Whether no pods are made for now.
    selector: The pods that belong to it; set by the server.
    manualSelector: Whether `selector` was chosen by hand.
    podFailurePolicy: What failures mean, by exit code or condition.
    successPolicy: When an indexed job has succeeded.
    podReplacementPolicy: When a pod that goes is replaced.
    managedBy: Who runs the job instead of the job controller.
  batch.v1.JobStatus: How far a Job is.
    active: How many pods run or wait.
    ready: How many pods are ready.
    succeeded: How many pods have succeeded.
    failed: How many pods have failed.
    startTime: When it was started.
    completionTime: When it was done.
    conditions: Whether it is complete, failed or suspended.
  batch.v1.CronJob: Makes Jobs at set times.
    spec: What is to be done, and when.
    status: What was started last.
  batch.v1.CronJobSpec: What a CronJob is to do.
    schedule: When, in the five fields of cron: minute, hour, day, month, weekday.
    timeZone: Time zone of the schedule; the control plane's unless set.
    jobTemplate: The jobs.
    concurrencyPolicy: What happens when the last job still runs: `Allow`, `Forbid` or `Replace`.
    suspend: Whether no jobs are started for now.
    startingDeadlineSeconds: How late a job may still be started.
    successfulJobsHistoryLimit: How many jobs that succeeded are kept.
    failedJobsHistoryLimit: How many jobs that failed are kept.
  batch.v1.JobTemplateSpec: Pattern for jobs.
    spec: What the jobs are to do.
  autoscaling.v2.HorizontalPodAutoscaler: Changes the number of pods of a workload by what they use.
    spec: What is scaled, and by what.
    status: What it did last.
  autoscaling.v2.HorizontalPodAutoscalerSpec: What is scaled, and by what.
    scaleTargetRef: The workload.
    minReplicas: The least number of pods; 1 unless set.
    maxReplicas: The largest number of pods.
    metrics: What is looked at; the CPU at 80 percent unless set.
    behavior: How fast it may go up and down.
  autoscaling.v2.HorizontalPodAutoscalerStatus: What an autoscaler did last.
    currentReplicas: How many pods there are.
    desiredReplicas: How many pods there should be.
    currentMetrics: What was measured.
    lastScaleTime: When the number last changed.
    conditions: Whether it can scale, is active, or is at a limit.
  autoscaling.v2.MetricSpec: Something to scale by.
    type: `Resource`, `ContainerResource`, `Pods`, `Object` or `External`.
    resource: CPU or memory of the pods.
    containerResource: CPU or memory of one of the pods' containers.
    pods: A metric of the pods.
    object: A metric of another object.
    external: A metric from outside the cluster.
  autoscaling.v2.MetricTarget: The value to aim at.
    type: `Utilization`, `Value` or `AverageValue`.
    averageUtilization: Percentage of what the pods request.
    averageValue: Average of the pods.
    value: The value itself.
  policy.v1.PodDisruptionBudget: Limits how many pods of an application may be evicted at a time.
    spec: The limits.
    status: What they allow now.
  policy.v1.PodDisruptionBudgetSpec: The limits of a budget; `minAvailable` or `maxUnavailable`.
    selector: The pods.
    minAvailable: How many pods must stay, as a number or a percentage.
    maxUnavailable: How many pods may be missing, as a number or a percentage.
    unhealthyPodEvictionPolicy: Whether pods that are not ready may always go.
  policy.v1.PodDisruptionBudgetStatus: What a budget allows now.
    disruptionsAllowed: How many pods may be evicted now.
    currentHealthy: How many pods are healthy.
    desiredHealthy: How many pods must be healthy.
    expectedPods: How many pods are counted.
  policy.v1.Eviction: Asks for the eviction of a pod.
    deleteOptions: How the pod is to be deleted.
  scheduling.v1.PriorityClass: A priority that pods can name.
    value: The priority; the higher, the more important.
    globalDefault: Whether pods that name no class get this one.
    preemptionPolicy: Whether its pods may push out others.
    description: What the class is for.
  """
