extension FlagTexts {
  /// By command and flag, where a command says it in its own way.
  static let special: [String: String] = [
    "kubectl annotate --all":
      "Select all resources, in the namespace of the specified resource types.",
    "kubectl annotate --all-namespaces":
      "If true, check the specified action in all namespaces.",
    "kubectl annotate --filename":
      "Filename, directory, or URL to files identifying the resource to update the annotation",
    "kubectl annotate --list":
      "If true, display the annotations for a given resource.",
    "kubectl annotate --overwrite":
      "If true, allow annotations to be overwritten, otherwise reject annotation updates that overwrite existing annotations.",
    "kubectl annotate --resource-version":
      "If non-empty, the annotation update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.",
    "kubectl api-resources --output":
      "Output format. One of: (wide, name).",
    "kubectl api-resources --sort-by":
      "If non-empty, sort list of resources using specified field. The field can be either 'name' or 'kind'.",
    "kubectl apply --all":
      "Select all resources in the namespace of the specified resource types.",
    "kubectl apply --filename":
      "The files that contain the configurations to apply.",
    "kubectl apply --kustomize":
      "Process a kustomization directory. This flag can't be used together with -f or -R.",
    "kubectl apply --overwrite":
      "Automatically resolve conflicts between the modified and live configuration by using values from the modified configuration",
    "kubectl apply --prune":
      "Automatically delete resource objects, that do not appear in the configs and are created by either apply or create --save-config. Should be used with either -l or --all.",
    "kubectl apply --subresource":
      "If specified, apply will operate on the subresource of the requested object.  Only allowed when using --server-side.",
    "kubectl apply edit-last-applied --filename":
      "Filename, directory, or URL to files to use to edit the resource",
    "kubectl apply set-last-applied --filename":
      "Filename, directory, or URL to files that contains the last-applied-configuration annotations",
    "kubectl apply view-last-applied --all":
      "Select all resources in the namespace of the specified resource types",
    "kubectl apply view-last-applied --filename":
      "Filename, directory, or URL to files that contains the last-applied-configuration annotations",
    "kubectl apply view-last-applied --output":
      "Output format. Must be one of (yaml, json)",
    "kubectl auth can-i --all-namespaces":
      "If true, check the specified action in all namespaces.",
    "kubectl auth can-i --list":
      "If true, prints all allowed actions.",
    "kubectl auth can-i --no-headers":
      "If true, prints allowed actions without headers",
    "kubectl auth can-i --quiet":
      "If true, suppress output and just return the exit code.",
    "kubectl auth can-i --subresource":
      "SubResource such as pod/log or deployment/scale",
    "kubectl auth reconcile --filename":
      "Filename, directory, or URL to files identifying the resource to reconcile.",
    "kubectl autoscale --filename":
      "Filename, directory, or URL to files identifying the resource to autoscale.",
    "kubectl autoscale --name":
      "The name for the newly created object. If not specified, the name of the input resource will be used.",
    "kubectl certificate approve --filename":
      "Filename, directory, or URL to files identifying the resource to update",
    "kubectl certificate approve --force":
      "Update the CSR even if it is already approved.",
    "kubectl certificate deny --filename":
      "Filename, directory, or URL to files identifying the resource to update",
    "kubectl certificate deny --force":
      "Update the CSR even if it is already denied.",
    "kubectl cluster-info dump --all-namespaces":
      "If true, dump all namespaces.  If true, --namespaces is ignored.",
    "kubectl config get-contexts --output":
      "Output format. One of: (name).",
    "kubectl config set-cluster --certificate-authority":
      "Path to certificate-authority file for the cluster entry in kubeconfig",
    "kubectl config set-cluster --insecure-skip-tls-verify":
      "insecure-skip-tls-verify for the cluster entry in kubeconfig",
    "kubectl config set-cluster --server":
      "server for the cluster entry in kubeconfig",
    "kubectl config set-cluster --tls-server-name":
      "tls-server-name for the cluster entry in kubeconfig",
    "kubectl config set-context --cluster":
      "cluster for the context entry in kubeconfig",
    "kubectl config set-context --namespace":
      "namespace for the context entry in kubeconfig",
    "kubectl config set-context --user":
      "user for the context entry in kubeconfig",
    "kubectl config set-credentials --client-certificate":
      "Path to client-certificate file for the user entry in kubeconfig",
    "kubectl config set-credentials --client-key":
      "Path to client-key file for the user entry in kubeconfig",
    "kubectl config set-credentials --embed-certs":
      "Embed client cert/key for the user entry in kubeconfig",
    "kubectl config set-credentials --password":
      "password for the user entry in kubeconfig",
    "kubectl config set-credentials --token":
      "token for the user entry in kubeconfig",
    "kubectl config set-credentials --username":
      "username for the user entry in kubeconfig",
    "kubectl config view --raw":
      "Display raw byte data and sensitive data",
    "kubectl create --filename":
      "Filename, directory, or URL to files to use to create the resource",
    "kubectl create --windows-line-endings":
      "Only relevant if --edit=true. Defaults to the line ending native to your platform.",
    "kubectl create clusterrolebinding --user":
      "Usernames to bind to the clusterrole. The flag can be repeated to add multiple users.",
    "kubectl create configmap --append-hash":
      "Append a hash of the configmap to its name.",
    "kubectl create deployment --image":
      "Image names to run. A deployment can have multiple images set for multi-container pod.",
    "kubectl create poddisruptionbudget --selector":
      "A label selector to use for this budget. Only equality-based selector requirements are supported.",
    "kubectl create rolebinding --clusterrole":
      "ClusterRole this RoleBinding should reference",
    "kubectl create rolebinding --group":
      "Groups to bind to the role. The flag can be repeated to add multiple groups.",
    "kubectl create rolebinding --serviceaccount":
      "Service accounts to bind to the role, in the format <namespace>:<name>. The flag can be repeated to add multiple service accounts.",
    "kubectl create rolebinding --user":
      "Usernames to bind to the role. The flag can be repeated to add multiple users.",
    "kubectl create secret docker-registry --from-file":
      "Key files can be specified using their file path, in which case a default name of .dockerconfigjson will be given to them, or optionally with a name and file path, in which case the given name will be used. Specifying a directory will iterate each named file in the directory that is a valid secret key. For this command, the key should always be .dockerconfigjson.",
    "kubectl create secret generic --from-env-file":
      "Specify the path to a file to read lines of key=val pairs to create a secret.",
    "kubectl create secret generic --from-file":
      "Key files can be specified using their file path, in which case a default name will be given to them, or optionally with a name and file path, in which case the given name will be used.  Specifying a directory will iterate each named file in the directory that is a valid secret key.",
    "kubectl create secret generic --from-literal":
      "Specify a key and literal value to insert in secret (i.e. mykey=somevalue)",
    "kubectl debug --attach":
      "If true, wait for the container to start running, and then attach as if 'kubectl attach ...' were called.  Default false, unless '-i/--stdin' is set, in which case the default is true.",
    "kubectl debug --container":
      "Container name to use for debug container.",
    "kubectl debug --filename":
      "identifying the resource to debug",
    "kubectl debug --image":
      "Container image to use for debug container.",
    "kubectl debug --image-pull-policy":
      "The image pull policy for the container. If left empty, this value will not be specified by the client and defaulted by the server.",
    "kubectl debug --profile":
      #"Options are "legacy", "general", "baseline", "netadmin", "restricted" or "sysadmin"."#,
    "kubectl debug --quiet":
      "If true, suppress informational messages.",
    "kubectl debug --stdin":
      "Keep stdin open on the container(s) in the pod, even if nothing is attached.",
    "kubectl debug --tty":
      "Allocate a TTY for the debugging container.",
    "kubectl delete --all":
      "Delete all resources, in the namespace of the specified resource types.",
    "kubectl delete --filename":
      "containing the resource to delete.",
    "kubectl delete --ignore-not-found":
      #"Treat "resource not found" as a successful delete. Defaults to "true" when --all is specified."#,
    "kubectl delete --kustomize":
      "Process a kustomization directory. This flag can't be used together with -f or -R.",
    "kubectl delete --output":
      #"Output mode. Use "-o name" for shorter output (resource/name)."#,
    "kubectl delete --raw":
      "Raw URI to DELETE to the server.  Uses the transport specified by the kubeconfig file.",
    "kubectl describe --filename":
      "Filename, directory, or URL to files containing the resource to describe",
    "kubectl diff --filename":
      "Filename, directory, or URL to files contains the configuration to diff",
    "kubectl diff --show-managed-fields":
      "If true, include managed fields in the diff.",
    "kubectl drain --force":
      "Continue even if there are pods that do not declare a controller.",
    "kubectl drain --grace-period":
      "Period of time in seconds given to each pod to terminate gracefully. If negative, the default value specified in the pod will be used.",
    "kubectl drain --timeout":
      "The length of time to wait before giving up, zero means infinite",
    "kubectl edit --filename":
      "Filename, directory, or URL to files to use to edit the resource",
    "kubectl edit --subresource":
      "If specified, edit will operate on the subresource of the requested object.",
    "kubectl events --no-headers":
      "When using the default output format, don't print headers.",
    "kubectl events --watch":
      "After listing the requested events, watch for more events.",
    "kubectl exec --filename":
      "to use to exec into the resource",
    "kubectl explain --output":
      "Format in which to render the schema (plaintext, plaintext-openapiv2)",
    "kubectl explain --recursive":
      "Print the fields of fields (Currently only 1 level deep)",
    "kubectl expose --filename":
      "Filename, directory, or URL to files identifying the resource to expose a service",
    "kubectl expose --port":
      "The port that the service should serve on. Copied from the resource being exposed, if unspecified",
    "kubectl expose --selector":
      "A label selector to use for this service. Only equality-based selector requirements are supported. If empty (the default) infer the selector from the replication controller or replica set.)",
    "kubectl expose --type":
      "Type for this service: ClusterIP, NodePort, LoadBalancer, or ExternalName. Default is 'ClusterIP'.",
    "kubectl get --output":
      "Output format. One of: (json, yaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide). See custom columns [https://kubernetes.io/docs/reference/kubectl/#custom-columns], golang template [http://golang.org/pkg/text/template/#pkg-overview] and jsonpath template [https://kubernetes.io/docs/reference/kubectl/jsonpath/].",
    "kubectl get --raw":
      "Raw URI to request from the server.  Uses the transport specified by the kubeconfig file.",
    "kubectl kustomize --env":
      "a list of environment variables to be used by functions",
    "kubectl kustomize --output":
      "If specified, write output to this path.",
    "kubectl label --all-namespaces":
      "If true, check the specified action in all namespaces.",
    "kubectl label --filename":
      "Filename, directory, or URL to files identifying the resource to update the labels",
    "kubectl label --list":
      "If true, display the labels for a given resource.",
    "kubectl label --local":
      "If true, label will NOT contact api-server but run locally.",
    "kubectl label --overwrite":
      "If true, allow labels to be overwritten, otherwise reject label updates that overwrite existing labels.",
    "kubectl label --resource-version":
      "If non-empty, the labels update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.",
    "kubectl logs --container":
      "Print the logs of this container",
    "kubectl logs --prefix":
      "Prefix each log line with the log source (pod name and container name)",
    "kubectl patch --filename":
      "Filename, directory, or URL to files identifying the resource to update",
    "kubectl patch --local":
      "If true, patch will operate on the content of the file, not the server-side resource.",
    "kubectl patch --subresource":
      "If specified, patch will operate on the subresource of the requested object.",
    "kubectl patch --type":
      "The type of patch being provided; one of [json merge strategic]",
    "kubectl proxy --address":
      "The IP address on which to serve on.",
    "kubectl proxy --port":
      "The port on which to run the proxy. Set to 0 to pick a random port.",
    "kubectl replace --filename":
      "The files that contain the configurations to replace.",
    "kubectl replace --kustomize":
      "Process a kustomization directory. This flag can't be used together with -f or -R.",
    "kubectl replace --raw":
      "Raw URI to PUT to the server.  Uses the transport specified by the kubeconfig file.",
    "kubectl replace --subresource":
      "If specified, replace will operate on the subresource of the requested object.",
    "kubectl rollout status --revision":
      "Pin to a specific revision for showing its status. Defaults to 0 (last revision).",
    "kubectl rollout status --timeout":
      "The length of time to wait before ending watch, zero means never. Any other values should contain a corresponding time unit (e.g. 1s, 2m, 3h).",
    "kubectl rollout status --watch":
      "Watch the status of the rollout until it's done.",
    "kubectl run --filename":
      "to use to replace the resource.",
    "kubectl run --image":
      "The image for the container to run.",
    "kubectl run --kustomize":
      "Process a kustomization directory. This flag can't be used together with -f or -R.",
    "kubectl run --labels":
      "Comma separated labels to apply to the pod. Will override previous values.",
    "kubectl run --port":
      "The port that this container exposes.",
    "kubectl run --quiet":
      "If true, suppress prompt messages.",
    "kubectl run --restart":
      "The restart policy for this Pod.  Legal values [Always, OnFailure, Never].",
    "kubectl run --stdin":
      "Keep stdin open on the container in the pod, even if nothing is attached.",
    "kubectl run --tty":
      "Allocate a TTY for the container in the pod.",
    "kubectl scale --all":
      "Select all resources in the namespace of the specified resource types",
    "kubectl scale --filename":
      "Filename, directory, or URL to files identifying the resource to set a new size",
    "kubectl scale --replicas":
      "The new desired number of replicas. Required.",
    "kubectl scale --resource-version":
      "Precondition for resource version. Requires that the current resource version match this value in order to scale.",
    "kubectl scale --timeout":
      "The length of time to wait before giving up on a scale operation, zero means don't wait. Any other values should contain a corresponding time unit (e.g. 1s, 2m, 3h).",
    "kubectl set env --all":
      "If true, select all resources in the namespace of the specified resource types",
    "kubectl set env --env":
      "Specify a key-value pair for an environment variable to set into each container.",
    "kubectl set env --filename":
      "Filename, directory, or URL to files the resource to update the env",
    "kubectl set env --from":
      "The name of a resource from which to inject environment variables",
    "kubectl set env --local":
      "If true, set env will NOT contact api-server but run locally.",
    "kubectl set image --local":
      "If true, set image will NOT contact api-server but run locally.",
    "kubectl set resources --containers":
      "The names of containers in the selected pod templates to change, all containers are selected by default - may use wildcards",
    "kubectl set resources --local":
      "If true, set resources will NOT contact api-server but run locally.",
    "kubectl set selector --all":
      "Select all resources in the namespace of the specified resource types",
    "kubectl set selector --filename":
      "identifying the resource.",
    "kubectl set serviceaccount --local":
      "If true, set serviceaccount will NOT contact api-server but run locally.",
    "kubectl set subject --filename":
      "Filename, directory, or URL to files the resource to update the subjects",
    "kubectl set subject --group":
      "Groups to bind to the role",
    "kubectl set subject --local":
      "If true, set subject will NOT contact api-server but run locally.",
    "kubectl set subject --serviceaccount":
      "Service accounts to bind to the role",
    "kubectl set subject --user":
      "Usernames to bind to the role",
    "kubectl taint --all":
      "Select all nodes in the cluster",
    "kubectl taint --overwrite":
      "If true, allow taints to be overwritten, otherwise reject taint updates that overwrite existing taints.",
    "kubectl top node --no-headers":
      "If present, print output without headers",
    "kubectl top node --sort-by":
      "If non-empty, sort nodes list using specified field. The field can be either 'cpu' or 'memory'.",
    "kubectl top pod --containers":
      "If present, print usage of containers within a pod.",
    "kubectl top pod --no-headers":
      "If present, print output without headers.",
    "kubectl top pod --sort-by":
      "If non-empty, sort pods list using specified field. The field can be either 'cpu' or 'memory'.",
    "kubectl version --output":
      "One of 'yaml' or 'json'.",
    "kubectl wait --all":
      "Select all resources in the namespace of the specified resource types",
    "kubectl wait --filename":
      "identifying the resource.",
    "kubectl wait --for":
      "The condition to wait on: [create|delete|condition=condition-name[=condition-value]|jsonpath='{JSONPath expression}'=[JSONPath value]]. The default condition-value is true. Condition values are compared after Unicode simple case folding, which is a more general form of case-insensitivity.",
    "kubectl wait --selector":
      "Selector (label query) to filter on, supports '=', '==', and '!='.(e.g. -l key1=value1,key2=value2)",
    "kubectl wait --timeout":
      "The length of time to wait before giving up. Zero means check once and don't wait, negative means wait for a week.",
  ]
}
