extension FlagTexts {
  /// By flag, from `--accept-hosts` to `--remove-extra-permissions`.
  static let shared: [String: String] = [
    "accept-hosts":
      "Regular expression for hosts that the proxy should accept.",
    "accept-paths":
      "Regular expression for paths that the proxy should accept.",
    "address":
      "Addresses to listen on (comma separated). Only accepts IP addresses or localhost as a value. When localhost is supplied, kubectl will try to bind on both 127.0.0.1 and ::1 and will fail if neither of these addresses are available to bind.",
    "aggregation-rule":
      "An aggregation label selector for combining ClusterRoles.",
    "all":
      "Select all resources, in the namespace of the specified resource types",
    "all-containers":
      "Get all containers' logs in the pod(s).",
    "all-namespaces":
      "If present, list the requested object(s) across all namespaces. Namespace in current context is ignored even if specified with --namespace.",
    "all-pods":
      "Get logs from all pod(s). Sets prefix to true.",
    "allow-missing-template-keys":
      "If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.",
    "annotation":
      "Annotation to insert in the ingress object, in the format annotation=value",
    "annotations":
      "Annotations to apply to the pod.",
    "api-group":
      "Limit to resources in the specified API group.",
    "api-prefix":
      "Prefix to serve the proxied API under.",
    "api-version":
      "Get different explanations for particular API version (API group/version)",
    "append-hash":
      "Append a hash of the secret to its name.",
    "append-server-path":
      "If true, enables automatic path appending of the kube context server path to each request.",
    "arguments-only":
      "If specified, everything after -- will be passed to the new container as Args instead of Command.",
    "as":
      "Username to impersonate for the operation. User could be a regular user or a service account in a namespace.",
    "as-current-user":
      "use the uid and gid of the command executor to run the function in the container",
    "as-group":
      "Group to impersonate for the operation, this flag can be repeated to specify multiple groups.",
    "as-uid":
      "UID to impersonate for the operation.",
    "attach":
      "If true, wait for the Pod to start running, and then attach to the Pod as if 'kubectl attach ...' were called.  Default false, unless '-i/--stdin' is set, in which case the default is true. With '--restart=Never' the exit code of the container process is returned.",
    "audience":
      "Audience of the requested token. If unset, defaults to requesting a token for use with the Kubernetes API server. May be repeated to request a token valid for multiple audiences.",
    "auth-provider":
      "Auth provider for the user entry in kubeconfig",
    "auth-provider-arg":
      "'key=value' arguments for the auth provider",
    "bound-object-kind":
      "Kind of an object to bind the token to. Supported kinds are Node, Pod, Secret. If set, --bound-object-name must be provided.",
    "bound-object-name":
      "Name of an object to bind the token to. The token will expire when the object is deleted. Requires --bound-object-kind.",
    "bound-object-uid":
      "UID of an object to bind the token to. Requires --bound-object-kind and --bound-object-name. If unset, the UID of the existing object is used.",
    "cache-dir":
      "Default cache directory",
    "cached":
      "Use the cached list of resources if available.",
    "cascade":
      #"Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background."#,
    "categories":
      "Limit to resources that belong to the specified categories.",
    "cert":
      "Path to PEM encoded public key certificate.",
    "certificate-authority":
      "Path to a cert file for the certificate authority",
    "chunk-size":
      "Return large lists in chunks rather than all at once. Pass 0 to disable. This flag is beta and may change in the future.",
    "class":
      "Ingress Class to be used",
    "client":
      "If true, shows client version only (no server required).",
    "client-certificate":
      "Path to a client certificate file for TLS",
    "client-key":
      "Path to a client key file for TLS",
    "cluster":
      "The name of the kubeconfig cluster to use",
    "cluster-ip":
      "ClusterIP to be assigned to the service. Leave empty to auto-allocate, or set to 'None' to create a headless service.",
    "clusterip":
      "Assign your own ClusterIP or set to 'None' for a 'headless' service (no loadbalancing).",
    "clusterrole":
      "ClusterRole this ClusterRoleBinding should reference",
    "command":
      "If true and extra arguments are present, use them as the 'command' field in the container, rather than the 'args' field which is the default.",
    "concurrency":
      "Number of objects to process in parallel when diffing against the live version. Larger number = faster, but more memory, I/O and CPU over that shorter period of time.",
    "container":
      "Container name. If omitted, use the kubectl.kubernetes.io/default-container annotation for selecting the container to be attached or the first container in the pod will be chosen",
    "containers":
      "The names of containers in the selected pod templates to change - may use wildcards",
    "context":
      "The name of the kubeconfig context to use",
    "copy-to":
      "Create a copy of the target Pod with this name.",
    "cpu-percent":
      "The target average CPU utilization (represented as a percent of requested CPU) over all the pods. If it's not specified or negative, a default autoscaling policy will be used.",
    "create-annotation":
      "Will create 'last-applied-configuration' annotations if current objects doesn't have one",
    "current":
      "Modify the current context",
    "current-replicas":
      "Precondition for current size. Requires that the current size of the resource match this value in order to scale. -1 (default) for no condition.",
    "custom":
      "Path to a JSON or YAML file containing a partial container spec to customize built-in debug profiles.",
    "default-backend":
      "Default service for backend, in format of svcname:port",
    "delete-emptydir-data":
      "Continue even if there are pods using emptyDir (local data that will be deleted when the node is drained).",
    "description":
      "description is an arbitrary string that usually provides guidelines on when this priority class should be used.",
    "disable-compression":
      "If true, opt-out of response compression for all requests to the server",
    "disable-eviction":
      "Force drain to use delete, even if eviction is supported. This will bypass checking PodDisruptionBudgets, use with caution.",
    "disable-filter":
      "If true, disable request filtering in the proxy. This is dangerous, and can leave you vulnerable to XSRF attacks, when used with an accessible port.",
    "docker-email":
      "Email for Docker registry",
    "docker-password":
      "Password for Docker registry authentication",
    "docker-server":
      "Server location for Docker registry",
    "docker-username":
      "Username for Docker registry authentication",
    "dry-run":
      #"Must be "none", "server", or "client". If client strategy, only print the object that would be sent, without sending it. If server strategy, submit server-side request without persisting the resource."#,
    "duration":
      "Requested lifetime of the issued token. If not set or if set to 0, the lifetime will be determined by the server automatically. The server may return a token with a longer or shorter lifetime.",
    "edit":
      "Edit the API resource before creating",
    "embed-certs":
      "embed-certs for the cluster entry in kubeconfig",
    "enable-alpha-plugins":
      "enable kustomize plugins",
    "enable-helm":
      "Enable use of the Helm chart inflator generator.",
    "env":
      "Environment variables to set in the container.",
    "exec-api-version":
      "API version of the exec credential plugin for the user entry in kubeconfig",
    "exec-arg":
      "New arguments for the exec credential plugin command for the user entry in kubeconfig",
    "exec-command":
      "Command for the exec credential plugin for the user entry in kubeconfig",
    "exec-env":
      "'key=value' environment values for the exec credential plugin",
    "exec-interactive-mode":
      "InteractiveMode of the exec credentials plugin for the user entry in kubeconfig",
    "exec-provide-cluster-info":
      "ProvideClusterInfo of the exec credentials plugin for the user entry in kubeconfig",
    "expose":
      "If true, create a ClusterIP service associated with the pod.  Requires `--port`.",
    "external-ip":
      "Additional external IP address (not managed by Kubernetes) to accept for the service. If this IP is routed to a node, the service can be accessed by this IP in addition to its generated service IP.",
    "external-name":
      "External name of service",
    "field-manager":
      "Name of the manager used to track field ownership.",
    "field-selector":
      "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type.",
    "filename":
      "Filename, directory, or URL to files identifying the resource to get from a server.",
    "flatten":
      "Flatten the resulting kubeconfig file into self-contained output (useful for creating portable kubeconfig files)",
    "follow":
      "Specify if the logs should be streamed.",
    "for":
      "Filter events to only those pertaining to the specified resource.",
    "force":
      "If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.",
    "force-conflicts":
      "If true, server-side apply will force the changes against conflicts.",
    "from":
      "The name of the resource to create a Job from (only cronjob is supported).",
    "from-env-file":
      "Specify the path to a file to read lines of key=val pairs to create a configmap.",
    "from-file":
      "Key file can be specified using its file path, in which case file basename will be used as configmap key, or optionally with a key and file path, in which case the given key will be used.  Specifying a directory will iterate each named file in the directory whose basename is a valid configmap key.",
    "from-literal":
      "Specify a key and literal value to insert in configmap (i.e. mykey=somevalue)",
    "global-default":
      "global-default specifies whether this PriorityClass should be considered as the default priority.",
    "grace-period":
      "Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).",
    "group":
      "Groups to bind to the clusterrole. The flag can be repeated to add multiple groups.",
    "hard":
      "A comma-delimited set of resource=quantity pairs that define a hard limit.",
    "helm-api-versions":
      "Kubernetes api versions used by Helm for Capabilities.APIVersions",
    "helm-command":
      "helm command (path to executable)",
    "helm-debug":
      "Enable debug output from the Helm chart inflator generator.",
    "helm-kube-version":
      "Kubernetes version used by Helm for Capabilities.KubeVersion",
    "ignore-daemonsets":
      "Ignore DaemonSet-managed pods.",
    "ignore-errors":
      "If watching / following pod logs, allow for any errors that occur to be non-fatal",
    "ignore-not-found":
      "If the requested object does not exist the command will return exit code 0.",
    "image":
      "Image name to run.",
    "image-pull-policy":
      "The image pull policy for the container.  If left empty, this value will not be specified by the client and defaulted by the server.",
    "insecure-skip-tls-verify":
      "If true, the server's certificate will not be checked for validity. This will make your HTTPS connections insecure",
    "insecure-skip-tls-verify-backend":
      "Skip verifying the identity of the kubelet that logs are requested from.  In theory, an attacker could provide invalid log content back. You might want to use this if your kubelet serving certificates have expired.",
    "interactive":
      "If true, delete resource only when user confirms.",
    "keep-annotations":
      "If true, keep the original pod annotations.(This flag only works when used with '--copy-to')",
    "keep-init-containers":
      "Run the init containers for the pod. Defaults to true.(This flag only works when used with '--copy-to')",
    "keep-labels":
      "If true, keep the original pod labels.(This flag only works when used with '--copy-to')",
    "keep-liveness":
      "If true, keep the original pod liveness probes.(This flag only works when used with '--copy-to')",
    "keep-readiness":
      "If true, keep the original pod readiness probes.(This flag only works when used with '--copy-to')",
    "keep-startup":
      "If true, keep the original startup probes.(This flag only works when used with '--copy-to')",
    "keepalive":
      "keepalive specifies the keep-alive period for an active network connection. Set to 0 to disable keepalive.",
    "key":
      "Path to private key associated with given certificate.",
    "keys":
      "Comma-separated list of keys to import from specified resource",
    "kubeconfig":
      "Path to the kubeconfig file to use for CLI requests.",
    "kustomize":
      "Process the kustomization directory. This flag can't be used together with -f or -R.",
    "label-columns":
      "Accepts a comma separated list of labels that are going to be presented as columns. Names are case-sensitive. You can also use multiple flag options like -L label1 -L label2...",
    "labels":
      "Labels to apply to the service created by this call.",
    "leave-stdin-open":
      "If the pod is started in interactive mode or with stdin, leave stdin open after the first attach completes. By default, stdin will be closed after the first attach completes.",
    "limit-bytes":
      "Maximum bytes of logs to return. Defaults to no limit.",
    "limits":
      "The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'.  Note that server side components may assign requests depending on the server configuration, such as limit ranges.",
    "list":
      "If true, display the environment and any changes in the standard format. this flag will removed when we have kubectl view env.",
    "load-balancer-ip":
      "IP to assign to the LoadBalancer. If empty, an ephemeral IP will be created and used (cloud-provider specific).",
    "load-restrictor":
      "if set to 'LoadRestrictionsNone', local kustomizations may load files from outside their root. This does, however, break the relocatability of the kustomization.",
    "local":
      "If true, annotation will NOT contact api-server but run locally.",
    "log-flush-frequency":
      "Maximum number of seconds between log flushes",
    "match-server-version":
      "Require server version to match client version",
    "max":
      "The upper limit for the number of pods that can be set by the autoscaler. Required.",
    "max-log-requests":
      "Specify maximum number of concurrent logs to follow when using by a selector. Defaults to 5.",
    "max-unavailable":
      "The maximum number or percentage of unavailable pods this budget requires.",
    "merge":
      "Merge the full hierarchy of kubeconfig files",
    "min":
      "The lower limit for the number of pods that can be set by the autoscaler. If it's not specified or negative, the server will apply a default value.",
    "min-available":
      "The minimum number or percentage of available pods this budget requires.",
    "minify":
      "Remove all information not used by current-context from the output",
    "mount":
      "a list of storage options read from the filesystem",
    "name":
      "The name for the newly created object.",
    "name-only":
      "If true, display only the binary name of each plugin, rather than its full path",
    "namespace":
      "If present, the namespace scope for this CLI request",
    "namespaced":
      "If false, non-namespaced resources will be returned, otherwise returning namespaced resources by default.",
    "namespaces":
      "A comma separated list of namespaces to dump.",
    "network":
      "enable network access for functions that declare it",
    "network-name":
      "the docker network to run the container in",
    "no-headers":
      "When using the default or custom-column output format, don't print headers (default print headers).",
    "no-preserve":
      "The copied file/directory's ownership and permissions will not be preserved in the container",
    "node-port":
      "Port used to expose the service on each node in a cluster.",
    "non-resource-url":
      "A partial url that user should have access to.",
    "now":
      "If true, resources are signaled for immediate shutdown (same as --grace-period=1).",
    "openapi-patch":
      "If true, use openapi to calculate diff when the openapi presents and the resource can be found in the openapi spec. Otherwise, fall back to use baked-in types.",
    "output":
      "Output format. One of: (json, yaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).",
    "output-directory":
      "Where to output the files.  If empty or '-' uses stdout, otherwise creates a directory hierarchy in that directory",
    "output-patch":
      "Output the patch if the resource is edited.",
    "output-watch-events":
      "Output watch event objects when --watch or --watch-only is used. Existing objects are output as initial ADDED events.",
    "override-type":
      "The method used to override the generated object: json, merge, or strategic.",
    "overrides":
      "An inline JSON override for the generated object. If this is non-empty, it is used to override the generated object. Requires that the object supply a valid apiVersion field.",
    "overwrite":
      "If true, allow environment to be overwritten, otherwise reject updates that overwrite existing environment.",
    "password":
      "Password for basic authentication to the API server",
    "patch":
      "The patch to be applied to the resource JSON file.",
    "patch-file":
      "A file containing a patch to be applied to the resource.",
    "pod-running-timeout":
      "The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running",
    "pod-selector":
      "Label selector to filter pods on the node",
    "port":
      "The containerPort that this deployment exposes.",
    "preemption-policy":
      "preemption-policy is the policy for preempting pods with lower priority.",
    "prefix":
      "Prefix to append to variable names",
    "previous":
      "If true, print the logs for the previous instance of the container in a pod if it exists.",
    "privileged":
      "If true, run the container in privileged mode.",
    "profile":
      "Name of profile to capture. One of (none|cpu|heap|goroutine|threadcreate|block|mutex)",
    "profile-output":
      "Name of the file to write the profile to",
    "protocol":
      "The network protocol for the service to be created. Default is 'TCP'.",
    "proxy-url":
      "proxy-url for the cluster entry in kubeconfig",
    "prune":
      "Include resources that would be deleted by pruning. Can be used with -l and default shows all resources would be pruned",
    "prune-allowlist":
      "Overwrite the default allowlist with <group/version/kind> for --prune",
    "quiet":
      "Only print output from the remote session",
    "raw":
      "Raw URI to POST to the server.  Uses the transport specified by the kubeconfig file.",
    "recursive":
      "Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.",
    "reject-methods":
      "Regular expression for HTTP methods that the proxy should reject (example --reject-methods='POST,PUT,PATCH'). ",
    "reject-paths":
      "Regular expression for paths that the proxy should reject. Paths specified here will be rejected even accepted by --accept-paths.",
    "remove-extra-permissions":
      "If true, removes extra permissions added to roles",
  ]
}
