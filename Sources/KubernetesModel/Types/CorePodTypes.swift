/// Read by `TypeTable`, which explains the form.
let corePodTypes = """
  core.v1.Pod = /v1/Pod
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.PodSpec
    status 3 core.v1.PodStatus
    apiVersion - string
    kind - string
  core.v1.PodAffinity
    requiredDuringSchedulingIgnoredDuringExecution 1 list:core.v1.PodAffinityTerm list=atomic
    preferredDuringSchedulingIgnoredDuringExecution 2 list:core.v1.WeightedPodAffinityTerm list=atomic
  core.v1.PodAffinityTerm
    labelSelector 1 meta.v1.LabelSelector *
    namespaces 2 list:string list=atomic
    topologyKey 3 string !
    namespaceSelector 4 meta.v1.LabelSelector *
    matchLabelKeys 5 list:string list=atomic
    mismatchLabelKeys 6 list:string list=atomic
  core.v1.PodAntiAffinity
    requiredDuringSchedulingIgnoredDuringExecution 1 list:core.v1.PodAffinityTerm list=atomic
    preferredDuringSchedulingIgnoredDuringExecution 2 list:core.v1.WeightedPodAffinityTerm list=atomic
  core.v1.PodAttachOptions wire-only
    stdin 1 bool
    stdout 2 bool
    stderr 3 bool
    tty 4 bool
    container 5 string
  core.v1.PodCondition
    type 1 string !
    status 2 string !
    lastProbeTime 3 meta.v1.Time
    lastTransitionTime 4 meta.v1.Time
    reason 5 string
    message 6 string
    observedGeneration 7 int64
  core.v1.PodDNSConfig
    nameservers 1 list:string list=atomic
    searches 2 list:string list=atomic
    options 3 list:core.v1.PodDNSConfigOption list=atomic
  core.v1.PodDNSConfigOption
    name 1 string
    value 2 string *
  core.v1.PodExecOptions wire-only
    stdin 1 bool
    stdout 2 bool
    stderr 3 bool
    tty 4 bool
    container 5 string
    command 6 list:string
  core.v1.PodExtendedResourceClaimStatus
    requestMappings 1 list:core.v1.ContainerExtendedResourceRequest ! list=atomic
    resourceClaimName 2 string !
  core.v1.PodIP
    ip 1 string !
  core.v1.PodList = /v1/PodList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.Pod !
    apiVersion - string
    kind - string
  core.v1.PodLogOptions wire-only
    container 1 string
    follow 2 bool
    previous 3 bool
    sinceSeconds 4 int64 *
    sinceTime 5 meta.v1.Time *
    timestamps 6 bool
    tailLines 7 int64 *
    limitBytes 8 int64 *
    insecureSkipTLSVerifyBackend 9 bool
    stream 10 string *
  core.v1.PodOS
    name 1 string !
  core.v1.PodPortForwardOptions wire-only
    ports 1 list:int32
  core.v1.PodProxyOptions wire-only
    path 1 string
  core.v1.PodReadinessGate
    conditionType 1 string !
  core.v1.PodResourceClaim
    name 1 string !
    resourceClaimName 3 string *
    resourceClaimTemplateName 4 string *
  core.v1.PodResourceClaimStatus
    name 1 string !
    resourceClaimName 2 string *
  core.v1.PodSchedulingGate
    name 1 string !
  core.v1.PodSchedulingGroup
    podGroupName 1 string *
  core.v1.PodSecurityContext
    seLinuxOptions 1 core.v1.SELinuxOptions *
    runAsUser 2 int64 *
    runAsNonRoot 3 bool *
    supplementalGroups 4 list:int64 list=atomic
    fsGroup 5 int64 *
    runAsGroup 6 int64 *
    sysctls 7 list:core.v1.Sysctl list=atomic
    windowsOptions 8 core.v1.WindowsSecurityContextOptions *
    fsGroupChangePolicy 9 string *
    seccompProfile 10 core.v1.SeccompProfile *
    appArmorProfile 11 core.v1.AppArmorProfile *
    supplementalGroupsPolicy 12 string *
    seLinuxChangePolicy 13 string *
  core.v1.PodSignature wire-only
    podController 1 meta.v1.OwnerReference *
  core.v1.PodSpec
    volumes 1 list:core.v1.Volume merge=name strategy=merge,retainKeys list=map keys=name
    containers 2 list:core.v1.Container ! merge=name strategy=merge list=map keys=name
    restartPolicy 3 string
    terminationGracePeriodSeconds 4 int64 *
    activeDeadlineSeconds 5 int64 *
    dnsPolicy 6 string
    nodeSelector 7 map:string map=atomic
    serviceAccountName 8 string
    serviceAccount 9 string
    nodeName 10 string
    hostNetwork 11 bool
    hostPID 12 bool
    hostIPC 13 bool
    securityContext 14 core.v1.PodSecurityContext *
    imagePullSecrets 15 list:core.v1.LocalObjectReference merge=name strategy=merge list=map keys=name
    hostname 16 string
    subdomain 17 string
    affinity 18 core.v1.Affinity *
    schedulerName 19 string
    initContainers 20 list:core.v1.Container merge=name strategy=merge list=map keys=name
    automountServiceAccountToken 21 bool *
    tolerations 22 list:core.v1.Toleration list=atomic
    hostAliases 23 list:core.v1.HostAlias merge=ip strategy=merge list=map keys=ip
    priorityClassName 24 string
    priority 25 int32 *
    dnsConfig 26 core.v1.PodDNSConfig *
    shareProcessNamespace 27 bool *
    readinessGates 28 list:core.v1.PodReadinessGate list=atomic
    runtimeClassName 29 string *
    enableServiceLinks 30 bool *
    preemptionPolicy 31 string *
    overhead 32 map:resource.Quantity
    topologySpreadConstraints 33 list:core.v1.TopologySpreadConstraint merge=topologyKey strategy=merge list=map keys=topologyKey,whenUnsatisfiable
    ephemeralContainers 34 list:core.v1.EphemeralContainer merge=name strategy=merge list=map keys=name
    setHostnameAsFQDN 35 bool *
    os 36 core.v1.PodOS *
    hostUsers 37 bool *
    schedulingGates 38 list:core.v1.PodSchedulingGate merge=name strategy=merge list=map keys=name
    resourceClaims 39 list:core.v1.PodResourceClaim merge=name strategy=merge,retainKeys list=map keys=name
    resources 40 core.v1.ResourceRequirements *
    hostnameOverride 41 string *
    schedulingGroup 43 core.v1.PodSchedulingGroup *
  core.v1.PodStatus
    phase 1 string
    conditions 2 list:core.v1.PodCondition merge=type strategy=merge list=map keys=type
    message 3 string
    reason 4 string
    hostIP 5 string
    podIP 6 string
    startTime 7 meta.v1.Time *
    containerStatuses 8 list:core.v1.ContainerStatus list=atomic
    qosClass 9 string
    initContainerStatuses 10 list:core.v1.ContainerStatus list=atomic
    nominatedNodeName 11 string
    podIPs 12 list:core.v1.PodIP merge=ip strategy=merge list=map keys=ip
    ephemeralContainerStatuses 13 list:core.v1.ContainerStatus list=atomic
    resize 14 string
    resourceClaimStatuses 15 list:core.v1.PodResourceClaimStatus merge=name strategy=merge,retainKeys list=map keys=name
    hostIPs 16 list:core.v1.HostIP merge=ip strategy=merge list=atomic
    observedGeneration 17 int64
    extendedResourceClaimStatus 18 core.v1.PodExtendedResourceClaimStatus *
    allocatedResources 19 map:resource.Quantity
    resources 20 core.v1.ResourceRequirements *
    nodeAllocatableResourceClaimStatuses 21 list:core.v1.NodeAllocatableResourceClaimStatus list=atomic
  core.v1.PodStatusResult wire-only
    metadata 1 meta.v1.ObjectMeta
    status 2 core.v1.PodStatus
  core.v1.PodTemplate = /v1/PodTemplate
    metadata 1 meta.v1.ObjectMeta
    template 2 core.v1.PodTemplateSpec
    apiVersion - string
    kind - string
  core.v1.PodTemplateList = /v1/PodTemplateList
    metadata 1 meta.v1.ListMeta
    items 2 list:core.v1.PodTemplate !
    apiVersion - string
    kind - string
  core.v1.PodTemplateSpec
    metadata 1 meta.v1.ObjectMeta
    spec 2 core.v1.PodSpec
  """
