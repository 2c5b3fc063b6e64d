extension FlagTexts {
  /// By flag, from `--remove-extra-subjects` to `--www-prefix`.
  static let sharedMore: [String: String] = [
    "remove-extra-subjects":
      "If true, removes extra subjects added to rolebindings",
    "replace":
      "When used with '--copy-to', delete the original Pod.",
    "replicas":
      "Number of replicas to create. Default is 1.",
    "request-timeout":
      "The length of time to wait before giving up on a single server request. Non-zero values should contain a corresponding time unit (e.g. 1s, 2m, 3h). A value of zero means don't timeout requests.",
    "requests":
      "The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'.  Note that server side components may assign requests depending on the server configuration, such as limit ranges.",
    "resolve":
      "If true, show secret or configmap references when listing variables",
    "resource":
      "Resource that the rule applies to",
    "resource-name":
      "Resource in the white list that the rule applies to, repeat this flag for multiple items",
    "resource-version":
      "If non-empty, the selectors update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.",
    "restart":
      "job's restart policy. supported values: OnFailure, Never",
    "retries":
      "Set number of retries to complete a copy operation from a container. Specify 0 to disable or any negative value for infinite retrying. The default is 0 (no retry).",
    "revision":
      "See the details, including podTemplate of the revision specified",
    "rm":
      "If true, delete the pod after it exits.  Only valid when attaching to the container, e.g. with '--attach' or with '-i/--stdin'.",
    "role":
      "Role this RoleBinding should reference",
    "rule":
      "Rule in format host/path=service:port[,tls=secretname]. Paths containing the leading character '*' are considered pathType=Prefix. tls argument is optional.",
    "same-node":
      "When used with '--copy-to', schedule the copy of target Pod on the same node.",
    "save-config":
      "If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.",
    "schedule":
      "A schedule in the Cron format the job should be run with.",
    "scopes":
      "A comma-delimited set of quota scopes that must all match each object tracked by the quota.",
    "selector":
      "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label constraints.",
    "server":
      "The address and port of the Kubernetes API server",
    "server-print":
      "If true, have the server return the appropriate table output. Supports extension APIs and CRDs.",
    "server-side":
      "If true, apply runs in the server instead of the client.",
    "serviceaccount":
      "Service accounts to bind to the clusterrole, in the format <namespace>:<name>. The flag can be repeated to add multiple service accounts.",
    "session-affinity":
      "If non-empty, set the session affinity for the service to this; legal values: 'None', 'ClientIP'",
    "set-image":
      "When used with '--copy-to', a list of name=image pairs for changing container images, similar to how 'kubectl set image' works.",
    "set-raw-bytes":
      "When writing a []byte PROPERTY_VALUE, write the given string directly without base64 decoding.",
    "share-processes":
      "When used with '--copy-to', enable process namespace sharing in the copy.",
    "show-capacity":
      "Print node resources based on Capacity instead of Allocatable(default) of the nodes.",
    "show-events":
      "If true, display events related to the described object.",
    "show-kind":
      "If present, list the resource type for the requested object(s).",
    "show-labels":
      "When printing, show all labels as the last column (default hide labels column)",
    "show-managed-fields":
      "If true, keep the managedFields when printing objects in JSON or YAML format.",
    "since":
      "Only return logs newer than a relative duration like 5s, 2m, or 3h. Defaults to all logs. Only one of since-time / since may be used.",
    "since-time":
      "Only return logs after a specific date (RFC3339). Defaults to all logs. Only one of since-time / since may be used.",
    "skip-wait-for-delete-timeout":
      "If pod DeletionTimestamp older than N seconds, skip waiting for the pod.  Seconds must be greater than 0 to skip.",
    "sort-by":
      "If non-empty, sort list types using this field specification.  The field specification is expressed as a JSONPath expression (e.g. '{.metadata.name}'). The field in the API resource specified by this JSONPath expression must be an integer or a string.",
    "stdin":
      "Pass stdin to the container",
    "subresource":
      "If specified, gets the subresource of the requested object.",
    "sum":
      "Print the sum of the resource usage",
    "tail":
      "Lines of recent log file to display. Defaults to -1 with no selector, showing all log lines otherwise 10, if a selector is provided.",
    "target":
      "When using an ephemeral container, target processes in this container name.",
    "target-port":
      "Name or number for the port on the container that the service should direct traffic to. Optional.",
    "tcp":
      "Port pairs can be specified as '<port>:<targetPort>'.",
    "template":
      "Template string or path to template file to use when -o=go-template, -o=go-template-file. The template format is golang templates [http://golang.org/pkg/text/template/#pkg-overview].",
    "timeout":
      "The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object",
    "timestamps":
      "Include timestamps on each line in the log output",
    "tls-server-name":
      "Server name to use for server certificate validation. If it is not provided, the hostname used to contact the server is used",
    "to-revision":
      "The revision to rollback to. Default to 0 (last revision).",
    "token":
      "Bearer token for authentication to the API server",
    "tty":
      "Stdin is a TTY",
    "type":
      "The type of secret to create",
    "types":
      "Output only events of given types.",
    "unix-socket":
      "Unix socket on which to run the proxy.",
    "use-protocol-buffers":
      "Enables using protocol-buffers to access Metrics API.",
    "user":
      "The name of the kubeconfig user to use",
    "username":
      "Username for basic authentication to the API server",
    "v":
      "number for the log level verbosity",
    "validate":
      #"Must be one of: strict (or true), warn, ignore (or false). "true" or "strict" will use a schema to validate the input and fail the request if invalid. It will perform server side validation if ServerSideFieldValidation is enabled on the api-server, but will fall back to less reliable client-side validation if not. "warn" will warn about unknown or duplicate fields without blocking the request if server-side field validation is enabled on the API server, and behave as "ignore" otherwise. "false" or "ignore" will not perform any schema validation, silently dropping any unknown or duplicate fields."#,
    "value":
      "the value of this priority class.",
    "verb":
      "Verb that applies to the resources contained in the rule",
    "verbs":
      "Limit to resources that support the specified verbs.",
    "vmodule":
      "comma-separated list of pattern=N settings for file-filtered logging (only works for the default text log format)",
    "wait":
      "If true, wait for resources to be gone before returning. This waits for finalizers.",
    "warnings-as-errors":
      "Treat warnings received from the server as errors and exit with a non-zero exit code",
    "watch":
      "After listing/getting the requested object, watch for changes.",
    "watch-only":
      "Watch for changes to the requested object(s), without listing/getting first.",
    "windows-line-endings":
      "Defaults to the line ending native to your platform.",
    "www":
      "Also serve static files from the given directory under the specified prefix.",
    "www-prefix":
      "Prefix to serve static files under, if static file directory is specified.",
  ]
}
