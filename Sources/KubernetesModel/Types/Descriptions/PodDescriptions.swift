/// Read by `TypeDescriptions`, which explains the form.
let podDescriptions = """
  core.v1.Pod: One or more containers that run together on one node and share an address and volumes.
    spec: What is to run.
    status: What the kubelet last saw of it.
  core.v1.PodTemplate: A stored pattern for pods.
    template: The pods that are made from it.
  core.v1.PodTemplateSpec: Pattern for the pods that a controller makes.
    metadata: Labels and annotations that the pods get.
    spec: What the pods are to run.
  core.v1.PodSpec: What a pod is to run, and where.
    containers: The containers, at least one. None can be added or taken away later.
    initContainers: Containers that run one after another, each to its end, before the others start. Those with `restartPolicy: Always` keep running beside the rest.
    ephemeralContainers: Containers that were added to the running pod for debugging.
    volumes: Storage that the containers can mount.
    restartPolicy: Whether ended containers are started again: `Always`, `OnFailure` or `Never`.
    terminationGracePeriodSeconds: Seconds between the signal to end and the kill, when the pod is deleted.
    activeDeadlineSeconds: Seconds after which the pod is ended and marked as failed.
    dnsPolicy: Where names are looked up: `ClusterFirst`, `ClusterFirstWithHostNet`, `Default` or `None`.
    dnsConfig: Additions to what `dnsPolicy` gives.
    nodeSelector: Labels that a node must have to run the pod.
    nodeName: The node that runs the pod. Set by the scheduler; whoever sets it passes the scheduler by.
    serviceAccountName: Service account whose rights the pod's processes have.
    serviceAccount: Old name of `serviceAccountName`.
    automountServiceAccountToken: Whether the service account's token is mounted into the containers.
    hostNetwork: Whether the containers use the node's network.
    hostPID: Whether the containers see the node's processes.
    hostIPC: Whether the containers share the node's inter-process communication.
    hostUsers: Whether the containers run with the node's users.
    shareProcessNamespace: Whether the containers see each other's processes.
    securityContext: Users, groups and other security settings for all containers.
    imagePullSecrets: Secrets with the passwords of image registries.
    hostname: Host name inside the pod; the pod's name unless it is set.
    subdomain: Makes the host name `hostname.subdomain.namespace.svc.cluster-domain`.
    setHostnameAsFQDN: Whether the host name is the fully qualified one.
    affinity: Rules for which nodes, and near which other pods, the pod may run.
    schedulerName: The scheduler that chooses the node.
    tolerations: Taints of nodes that do not keep the pod away.
    hostAliases: Lines for the containers' `/etc/hosts`.
    priorityClassName: Class that gives the pod its priority.
    priority: The higher, the sooner the pod is scheduled, and the later it must make room. Set from the class.
    preemptionPolicy: Whether the pod may push out others of lower priority.
    readinessGates: Conditions that must hold, beside those of the containers, before the pod is ready.
    runtimeClassName: Which container runtime runs the pod.
    enableServiceLinks: Whether environment variables tell of the namespace's services.
    overhead: Resources that the pod needs besides those of its containers.
    topologySpreadConstraints: How pods are to be spread over zones, nodes and other topologies.
    os: Operating system that the containers need.
    schedulingGates: What must be cleared before the scheduler looks at the pod.
    resourceClaims: Devices that the pod needs.
    resources: CPU and memory for the pod as a whole.
  core.v1.PodStatus: What is known of a pod's present state.
    phase: `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
    conditions: Whether the pod is scheduled, initialised, and ready.
    message: Why the pod is in this state, for people.
    reason: Why the pod is in this state, in one word, as in `Evicted`.
    hostIP: Address of the node.
    hostIPs: Addresses of the node.
    podIP: Address of the pod.
    podIPs: Addresses of the pod, one for each family.
    startTime: When the kubelet took the pod on.
    containerStatuses: State of each container.
    initContainerStatuses: State of each init container.
    ephemeralContainerStatuses: State of each ephemeral container.
    qosClass: `Guaranteed`, `Burstable` or `BestEffort`, from the resources that the containers ask for.
    nominatedNodeName: Node on which room is being made for the pod.
    observedGeneration: Generation of the pod that the status speaks of.
  core.v1.PodCondition: One aspect of a pod's state.
    type: `PodScheduled`, `Initialized`, `ContainersReady`, `Ready`, ...
    status: `True`, `False` or `Unknown`.
    reason: One word that tells why.
    message: The same for people.
    lastTransitionTime: When the status last changed.
    lastProbeTime: When the condition was last looked at.
  core.v1.Container: A program that runs in a pod.
    name: Name of the container, unique in the pod.
    image: The image that holds the program.
    imagePullPolicy: When the image is pulled: `Always`, `IfNotPresent` or `Never`. `Always` unless the tag is fixed.
    command: What is run, instead of the image's entry point. `$(NAME)` stands for a variable.
    args: Arguments, instead of those of the image.
    workingDir: Directory in which the program starts.
    ports: Ports that the container listens on. For information: others can be reached as well.
    env: Environment variables.
    envFrom: Config maps and secrets whose keys become environment variables.
    resources: CPU and memory that the container is promised, and may use at most.
    resizePolicy: Whether the container is restarted when its resources change.
    restartPolicy: For init containers: `Always` makes one run beside the others. Otherwise what the pod's policy is not to decide.
    volumeMounts: Where volumes appear in the container.
    volumeDevices: Where block devices appear in the container.
    livenessProbe: Tells whether the container still works; it is restarted when not.
    readinessProbe: Tells whether the container can serve; services send it nothing while not.
    startupProbe: Tells whether the container has started; the other probes wait for it.
    lifecycle: What is to happen right after the start and before the end.
    terminationMessagePath: File from which the reason of the end is read.
    terminationMessagePolicy: Whether the log's last lines stand in for an empty file.
    securityContext: Security settings of this container; they win over those of the pod.
    stdin: Whether standard input stays open.
    stdinOnce: Whether standard input is closed when the first client goes.
    tty: Whether the container has a terminal.
  core.v1.ContainerPort: A port of a container.
    name: Name by which services can mean the port.
    containerPort: Number of the port.
    protocol: `TCP`, `UDP` or `SCTP`.
    hostPort: Port of the node that leads to it.
    hostIP: Address of the node to which `hostPort` is bound.
  core.v1.EnvVar: An environment variable.
    name: Name of the variable.
    value: Its value; `$(NAME)` stands for variables before it.
    valueFrom: Where the value comes from instead.
  core.v1.EnvVarSource: Where a variable's value comes from.
    configMapKeyRef: A key of a config map.
    secretKeyRef: A key of a secret.
    fieldRef: A field of the pod.
    resourceFieldRef: A resource of a container.
    fileKeyRef: A key in a file of a volume.
  core.v1.EnvFromSource: A set of variables.
    prefix: What is put before every key.
    configMapRef: A config map.
    secretRef: A secret.
  core.v1.ConfigMapKeySelector: A key of a config map.
    name: Name of the config map.
    key: The key.
    optional: Whether the container starts without it.
  core.v1.SecretKeySelector: A key of a secret.
    name: Name of the secret.
    key: The key.
    optional: Whether the container starts without it.
  core.v1.ObjectFieldSelector: A field of an object.
    fieldPath: The field, as in `metadata.name`.
  core.v1.ResourceFieldSelector: A resource of a container.
    containerName: The container.
    resource: The resource, as in `limits.memory`.
    divisor: Unit in which the value is given.
  core.v1.ResourceRequirements: CPU, memory and other resources of a container.
    requests: What the container is promised; the scheduler looks for a node that has it left.
    limits: What the container may use at most: beyond it CPU is throttled, and for memory the container is killed.
    claims: Devices of the pod that the container uses.
  core.v1.Probe: How the kubelet finds out about a container's health.
    exec: Runs a command in the container; it must end with 0.
    httpGet: Makes an HTTP request; it must be answered with 200 to 399.
    tcpSocket: Opens a connection.
    grpc: Asks the gRPC health service.
    initialDelaySeconds: Seconds between the start and the first probe.
    timeoutSeconds: Seconds after which a probe has failed.
    periodSeconds: Seconds from one probe to the next.
    successThreshold: How many probes must succeed in a row after a failure.
    failureThreshold: How many probes must fail in a row.
    terminationGracePeriodSeconds: Seconds to end in, when the probe's failure ends the container.
  core.v1.HTTPGetAction: An HTTP request.
    path: Path of the request.
    port: Port, by number or by name.
    host: Host to connect to; the pod unless it is set.
    scheme: `HTTP` or `HTTPS`.
    httpHeaders: Headers to send.
  core.v1.TCPSocketAction: A connection.
    port: Port, by number or by name.
    host: Host to connect to; the pod unless it is set.
  core.v1.GRPCAction: A gRPC health check.
    port: Number of the port.
    service: Service to ask about.
  core.v1.ExecAction: A command.
    command: The program and its arguments; no shell reads them.
  core.v1.Lifecycle: What happens when a container starts and ends.
    postStart: Runs right after the start; the container is killed when it fails.
    preStop: Runs before the signal to end.
    stopSignal: Signal that asks the container to end.
  core.v1.ContainerStatus: State of a container.
    name: Name of the container.
    state: What it does now.
    lastState: How it ended the last time.
    ready: Whether it can serve.
    restartCount: How often it was started again.
    image: The image that runs.
    imageID: Digest of the image.
    containerID: Identifier that the runtime gave.
    started: Whether it has passed its startup probe.
  core.v1.ContainerState: What a container does: one of three.
    waiting: It has not started.
    running: It runs.
    terminated: It has ended.
  core.v1.ContainerStateWaiting: A container that has not started.
    reason: Why, in one word, as in `ImagePullBackOff`.
    message: Why, for people.
  core.v1.ContainerStateTerminated: A container that has ended.
    exitCode: Exit status of its program.
    signal: Signal that ended it.
    reason: Why it ended, as in `OOMKilled`.
    message: What it left to say.
    startedAt: When it started.
    finishedAt: When it ended.
  core.v1.SecurityContext: Security settings of a container.
    runAsUser: Number of the user that runs the program.
    runAsGroup: Number of its group.
    runAsNonRoot: Whether a program that would run as root is refused.
    privileged: Whether the container may do all that the node's root may.
    allowPrivilegeEscalation: Whether the program may gain rights that its parent lacks.
    readOnlyRootFilesystem: Whether the image's files cannot be changed.
    capabilities: Linux capabilities to add and to drop.
    seccompProfile: Which system calls are allowed.
    procMount: How `/proc` is mounted.
  core.v1.PodSecurityContext: Security settings of all containers of a pod.
    runAsUser: Number of the user that runs the programs.
    runAsGroup: Number of their group.
    runAsNonRoot: Whether programs that would run as root are refused.
    fsGroup: Group that owns the volumes' files.
    fsGroupChangePolicy: When the owner of a volume's files is changed.
    supplementalGroups: Further groups of the programs.
    seccompProfile: Which system calls are allowed.
    sysctls: Kernel parameters to set.
  core.v1.Capabilities: Linux capabilities of a container.
    add: Capabilities to give.
    drop: Capabilities to take away.
  core.v1.Toleration: A taint that does not keep a pod away.
    key: Key of the taint; empty, with `Exists`, for all.
    operator: `Exists` or `Equal`.
    value: Value of the taint, for `Equal`.
    effect: `NoSchedule`, `PreferNoSchedule` or `NoExecute`; empty for all.
    tolerationSeconds: How long a pod stays on a node that got such a taint.
  core.v1.Affinity: Rules about where a pod runs.
    nodeAffinity: Which nodes.
    podAffinity: Near which pods.
    podAntiAffinity: Away from which pods.
  core.v1.NodeAffinity: Which nodes may run a pod.
    requiredDuringSchedulingIgnoredDuringExecution: Rules that must hold.
    preferredDuringSchedulingIgnoredDuringExecution: Rules that should hold, with weights.
  core.v1.NodeSelector: Terms of which one must hold.
    nodeSelectorTerms: The terms.
  core.v1.NodeSelectorTerm: Requirements that must all hold.
    matchExpressions: Requirements on the node's labels.
    matchFields: Requirements on the node's fields.
  core.v1.PodAffinityTerm: Pods, and what being near them means.
    labelSelector: The pods.
    topologyKey: Label of nodes: nodes with the same value are near each other.
    namespaces: Namespaces of the pods.
    namespaceSelector: Namespaces of the pods, by their labels.
  core.v1.TopologySpreadConstraint: How pods are spread.
    maxSkew: How much fuller one domain may be than the emptiest.
    topologyKey: Label of nodes whose values are the domains.
    whenUnsatisfiable: `DoNotSchedule` or `ScheduleAnyway`.
    labelSelector: The pods that are counted.
  """
