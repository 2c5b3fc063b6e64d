/// The types behind `InternalTypes`, one a line.
enum InternalTypeTable {
  static let text = """
    PodSpec Volumes:[]Volume InitContainers:[]Container Containers:[]Container EphemeralContainers:[]EphemeralContainer \
    RestartPolicy:s TerminationGracePeriodSeconds ActiveDeadlineSeconds DNSPolicy:s NodeSelector ServiceAccountName:s \
    AutomountServiceAccountToken NodeName:s SecurityContext:*PodSecurityContext ImagePullSecrets:[]Reference Hostname:s \
    Subdomain:s SetHostnameAsFQDN Affinity SchedulerName:s Tolerations:[]Toleration HostAliases:[]HostAlias \
    PriorityClassName:s Priority PreemptionPolicy DNSConfig:*DNSConfig ReadinessGates:[]ReadinessGate RuntimeClassName \
    Overhead EnableServiceLinks TopologySpreadConstraints:[]SpreadConstraint OS:*Reference SchedulingGates:[]Reference \
    ResourceClaims:[]PodResourceClaim Resources:*Resources HostnameOverride SchedulingGroup
    PodSecurityContext HostNetwork:b HostPID:b HostIPC:b ShareProcessNamespace HostUsers SELinuxOptions:*SELinux \
    WindowsOptions RunAsUser RunAsGroup RunAsNonRoot SupplementalGroups SupplementalGroupsPolicy FSGroup \
    FSGroupChangePolicy Sysctls:[]NameValue SeccompProfile:*Profile AppArmorProfile:*Profile SELinuxChangePolicy
    SecurityContext Capabilities:*Capabilities Privileged SELinuxOptions:*SELinux WindowsOptions RunAsUser RunAsGroup \
    RunAsNonRoot ReadOnlyRootFilesystem AllowPrivilegeEscalation ProcMount SeccompProfile:*Profile \
    AppArmorProfile:*Profile
    Capabilities Add Drop
    SELinux User:s Role:s Type:s Level:s
    Profile Type:s LocalhostProfile
    ContainerCommon Name:s Image:s Command Args WorkingDir:s Ports:[]Port EnvFrom:[]EnvFrom Env:[]Env \
    Resources:Resources ResizePolicy:[]ResizePolicy RestartPolicy RestartPolicyRules VolumeMounts:[]Mount \
    VolumeDevices:[]Device LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle:*Lifecycle \
    TerminationMessagePath:s TerminationMessagePolicy:s ImagePullPolicy:s SecurityContext:*SecurityContext Stdin:b \
    StdinOnce:b TTY:b
    Container Common:+ContainerCommon
    EphemeralContainer Common:+ContainerCommon TargetContainerName:s
    Port Name:s HostPort:i ContainerPort:i Protocol:s HostIP:s
    EnvFrom Prefix:s ConfigMapRef:*OptionalReference SecretRef:*OptionalReference
    Env Name:s Value:s ValueFrom:*EnvSource
    EnvSource FieldRef:*FieldRef ResourceFieldRef:*ResourceFieldRef ConfigMapKeyRef:*KeyRef SecretKeyRef:*KeyRef \
    FileKeyRef
    FieldRef APIVersion:s FieldPath:s
    ResourceFieldRef ContainerName:s Resource:s Divisor:s
    KeyRef Name:s Key:s Optional
    Reference Name:s
    OptionalReference Name:s Optional
    NameValue Name:s Value:s
    Resources Limits Requests Claims:[]ResourceClaim
    ResourceClaim Name:s Request:s
    PodResourceClaim Name:s ResourceClaimName ResourceClaimTemplateName
    ResizePolicy ResourceName:s RestartPolicy:s
    Mount Name:s ReadOnly:b RecursiveReadOnly MountPath:s SubPath:s MountPropagation SubPathExpr:s
    Device Name:s DevicePath:s
    Probe Exec:*Exec HTTPGet:*HTTPGet TCPSocket:*TCPSocket GRPC:*GRPC InitialDelaySeconds:i TimeoutSeconds:i \
    PeriodSeconds:i SuccessThreshold:i FailureThreshold:i TerminationGracePeriodSeconds
    Exec Command
    HTTPGet Path:s Port Host:s Scheme:s HTTPHeaders:[]NameValue
    TCPSocket Port Host:s
    GRPC Port:i Service
    Lifecycle PostStart:*Handler PreStop:*Handler StopSignal
    Handler Exec:*Exec HTTPGet:*HTTPGet TCPSocket:*TCPSocket Sleep:*Sleep
    Sleep Seconds:i
    Toleration Key:s Operator:s Value:s Effect:s TolerationSeconds
    HostAlias IP:s Hostnames
    DNSConfig Nameservers Searches Options:[]DNSOption
    DNSOption Name:s Value
    ReadinessGate ConditionType:s
    SpreadConstraint MaxSkew:i TopologyKey:s WhenUnsatisfiable:s LabelSelector MinDomains NodeAffinityPolicy \
    NodeTaintsPolicy MatchLabelKeys
    Volume Name:s HostPath:*HostPath EmptyDir:*EmptyDir GCEPersistentDisk AWSElasticBlockStore GitRepo Secret:*Secret \
    NFS:*NFS ISCSI Glusterfs PersistentVolumeClaim:*Claim RBD Quobyte FlexVolume Cinder CephFS Flocker \
    DownwardAPI:*DownwardAPI FC AzureFile ConfigMap:*ConfigMap VsphereVolume AzureDisk PhotonPersistentDisk \
    Projected:*Projected PortworxVolume ScaleIO StorageOS CSI Ephemeral Image:*ImageVolume
    HostPath Path:s Type
    EmptyDir Medium:s SizeLimit
    Secret SecretName:s Items:[]KeyToPath DefaultMode Optional
    NFS Server:s Path:s ReadOnly:b
    Claim ClaimName:s ReadOnly:b
    DownwardAPI Items:[]DownwardFile DefaultMode
    DownwardFile Path:s FieldRef:*FieldRef ResourceFieldRef:*ResourceFieldRef Mode
    ConfigMap Name:s Items:[]KeyToPath DefaultMode Optional
    KeyToPath Key:s Path:s Mode
    ImageVolume Reference:s PullPolicy:s
    Projected Sources:[]Projection DefaultMode
    Projection Secret:*KeyedProjection DownwardAPI:*DownwardProjection ConfigMap:*KeyedProjection \
    ServiceAccountToken:*TokenProjection ClusterTrustBundle PodCertificate
    KeyedProjection Name:s Items:[]KeyToPath Optional
    DownwardProjection Items:[]DownwardFile
    TokenProjection Audience:s ExpirationSeconds:i Path:s
    PersistentVolumeClaimSpec AccessModes Selector Resources:ClaimResources VolumeName:s StorageClassName VolumeMode \
    DataSource:*DataSource DataSourceRef:*DataSourceRef VolumeAttributesClassName
    ClaimResources Limits Requests
    DataSource APIGroup Kind:s Name:s
    DataSourceRef APIGroup Kind:s Name:s Namespace
    PersistentVolumeSource GCEPersistentDisk AWSElasticBlockStore HostPath:*HostPath Glusterfs NFS:*NFS RBD Quobyte ISCSI \
    FlexVolume Cinder CephFS FC Flocker AzureFile VsphereVolume AzureDisk PhotonPersistentDisk PortworxVolume ScaleIO \
    Local:*LocalVolume StorageOS CSI:*CSIVolume
    LocalVolume Path:s FSType
    CSIVolume Driver:s VolumeHandle:s ReadOnly:b FSType:s VolumeAttributes ControllerPublishSecretRef NodeStageSecretRef \
    NodePublishSecretRef ControllerExpandSecretRef NodeExpandSecretRef
    ServicePort Name:s Protocol:s AppProtocol Port:i TargetPort:i NodePort:i
    PodDisruptionBudgetSpec MinAvailable Selector MaxUnavailable UnhealthyPodEvictionPolicy
    DeploymentStrategy Type:s RollingUpdate:*RollingUpdate
    RollingUpdate MaxUnavailable:i MaxSurge:i
    StatefulSetUpdateStrategy Type:s RollingUpdate:*RollingUpdateStatefulSet
    RollingUpdateStatefulSet Partition:i MaxUnavailable
    Taint Key:s Value:s Effect:s TimeAdded
    RoleRef APIGroup:s Kind:s Name:s
    ScopeSelector MatchExpressions:[]ScopeRequirement
    ScopeRequirement ScopeName:s Operator:s Values
    SuccessPolicy Rules:[]SuccessPolicyRule
    SuccessPolicyRule SucceededIndexes SucceededCount
    """
}
