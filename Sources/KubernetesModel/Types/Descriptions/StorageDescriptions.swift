/// Read by `TypeDescriptions`, which explains the form.
let storageDescriptions = """
  core.v1.Volume: Storage that the containers of a pod can mount.
    name: Name of the volume, unique in the pod.
  core.v1.VolumeSource: What a volume holds: one of these.
    emptyDir: A directory that lives as long as the pod.
    configMap: Files from the keys of a config map.
    secret: Files from the keys of a secret.
    persistentVolumeClaim: The volume that a claim is bound to.
    hostPath: A file or directory of the node.
    projected: Files from several sources.
    downwardAPI: Files with fields of the pod.
    nfs: A directory of an NFS server.
    csi: A volume of a driver, made for this pod.
    ephemeral: A claim that is made and deleted with the pod.
    image: The files of an image.
  core.v1.VolumeMount: Where a volume appears in a container.
    name: Name of the volume.
    mountPath: Path in the container.
    readOnly: Whether the container cannot change the files.
    subPath: The part of the volume that is mounted.
    subPathExpr: The same, with variables.
    mountPropagation: Whether mounts pass between the node and the container.
  core.v1.EmptyDirVolumeSource: A directory that starts empty.
    medium: `Memory` keeps it in memory.
    sizeLimit: How much it may hold; the pod is evicted beyond it.
  core.v1.ConfigMapVolumeSource: Files from a config map.
    name: Name of the config map.
    items: Keys to take, and the files they become; all keys unless given.
    defaultMode: Permissions of the files.
    optional: Whether the pod starts without the config map.
  core.v1.SecretVolumeSource: Files from a secret.
    secretName: Name of the secret.
    items: Keys to take, and the files they become; all keys unless given.
    defaultMode: Permissions of the files.
    optional: Whether the pod starts without the secret.
  core.v1.KeyToPath: A key, and the file that it becomes.
    key: The key.
    path: Path of the file below the mount.
    mode: Permissions of the file.
  core.v1.HostPathVolumeSource: A file or directory of the node.
    path: Path on the node.
    type: What must be there, as in `Directory` or `FileOrCreate`.
  core.v1.PersistentVolumeClaimVolumeSource: A claim as a volume.
    claimName: Name of the claim, in the pod's namespace.
    readOnly: Whether it is mounted for reading only.
  core.v1.PersistentVolumeClaim: A wish for storage.
    spec: What is wished for.
    status: What was found.
  core.v1.PersistentVolumeClaimSpec: What storage is wished for.
    accessModes: How it is to be mounted: `ReadWriteOnce`, `ReadOnlyMany`, `ReadWriteMany`, `ReadWriteOncePod`.
    resources: How much storage is needed.
    storageClassName: Class of storage. Unset means the default class, an empty text none.
    volumeName: The volume that is bound.
    volumeMode: `Filesystem` or `Block`.
    selector: Which volumes fit, by their labels.
    dataSource: What the volume is filled with.
    dataSourceRef: What the volume is filled with; may be of any kind.
    volumeAttributesClassName: Class of attributes that can be changed later.
  core.v1.PersistentVolumeClaimStatus: What a claim got.
    phase: `Pending`, `Bound` or `Lost`.
    accessModes: How the volume can be mounted.
    capacity: How much the volume holds.
    conditions: Of a resize that goes on.
  core.v1.VolumeResourceRequirements: Amounts of storage.
    requests: The least that will do.
    limits: The most that is allowed.
  core.v1.PersistentVolume: A piece of storage in the cluster.
    spec: What it is.
    status: What becomes of it.
  core.v1.PersistentVolumeSpec: What a piece of storage is.
    capacity: How much it holds.
    accessModes: How it can be mounted.
    claimRef: The claim that it is bound to.
    persistentVolumeReclaimPolicy: What happens when the claim goes: `Retain`, `Delete` or `Recycle`.
    storageClassName: Class that it belongs to.
    volumeMode: `Filesystem` or `Block`.
    mountOptions: Options for mounting it.
    nodeAffinity: Nodes that can reach it.
  core.v1.PersistentVolumeStatus: State of a volume.
    phase: `Available`, `Bound`, `Released` or `Failed`.
    reason: Why it failed, in one word.
    message: Why it failed, for people.
  storage.v1.StorageClass: A kind of storage that claims can name.
    provisioner: Who makes the volumes.
    parameters: What the provisioner wants to know.
    reclaimPolicy: What happens to volumes whose claim goes.
    volumeBindingMode: `Immediate`, or `WaitForFirstConsumer` to wait for a pod.
    allowVolumeExpansion: Whether claims can grow.
    mountOptions: Options for mounting the volumes.
    allowedTopologies: Where volumes may be made.
  """
