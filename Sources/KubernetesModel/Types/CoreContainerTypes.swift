/// Read by `TypeTable`, which explains the form.
let coreContainerTypes = """
  core.v1.Affinity
    nodeAffinity 1 core.v1.NodeAffinity *
    podAffinity 2 core.v1.PodAffinity *
    podAntiAffinity 3 core.v1.PodAntiAffinity *
  core.v1.AppArmorProfile
    type 1 string !
    localhostProfile 2 string *
  core.v1.Capabilities
    add 1 list:string list=atomic
    drop 2 list:string list=atomic
  core.v1.ConfigMapEnvSource
    < 1 core.v1.LocalObjectReference
    optional 2 bool *
    name - string
  core.v1.ConfigMapKeySelector map:atomic
    < 1 core.v1.LocalObjectReference
    key 2 string !
    optional 3 bool *
    name - string
  core.v1.ConfigMapNodeConfigSource
    namespace 1 string !
    name 2 string !
    uid 3 string
    resourceVersion 4 string
    kubeletConfigKey 5 string !
  core.v1.Container
    name 1 string !
    image 2 string
    command 3 list:string list=atomic
    args 4 list:string list=atomic
    workingDir 5 string
    ports 6 list:core.v1.ContainerPort merge=containerPort strategy=merge list=map keys=containerPort,protocol
    env 7 list:core.v1.EnvVar merge=name strategy=merge list=map keys=name
    resources 8 core.v1.ResourceRequirements
    volumeMounts 9 list:core.v1.VolumeMount merge=mountPath strategy=merge list=map keys=mountPath
    livenessProbe 10 core.v1.Probe *
    readinessProbe 11 core.v1.Probe *
    lifecycle 12 core.v1.Lifecycle *
    terminationMessagePath 13 string
    imagePullPolicy 14 string
    securityContext 15 core.v1.SecurityContext *
    stdin 16 bool
    stdinOnce 17 bool
    tty 18 bool
    envFrom 19 list:core.v1.EnvFromSource list=atomic
    terminationMessagePolicy 20 string
    volumeDevices 21 list:core.v1.VolumeDevice merge=devicePath strategy=merge list=map keys=devicePath
    startupProbe 22 core.v1.Probe *
    resizePolicy 23 list:core.v1.ContainerResizePolicy list=atomic
    restartPolicy 24 string *
    restartPolicyRules 25 list:core.v1.ContainerRestartRule list=atomic
  core.v1.ContainerExtendedResourceRequest
    containerName 1 string !
    resourceName 2 string !
    requestName 3 string !
  core.v1.ContainerPort
    name 1 string
    hostPort 2 int32
    containerPort 3 int32 !
    protocol 4 string
    hostIP 5 string
  core.v1.ContainerResizePolicy
    resourceName 1 string !
    restartPolicy 2 string !
  core.v1.ContainerRestartRule
    action 1 string !
    exitCodes 2 core.v1.ContainerRestartRuleOnExitCodes *
  core.v1.ContainerRestartRuleOnExitCodes
    operator 1 string !
    values 2 list:int32 list=set
  core.v1.ContainerState
    waiting 1 core.v1.ContainerStateWaiting *
    running 2 core.v1.ContainerStateRunning *
    terminated 3 core.v1.ContainerStateTerminated *
  core.v1.ContainerStateRunning
    startedAt 1 meta.v1.Time
  core.v1.ContainerStateTerminated
    exitCode 1 int32 !
    signal 2 int32
    reason 3 string
    message 4 string
    startedAt 5 meta.v1.Time
    finishedAt 6 meta.v1.Time
    containerID 7 string
  core.v1.ContainerStateWaiting
    reason 1 string
    message 2 string
  core.v1.ContainerStatus
    name 1 string !
    state 2 core.v1.ContainerState
    lastState 3 core.v1.ContainerState
    ready 4 bool !
    restartCount 5 int32 !
    image 6 string !
    imageID 7 string !
    containerID 8 string
    started 9 bool *
    allocatedResources 10 map:resource.Quantity
    resources 11 core.v1.ResourceRequirements *
    volumeMounts 12 list:core.v1.VolumeMountStatus merge=mountPath strategy=merge list=map keys=mountPath
    user 13 core.v1.ContainerUser *
    allocatedResourcesStatus 14 list:core.v1.ResourceStatus merge=name strategy=merge list=map keys=name
    stopSignal 15 string *
  core.v1.ContainerUser
    linux 1 core.v1.LinuxContainerUser *
  core.v1.EnvFromSource
    prefix 1 string
    configMapRef 2 core.v1.ConfigMapEnvSource *
    secretRef 3 core.v1.SecretEnvSource *
  core.v1.EnvVar
    name 1 string !
    value 2 string
    valueFrom 3 core.v1.EnvVarSource *
  core.v1.EnvVarSource
    fieldRef 1 core.v1.ObjectFieldSelector *
    resourceFieldRef 2 core.v1.ResourceFieldSelector *
    configMapKeyRef 3 core.v1.ConfigMapKeySelector *
    secretKeyRef 4 core.v1.SecretKeySelector *
    fileKeyRef 5 core.v1.FileKeySelector *
  core.v1.EphemeralContainer
    < 1 core.v1.EphemeralContainerCommon
    targetContainerName 2 string
    args - list:string list=atomic
    command - list:string list=atomic
    env - list:core.v1.EnvVar merge=name strategy=merge list=map keys=name
    envFrom - list:core.v1.EnvFromSource list=atomic
    image - string
    imagePullPolicy - string
    lifecycle - core.v1.Lifecycle
    livenessProbe - core.v1.Probe
    name - string !
    ports - list:core.v1.ContainerPort merge=containerPort strategy=merge list=map keys=containerPort,protocol
    readinessProbe - core.v1.Probe
    resizePolicy - list:core.v1.ContainerResizePolicy list=atomic
    resources - core.v1.ResourceRequirements
    restartPolicy - string
    restartPolicyRules - list:core.v1.ContainerRestartRule list=atomic
    securityContext - core.v1.SecurityContext
    startupProbe - core.v1.Probe
    stdin - bool
    stdinOnce - bool
    terminationMessagePath - string
    terminationMessagePolicy - string
    tty - bool
    volumeDevices - list:core.v1.VolumeDevice merge=devicePath strategy=merge list=map keys=devicePath
    volumeMounts - list:core.v1.VolumeMount merge=mountPath strategy=merge list=map keys=mountPath
    workingDir - string
  core.v1.EphemeralContainerCommon wire-only
    name 1 string always
    image 2 string
    command 3 list:string
    args 4 list:string
    workingDir 5 string
    ports 6 list:core.v1.ContainerPort
    env 7 list:core.v1.EnvVar
    resources 8 core.v1.ResourceRequirements
    volumeMounts 9 list:core.v1.VolumeMount
    livenessProbe 10 core.v1.Probe *
    readinessProbe 11 core.v1.Probe *
    lifecycle 12 core.v1.Lifecycle *
    terminationMessagePath 13 string
    imagePullPolicy 14 string
    securityContext 15 core.v1.SecurityContext *
    stdin 16 bool
    stdinOnce 17 bool
    tty 18 bool
    envFrom 19 list:core.v1.EnvFromSource
    terminationMessagePolicy 20 string
    volumeDevices 21 list:core.v1.VolumeDevice
    startupProbe 22 core.v1.Probe *
    resizePolicy 23 list:core.v1.ContainerResizePolicy
    restartPolicy 24 string *
    restartPolicyRules 25 list:core.v1.ContainerRestartRule
  core.v1.ExecAction
    command 1 list:string list=atomic
  core.v1.FileKeySelector map:atomic
    volumeName 1 string !
    path 2 string !
    key 3 string !
    optional 4 bool *
  core.v1.GRPCAction
    port 1 int32 !
    service 2 string *
  core.v1.HTTPGetAction
    path 1 string
    port 2 intstr.IntOrString !
    host 3 string
    scheme 4 string
    httpHeaders 5 list:core.v1.HTTPHeader list=atomic
  core.v1.HTTPHeader
    name 1 string !
    value 2 string !
  core.v1.HostAlias
    ip 1 string !
    hostnames 2 list:string list=atomic
  core.v1.HostIP
    ip 1 string !
  core.v1.Lifecycle
    postStart 1 core.v1.LifecycleHandler *
    preStop 2 core.v1.LifecycleHandler *
    stopSignal 3 string *
  core.v1.LifecycleHandler
    exec 1 core.v1.ExecAction *
    httpGet 2 core.v1.HTTPGetAction *
    tcpSocket 3 core.v1.TCPSocketAction *
    sleep 4 core.v1.SleepAction *
  core.v1.LinuxContainerUser
    uid 1 int64 !
    gid 2 int64 !
    supplementalGroups 3 list:int64 list=atomic
  core.v1.ObjectFieldSelector map:atomic
    apiVersion 1 string
    fieldPath 2 string !
  core.v1.PreferredSchedulingTerm
    weight 1 int32 !
    preference 2 core.v1.NodeSelectorTerm !
  core.v1.Probe
    < 1 core.v1.ProbeHandler
    initialDelaySeconds 2 int32
    timeoutSeconds 3 int32
    periodSeconds 4 int32
    successThreshold 5 int32
    failureThreshold 6 int32
    terminationGracePeriodSeconds 7 int64 *
    exec - core.v1.ExecAction
    grpc - core.v1.GRPCAction
    httpGet - core.v1.HTTPGetAction
    tcpSocket - core.v1.TCPSocketAction
  core.v1.ProbeHandler wire-only
    exec 1 core.v1.ExecAction *
    httpGet 2 core.v1.HTTPGetAction *
    tcpSocket 3 core.v1.TCPSocketAction *
    grpc 4 core.v1.GRPCAction *
  core.v1.ResourceClaim
    name 1 string !
    request 2 string
  core.v1.ResourceFieldSelector map:atomic
    containerName 1 string
    resource 2 string !
    divisor 3 resource.Quantity
  core.v1.ResourceHealth
    resourceID 1 string !
    health 2 string
    message 6 string *
  core.v1.ResourceRequirements
    limits 1 map:resource.Quantity
    requests 2 map:resource.Quantity
    claims 3 list:core.v1.ResourceClaim list=map keys=name
  core.v1.ResourceStatus
    name 1 string !
    resources 2 list:core.v1.ResourceHealth list=map keys=resourceID
  core.v1.SELinuxOptions
    user 1 string
    role 2 string
    type 3 string
    level 4 string
  core.v1.SeccompProfile
    type 1 string !
    localhostProfile 2 string *
  core.v1.SecretEnvSource
    < 1 core.v1.LocalObjectReference
    optional 2 bool *
    name - string
  core.v1.SecretKeySelector map:atomic
    < 1 core.v1.LocalObjectReference
    key 2 string !
    optional 3 bool *
    name - string
  core.v1.SecurityContext
    capabilities 1 core.v1.Capabilities *
    privileged 2 bool *
    seLinuxOptions 3 core.v1.SELinuxOptions *
    runAsUser 4 int64 *
    runAsNonRoot 5 bool *
    readOnlyRootFilesystem 6 bool *
    allowPrivilegeEscalation 7 bool *
    runAsGroup 8 int64 *
    procMount 9 string *
    windowsOptions 10 core.v1.WindowsSecurityContextOptions *
    seccompProfile 11 core.v1.SeccompProfile *
    appArmorProfile 12 core.v1.AppArmorProfile *
  core.v1.SleepAction
    seconds 1 int64 !
  core.v1.Sysctl
    name 1 string !
    value 2 string !
  core.v1.TCPSocketAction
    port 1 intstr.IntOrString !
    host 2 string
  core.v1.Toleration
    key 1 string
    operator 2 string
    value 3 string
    effect 4 string
    tolerationSeconds 5 int64 *
  core.v1.TopologySpreadConstraint
    maxSkew 1 int32 !
    topologyKey 2 string !
    whenUnsatisfiable 3 string !
    labelSelector 4 meta.v1.LabelSelector *
    minDomains 5 int32 *
    nodeAffinityPolicy 6 string *
    nodeTaintsPolicy 7 string *
    matchLabelKeys 8 list:string list=atomic
  core.v1.WeightedPodAffinityTerm
    weight 1 int32 !
    podAffinityTerm 2 core.v1.PodAffinityTerm !
  core.v1.WindowsSecurityContextOptions
    gmsaCredentialSpecName 1 string *
    gmsaCredentialSpec 2 string *
    runAsUserName 3 string *
    hostProcess 4 bool *
  """
